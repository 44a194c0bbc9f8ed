"""Imports files that were never on a disk, and compares what is in the database before and after."""

import io

from django.db import connection

from apps.integration.imports.awin.importer import AWIN
from apps.integration.imports.run import Outcome, carry_out
from apps.integration.models import ImportRecord
from apps.transactions.imports.alias import ALIAS
from apps.transactions.imports.stockx import STOCKX
from soleflip.intake.files import measured
from tests.support.monthly_sales import ADDED_UP
from tests.support.sql import OURS, query

TABLES = f"""
SELECT n.nspname, c.relname
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE {OURS}
   AND c.relkind IN ('r', 'p') AND NOT c.relispartition
   AND c.relname NOT IN ('import_batches', 'import_records', 'import_changes', 'awin_feed_rows', 'monthly_sales')
   AND (n.nspname, c.relname) <> ('system', 'logs')
   -- kept from the others, at the next look
   AND c.relname NOT IN ('brand_months', 'kept_tables', 'opportunity_pairs', 'platform_days', 'stock_days')
   AND c.relname NOT IN ('stale_days', 'stale_months', 'stale_products', 'stale_stock_days')
 ORDER BY 1, 2"""
# Those that an import writes, the referring ones first.
WRITTEN = """
integration.import_changes integration.import_records integration.import_batches integration.awin_price_history
integration.awin_products integration.awin_feed_rows transactions.orders products.inventory products.products
public.sizes analytics.monthly_sales""".split()


def awin(content: bytes, name="feed.csv", **options) -> Outcome:
    """Import a feed."""
    return carry_out(AWIN, measured(io.BytesIO(content), name), **options)


def stockx(content: bytes, name="stockx.csv", **options) -> Outcome:
    """Import a sales report of StockX."""
    return carry_out(STOCKX, measured(io.BytesIO(content), name), **options)


def alias(content: bytes, name="alias.csv", **options) -> Outcome:
    """Import a sales report of Alias."""
    return carry_out(ALIAS, measured(io.BytesIO(content), name), **options)


def counts(outcome: Outcome) -> tuple[int, ...]:
    """Rows added, changed, unchanged, duplicates and errors. The batch must say the same, and all taken together."""
    found, batch = outcome.counts, outcome.batch
    assert found.read == found.processed + found.skipped + found.errors
    stored = (batch.total_records, batch.processed_records, batch.skipped_records, batch.error_records)
    assert stored == (found.read, found.processed, found.skipped, found.errors)
    assert (batch.added_records, batch.duplicate_records) == (found.added, found.duplicates)
    return found.added, found.changed, found.unchanged, found.duplicates, found.errors


def records(outcome: Outcome) -> list[ImportRecord]:
    """What is kept of single rows."""
    return list(ImportRecord.objects.filter(batch=outcome.batch).order_by("row_number"))


def reasons(outcome: Outcome) -> dict[int, dict[str, str]]:
    """Why rows were refused, by their number."""
    return {record.row_number: record.validation_errors for record in records(outcome) if record.status == "error"}


def state() -> dict[str, list]:
    """Every row of every business table, as text; monthly sales as their sums. The audit trail tells of both ways."""
    with connection.cursor() as cursor:
        cursor.execute("SET timezone = 'UTC'")
    found = {
        f"{schema}.{table}": query(f'SELECT t::text FROM "{schema}"."{table}" t ORDER BY 1')
        for schema, table in query(TABLES)
        if not table.startswith("audit_")
    }
    return {**found, "analytics.monthly_sales": query(ADDED_UP)}


def differences(before: dict[str, list], after: dict[str, list]) -> dict[str, tuple]:
    """What is in one state and not in the other, by table: none for two that are the same."""
    return {
        table: (sorted(set(before[table]) - set(after[table])), sorted(set(after[table]) - set(before[table])))
        for table in before
        if before[table] != after[table]
    }


def empty_tables() -> None:
    """Take out what imports write."""
    for table in WRITTEN:
        query(f"DELETE FROM {table}")
