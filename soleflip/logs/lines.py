"""How a line looks: JSON for programs that collect logs, or a sentence for who sits before a terminal."""

import datetime
import logging

from pythonjsonlogger.json import JsonFormatter

from soleflip.logs.cleaning import exception_of, message_of
from soleflip.logs.context import context_of


class JsonLines(JsonFormatter):
    """One object a line: time (UTC), level, logger, message, what the context knows, and the exception if any."""

    def process_log_record(self, log_data):
        return log_data

    def add_fields(self, log_data, record, message_dict):
        # All that other programs hang on a record, such as the request with all its values, stays out.
        log_data.update(
            time=time_of(record).isoformat(timespec="milliseconds"),
            level=record.levelname,
            logger=record.name,
            message=message_of(record),
            **context_of(record),
        )
        if exception := exception_of(record, self):
            log_data["exception"] = exception


class PlainLines(logging.Formatter):
    """A line for people; with `short` the message alone, as commands have always said it."""

    def __init__(self, *, short: bool = False):
        super().__init__()
        self.short = short

    def format(self, record):
        line = message_of(record)
        if not self.short:
            line = f"{time_of(record):%H:%M:%S} {record.levelname} {record.name}: {line}"
        return "\n".join(part for part in (line, exception_of(record, self)) if part)


def time_of(record: logging.LogRecord) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(record.created, datetime.UTC)
