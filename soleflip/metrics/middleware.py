"""Counts requests, their time and their queries."""

import time

from django.db import connection

from soleflip.logs.middleware import page_of
from soleflip.metrics.counters import QUERIES, REQUESTS, SECONDS

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}  # whatever else is sent is one label


class Count:
    """The queries of one request, as a wrapper around each."""

    def __init__(self):
        self.number = 0

    def __call__(self, execute, sql, params, many, context):
        self.number += 1
        return execute(sql, params, many, context)


class RequestMetrics:
    """Stands where an answer has its last status. Probes and scrapes are not counted."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began, count = time.perf_counter(), Count()
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        if not getattr(response, "is_routine", False):
            page = page_of(request)
            method = request.method if request.method in METHODS else "other"
            REQUESTS.labels(page, method, response.status_code).inc()
            SECONDS.labels(page).observe(time.perf_counter() - began)
            QUERIES.labels(page).inc(count.number)
        return response
