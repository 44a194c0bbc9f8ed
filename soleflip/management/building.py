"""What the commands share that write down what the migrations make."""

from django.core.management.base import CommandError
from django.db import connection

from soleflip.catalog.expectation import Expectation, NoExpectation
from soleflip.catalog.standard import SCRATCH_DATABASE, expectation_for
from soleflip.console import steps


def built_expectation() -> Expectation:
    """From a scratch database, never from the snapshot. Raises CommandError where there can be none."""
    with steps("Building") as progress:
        try:
            return expectation_for(connection, SCRATCH_DATABASE, progress.migrations)[0]
        except NoExpectation as error:
            raise CommandError(str(error)) from error
