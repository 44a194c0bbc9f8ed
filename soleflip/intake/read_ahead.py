"""Reads and unpacks in a thread of its own: zlib works beside Python, and half of a feed's time is unpacking."""

import io
import threading
from collections.abc import Callable
from queue import Full, Queue

BLOCK = 1 << 20  # bytes
AHEAD = 8  # blocks
MOMENT = 0.1  # seconds until a thread that waits looks whether it is still wanted


class ReadAhead(io.RawIOBase):
    """A stream over another, for one reader. `packed` is how many bytes of the file have been read so far."""

    def __init__(self, stream, position: Callable[[], int]):
        self._stream, self._position = stream, position
        self._blocks: Queue[bytes | Exception] = Queue(AHEAD)
        self._block, self._at, self._ended = b"", 0, False
        self._unwanted = threading.Event()
        self.packed = 0
        self._thread = threading.Thread(target=self._run, name="read-ahead", daemon=True)
        self._thread.start()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        if self._at == len(self._block) and not self._ended:
            self._block, self._at = self._next_block(), 0
            self._ended = not self._block
        piece = memoryview(self._block)[self._at : self._at + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        self._unwanted.set()
        self._thread.join()
        super().close()

    def _next_block(self) -> bytes:
        block = self._blocks.get()
        if isinstance(block, Exception):
            self._blocks.put(block)  # whoever reads on gets it again
            raise block
        return block

    def _run(self) -> None:
        block = b"."
        while block and not self._unwanted.is_set():
            try:
                block = self._stream.read(BLOCK)
                self.packed = self._position()
            except Exception as error:  # it belongs to the reader
                self._put(error)
                return
            self._put(block)

    def _put(self, block: bytes | Exception) -> None:
        while not self._unwanted.is_set():
            try:
                self._blocks.put(block, timeout=MOMENT)
            except Full:
                continue
            return
