"""The entry point for gunicorn: `gunicorn soleflip.wsgi`."""

import os

from soleflip.starting import started_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soleflip.settings")

application = started_application()
