"""Fetches a feed from its address into a file, and trusts neither the network nor who answers."""

import logging
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from urllib3 import HTTPResponse
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from soleflip.intake.addresses import Address, named_address, redirected
from soleflip.intake.bodies import chunks_of
from soleflip.intake.connections import connected_to
from soleflip.intake.deadline import Deadline
from soleflip.intake.fetch_errors import ANEW, FetchError, refused_answer, told_as_sentence
from soleflip.intake.file_names import file_name_of

__all__ = ["FetchError", "Fetched", "Validators", "fetch"]

LARGEST = 2 * 1024**3  # bytes
LONGEST = 30 * 60.0  # seconds, tries and pauses included
PAUSES = (2.0, 8.0, 30.0)  # seconds before the second, third and fourth try
LONGEST_PAUSE = 60.0  # seconds, whatever the server asks for
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_VALIDATOR = 255  # letters

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Validators:
    """What a server said of the version that it sent; given back to it, it tells whether there is a newer one."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Fetched:
    """What came of it: a new version or none, what to keep for the next time, and what to call the file."""

    is_new: bool
    validators: Validators
    file_name: str


def fetch(
    address: str,
    target: BinaryIO,
    *,
    known: Validators | None = None,
    largest: int = LARGEST,
    longest: float = LONGEST,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Write the feed at an address of http or https into `target`, from where that stands; it must be seekable.

    With `known`, nothing is written when the server has no newer version. `largest` is in bytes and `longest` in
    seconds, for everything together. What passes (no connection, a broken transfer, too many requests, a server in
    trouble) is tried three times more. Raises FetchError, a sentence to show, and leaves `target` as it was.
    """
    named = named_address(address)
    start = target.tell()
    pauses = iter(PAUSES)
    with Deadline(longest) as deadline:
        while True:
            try:
                return _tried(named, target, known, largest, deadline)
            except BaseException as error:
                target.seek(start)
                target.truncate()
                pause = _pause_after(error, next(pauses, None))
                if pause is None or pause >= deadline.seconds_left():
                    raise
                logger.warning("%s The next try is in %.0f seconds.", error, pause)
            sleep(pause)


def _pause_after(error: BaseException, pause: float | None) -> float | None:
    """The seconds to wait before the next try; None if there is none."""
    if pause is None or not (isinstance(error, FetchError) and error.passes):
        return None
    return pause if error.pause is None else min(error.pause, LONGEST_PAUSE)


def _tried(named: Address, target: BinaryIO, known: Validators | None, largest: int, deadline: Deadline) -> Fetched:
    visited = [named]
    is_named = True
    while True:
        here = visited[-1]
        with connected_to(here, deadline, is_named=is_named) as connection:
            with told_as_sentence(here.host, deadline):
                connection.request(
                    "GET", here.target, headers=_headers(here, known), preload_content=False, decode_content=False
                )
                response = connection.getresponse()
            with closing(response):
                location = response.headers.get("Location")
                if response.status not in REDIRECTS or not location:
                    return _received(response, visited, target, known, largest, deadline)
        if len(visited) > MOST_REDIRECTS:
            raise FetchError(f"{here.host} leads on and on, over {MOST_REDIRECTS} addresses: not followed. {ANEW}")
        visited.append(redirected(here, location))
        # Whoever left the named origin once is led by strangers, even back to it.
        is_named = is_named and visited[-1].origin == named.origin


def _received(
    response: HTTPResponse,
    visited: list[Address],
    target: BinaryIO,
    known: Validators | None,
    largest: int,
    deadline: Deadline,
) -> Fetched:
    host = visited[-1].host
    file_name = file_name_of(response.headers.get("Content-Disposition"), visited)
    told = Validators(_clean(response.headers.get("ETag")), _clean(response.headers.get("Last-Modified")))
    if response.status == 304 and known:
        kept = Validators(told.etag or known.etag, told.last_modified or known.last_modified)
        return Fetched(False, kept, file_name)
    if response.status != 200:
        raise refused_answer(host, response.status, _asked_pause(response))
    for chunk in chunks_of(response, host, largest, deadline):
        target.write(chunk)
    return Fetched(True, told, file_name)


def _headers(here: Address, known: Validators | None) -> dict[str, str]:
    headers = {"User-Agent": "SoleFlip", "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers | here.authorization


def _clean(validator: str | None) -> str | None:
    """A validator as the server will get it back; None for one that no database and no header should hold."""
    return validator if validator and validator.isprintable() and len(validator) <= LONGEST_VALIDATOR else None


def _asked_pause(response: HTTPResponse) -> float | None:
    """The seconds in Retry-After, which is a number or a date."""
    try:
        return Retry().parse_retry_after(response.headers["Retry-After"])
    except (KeyError, InvalidHeader, ValueError, OverflowError):
        return None
