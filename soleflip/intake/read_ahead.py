"""Reads and unpacks in a thread of its own: zlib works beside Python, and half of a feed's time is unpacking."""

import io
from collections.abc import Callable, Generator

from soleflip.intake.ahead import ahead

BLOCK = 1 << 20  # bytes
AHEAD = 8  # blocks


class ReadAhead(io.RawIOBase):
    """A stream over another, for one reader. `packed` is how many bytes of the file have been read so far."""

    def __init__(self, stream, position: Callable[[], int]):
        self.packed = 0
        self._block, self._at = memoryview(b""), 0
        self._fault: Exception | None = None
        self._work = ahead(self._blocks(stream, position), AHEAD)
        self._made = self._work.__enter__()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        if self._at == len(self._block):
            self._block, self._at = memoryview(self._next_block()), 0
        piece = self._block[self._at : self._at + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._work.__exit__(None, None, None)
        super().close()

    def _next_block(self) -> bytes:
        if self._fault is None:
            try:
                return next(self._made, b"")
            except Exception as error:  # whoever reads on gets it again, not the end
                self._fault = error
        raise self._fault

    def _blocks(self, stream, position: Callable[[], int]) -> Generator[bytes]:
        while block := stream.read(BLOCK):
            self.packed = position()
            yield block
