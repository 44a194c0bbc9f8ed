"""Somebody who reads again and again while something else is done."""

import threading
import time
from collections.abc import Sequence

from scale.writing import another_connection


class Beside(threading.Thread):
    """Reads queries again and again on its own connection while the block runs; `times` are the seconds of each."""

    PAUSE = 0.02  # seconds between two reads: who never paused would take away one of two processors

    def __init__(self, queries: Sequence[str]):
        super().__init__(daemon=True)
        self.queries, self.times = queries, []
        self._over, self._failure = threading.Event(), None

    def __enter__(self) -> "Beside":
        self.start()
        return self

    def __exit__(self, *exception) -> None:
        self._over.set()
        self.join()
        if self._failure:
            raise self._failure

    def run(self) -> None:
        try:
            with another_connection() as connection:
                while not self.times or not self._over.is_set():
                    for query in self.queries:
                        began = time.perf_counter()
                        connection.execute(query).fetchall()
                        self.times.append(time.perf_counter() - began)
                        time.sleep(self.PAUSE)
        except Exception as failure:
            self._failure = failure
