"""Lets a file be read twice at the same time, by threads that know nothing of each other."""

import io
from threading import Lock
from typing import BinaryIO

BUFFER = 1 << 18  # bytes


def own_place(file: BinaryIO, lock: Lock) -> io.BufferedReader:
    """The file from its first byte. All who read it share the lock, and each has a place of its own."""
    return io.BufferedReader(_OwnPlace(file, lock), BUFFER)


class _OwnPlace(io.RawIOBase):
    def __init__(self, file: BinaryIO, lock: Lock):
        self._file, self._lock, self._at = file, lock, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with self._lock:
            if whence == io.SEEK_CUR:
                offset += self._at
            elif whence == io.SEEK_END:
                offset += self._file.seek(0, io.SEEK_END)
        if offset < 0:
            raise OSError("there is nothing before the first byte")
        self._at = offset
        return offset

    def readinto(self, buffer) -> int:
        with self._lock:
            self._file.seek(self._at)
            count = self._file.readinto(buffer)
        self._at += count
        return count
