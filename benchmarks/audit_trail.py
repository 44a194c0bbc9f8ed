"""What the audit trail costs whoever writes: COPY, UPDATE and single rows with it and with less, beside those without.

Tables of the same columns stand beside each other, each recorded in another way. In each round all ways run once, each
to the end of its transaction, where a changeset is sealed.

by row        a trigger for each row that writes it as JSON, into a table of events without an index
by statement  a trigger for each statement that does so: what recording costs that proves nothing
audited       our trail: the changed columns, who it was, a hash of each record, the chain
"""

import argparse
import io
import statistics
import time

from back_office import connected_to
from databases import python, recreate, set_up

DATABASE = "benchmark_audit_trail"
WAYS = {
    "without": "core.plain",
    "by row": "core.by_row",
    "by statement": "core.by_statement",
    "audited": "core.audited",
}
COLUMNS = "name, price, status, quantity, supplier_id, notes"
MAKE = """
CREATE TABLE {table} (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, price numeric(10, 2), status text, quantity integer,
    supplier_id uuid, notes text, created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now())"""
EVENTS = """
CREATE TABLE core.{way}_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, recorded_at timestamptz DEFAULT now(),
    role text DEFAULT session_user, action text, before jsonb, after jsonb)"""
BY_ROW = """
CREATE FUNCTION core.record_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO core.by_row_events (action, before, after)
    VALUES (TG_OP, CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
            CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END);
    RETURN NULL;
END $$;
CREATE TRIGGER record AFTER INSERT OR UPDATE OR DELETE ON core.by_row FOR EACH ROW EXECUTE FUNCTION core.record_row()"""
BY_STATEMENT = """
CREATE FUNCTION core.record_statement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO core.by_statement_events (action, after) SELECT TG_OP, to_jsonb(n) FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO core.by_statement_events (action, before) SELECT TG_OP, to_jsonb(o) FROM old_rows o;
    ELSE
        INSERT INTO core.by_statement_events (action, before, after)
        SELECT TG_OP, to_jsonb(o), to_jsonb(n) FROM old_rows o JOIN new_rows n USING (id) WHERE o IS DISTINCT FROM n;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER record_insert AFTER INSERT ON core.by_statement REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION core.record_statement();
CREATE TRIGGER record_update AFTER UPDATE ON core.by_statement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION core.record_statement();
CREATE TRIGGER record_delete AFTER DELETE ON core.by_statement REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION core.record_statement()"""
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
    report(seconds, options.rows)
    recreate(DATABASE, create=False)


def report(seconds, rows: int) -> None:
    """Medians, and how many times that is of the same without."""
    print(f"{'':28}" + "".join(f"{way:>21}" for way in WAYS))
    for case, ways in seconds.items():
        medians = {way: statistics.median(times) for way, times in ways.items()}
        cells = (f"{median:12.3f} s ({median / medians['without']:4.1f})" for median in medians.values())
        print(f"{case.format(rows=rows):28}" + "".join(cells))


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
        for statement in (EVENTS.format(way="by_row"), BY_ROW, EVENTS.format(way="by_statement"), BY_STATEMENT):
            cursor.execute(statement)
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
