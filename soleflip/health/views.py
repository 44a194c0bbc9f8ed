"""/healthz: the process answers. /readyz: it can do its work; who is no stranger hears why not."""

from http import HTTPStatus

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from soleflip.health.readiness import results
from soleflip.metrics.token import is_sent

OK, FAILED = "ok", "failed"


@never_cache
@require_safe
def healthz(request):
    """Asks for nothing, so it says nothing but that this process takes requests."""
    return _routine({"status": OK}, HTTPStatus.OK)


@never_cache
@require_safe
def readyz(request):
    """200 when all checks are well, else 503, with the names of the checks."""
    found = results()
    checks = {result.name: {"status": FAILED if result.problem else OK} for result in found}
    if _is_no_stranger(request):
        for result in found:
            if result.problem:
                checks[result.name]["problem"] = result.problem
    is_ready = not any(result.problem for result in found)
    return _routine(
        {"status": OK if is_ready else FAILED, "checks": checks},
        HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE,
    )


def _is_no_stranger(request) -> bool:
    user = getattr(request, "user", None)
    return is_sent(request) or (user is not None and user.is_active and user.is_staff)


def _routine(answer: dict, status: HTTPStatus) -> JsonResponse:
    """An answer that is asked for every few seconds: no line in the log for each."""
    response = JsonResponse(answer, status=status)
    response.is_routine = response._has_been_logged = True
    return response
