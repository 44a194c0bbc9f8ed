"""The thread that writes log lines into system.logs, over a connection of its own."""

import datetime
import json
import logging
import threading
import time
from itertools import islice

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

from soleflip.logs.waiting import Line, Lost, Waiting

logger = logging.getLogger("soleflip.logs")

INSERT = """
INSERT INTO system.logs (level, component, message, details, created_at) VALUES (%s, %s, %s, %s::jsonb, %s)"""
AT_ONCE = 500  # lines of one transaction
# Of a line that cannot be written whatever we try: the others go without it.
REFUSED = (psycopg.DataError, psycopg.IntegrityError, ValueError, TypeError)
IDLE = 5  # seconds after which the connection is closed
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30  # seconds before the next try while the database is away
LONGEST_STATEMENT = "20s"
SAYING_AGAIN = 60  # seconds between two sentences about lines that are being dropped


class Writer(threading.Thread):
    """Writes what waits until `closing` is set; then once more, and ends."""

    def __init__(self, waiting: Waiting):
        super().__init__(name="log writer", daemon=True)
        self.waiting, self.closing = waiting, threading.Event()
        self.connection: psycopg.Connection | None = None
        self.is_away, self.said_at = False, -SAYING_AGAIN
        self.said_lost = 0

    def run(self) -> None:
        while not self.closing.is_set():
            if self.waiting.arrived.wait(IDLE):
                self.waiting.arrived.clear()
                self._write_all()
            else:
                self._disconnect()
        self._disconnect()

    def _write_all(self) -> None:
        pause = FIRST_PAUSE
        while not self.waiting.is_empty:
            try:
                self._write_some()
            except Exception as error:  # whatever it is, the thread lives on and tries again
                self._disconnect()
                self._say_that_it_is_away(error)
                if self.closing.is_set():
                    return
                self.closing.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                pause = FIRST_PAUSE
                self.is_away = False

    def _write_some(self) -> None:
        """One transaction. Lines that PostgreSQL refuses are left out, so that one does not hold up all."""
        lines = list(islice(self.waiting.lines, AT_ONCE))
        connection = self._connected()
        try:
            _write(connection, lines)
        except REFUSED:
            for line in lines:
                try:
                    _write(connection, [line])
                except REFUSED:
                    self.waiting.lose(Lost(1, line.created_at, line.created_at))
                self.waiting.lines.popleft()
        else:
            for _ in lines:
                self.waiting.lines.popleft()
        if not self.waiting.lines and (lost := self.waiting.take_lost()):
            self._note_lost(connection, lost)

    def _note_lost(self, connection: psycopg.Connection, lost: Lost) -> None:
        try:
            details = json.dumps({"program": "log writer", "lines": lost.number})
            _write(
                connection, [Line("ERROR", logger.name, lost.sentence, details, datetime.datetime.now(datetime.UTC))]
            )
        except BaseException:
            self.waiting.give_back(lost)
            raise
        self.said_lost = 0
        logger.error(lost.sentence)

    def _say_that_it_is_away(self, error: Exception) -> None:
        if not self.is_away:
            logger.error(
                "The log of the database cannot be written, so up to %s lines wait: %s",
                f"{self.waiting.most:,}",
                str(error).splitlines()[0] if str(error) else type(error).__name__,
            )
            self.is_away = True
        lost = self.waiting.lost
        if lost and lost.number > self.said_lost and time.monotonic() - self.said_at > SAYING_AGAIN:
            logger.error(lost.sentence)
            self.said_lost, self.said_at = lost.number, time.monotonic()

    def _connected(self) -> psycopg.Connection:
        if self.connection is None:
            # Not Django's own way: what happens there, such as starting the embedded server, telling who acts, or
            # logging of queries, is for those who work with it.
            parameters = connections.create_connection(DEFAULT_DB_ALIAS).get_connection_params()
            parameters |= {"connect_timeout": 5, "application_name": "soleflip log", "prepare_threshold": None}
            self.connection = psycopg.connect(**parameters, autocommit=True)
        return self.connection

    def _disconnect(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def _write(connection: psycopg.Connection, lines: list[Line]) -> None:
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [LONGEST_STATEMENT])
        cursor.executemany(INSERT, lines)
