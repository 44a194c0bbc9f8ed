"""Django's development server, which says in one sentence that the database is away."""

import os

from django.contrib.staticfiles.management.commands import runserver
from django.db import NotSupportedError, OperationalError

from soleflip.cli import sentence


class Command(runserver.Command):
    def check_migrations(self):
        try:
            super().check_migrations()
        except (NotSupportedError, OperationalError) as error:
            self.stderr.write(sentence(error))
            # The server runs in a thread of the reloader, which only an exit of the process ends.
            os._exit(1)
