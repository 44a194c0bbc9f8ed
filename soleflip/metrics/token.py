"""Whoever sends the token of the settings may read figures and reasons."""

from django.conf import settings
from django.utils.crypto import constant_time_compare


def is_sent(request) -> bool:
    """Whether the request carries it, as Prometheus does; without one in the settings none does."""
    kind, _, sent = request.headers.get("Authorization", "").partition(" ")
    return (
        bool(settings.METRICS_TOKEN)
        and kind.lower() == "bearer"
        and constant_time_compare(sent, settings.METRICS_TOKEN)
    )
