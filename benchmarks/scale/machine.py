"""The machine and the server that were measured: what matters for times, and nothing that names them."""

import os
import platform
import statistics
import time
from pathlib import Path

SETTINGS = """
    shared_buffers work_mem maintenance_work_mem effective_cache_size max_wal_size synchronous_commit fsync
    full_page_writes random_page_cost jit max_parallel_workers_per_gather
""".split()


def described() -> dict:
    """For the results; the load is that of others, if this is asked before anything is measured."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY (%s) ORDER BY name", [SETTINGS]
        )
        settings = dict(cursor.fetchall())
    return {
        "load": f"{os.getloadavg()[0]:.1f}",
        "processor": _line("/proc/cpuinfo", "model name") or platform.machine(),
        "cores": os.cpu_count(),
        "memory": f"{round(int(_line('/proc/meminfo', 'MemTotal').split()[0]) / (1 << 20))} GB",
        "kernel": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        "postgresql": _postgresql(),
        "settings": settings,
        "commit": f"{_commit() * 1000:.2f} ms",
    }


def is_busy() -> bool:
    """Whether others use the machine so much that it will be seen."""
    return os.getloadavg()[0] > os.cpu_count() / 2


def _line(file: str, name: str) -> str:
    """What stands behind a name in a file of /proc."""
    for line in Path(file).read_text().splitlines():
        if line.startswith(name):
            return line.partition(":")[2].strip()
    return ""


def _postgresql() -> str:
    from scale.writing import value

    return value("SHOW server_version")


def _commit() -> float:
    """The median seconds of a commit of one row, which says of the disk what matters here."""
    from scale.data import FLUSHED
    from scale.writing import another_connection

    times = []
    with another_connection() as other:
        for _ in range(50):
            began = time.perf_counter()
            other.execute(f"INSERT INTO {FLUSHED} DEFAULT VALUES")
            times.append(time.perf_counter() - began)
    return statistics.median(times)
