"""The body of an answer, within a limit that holds for what is sent and for what it unpacks to."""

import gzip
from collections.abc import Iterator

from urllib3 import HTTPResponse

from soleflip.intake.deadline import Deadline
from soleflip.intake.fetch_errors import ANEW, FetchError, told_as_sentence

CHUNK = 64 * 1024
AS_IT_IS = ("", "identity")
GZIP = ("gzip", "x-gzip")


class Counted:
    """Reads from another reader until it has given more than the limit, in bytes."""

    def __init__(self, reader, largest: int, host: str):
        self.reader, self.largest, self.host = reader, largest, host
        self.count = 0

    def read(self, size: int = CHUNK) -> bytes:
        read = self.reader.read(size)
        self.count += len(read)
        if self.count > self.largest:
            raise too_large(self.host, self.largest)
        return read


def too_large(host: str, largest: int) -> FetchError:
    return FetchError(
        f"{host} sends more than the {largest:,} bytes that are allowed: make the feed smaller, with fewer columns "
        "or products, or allow more."
    )


def chunks_of(response: HTTPResponse, host: str, largest: int, deadline: Deadline) -> Iterator[bytes]:
    """The body in pieces, without the packing that HTTP added. Raises FetchError when it is too large or broken."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in AS_IT_IS + GZIP:
        raise FetchError(f"{host} packs the feed in a way that was not asked for and that cannot be unpacked. {ANEW}")
    if (response.length_remaining or 0) > largest:
        raise too_large(host, largest)
    body = Counted(response, largest, host)
    if encoding in GZIP:
        # Python's, since urllib3's own unpacking takes a body that is cut off for a whole one.
        body = Counted(gzip.GzipFile(fileobj=body, mode="rb"), largest, host)
    while True:
        with told_as_sentence(host, deadline):
            chunk = body.read()
        if not chunk:
            return
        yield chunk
