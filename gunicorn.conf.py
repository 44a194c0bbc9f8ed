"""How the site runs in production: `gunicorn soleflip.wsgi` reads this file by itself.

Behind a proxy that speaks https, such as nginx; .env.example has BEHIND_PROXY.
"""

import os
import shutil
import tempfile
from pathlib import Path

from soleflip.logs.configuration import for_gunicorn

bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "4"))
# Threads, so that a long download (an export of a million rows) holds up neither others nor the worker's own pulse.
worker_class = "gthread"
threads = 4
timeout = 60
max_requests = 10_000  # a worker is replaced now and then, at different times
max_requests_jitter = 1_000

# JSON on standard output, as the site's own lines. Of each request the site has a line of its own, which knows the page
# and leaves out what was typed; gunicorn's would have the address with all of it; for_gunicorn
# switches it off, since `accesslog = None` does not where there is a logconfig_dict.
accesslog = None
logconfig_dict = for_gunicorn()

# What the workers count for /metrics stands in files, one set for each place of a worker: who takes over the place of
# another counts on where that one ended, and the files stay few.
METRICS_DIR = "PROMETHEUS_MULTIPROC_DIR"
made = []


def on_starting(server):
    """The counts of an earlier run end here, as those of any program do that is started anew."""
    if METRICS_DIR in os.environ:
        Path(os.environ[METRICS_DIR]).mkdir(parents=True, exist_ok=True)
        for file in Path(os.environ[METRICS_DIR]).glob("*.db"):
            file.unlink()
    else:
        os.environ[METRICS_DIR] = tempfile.mkdtemp(prefix="soleflip-metrics-")
        made.append(os.environ[METRICS_DIR])


def pre_fork(server, worker):
    """The lowest place that no living worker has."""
    taken = {other.place for other in server.WORKERS.values() if hasattr(other, "place")}
    worker.place = next(place for place in range(len(taken) + 1) if place not in taken)


def post_fork(server, worker):
    from prometheus_client import values  # not at the top: it looks for the folder when it is imported

    values.ValueClass = values.MultiProcessValue(process_identifier=lambda: worker.place)


def on_exit(server):
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)
