"""What /metrics says of logins."""

import datetime
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Count
from django.db.models.fields.json import KT
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from apps.accounts.guard import COMPONENT, IN, REFUSED, WRONG

HOUR = datetime.timedelta(hours=1)


def logins() -> Iterator[Metric]:
    """The attempts of the last hour."""
    found = GaugeMetricFamily(
        "soleflip_logins_last_hour",
        "Attempts to log in within the last hour, by what became of them",
        labels=["outcome"],
    )
    counted = attempts(HOUR)
    for outcome in (IN, WRONG, REFUSED):
        found.add_metric([outcome], counted.get(outcome, 0))
    yield found


def attempts(within: datetime.timedelta) -> dict[str, int]:
    """How many there were lately, by outcome; idx_logs_component_created_at finds them."""
    lines = apps.get_model("system.LogEntry").objects.filter(
        component=COMPONENT, created_at__gt=timezone.now() - within
    )
    counted = lines.annotate(outcome=KT("details__outcome")).order_by().values_list("outcome").annotate(Count("pk"))
    return dict(counted)
