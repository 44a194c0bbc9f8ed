"""manage.py run_due: the daily and hourly work, for a timer that comes every few minutes."""

from django.core.management.base import BaseCommand, CommandError
from rich.table import Table

from apps.system.jobs.plan import PLAN, TASKS
from apps.system.jobs.running import Outcome, database_time, is_due, known_jobs, never_ended, run
from apps.system.models.job import JobResult
from soleflip.console import console_for, steps


class Command(BaseCommand):
    help = (
        "Does the daily and hourly work that is due, one job after the other: alerts, a backup, partitions, ages of "
        "the stock, kept tables, retention, the audit trail, rates. Let a timer start it every few minutes, on as "
        "many machines as you like: none does a job that another one is doing or has done. What became of each stands "
        "in system.jobs, and in the back office."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--job", choices=sorted(TASKS), action="append", help="do this one now, due or not; can be repeated"
        )
        parser.add_argument("--list", action="store_true", help="show the jobs and what became of them; do nothing")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *, job: list[str] | None, list: bool, dry_run: bool, verbosity: int, **options):
        jobs = known_jobs()
        if list:
            return self.show(jobs)
        chosen = [task for task in PLAN if task.name in (job or TASKS)]
        now = database_time()
        due = [task for task in chosen if job or is_due(task, jobs[task.name], now)]
        # What takes this process down each time does so after the others were done.
        due.sort(key=lambda task: never_ended(jobs[task.name]))
        if dry_run:
            for task in due:
                self.stdout.write(f"Would do {task.name}: manage.py {' '.join(task.command)}.")
        if not due:
            if verbosity:
                self.stdout.write("Nothing is due.")
            return None
        if dry_run:
            return None
        failed = [task.name for task in due if not self.do(task, by_hand=bool(job), verbosity=verbosity)]
        if failed:
            raise CommandError(f"{', '.join(failed)} failed: system.jobs says why, and so does run_due --list.")
        return None

    def do(self, task, *, by_hand: bool, verbosity: int) -> bool:
        """Do a job and say what became of it; False if it failed, or was asked for and is done elsewhere."""
        with steps(task.name, quiet=not verbosity):
            outcome = run(task, by_hand=by_hand, say=self.stdout.write)
        if verbosity and outcome != Outcome.NOT_DUE:
            self.stdout.write(f"{task.name}: {outcome}.")
        return outcome != JobResult.FAILED

    def show(self, jobs) -> None:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in ("job", "when", "began (UTC)", "result", "seconds", "due (UTC)", "message"):
            table.add_column(column, no_wrap=column != "message")
        for task in PLAN:
            job = jobs[task.name]
            table.add_row(
                task.name,
                str(task.when),
                f"{job.began_at:%Y-%m-%d %H:%M:%S}" if job.began_at else "never",
                job.result or ("began, never ended" if job.began_at else ""),
                f"{job.seconds}" if job.seconds is not None else "",
                f"{job.due_at:%Y-%m-%d %H:%M}" if job.due_at else "now",
                (job.message or "").splitlines()[-1] if job.message else "",
            )
        console_for(self.stdout).print(table)
