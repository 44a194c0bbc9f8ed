"""Shows how far an import has come: a bar on a terminal, else a line now and then."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

SECONDS_BETWEEN_LINES = 10


@contextmanager
def telling(
    name: str, size: int, stream, *, quiet: bool = False, unit: str = "the file"
) -> Iterator[Callable[[int, int], None]]:
    """A function to be called with the rows and the packed bytes that were read, out of `size` bytes in all.

    Of what is no file, `size` and what was read are rows, and `unit` names it.
    """
    console = Console(file=stream, stderr=True)
    if quiet:
        yield lambda rows, packed: None
    elif console.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rows]}"))
        with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as display:
            task, began = display.add_task(name, total=size, rows=""), time.monotonic()
            yield lambda rows, packed: display.update(task, completed=packed, rows=_rate(rows, began))
    else:
        yield _Lines(name, size, console, unit)


class _Lines:
    def __init__(self, name: str, size: int, console: Console, unit: str):
        self.name, self.size, self.console, self.unit = name, size, console, unit
        self.began = self.told = time.monotonic()

    def __call__(self, rows: int, packed: int) -> None:
        if time.monotonic() - self.told > SECONDS_BETWEEN_LINES:
            self.told = time.monotonic()
            text = f"{self.name}: {_rate(rows, self.began)}, {packed / self.size:.0%} of {self.unit}"
            self.console.print(text, markup=False, highlight=False, soft_wrap=True)


def _rate(rows: int, began: float) -> str:
    return f"{rows:,} rows, {rows / max(time.monotonic() - began, 0.001):,.0f}/s"
