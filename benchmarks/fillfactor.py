"""How much free space the pages of price_sources need, for price changes to stay HOT updates: share, time and size of
each fill factor beside that of full pages.

The table is copied with its indexes and without its triggers; in each round so many of the prices change, all over the
table, and VACUUM comes as autovacuum would.
"""

import argparse
import statistics
import time

from back_office import connected_to
from databases import python, recreate, set_up

DATABASE = "benchmark_fillfactor"
COPY = """
DROP TABLE IF EXISTS integration.packed;
CREATE TABLE integration.packed (LIKE integration.price_sources INCLUDING ALL);
ALTER TABLE integration.packed SET (fillfactor = {fillfactor}, autovacuum_enabled = off);
INSERT INTO integration.packed SELECT * FROM integration.price_sources"""
CHANGE = """
UPDATE integration.packed SET price_cents = price_cents + 1, last_updated = now(), updated_at = now()
 WHERE abs(hashtextextended(id::text, %s)) %% 1000 < %s"""
COUNTS = "SELECT n_tup_hot_upd, n_tup_upd FROM pg_stat_user_tables WHERE relid = 'integration.packed'::regclass"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split(":")[0].replace("\n", " "))
    parser.add_argument("--scale", default="3", help="of load_demo; 1 is 50,000 prices (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="of changes (default: %(default)s)")
    parser.add_argument("--changed", type=int, default=80, help="in thousandths, each round (default: %(default)s)")
    options = parser.parse_args()
    set_up()
    recreate(DATABASE)
    python("manage.py", "migrate", "--verbosity", "0", database=DATABASE)
    python("manage.py", "load_demo", "--scale", options.scale, "--verbosity", "0", database=DATABASE)
    with connected_to(DATABASE):
        full = measured(100, options)
        print(f"{'fillfactor':>10} {'HOT':>6} {'time':>7} {'size':>7}   time and size by those of full pages")
        for fillfactor in (100, 90, 80, 70):
            hot, seconds, size = full if fillfactor == 100 else measured(fillfactor, options)
            print(f"{fillfactor:10} {hot:6.0%} {seconds / full[1]:7.2f} {size / full[2]:7.2f}")
    recreate(DATABASE, create=False)


def measured(fillfactor: int, options) -> tuple[float, float, int]:
    """Share of HOT updates, median seconds of a round, and the size at the end in bytes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(COPY.format(fillfactor=fillfactor))
        cursor.execute("VACUUM ANALYZE integration.packed")
        seconds = []
        for number in range(options.rounds):
            cursor.execute("CHECKPOINT" if may_checkpoint(cursor) else "SELECT 1")
            began = time.perf_counter()
            cursor.execute(CHANGE, [number, options.changed])
            seconds.append(time.perf_counter() - began)
            cursor.execute("VACUUM integration.packed")
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(COUNTS)
        hot, all_of_them = cursor.fetchone()
        cursor.execute("SELECT pg_total_relation_size('integration.packed')")
        return hot / all_of_them, statistics.median(seconds), cursor.fetchone()[0]


def may_checkpoint(cursor) -> bool:
    """Whether this role may flush all pages, so that each round begins alike."""
    cursor.execute("SELECT pg_has_role(current_user, 'pg_checkpoint', 'USAGE')")
    return cursor.fetchone()[0]


if __name__ == "__main__":
    main()
