"""Takes out of log lines what is nobody's business: values of queries, passwords in addresses, rows of the database."""

import logging
import re

QUERY = re.compile(r"(\w://[^\s?#]+|(?<=\s)/[^\s?#]*)\?[^\s\"'>]+")
PASSWORD = re.compile(r"(?<=://)[^\s/@]+@")
# Where a part of what PostgreSQL says ends: values may have any letter, quotes and line breaks too.
END = r".*?(?=\s(?:LINE \d+|DETAIL|HINT|CONTEXT|QUERY): |\n+(?:The above exception|During handling|Traceback)|\Z)"
REFUSED = (
    # What could not be read, in the first sentence: invalid input syntax for type integer: "…"
    r'\b((?:invalid|malformed|out of range|unrecognized)\b[^:\n]*:) "' + END,
    r'\b(value|time zone) "[^"]*"(?= is out of range| not recognized| for ")',
    r"\b(LINE \d+:)\s" + END,  # the statement, with a mark below the place where it fails
    r"\b(DETAIL:)\s" + END,  # the row or the key that it refused
    r"\b(COPY \S+, line \d+(?:, column [^:\n]+)?:)\s" + END,  # the field or the line that was read
)
UNKNOWN = "an unknown address"
PATTERNS = [re.compile(pattern, re.DOTALL) for pattern in REFUSED]


def cleaned(text: str) -> str:
    """The text without the values behind a question mark, who logs in to an address, and what PostgreSQL repeats."""
    if "://" in text or "?" in text:
        text = PASSWORD.sub("…@", QUERY.sub(r"\1?…", text))
    for pattern in PATTERNS:
        text = pattern.sub(r"\1 …", text)
    return writable(text)


def writable(text: str) -> str:
    """The text as PostgreSQL takes it: without zero bytes and halves of letters."""
    return text.replace("\x00", "").encode(errors="backslashreplace").decode()


def message_of(record: logging.LogRecord) -> str:
    """What the record says, without addresses that lead nowhere; of one that is as good as a password, its pattern."""
    request = getattr(record, "request", None)
    path, match = getattr(request, "path", None), getattr(request, "resolver_match", None)
    is_unknown = match is None or getattr(record, "status_code", None) == 404
    if path is None or not (is_unknown or "token" in match.kwargs) or not isinstance(record.args, tuple):
        return cleaned(record.getMessage())
    as_django_writes = path.encode("unicode_escape").decode()
    shown = UNKNOWN if is_unknown else f"/{match.route}"
    arguments = tuple(shown if argument in (path, as_django_writes) else argument for argument in record.args)
    return cleaned(str(record.msg) % arguments if arguments else str(record.msg))


def exception_of(record: logging.LogRecord, formatter: logging.Formatter) -> str:
    """The traceback that the record carries, "" without one."""
    return cleaned(formatter.formatException(record.exc_info)) if record.exc_info and record.exc_info[0] else ""
