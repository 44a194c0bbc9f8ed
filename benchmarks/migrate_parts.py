"""What the time of a fresh `manage.py migrate` is made of: medians of some rounds, and their shares.

Each part is measured where it happens, in a process like that of manage.py; what no part claims is the rest.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable

from databases import python, recreate, set_up

NAME = "benchmark_parts"
PARTS = {
    "start": "start of the process, imports, settings",
    "checks": "Django's system checks, with the admin that they import",
    "database": "waiting for PostgreSQL",
    "state": "rendering models for the migrations",
    "after": "content types, permissions, partitions (their SQL apart)",
    "rest": "the rest: building statements, reading files, ...",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often it is measured (default: %(default)s)")
    parser.add_argument("--child", type=float, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        measure(began=arguments.child)
        return
    set_up()
    rounds = []
    for _ in range(arguments.rounds):
        recreate(NAME)
        rounds.append(json.loads(python(__file__, "--child", str(time.time()), database=NAME).stdout))
    recreate(NAME, create=False)
    medians = {part: statistics.median(each[part] for each in rounds) for part in PARTS}
    whole = sum(medians.values())
    for part, seconds in sorted(medians.items(), key=lambda item: -item[1]):
        print(f"{seconds:5.2f} s  {seconds / whole:4.0%}  {PARTS[part]}")


def measure(began: float) -> None:
    """Run migrate in this process and print the seconds of each part, as JSON."""
    set_up()
    from django.core.management import call_command
    from django.core.management.commands import migrate as django_migrate
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper
    from django.db.migrations.state import ProjectState, StateApps

    from soleflip.management.commands.migrate import Command

    clock = Clock()
    seconds = {"start": time.time() - began}
    for owner, name, part in (
        (CursorWrapper, "execute", "database"),
        (CursorWrapper, "executemany", "database"),
        (BaseDatabaseWrapper, "_commit", "database"),
        (BaseDatabaseWrapper, "connect", "database"),
        (StateApps, "__init__", "state"),
        (StateApps, "clone", "state"),
        (ProjectState, "reload_models", "state"),
        (ProjectState, "reload_model", "state"),
        (Command, "check", "checks"),
        (django_migrate, "emit_post_migrate_signal", "after"),
    ):
        setattr(owner, name, clock.timed(part, getattr(owner, name)))
    call_command("migrate", verbosity=0, skip_checks=False)
    seconds |= clock.seconds
    seconds["rest"] = time.time() - began - sum(seconds.values())
    print(json.dumps(seconds))


class Clock:
    """Adds up what the parts take; of a part within another, the inner one gets the time."""

    def __init__(self):
        self.seconds = dict.fromkeys(("checks", "database", "state", "after"), 0.0)
        self.running: list[str] = []
        self.last = time.perf_counter()

    def timed(self, part: str, work: Callable) -> Callable:
        def measured(*arguments, **options):
            self._switch()
            self.running.append(part)
            try:
                return work(*arguments, **options)
            finally:
                self._switch()
                self.running.pop()

        return measured

    def _switch(self) -> None:
        now = time.perf_counter()
        if self.running:
            self.seconds[self.running[-1]] += now - self.last
        self.last = now


if __name__ == "__main__":
    sys.exit(main())
