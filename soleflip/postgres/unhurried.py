"""Frees work that takes long from the limits that a role or a database may set for what pages ask."""

LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "transaction_timeout")


def lift_limits(cursor, *, only_now: bool) -> None:
    """Lift them for this session, or for the transaction that runs alone (only_now)."""
    # pg_settings names those that the server has: transaction_timeout came with PostgreSQL 17.
    cursor.execute("SELECT set_config(name, '0', %s) FROM pg_settings WHERE name = ANY (%s)", [only_now, list(LIMITS)])
