"""A lock that is held while work goes on, whatever a role or a database limits."""

import time

from django.db import connection

from soleflip.postgres.held_lock import held
from tests.support.sql import query


def test_it_outlasts_the_limits_of_the_database(committed):
    """run_due holds one for hours, by a transaction that does nothing."""
    limits = ["idle_in_transaction_session_timeout"]
    if connection.pg_version >= 170_000:
        limits.append("transaction_timeout")
    for limit in limits:
        query(f'ALTER DATABASE "{committed}" SET {limit} = 700')
    with held("a long job") as is_held:
        time.sleep(1.5)
        with held("a long job") as again:
            assert (is_held, again) == (True, False)
