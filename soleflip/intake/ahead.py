"""Runs a generator in a thread of its own, so that rows are read while the database writes those before."""

import threading
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from queue import Full, Queue
from typing import TypeVar

Item = TypeVar("Item")
MOMENT = 0.1  # seconds until the thread looks whether it is still wanted
_END = object()


@contextmanager
def ahead(items: Generator[Item], depth: int) -> Iterator[Iterator[Item]]:
    """What the generator yields, made up to `depth` items ahead. What it raises is raised here, in its place."""
    made: Queue = Queue(depth)
    unwanted = threading.Event()

    def put(item) -> bool:
        while not unwanted.is_set():
            try:
                made.put(item, timeout=MOMENT)
                return True
            except Full:
                continue
        return False

    def run() -> None:
        try:
            with closing(items):
                for item in items:
                    if not put((item, None)):
                        return
            put((_END, None))
        except BaseException as error:  # whatever it is, it is the other thread's
            put((_END, error))

    def taken() -> Iterator[Item]:
        while True:
            item, error = made.get()
            if error is not None:
                raise error
            if item is _END:
                return
            yield item

    thread = threading.Thread(target=run, name="ahead", daemon=True)
    thread.start()
    try:
        yield taken()
    finally:
        unwanted.set()
        thread.join()
