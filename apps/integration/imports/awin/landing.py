"""Lands rows of a feed in awin_products: those that are new and those that differ are written, and nothing else."""

from dataclasses import dataclass, field

from django.db import DatabaseError, connection, transaction
from psycopg import sql

from apps.integration.imports.awin.known_rows import KnownRows
from apps.integration.imports.record_keeping import Entry
from apps.integration.models import ImportBatch
from apps.integration.models.import_record import RecordStatus

# GIN keeps new entries in a list and sorts them in when that is full: less often is much faster. The list is worked off
# in the end, since every search has to look through it.
SETTINGS = "SET LOCAL gin_pending_list_limit = '256MB'; SET LOCAL work_mem = '64MB'; SET LOCAL random_page_cost = 1.1"
NAMES_INDEX = "integration.idx_awin_products_product_name_trigram"

BEGIN = """
CREATE TEMP TABLE feed_rows ON COMMIT DROP AS
SELECT 0 AS row_number, NULL::uuid AS digest, {columns} FROM integration.awin_products WITH NO DATA;
CREATE TEMP TABLE feed_found (row_number integer, id uuid, differs boolean) ON COMMIT DROP;
CREATE TEMP TABLE feed_keys (
    awin_product_id varchar(50) PRIMARY KEY, row_number integer NOT NULL, digest uuid NOT NULL
) ON COMMIT DROP"""
END = "DROP TABLE feed_rows; DROP TABLE feed_found; DROP TABLE feed_keys"
COPY = "COPY feed_rows FROM STDIN"

# Of rows with one key the first counts.
KEYS = """
INSERT INTO feed_keys
SELECT DISTINCT ON (awin_product_id) awin_product_id, row_number, digest FROM feed_rows
 ORDER BY awin_product_id, row_number
    ON CONFLICT DO NOTHING"""
DUPLICATES = """
DELETE FROM feed_rows r USING feed_keys k
 WHERE k.awin_product_id = r.awin_product_id AND k.row_number <> r.row_number
RETURNING r.row_number, k.row_number, k.digest = r.digest, jsonb_strip_nulls(to_jsonb(r))"""

# OFFSET 0 has each row looked up by its key. Left to itself the planner, which does not know how large a table is now
# that this very transaction fills, may read it as a whole for every piece of the feed.
REPLACED = """
SELECT r.row_number, known.digest
  FROM feed_rows r
 CROSS JOIN LATERAL (
    SELECT k.digest FROM integration.awin_feed_rows k WHERE k.awin_product_id = r.awin_product_id OFFSET 0) known"""
SET_ASIDE = """
DELETE FROM feed_rows r WHERE row_number = ANY (%s) RETURNING r.row_number, jsonb_strip_nulls(to_jsonb(r))"""
FOUND = """
WITH found AS (
    INSERT INTO feed_found
    SELECT r.row_number, p.id, p.id IS NOT NULL AND ({of_p}) IS DISTINCT FROM ({of_r})
      FROM feed_rows r
      LEFT JOIN LATERAL (
        SELECT a.* FROM integration.awin_products a WHERE a.awin_product_id = r.awin_product_id OFFSET 0) p ON true
    RETURNING id, differs
)
SELECT count(*) FILTER (WHERE id IS NULL), count(*) FILTER (WHERE differs) FROM found"""
WRITTEN = (
    "SELECT row_number FROM feed_found WHERE row_number = ANY (%s) AND (id IS NULL OR differs) ORDER BY row_number"
)
CHANGED = """
WITH before AS (
    SELECT p.id, to_jsonb(p) AS image
      FROM integration.awin_products p
     WHERE p.id = ANY (ARRAY (SELECT f.id FROM feed_found f WHERE f.differs))
       FOR UPDATE
), changed AS (
    UPDATE integration.awin_products p
       SET ({columns}, feed_import_date, updated_at) = ROW ({of_r}, now(), now())
      FROM feed_rows r JOIN feed_found f USING (row_number)
     WHERE p.id = ANY (ARRAY (SELECT f.id FROM feed_found f WHERE f.differs)) AND p.id = f.id AND f.differs
    RETURNING p.id, hashtextextended(p::text, 0) AS fingerprint
)
INSERT INTO integration.import_changes (batch_id, table_name, row_ids, fingerprints, images)
SELECT %s, 'integration.awin_products', array_agg(id ORDER BY id), array_agg(fingerprint ORDER BY id),
       jsonb_agg(image ORDER BY id)
  FROM changed JOIN before USING (id)
HAVING count(*) > 0"""
ADDED = """
WITH added AS (
    INSERT INTO integration.awin_products ({columns})
    SELECT {values}
      FROM feed_rows r JOIN feed_found f USING (row_number)
     WHERE f.id IS NULL
    RETURNING id, hashtextextended(awin_products::text, 0) AS fingerprint
)
INSERT INTO integration.import_changes (batch_id, table_name, row_ids, fingerprints)
SELECT %s, 'integration.awin_products', array_agg(id), array_agg(fingerprint) FROM added
HAVING count(*) > 0"""
REMEMBER = """
INSERT INTO integration.awin_feed_rows (awin_product_id, digest)
SELECT awin_product_id, digest FROM feed_keys ORDER BY awin_product_id
    ON CONFLICT (awin_product_id) DO UPDATE SET digest = EXCLUDED.digest
 WHERE awin_feed_rows.digest <> EXCLUDED.digest"""
