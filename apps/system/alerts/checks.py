"""What this room can find wrong."""

import datetime
import shutil
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.module_loading import import_string

from apps.system.alerts.rules import Findings, LeftOut, of_this_machine
from apps.system.jobs.plan import TASKS
from apps.system.jobs.running import never_ended, was_killed
from apps.system.kept_tables import KEPT
from apps.system.models import Job
from apps.system.models.job import JobResult
from apps.system.readiness import is_late
from apps.system.shortages import shortages
from soleflip.postgres.held_lock import NAME

OWN = "alerts"  # the job that asks these rules
# Sessions that hold back the removal of old rows, or locks that others wait for; not those that lock for run_due.
LONG = """
SELECT pid, usename, application_name, state, extract(epoch FROM now() - xact_start) / 60
  FROM pg_stat_activity
 WHERE datname = current_database() AND backend_type = 'client backend' AND application_name <> %s
   AND xact_start < clock_timestamp() - %s
 ORDER BY xact_start"""
# What failed after the last success.
ARCHIVE = """
SELECT current_setting('archive_mode') <> 'off', last_failed_wal,
       CASE WHEN last_failed_time > coalesce(last_archived_time, '-infinity') THEN last_failed_time END
  FROM pg_stat_archiver"""
# PostgreSQL shows of other roles' sessions no more than that they are there.
HIDDEN = """
SELECT count(*), quote_ident(current_user)
  FROM pg_stat_activity
 WHERE datname = current_database() AND usename IS NOT NULL AND backend_type IS NULL AND application_name <> %s"""


def partitions_end() -> Findings:
    """Tables whose months end soon."""
    for shortage in shortages(connection):
        if shortage.runs_out:
            yield _first_name(shortage.sentence), shortage.sentence


def default_partition() -> Findings:
    """Rows of months that have no partition."""
    for shortage in shortages(connection):
        if not shortage.runs_out:
            yield _first_name(shortage.sentence), shortage.sentence


def late_tables() -> Findings:
    """Kept tables that nobody has brought up to date in time."""
    for table in KEPT.values():
        if is_late(table):
            yield table.name, f"{table.name} is behind its rows: run manage.py refresh_views --stale."


def failed_jobs(*, hours: float) -> Findings:
    """Jobs that failed the last time, were killed, or have been at work for too long.

    Of one that is at work nobody knows yet: that it is tried again does not clear it. The job that asks leaves itself
    out.
    """
    since = timezone.now() - datetime.timedelta(hours=hours)
    for job in Job.objects.filter(name__in=TASKS).exclude(name=OWN):
        if job.result == JobResult.FAILED:
            yield job.name, f"{job.name} failed: {_last_line(job.message)}"
        elif was_killed(job):
            yield job.name, f"{job.name} was killed; it began at {_begin(job)}."
        elif never_ended(job):
            is_slow = job.began_at < since
            yield job.name, f"{job.name} began at {_begin(job)} and has not ended." if is_slow else None


def audit_chain() -> Findings:
    """Whether somebody changed what the audit trail had written down."""
    if not settings.AUDIT_CHECK:
        raise LeftOut("settings have no AUDIT_CHECK")
    if problem := import_string(settings.AUDIT_CHECK)():
        yield "", problem


def old_backup(*, hours: float) -> Findings:
    """Whether the newest complete backup is too old, or there is none: on this machine, and by the job on any."""
    if not settings.BACKUP_NEWEST:
        raise LeftOut("settings have no BACKUP_NEWEST")
    since = timezone.now() - datetime.timedelta(hours=hours)
    made = Job.objects.filter(name="backup").values_list("succeeded_at", flat=True).first()
    if made and made >= since:
        return  # BACKUP_DIR may be another machine's
    newest = max(filter(None, [made, import_string(settings.BACKUP_NEWEST)()]), default=None)
    if newest is None:
        yield "", "There is no complete backup."
    elif newest < since:
        yield "", f"The newest complete backup is of {newest:%Y-%m-%d %H:%M} UTC."


@of_this_machine
def full_disks(*, percent: float, gigabytes: float, folders: Sequence[str] = ()) -> Findings:
    """Folders with little space left: that of the embedded server, that of the backups, and those that the rule names.

    One that the rule names has to be there, or its disk is not.
    """
    for folder in folders:
        if not Path(folder).is_dir():
            yield folder, f"{folder} is not there: is its disk mounted?"
    ours = [settings.DATA_DIR] if settings.USES_EMBEDDED_SERVER else []
    if backups := getattr(settings, "BACKUP_DIR", None):
        ours.append(Path(backups))  # not there before the first one
    for folder in dict.fromkeys([*ours, *map(Path, folders)]):
        if not folder.is_dir():
            continue
        usage = shutil.disk_usage(folder)
        if usage.free < usage.total * percent / 100 and usage.free < gigabytes * 10**9:
            yield str(folder), f"{filesizeformat(usage.free)} of {filesizeformat(usage.total)} are left at {folder}."


def failing_archive() -> Findings:
    """Whether the server cannot put away its log, which then fills its disk and is missing in a recovery."""
    with connection.cursor() as cursor:
        cursor.execute(ARCHIVE)
        is_on, piece, moment = cursor.fetchone()
    if not is_on:
        raise LeftOut("archive_mode is off")
    if moment:
        yield "", f"{piece} could not be archived at {moment:%Y-%m-%d %H:%M} UTC: the log of the server says why."


def long_transactions(*, minutes: float) -> Findings:
    """Transactions that have been open for long, by the process of the server."""
    with connection.cursor() as cursor:
        cursor.execute(LONG, [NAME, datetime.timedelta(minutes=minutes)])
        for pid, user, program, state, lasted in cursor.fetchall():
            yield str(pid), f"{program or 'a program'} of {user} (pid {pid}, {state}) began {lasted:,.0f} minutes ago."
        cursor.execute(HIDDEN, [NAME])
        number, role = cursor.fetchone()
    if number:
        sessions = "1 session of another role" if number == 1 else f"{number} sessions of other roles"
        yield "hidden", f"Transactions of {sessions} cannot be seen: GRANT pg_read_all_stats TO {role};"


def _begin(job: Job) -> str:
    return f"{job.began_at:%Y-%m-%d %H:%M} UTC on {job.machine}"


def _first_name(sentence: str) -> str:
    """The table that a shortage is about."""
    return next(word for word in sentence.rstrip(".").split() if "." in word).rstrip(":")


def _last_line(text: str | None) -> str:
    return text.splitlines()[-1] if text else "see manage.py run_due --list."
