"""What commands show on a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


def console_for(stream) -> Console:
    """A console over a command's self.stdout; plain text unless that is a terminal."""
    return Console(file=stream, width=None if stream.isatty() else 200)


class Steps:
    """The progress of a command: what it does now, and how far it has come."""

    def __init__(self, display: Progress, title: str):
        self.display = display
        self.task: TaskID = display.add_task(title, total=None)

    def step(self, what: str) -> None:
        """Say what is done now; used for what is quick and many."""
        self.display.update(self.task, description=what, total=None)

    def migrations(self, action: str, subject=None, fake: bool = False) -> None:
        """The progress callback of a MigrationExecutor."""
        if action == "plan":
            self.display.update(self.task, total=len(subject), completed=0)
        elif action in ("apply_start", "unapply_start"):
            self.display.update(self.task, description=str(subject))
        elif action in ("apply_success", "unapply_success"):
            self.display.advance(self.task)


@contextmanager
def steps(title: str, *, quiet: bool = False) -> Iterator[Steps]:
    """A progress bar on standard error while the block runs; nothing at all where that is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as display:
        yield Steps(display, title)
