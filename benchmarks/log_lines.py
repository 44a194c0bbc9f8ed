"""What a line costs whoever says it: into the queue for system.logs, beside one that is written to a stream.

    .venv/bin/python benchmarks/log_lines.py [--lines 20000]

Both get the same records, without a traceback and with one. The stream is the null device, the cheapest there is.
The thread of the queue writes into a database of its own meanwhile, so it works beside whoever logs, as on the site.
"""

import argparse
import logging
import os
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soleflip.settings")
os.environ["LOG_TO_DATABASE"] = "0"  # the handler here is the only one

import django

django.setup()

from soleflip.logs.database import DatabaseHandler  # noqa: E402
from soleflip.logs.lines import JsonLines  # noqa: E402
from tests.support.databases import cloned_from_template, connected_to  # noqa: E402

ROUNDS = 7


def record(exception=None) -> logging.LogRecord:
    return logging.LogRecord(
        "apps.bench", logging.WARNING, __file__, 1, "Waited %s ms for %s", (7, "prices"), exception
    )


def seconds(handler: logging.Handler, lines: int, exception) -> float:
    """For all lines together, by whoever logs."""
    began = time.perf_counter()
    for _ in range(lines):
        handler.handle(record(exception))
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=20_000, help="of each round (default: %(default)s)")
    lines = parser.parse_args().lines
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError:
        exception = sys.exc_info()
    with cloned_from_template("bench_log_lines") as name, connected_to(name), Path(os.devnull).open("w") as nowhere:
        stream, queue = logging.StreamHandler(nowhere), DatabaseHandler(most=lines)
        stream.setFormatter(JsonLines())
        for kind, what in (("plain", None), ("with a traceback", exception)):
            rounds = []
            for _ in range(ROUNDS):  # one after the other, so that what else the machine does meets both
                to_stream = seconds(stream, lines, what)
                to_queue = seconds(queue, lines, what)
                queue.flush(120)
                rounds.append((to_queue / to_stream, to_queue / lines * 1e6))
            ratio, each = median(r for r, _ in rounds), median(e for _, e in rounds)
            print(f"{kind}: {ratio:.2f} times a line of JSON on a stream; {each:.0f} µs a line on this machine")
        queue.close()


if __name__ == "__main__":
    main()
