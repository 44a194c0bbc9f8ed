"""All rows of a database, as checksums by table."""

from tests.support.sql import OURS, query, value

TABLES = f"""
SELECT format('%I.%I', n.nspname, c.relname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE {OURS} AND c.relkind IN ('r', 'p') AND NOT c.relispartition
 ORDER BY 1"""
# By the rows' text, whatever the order in which they lie. What the database draws or counts by the clock is left out.
CHECKSUM = """
SELECT count(*) || ' ' || coalesce(md5(string_agg(row, ' ' ORDER BY row)), '')
  FROM (SELECT (to_jsonb(t) - %s::text[])::text AS row FROM {} t) rows"""
DRAWN = {
    "analytics.brand_months": ["id"],
    "analytics.monthly_sales": ["id"],
    "analytics.platform_days": ["id"],
    "core.supplier_performance": ["id"],
    "products.stock_days": ["id"],
    "system.kept_tables": ["refreshed_at"],
}
COUNTED = {"products.inventory": ["shelf_life_days"]}


def tables() -> list[str]:
    """The tables of our schemas but the audit trail, which tells of what was removed too; one for all of its months."""
    return [name for (name,) in query(TABLES) if not name.startswith("system.audit_")]


def contents(leave_out: dict[str, list[str]] = {}) -> dict[str, str]:  # noqa: B006 only read
    """By table how many rows it has, and their checksum without some columns."""
    return {table: value(CHECKSUM.format(table), leave_out.get(table, [])) for table in tables()}


def rows_in(table: str) -> int:
    return value(f"SELECT count(*) FROM {table}")
