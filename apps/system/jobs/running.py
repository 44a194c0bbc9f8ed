"""Does what is due, each job under a lock of its own, and writes down what became of it."""

import datetime
import io
import re
import socket
import time
from collections.abc import Callable
from enum import StrEnum

from django.core.management import CommandError, call_command
from django.db import connection

from apps.system.jobs.plan import PLAN, AtWorkElsewhere, NotConfigured, Task
from apps.system.models import Job
from apps.system.models.job import JobResult
from soleflip import journal
from soleflip.postgres.errors import one_line
from soleflip.postgres.held_lock import held
from soleflip.postgres.lock import is_taken

COMPONENT = "job"
LONGEST, LONGEST_ERROR = 2_000, 500  # characters of what a job says, of an error
RETRY = datetime.timedelta(hours=1)  # after a failure, or the begin of what never ended, unless it is due before
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Outcome(StrEnum):
    """What became of a job in this run, beside the results that are kept."""

    NOT_DUE = "not due"
    ELSEWHERE = "at work elsewhere"


def known_jobs() -> dict[str, Job]:
    """What is known of each job of the plan; of one that was never done, a row that is not saved. Writes nothing.

    Rows of other jobs stay: another machine may run a newer release, or still the one before.
    """
    rows = Job.objects.in_bulk([task.name for task in PLAN])
    return {task.name: rows.get(task.name) or Job(name=task.name) for task in PLAN}


def is_due(task: Task, job: Job, now: datetime.datetime) -> bool:
    """Whether its time has come since it began last, it failed a while ago, or it never came to its end."""
    if job.began_at is None:
        return True
    # What never ended was killed, or is at work: then its lock is held. At once it would be killed once more.
    if (never_ended(job) or job.result == JobResult.FAILED) and now >= (job.ended_at or job.began_at) + RETRY:
        return True
    return job.began_at < task.when.latest(now)


def never_ended(job: Job) -> bool:
    """Whether it is at work, or was killed."""
    return job.began_at is not None and job.ended_at is None


def was_killed(job: Job) -> bool:
    """Whether it never ended, and nobody is at work on it."""
    with connection.cursor() as cursor:
        if not never_ended(job) or is_taken(cursor, _purpose(job.name)):
            return False
    return Job.objects.filter(pk=job.pk, began_at=job.began_at, ended_at=None).exists()  # it may just have ended


def run(task: Task, *, by_hand: bool = False, say: Callable[[str], None] = lambda sentence: None) -> str:
    """Do a job if it is due, or at once `by_hand`; what became of it."""
    with held(_purpose(task.name)) as is_ours:
        if not is_ours:
            return Outcome.ELSEWHERE
        # Read anew: another machine may just have done it.
        job, _ = Job.objects.update_or_create(name=task.name, defaults={"every": str(task.when)})
        if not by_hand and not is_due(task, job, database_time()):
            return Outcome.NOT_DUE
        if never_ended(job):
            sentence = f"{task.name} began at {job.began_at:%Y-%m-%d %H:%M} UTC on {job.machine} and never ended."
            say(sentence)
            journal.note(COMPONENT, sentence, level="WARNING", job=task.name)
        return _do(task, job)


def _do(task: Task, before: Job) -> str:
    began, clock = database_time(), time.monotonic()
    row = Job.objects.filter(pk=task.name)
    row.update(
        began_at=began,
        ended_at=None,
        result=None,
        message=None,
        seconds=None,
        machine=socket.gethostname()[:255],
        due_at=_due_at(task, began, JobResult.FAILED),  # unless it comes to its end
    )
    result, message = JobResult.FAILED, "stopped before its end"
    try:
        result, message = _outcome(task)
    finally:  # also where the process is told to stop
        _connect_anew_if_cut()
        if result == Outcome.ELSEWHERE:
            before.save()  # as if it had not been tried
        else:
            _write_down(task, began, result, message[-LONGEST:], round(time.monotonic() - clock, 3))
    return result


def _purpose(name: str) -> str:
    return f"soleflip job {name}"


def _connect_anew_if_cut() -> None:
    """A backup has connections of its own: ours lay idle meanwhile, and a server or a firewall may end such a one."""
    if not connection.is_usable():
        connection.close()  # the next query opens another


def _write_down(task: Task, began: datetime.datetime, result: str, message: str, seconds: float) -> None:
    row, ended = Job.objects.filter(pk=task.name), database_time()
    row.update(ended_at=ended, result=result, message=message, seconds=seconds, due_at=_due_at(task, began, result))
    if result == JobResult.OK:
        row.update(succeeded_at=ended)
    level = "ERROR" if result == JobResult.FAILED else "INFO"
    said = f"{task.name}: {result}, {message}" if message else f"{task.name}: {result}"
    journal.note(COMPONENT, said, level=level, job=task.name, seconds=seconds)


def _outcome(task: Task) -> tuple[str, str]:
    output = io.StringIO()
    try:
        call_command(*task.arguments(), stdout=output, stderr=output, no_color=True)
    except NotConfigured as reason:
        return JobResult.NOT_CONFIGURED, str(reason)
    except AtWorkElsewhere:
        return Outcome.ELSEWHERE, ""
    except CommandError as error:
        return JobResult.FAILED, _text(output, str(error))
    except SystemExit as exit_:
        if exit_.code and exit_.code > 128:  # a signal: we are to stop, not the job alone
            raise
        return (JobResult.FAILED if exit_.code else JobResult.OK), _text(output)
    except Exception as error:  # whatever a job meets, the others are done
        return JobResult.FAILED, _text(output, f"{type(error).__name__}: {one_line(error)[:LONGEST_ERROR]}")
    return JobResult.OK, _text(output)


def _text(output: io.StringIO, *more: str) -> str:
    lines = [line.strip() for line in COLOURS.sub("", output.getvalue()).splitlines()]
    return "\n".join([line for line in lines if line] + list(more)).replace("\x00", "")


def _due_at(task: Task, began: datetime.datetime, result: str) -> datetime.datetime:
    following = task.when.following(began)
    return min(following, began + RETRY) if result == JobResult.FAILED else following


def database_time() -> datetime.datetime:
    """Now, by the clock that is one for all machines."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
