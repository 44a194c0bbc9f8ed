"""Brings warnings and errors into system.logs, where staff find them, without holding up who says them."""

import atexit
import logging
import os
import threading
import time
import weakref

from soleflip.logs.waiting import Lost, Waiting, line_of
from soleflip.logs.writer import Writer, logger

MOST = 10_000  # lines that wait while the database is away
SECONDS_AT_EXIT = 3
# What the writer's own driver says would come back to it for ever; the embedded server speaks when it is not there yet.
NEVER = ("psycopg", "soleflip.embedded", logger.name)
# What any stranger causes as often as he likes: forms without our cookie, names that are not the site's, too many
# fields, and addresses that lead nowhere.
STRANGERS, REQUESTS = "django.security.", "django.request"


class DatabaseHandler(logging.Handler):
    """Puts each line into a queue, which a thread of its own writes; that is all that a request pays.

    What the writer says itself goes to the other handlers alone. docs/decisions/0023-health.md says what is kept when.
    """

    def __init__(self, level: int | str = logging.WARNING, most: int = MOST):
        super().__init__(level)
        self.formatter = logging.Formatter()
        self.most = most
        self._begin()
        # The threads and connections of a parent are not those of gunicorn's workers.
        own = weakref.WeakMethod(self._begin)
        os.register_at_fork(after_in_child=lambda: (begin := own()) and begin())
        atexit.register(_close, weakref.ref(self))

    def _begin(self) -> None:
        self.waiting = Waiting(self.most)
        self.writer: Writer | None = None

    def emit(self, record):
        if threading.current_thread() is self.writer or record.name.startswith(NEVER) or _is_of_strangers(record):
            return
        try:
            self.waiting.add(line_of(record, self.formatter))
            if self.writer is None or not self.writer.is_alive():
                self.writer = Writer(self.waiting)
                self.writer.start()
        except Exception:
            self.handleError(record)

    def flush(self, seconds: float = SECONDS_AT_EXIT) -> bool:
        """Wait until all is written, for so long at most; whether it is."""
        deadline = time.monotonic() + seconds
        while not self.waiting.is_empty and self.writer is not None and self.writer.is_alive():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.005)
        return self.waiting.is_empty

    def close(self):
        """Write what waits, within a few seconds; say what could not be."""
        writer, self.writer = self.writer, None
        if writer is not None:
            writer.closing.set()
            self.waiting.arrived.set()
            writer.join(SECONDS_AT_EXIT)
            self._say_what_is_left()
        super().close()

    def _say_what_is_left(self) -> None:
        for line in list(self.waiting.lines):
            self.waiting.lose(Lost(1, line.created_at, line.created_at))
        self.waiting.lines.clear()
        if lost := self.waiting.take_lost():
            logger.error(lost.sentence)


def _is_of_strangers(record: logging.LogRecord) -> bool:
    return record.name.startswith(STRANGERS) or (record.name == REQUESTS and getattr(record, "status_code", 500) < 500)


def _close(handler: weakref.ref) -> None:
    """At exit, before Python's logging closes what the last sentence goes to."""
    if (found := handler()) is not None:
        found.close()
