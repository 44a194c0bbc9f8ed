"""What the audit trail costs whoever writes: COPY, UPDATE and single rows with it, beside the same without.

Two tables of the same columns stand beside each other, one of them audited. In each round both ways run once, each to
the end of its transaction, where the changeset is sealed.
"""

import argparse
import io
import statistics
import time

from back_office import connected_to
from databases import python, recreate, set_up

DATABASE = "benchmark_audit_trail"
WAYS = {"without": "core.plain", "with": "core.audited"}
COLUMNS = "name, price, status, quantity, supplier_id, notes"
MAKE = """
CREATE TABLE {table} (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, price numeric(10, 2), status text, quantity integer,
    supplier_id uuid, notes text, created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now())"""
CASES = {
    "COPY {rows:,} rows": None,
    "UPDATE all of them": "UPDATE {table} SET price = price + 1, updated_at = now()",
    "UPDATE all as they stand": "UPDATE {table} SET price = price",
    "DELETE all of them": "DELETE FROM {table}",
}
SINGLE = 200  # transactions of one row each


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split(":")[0])
    parser.add_argument("--rows", type=int, default=100_000, help="(default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="(default: %(default)s)")
    options = parser.parse_args()
    set_up()
    recreate(DATABASE)
    python("manage.py", "migrate", "--verbosity", "0", database=DATABASE)
    with connected_to(DATABASE):
        seconds = measured(options)
    print(f"{'':28} {'without':>9} {'with':>9} {'times':>6}")
    for case, ways in seconds.items():
        without, with_ = (statistics.median(ways[way]) for way in WAYS)
        print(f"{case.format(rows=options.rows):28} {without:8.3f}s {with_:8.3f}s {with_ / without:6.2f}")
    recreate(DATABASE, create=False)


def measured(options) -> dict[str, dict[str, list[float]]]:
    """Seconds of each round, by case and way."""
    from django.db import connection, transaction

    single = f"{SINGLE} transactions of one row"
    seconds = {case: {way: [] for way in WAYS} for case in (*CASES, single)}
    data = io.StringIO()
    for number in range(options.rows):
        data.write(f"Pair {number}\t{number % 400}.50\tavailable\t1\t\\N\tsome notes on the pair\n")
    lines = data.getvalue()
    with connection.cursor() as cursor:
        for table in WAYS.values():
            cursor.execute(MAKE.format(table=table))
        cursor.execute("SELECT system.keep_audit_of('core.audited')")
        for _ in range(options.rounds):
            for case, statement in CASES.items():
                for way, table in WAYS.items():
                    began = time.perf_counter()
                    with transaction.atomic():
                        if statement is None:
                            with cursor.copy(f"COPY {table} ({COLUMNS}) FROM STDIN") as copy:
                                copy.write(lines)
                        else:
                            cursor.execute(statement.format(table=table))
                    seconds[case][way].append(time.perf_counter() - began)
            for way, table in WAYS.items():
                began = time.perf_counter()
                for number in range(SINGLE):
                    cursor.execute(f"INSERT INTO {table} (name, quantity) VALUES (%s, 1)", [f"Pair {number}"])
                seconds[single][way].append(time.perf_counter() - began)
                cursor.execute(f"TRUNCATE {table}")
    return seconds


if __name__ == "__main__":
    main()
