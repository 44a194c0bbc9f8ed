"""/metrics, for Prometheus, behind a token."""

import os
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from soleflip.metrics.business import Business
from soleflip.metrics.token import is_sent


@never_cache
@require_safe
def metrics(request):
    """Everything that is counted. 404 as long as the settings have no METRICS_TOKEN, 401 for another token."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not is_sent(request):
        response = HttpResponse(
            "Send the token of METRICS_TOKEN: Authorization: Bearer ...\n",
            status=HTTPStatus.UNAUTHORIZED,
            content_type="text/plain",
            headers={"WWW-Authenticate": "Bearer"},
        )
    else:
        response = HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)
        response.is_routine = True
    return response


def exposition() -> bytes:
    """The text that Prometheus reads: of all processes of gunicorn, else of this one."""
    business = CollectorRegistry()
    business.register(Business())
    counted = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)
    return generate_latest(counted) + generate_latest(business)
