"""What /metrics says of the work behind the site."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Count
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from apps.system.jobs.plan import TASKS
from apps.system.models import Alert, Job
from apps.system.models.alert import Severity


def work() -> Iterator[Metric]:
    """Jobs, alerts, and how large the database is."""
    age = GaugeMetricFamily(
        "soleflip_job_success_age_seconds",
        "Time since a job last ended well; missing when it never did",
        labels=["job"],
    )
    failed = GaugeMetricFamily("soleflip_job_failed", "Whether a job failed the last time", labels=["job"])
    alerts = GaugeMetricFamily("soleflip_alerts_open", "Alerts that have not cleared", labels=["severity"])
    size = GaugeMetricFamily("soleflip_database_bytes", "Size of the database")
    for job in Job.objects.filter(name__in=TASKS):
        if job.succeeded_at:
            age.add_metric([job.name], max((timezone.now() - job.succeeded_at).total_seconds(), 0))
        failed.add_metric([job.name], job.result == "failed")
    open_alerts = Alert.objects.filter(cleared_at=None).order_by().values_list("severity").annotate(Count("pk"))
    counted = dict(open_alerts)
    for severity in Severity.values:
        alerts.add_metric([severity], counted.get(severity, 0))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size.add_metric([], cursor.fetchone()[0])
    yield from (age, failed, alerts, size)
