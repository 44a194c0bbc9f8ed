"""The entry point for gunicorn: `gunicorn soleflip.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "soleflip.settings")

application = get_wsgi_application()
