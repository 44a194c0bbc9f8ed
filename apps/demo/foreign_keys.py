"""The foreign keys of the database, as it says itself: also those of tables that came after the demo."""

from typing import NamedTuple

KEYS = """
SELECT (n.nspname || '.' || child.relname), a.attname, (rn.nspname || '.' || parent.relname), ra.attname,
       coalesce(own.attname, a.attname)
  FROM pg_constraint f
  JOIN pg_class child ON child.oid = f.conrelid
  JOIN pg_namespace n ON n.oid = child.relnamespace
  JOIN pg_class parent ON parent.oid = f.confrelid
  JOIN pg_namespace rn ON rn.oid = parent.relnamespace
  JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
  JOIN pg_attribute ra ON ra.attrelid = f.confrelid AND ra.attnum = f.confkey[1]
  LEFT JOIN pg_attribute own ON own.attrelid = f.conrelid AND own.attname = 'id'
 WHERE f.contype = 'f' AND f.conparentid = 0 AND cardinality(f.conkey) = 1
   AND rn.nspname || '.' || parent.relname = ANY (%s)
 ORDER BY 1, 2"""


class ForeignKey(NamedTuple):
    table: str
    column: str
    parent: str
    parent_column: str
    told_by: str  # the column by which a row of the table is told from others


def keys_to(cursor, tables: list[str]) -> list[ForeignKey]:
    """The foreign keys that point to one of these tables."""
    cursor.execute(KEYS, [tables])
    return [ForeignKey(*row) for row in cursor.fetchall()]
