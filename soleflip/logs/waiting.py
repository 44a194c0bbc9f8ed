"""Log lines on their way to the database: as many as may wait, and an account of those that had to be dropped."""

import datetime
import json
import logging
import threading
from collections import deque
from typing import NamedTuple

from soleflip.logs.cleaning import exception_of, message_of, writable
from soleflip.logs.context import context_of
from soleflip.logs.lines import time_of

LEVELS = {10: "DEBUG", 20: "INFO", 30: "WARNING", 40: "ERROR", 50: "CRITICAL"}  # those of system.logs
LONGEST_COMPONENT, LONGEST_TEXT = 50, 20_000  # characters


class Line(NamedTuple):
    """A row of system.logs; `details` is JSON."""

    level: str
    component: str
    message: str
    details: str
    created_at: datetime.datetime


def line_of(record: logging.LogRecord, formatter: logging.Formatter) -> Line:
    """The record as a row, without what is secret."""
    details = context_of(record)
    if exception := exception_of(record, formatter):
        details["exception"] = exception[-LONGEST_TEXT:]  # the end of a traceback says most
    level = LEVELS[min(max(record.levelno // 10 * 10, 10), 50)]
    details = {name: writable(value) if isinstance(value, str) else value for name, value in details.items()}
    text = json.dumps(details, default=str)
    return Line(level, record.name[:LONGEST_COMPONENT], message_of(record)[:LONGEST_TEXT], text, time_of(record))


class Lost(NamedTuple):
    """How many lines were dropped, and the times of the first and the last of them."""

    number: int
    first: datetime.datetime
    last: datetime.datetime

    @property
    def sentence(self) -> str:
        lines = "1 line of the log" if self.number == 1 else f"{self.number:,} lines of the log"
        times = f"between {_clock(self.first)} and {_clock(self.last)}"
        return f"{lines} could not be written to the database, {times}."


class Waiting:
    """The lines of one process. Whoever logs only appends; one thread takes them away."""

    def __init__(self, most: int):
        self.most = most
        self.lines: deque[Line] = deque()
        self.arrived = threading.Event()
        self.lost: Lost | None = None
        self._lock = threading.Lock()

    def add(self, line: Line) -> None:
        """Keep the line, unless too many wait already: then its time is kept alone."""
        if len(self.lines) < self.most:
            self.lines.append(line)
        else:
            self.lose(Lost(1, line.created_at, line.created_at))
        self.arrived.set()

    def lose(self, lost: Lost) -> None:
        """Add to the account of what was dropped."""
        self._count(lost.number)
        self._add(lost)

    def give_back(self, lost: Lost) -> None:
        """The account could not be written: it is taken into the next one."""
        self._add(lost)

    def _count(self, number: int) -> None:
        from soleflip.metrics.counters import LINES_LOST  # not at the top: few processes ever lose a line

        LINES_LOST.inc(number)

    def _add(self, lost: Lost) -> None:
        with self._lock:
            known = self.lost or Lost(0, lost.first, lost.last)
            self.lost = Lost(known.number + lost.number, min(known.first, lost.first), max(known.last, lost.last))

    def take_lost(self) -> Lost | None:
        """The account so far, and begin a new one."""
        with self._lock:
            taken, self.lost = self.lost, None
        return taken

    @property
    def is_empty(self) -> bool:
        return not self.lines and self.lost is None


def _clock(moment: datetime.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