UNKNOWN = ("in_stock", "stock_quantity", "currency")  # have defaults, and what a feed does not say is unknown


@dataclass
class Landed:
    """What became of the rows of a piece."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicates: int = 0
    entries: list[Entry] = field(default_factory=list)  # of rows that staff should see


class Landing:
    """Lands the rows of one feed, piece by piece, within one transaction."""

    def __init__(self, batch: ImportBatch, targets: list[str], known: KnownRows):
        self._batch, self._known = batch, known
        unsaid = [name for name in UNKNOWN if name not in targets]
        parts = {
            "columns": _columns(targets),
            "of_p": _columns(targets, "p"),
            "of_r": _columns(targets, "r"),
        }
        self._begin, self._found, self._changed = (sql.SQL(q).format(**parts) for q in (BEGIN, FOUND, CHANGED))
        values = sql.SQL(", ").join([parts["of_r"], *([sql.NULL] * len(unsaid))])
        self._added = sql.SQL(ADDED).format(columns=_columns([*targets, *unsaid]), values=values)

    def __enter__(self) -> "Landing":
        self._cursor = connection.cursor()
        self._cursor.execute(SETTINGS)
        self._cursor.execute(self._begin)
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self._cursor.execute(REMEMBER)
            self._cursor.execute(END)
            self._work_off_names()
        self._cursor.close()

    def land(self, rows: bytes, count: int, remarks: dict[int, tuple[str, dict[str, str]]]) -> Landed:
        """Write what is new or differs. `rows` are `count` lines for COPY: row number, digest, then the values."""
        cursor, landed = self._cursor, Landed()
        cursor.execute("TRUNCATE feed_rows, feed_found")
        with cursor.copy(COPY) as copy:
            copy.write(rows)
        cursor.execute(KEYS)
        if cursor.rowcount < count:
            self._set_aside_duplicates(landed)
        if self._known:
            self._set_aside_known(landed)
        cursor.execute(self._found)
        landed.added, landed.changed = cursor.fetchone()
        landed.entries += self._remarks(remarks)
        if landed.changed:
            cursor.execute(self._changed, [self._batch.pk])
        if landed.added:
            cursor.execute(self._added, [self._batch.pk])
        landed.unchanged = count - landed.duplicates - landed.changed - landed.added
        return landed

    def _set_aside_duplicates(self, landed: Landed) -> None:
        self._cursor.execute(DUPLICATES)
        for row_number, first, is_same, row in self._cursor.fetchall():
            landed.duplicates += 1
            if not is_same:
                landed.entries.append(_duplicate(row_number, first, row))

    def _set_aside_known(self, landed: Landed) -> None:
        """Rows whose product came before in this feed, just as it had been read from another feed."""
        self._cursor.execute(REPLACED)
        came_first = {number: self._known.replace(digest, number) for number, digest in self._cursor.fetchall()}
        if late := [number for number, first in came_first.items() if first]:
            self._cursor.execute(SET_ASIDE, [late])
            landed.entries += [_duplicate(number, came_first[number], row) for number, row in self._cursor.fetchall()]
            landed.duplicates += len(late)

    def _remarks(self, remarks: dict[int, tuple[str, dict[str, str]]]) -> list[Entry]:
        """The remarks on rows that will be written; what is unchanged was remarked on before."""
        if not remarks:
            return []
        self._cursor.execute(WRITTEN, [list(remarks)])
        return [
            Entry(number, RecordStatus.PROCESSED, remarks[number][1], remark=remarks[number][0])
            for (number,) in self._cursor.fetchall()
        ]

    def _work_off_names(self) -> None:
        try:
            with transaction.atomic():
                self._cursor.execute("SELECT gin_clean_pending_list(%s)", [NAMES_INDEX])
        except DatabaseError:  # the index is another role's: autovacuum does it
            return


def _duplicate(row_number: int, first: int, row: dict) -> Entry:
    own = ("row_number", "digest")
    as_understood = {name: value for name, value in row.items() if name not in own}
    remark = f"A duplicate of row {first:,}, which counts, although this one says something else."
    return Entry(row_number, RecordStatus.SKIPPED, as_understood, remark=remark)


def _columns(names: list[str], table: str | None = None) -> sql.Composed:
    parts = [(table, name) if table else (name,) for name in names]
    return sql.SQL(", ").join(sql.Identifier(*part) for part in parts)
