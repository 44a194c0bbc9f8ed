"""Which jobs there are, in the order in which they are done. A new one is a line here."""

from typing import NamedTuple

from django.conf import settings
from django.core.management import CommandError

from apps.system.jobs.schedule import Daily, Every, Schedule


class NotConfigured(Exception):
    """The settings lack what the job needs; says what to set. No failure."""


class AtWorkElsewhere(CommandError):
    """Somebody else does just now what the command does: no failure for run_due, which comes again."""


class Task(NamedTuple):
    """A job: its name, when it is done, and the command with its arguments."""

    name: str
    when: Schedule
    command: tuple[str, ...]

    def arguments(self) -> tuple[str, ...]:
        """The command with what the settings say. Raises NotConfigured."""
        if RATES_SOURCE not in self.command:
            return self.command
        if not settings.RATES_SOURCE:
            raise NotConfigured("RATES_SOURCE is not set: it says where exchange rates come from.")
        found = [settings.RATES_SOURCE if part == RATES_SOURCE else part for part in self.command]
        # A file that is still the one of yesterday is no failure; what is fetched knows by itself that it is.
        return (*found, *(() if "://" in settings.RATES_SOURCE else ("--again",)))


RATES_SOURCE = "{RATES_SOURCE}"  # stands for the file or the address of the settings

PLAN = (
    Task("alerts", Every(10), ("alerts", "check")),  # the first: nothing that hangs or is killed may silence it
    # Before the next backup, whose manifest has the end of the trail as it is then.
    Task("audit", Daily(2, 30), ("verify_audit", "--against-backup")),
    Task("backup", Daily(2, 40), ("backup", "create", "--keep", "14d")),
    Task("partitions", Daily(3, 10), ("partitions", "ensure")),
    Task("retention", Daily(3, 30), ("retention", "run")),
    Task("age-inventory", Daily(3, 20), ("age_inventory",)),
    Task("rates", Daily(17, 30), ("import_rates", RATES_SOURCE)),  # the ECB publishes towards 16:00 in Frankfurt
    Task("kept-tables", Every(60), ("refresh_views", "--stale")),
    Task("kept-tables-repair", Daily(3, 25), ("refresh_views",)),
)
TASKS = {task.name: task for task in PLAN}
