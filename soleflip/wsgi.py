"""The entry point for gunicorn: `gunicorn soleflip.wsgi`."""

import os

from soleflip.logs.configuration import use_for_site
from soleflip.starting import started_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soleflip.settings")

application = started_application()
use_for_site()
