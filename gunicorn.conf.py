"""How the site runs in production: `gunicorn soleflip.wsgi` reads this file by itself.

Behind a proxy that speaks https, such as nginx; .env.example has BEHIND_PROXY.
"""

import os

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
# and leaves out what was typed; gunicorn's would have the address with all of it.
accesslog = None
logconfig_dict = for_gunicorn()
