"""The rows of feeds that were read before, by their digests: twenty bytes for each, since there may be millions."""

import hashlib
import struct
from array import array
from bisect import bisect_left
from collections.abc import Callable
from uuid import UUID

from django.db import connection

from apps.integration.models import AwinFeedRow
from soleflip.intake.layout import Header

READER = b"2"  # counts up when rows are read in another way: all rows are then read anew
# In the binary format of COPY each row is: one column, 16 bytes long, then these (PostgreSQL, "COPY", Binary Format).
HEAD, ROW = 19, struct.Struct(">6xQQ")
QUERY = f"COPY (SELECT digest FROM {AwinFeedRow._meta.db_table} ORDER BY digest) TO STDOUT (FORMAT binary)"  # noqa: S608


def digester(header: Header) -> Callable[[bytes], bytes]:
    """A function from the bytes of a row to its digest, 16 bytes, which depends on the columns of the feed as well."""
    context = hashlib.sha256(READER + repr((header.delimiter, header.names)).encode())

    def digest(raw: bytes) -> bytes:
        hash_ = context.copy()
        hash_.update(raw.rstrip(b"\r\n"))  # the last line of a file may have no end
        return hash_.digest()[:16]

    return digest


class KnownRows:
    """Which rows are known, which of them this feed has brought so far, and which it has replaced."""

    def __init__(self):
        self._high, self._low = array("Q"), array("Q")
        with connection.cursor() as cursor, cursor.copy(QUERY) as copy:
            rest = b""
            for piece in copy:
                rest = self._take(rest + piece)
        self._hit, self._replaced = (array("I", bytes(4 * len(self._high))) for _ in range(2))
        self.hits = self.repeated = 0

    def __len__(self):
        return len(self._high)

    def hit(self, digest: bytes, row_number: int) -> bool:
        """Whether the row is known. It counts as brought by this row number, or as repeated."""
        place = self._place(digest)
        if place is None:
            return False
        if self._hit[place]:
            self.repeated += 1
        else:
            self._hit[place] = row_number
            self.hits += 1
        return True

    def replace(self, digest: UUID, row_number: int) -> int:
        """Another row came for the product of a known one. Returns the number of that if it came first, or 0."""
        place = self._place(digest.bytes)
        if place is None:
            return 0
        if 0 < self._hit[place] < row_number:
            return self._hit[place]
        self._replaced[place] = row_number
        return 0

    def late(self) -> int:
        """How many known rows came after the row that had replaced them: they are duplicates."""
        return sum(1 for hit, replaced in zip(self._hit, self._replaced, strict=True) if replaced and hit > replaced)

    def _place(self, digest: bytes) -> int | None:
        high, low = int.from_bytes(digest[:8]), int.from_bytes(digest[8:])
        place = bisect_left(self._high, high)
        while place < len(self._high) and self._high[place] == high:
            if self._low[place] == low:
                return place
            place += 1
        return None

    def _take(self, piece: bytes) -> bytes:
        """Keep the whole rows of the piece, and return what is left over."""
        start = HEAD if not self._high and piece.startswith(b"PGCOPY") else 0
        rows = (len(piece) - start) // ROW.size
        end = start + rows * ROW.size
        for high, low in ROW.iter_unpack(piece[start:end]):
            self._high.append(high)
            self._low.append(low)
        return piece[end:]
