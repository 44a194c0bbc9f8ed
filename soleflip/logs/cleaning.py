"""Takes out of log lines what is nobody's business: values of queries, passwords in addresses, rows of the database."""

import logging
import re

QUERY = re.compile(r"(\w://[^\s?#]+|(?<=\s)/[^\s?#]*)\?[^\s\"'>]+")
PASSWORD = re.compile(r"(?<=://)[^\s/@]+@")
# PostgreSQL repeats there the row or the key that it refused, over as many lines as that has.
DETAIL = re.compile(
    r"\bDETAIL:\s.*?(?=\s(?:HINT|CONTEXT|QUERY): |\n+(?:The above exception|During handling|Traceback)|\Z)", re.DOTALL
)


def cleaned(text: str) -> str:
    """The text without the values behind a question mark, who logs in to an address, and PostgreSQL's details."""
    if "://" in text or "?" in text:
        text = PASSWORD.sub("…@", QUERY.sub(r"\1?…", text))
    if "DETAIL:" in text:
        text = DETAIL.sub("DETAIL: …", text)
    return writable(text)


def writable(text: str) -> str:
    """The text as PostgreSQL takes it: without zero bytes and halves of letters."""
    return text.replace("\x00", "").encode(errors="backslashreplace").decode()


def message_of(record: logging.LogRecord) -> str:
    """What the record says; of the address of a page that is as good as a password, its pattern alone."""
    text = record.getMessage()
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    if match is not None and "token" in match.kwargs:
        text = text.replace(record.request.path, f"/{match.route}")
    return cleaned(text)


def exception_of(record: logging.LogRecord, formatter: logging.Formatter) -> str:
    """The traceback that the record carries, "" without one."""
    return cleaned(formatter.formatException(record.exc_info)) if record.exc_info and record.exc_info[0] else ""
