"""Django's development server, which says in one sentence what is in its way: no database, or keys of another."""

import os

from django.contrib.staticfiles.management.commands import runserver
from django.db import NotSupportedError, OperationalError

from soleflip.cli import sentence
from soleflip.encryption.fitting import keys_problem


class Command(runserver.Command):
    def check_migrations(self):
        try:
            super().check_migrations()
        except (NotSupportedError, OperationalError) as error:
            self.stderr.write(sentence(error))
            # The server runs in a thread of the reloader, which only an exit of the process ends.
            os._exit(1)
        if problem := keys_problem():
            self.stderr.write(problem)
            os._exit(1)
