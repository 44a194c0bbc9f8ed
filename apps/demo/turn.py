"""One load or removal at a time."""

# Whoever comes second waits, and then sees what the first has done.
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('apps.demo', 0))"


def take_turn(cursor) -> None:
    """Keep others from loading or removing until the transaction ends."""
    cursor.execute(LOCK)
