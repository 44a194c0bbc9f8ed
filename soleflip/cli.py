"""Runs a management command and turns what the environment got wrong into one sentence.

A missing setting, a server that is away and a server that is too old are no faults of the
program, nor is a right that the role lacks or a database that is read-only: they end with exit
code 1 and one sentence on standard error, without a traceback.
`--traceback` shows the whole story, as it does for Django's own CommandError.
"""

import os
import signal
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import InternalError, NotSupportedError, OperationalError, ProgrammingError
from psycopg.errors import InsufficientPrivilege, ReadOnlySqlTransaction

from soleflip.database_roles.owner import connect_as_owner
from soleflip.embedded import EmbeddedServerError
from soleflip.postgres.errors import one_line


def main(arguments: list[str]) -> int:
    """Execute `arguments` (as sys.argv has them); return the exit code."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, frame: sys.exit(128 + received))  # so that commands can clean up
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
    try:
        connect_as_owner(arguments)
        execute_from_command_line(arguments)
    except (ImproperlyConfigured, OperationalError, NotSupportedError, ProgrammingError, InternalError) as error:
        is_a_fault = isinstance(error, ProgrammingError | InternalError) and not isinstance(
            error.__cause__, InsufficientPrivilege | ReadOnlySqlTransaction
        )
        if is_a_fault or "--traceback" in arguments:
            raise
        print(f"{arguments[0]}: {sentence(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130  # as the shell says it: 128 + SIGINT
    except BrokenPipeError:  # as after manage.py ... | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains when it flushes at exit
        return 141  # 128 + SIGPIPE
    return 0


def sentence(error: Exception) -> str:
    """One line out of an exception, with a word on what to do where the server could not be reached."""
    text = one_line(error)
    if isinstance(error, EmbeddedServerError):
        return text
    if isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", None) is None:
        first_line = str(error).splitlines()[0].rstrip(".")
        advice = "Check DATABASE_URL, or unset it to use the embedded server."
        if settings.configured and settings.USES_EMBEDDED_SERVER and first_line.endswith("does not exist"):
            advice = "Was it renamed? manage.py postgres psql --superuser -- -l lists those that are there."
        return f"the database cannot be reached: {first_line}. {advice}"
    return text
