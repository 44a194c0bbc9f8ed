"""Answers load balancers and Prometheus, who ask by any name of the machine and know no session."""

from django.conf import settings
from django.utils.functional import cached_property

from soleflip.health.views import healthz, readyz
from soleflip.metrics.views import metrics

ANSWERS = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


class Probes:
    """Stands before whatever looks at the name of the host or at who is logged in.

    A visitor with a session goes on to the same view by way of its address, which then knows who asks.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    @cached_property
    def cookie(self) -> str:
        return settings.SESSION_COOKIE_NAME

    def __call__(self, request):
        view = ANSWERS.get(request.path_info)
        if view is None or self.cookie in request.COOKIES:
            return self.get_response(request)
        return view(request)
