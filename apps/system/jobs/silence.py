"""Whether somebody still starts run_due: what it does not start cannot tell, so the first page asks."""

import datetime

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from apps.system.jobs.plan import TASKS
from apps.system.models import Job

LONGEST = datetime.timedelta(hours=1)  # alerts begin every ten minutes


def silence() -> str | None:
    """A sentence when no job has begun for long; where nobody ever started one, only on a site in production."""
    newest = Job.objects.filter(name__in=TASKS).aggregate(newest=Max("began_at"))["newest"]
    if newest is None:
        return None if settings.DEBUG else "No job was ever done: let a timer start manage.py run_due."
    if newest > timezone.now() - LONGEST:
        return None
    return f"No job has begun since {timezone.localtime(newest):%-d %B %Y, %H:%M}: let a timer start manage.py run_due."
