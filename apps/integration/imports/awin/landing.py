"""Lands rows of a feed in awin_products: those that are new and those that differ are written, and nothing else.

The keys of some thousand rows go to the database first. It answers which of them are new, and these are copied straight
into the table; only those of known products are laid beside it and compared.
"""

from dataclasses import dataclass, field

from django.db import DatabaseError, connection, transaction
from psycopg import sql

from apps.integration.imports.awin.known_rows import KnownRows
from apps.integration.imports.awin.piece import Piece
from apps.integration.imports.awin.reading import RowReader
from apps.integration.imports.changes import fingerprint
from apps.integration.imports.record_keeping import Entry
from apps.integration.models import AwinProduct, ImportBatch
from apps.integration.models.import_record import RecordStatus

# GIN keeps new entries in a list and sorts them in when that is full: less often is much faster. The list is worked off
# in the end, since every search has to look through it.
SETTINGS = "SET LOCAL gin_pending_list_limit = '256MB'; SET LOCAL work_mem = '64MB'; SET LOCAL random_page_cost = 1.1"
NAMES_INDEX = "integration.idx_awin_products_product_name_trigram"

BEGIN = """
CREATE TEMP TABLE feed_piece (row_number integer, digest uuid, awin_product_id varchar(50)) ON COMMIT DROP;
CREATE TEMP TABLE feed_keys (
    awin_product_id varchar(50) PRIMARY KEY, row_number integer NOT NULL, digest uuid NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE feed_rows ON COMMIT DROP AS SELECT {columns} FROM integration.awin_products WITH NO DATA;
CREATE TEMP TABLE feed_differing (awin_product_id varchar(50), id uuid) ON COMMIT DROP"""
END = "DROP TABLE feed_piece, feed_keys, feed_rows, feed_differing"

# Of rows with one key the first counts. Here and below, OFFSET 0 has each row looked up by its key: left to itself the
# planner, which does not know how large a table is now that this very transaction fills, may read it as a whole for
# every piece of the feed.
KEYS = """
INSERT INTO feed_keys
SELECT DISTINCT ON (awin_product_id) awin_product_id, row_number, digest FROM feed_piece
 ORDER BY awin_product_id, row_number
    ON CONFLICT DO NOTHING"""
DUPLICATES = """
WITH duplicate AS (
    SELECT r.row_number, first.row_number AS first, first.digest
      FROM feed_piece r
     CROSS JOIN LATERAL (
        SELECT k.row_number, k.digest FROM feed_keys k WHERE k.awin_product_id = r.awin_product_id OFFSET 0) first
     WHERE first.row_number <> r.row_number
)
DELETE FROM feed_piece r USING duplicate d
 WHERE d.row_number = r.row_number
RETURNING r.row_number, d.first, d.digest = r.digest"""
REPLACED = """
SELECT r.row_number, known.digest
  FROM feed_piece r
 CROSS JOIN LATERAL (
    SELECT k.digest FROM integration.awin_feed_rows k WHERE k.awin_product_id = r.awin_product_id OFFSET 0) known"""
SET_ASIDE = """
WITH aside AS (DELETE FROM feed_piece WHERE row_number = ANY (%(numbers)s))
DELETE FROM feed_keys WHERE row_number = ANY (%(numbers)s)"""
NEW = """
SELECT r.row_number FROM feed_piece r
 WHERE (SELECT true FROM integration.awin_products p WHERE p.awin_product_id = r.awin_product_id) IS NULL"""
KNOWN = "SELECT row_number FROM feed_piece"
NOTE_ADDED = """
INSERT INTO integration.import_changes (batch_id, table_name, row_ids, fingerprints)
SELECT %s, 'integration.awin_products', array_agg(added.id), array_agg(added.fingerprint)
  FROM feed_piece r
 CROSS JOIN LATERAL (
    SELECT p.id, {fingerprint} AS fingerprint
      FROM integration.awin_products p WHERE p.awin_product_id = r.awin_product_id OFFSET 0) added
 WHERE r.row_number = ANY (%s)"""
DIFFERING = """
INSERT INTO feed_differing
SELECT r.awin_product_id, p.id
  FROM feed_rows r
 CROSS JOIN LATERAL (
    SELECT a.* FROM integration.awin_products a WHERE a.awin_product_id = r.awin_product_id OFFSET 0) p
 WHERE ({of_p}) IS DISTINCT FROM ({of_r})"""
CHANGED = "SELECT k.row_number FROM feed_keys k JOIN feed_differing USING (awin_product_id)"
# The update reads `before`, so that it cannot run first: rows that this very statement has changed are no longer found
# by FOR UPDATE, and their images would be missing.
CHANGE = """
WITH before AS (
    SELECT p.id, to_jsonb(p) AS image
      FROM integration.awin_products p
     WHERE p.id = ANY (ARRAY (SELECT id FROM feed_differing))
       FOR UPDATE
), changed AS (
    UPDATE integration.awin_products p
       SET ({columns}, feed_import_date, updated_at) = ROW ({of_r}, now(), now())
      FROM feed_rows r JOIN feed_differing d USING (awin_product_id) JOIN before ON before.id = d.id
     WHERE p.id = before.id
    RETURNING p.id, {fingerprint} AS fingerprint
)
INSERT INTO integration.import_changes (batch_id, table_name, row_ids, fingerprints, images)
SELECT %s, 'integration.awin_products', array_agg(id ORDER BY id), array_agg(fingerprint ORDER BY id),
       jsonb_agg(image ORDER BY id)
  FROM changed JOIN before USING (id)"""
REMEMBER = """
INSERT INTO integration.awin_feed_rows (awin_product_id, digest)
SELECT awin_product_id, digest FROM feed_keys ORDER BY awin_product_id
    ON CONFLICT (awin_product_id) DO UPDATE SET digest = EXCLUDED.digest
 WHERE awin_feed_rows.digest <> EXCLUDED.digest"""
_KEPT_CURRENCY = sql.SQL("coalesce(r.currency, p.currency)")


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

    def __init__(self, batch: ImportBatch, reader: RowReader, known: KnownRows, *, says_currency: bool):
        targets, unsaid = reader.targets, reader.unsaid
        self._batch, self._targets, self._known = batch, targets, known
        parts = {"columns": _columns(targets), "of_p": _columns(targets, "p"), "of_r": _columns(targets, "r")}
        if not says_currency:  # a price may still name its own; where none does, the one that is known stays
            kept = [_KEPT_CURRENCY if name == "currency" else sql.Identifier("r", name) for name in targets]
            parts["of_r"] = sql.SQL(", ").join(kept)
        parts["fingerprint"] = fingerprint(AwinProduct, "p")
        queries = (DIFFERING, CHANGE, NOTE_ADDED)
        self._differing, self._change, self._note_added = (sql.SQL(query).format(**parts) for query in queries)
        # With their ids, since COPY is faster where no default has to be asked for each row.
        all_columns = {"columns": _columns([*targets, "id", *unsaid])}
        self._copy_new = sql.SQL("COPY integration.awin_products ({columns}) FROM STDIN").format(**all_columns)
        self._begin = sql.SQL(BEGIN).format(**all_columns)

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

    def land(self, piece: Piece) -> Landed:
        """Write what is new or differs."""
        cursor, landed = self._cursor, Landed()
        cursor.execute("TRUNCATE feed_piece, feed_rows, feed_differing")
        self._copy("COPY feed_piece FROM STDIN", piece.keys)
        cursor.execute(KEYS)
        if cursor.rowcount < len(piece.rows):
            self._set_aside_duplicates(piece, landed)
        if self._known:
            self._set_aside_known(piece, landed)
        new = self._numbers(NEW)
        landed.added = len(new)
        if new:
            self._copy(self._copy_new, map(piece.rows.__getitem__, new))
            cursor.execute(self._note_added, [self._batch.pk, new])
        changed = self._change_known(piece, new, landed)
        landed.unchanged = len(piece.rows) - landed.duplicates - landed.changed - landed.added
        landed.entries += _remarks(piece, {*new, *changed} if piece.remarks else set())
        return landed

    def _change_known(self, piece: Piece, new: list[int], landed: Landed) -> list[int]:
        """Change the known products that differ; returns the numbers of their rows."""
        if len(new) + landed.duplicates == len(piece.rows):
            return []
        known = set(self._numbers(KNOWN)).difference(new)
        self._copy("COPY feed_rows FROM STDIN", map(piece.rows.__getitem__, known))
        self._cursor.execute(self._differing)
        landed.changed = self._cursor.rowcount
        if landed.changed:
            self._cursor.execute(self._change, [self._batch.pk])
        return self._numbers(CHANGED) if piece.remarks else []

    def _set_aside_duplicates(self, piece: Piece, landed: Landed) -> None:
        self._cursor.execute(DUPLICATES)
        for row_number, first, is_same in self._cursor.fetchall():
            landed.duplicates += 1
            if not is_same:
                landed.entries.append(self._duplicate(piece, row_number, first))

    def _set_aside_known(self, piece: Piece, landed: Landed) -> None:
        """Rows whose product came before in this feed, just as it had been read from another feed."""
        self._cursor.execute(REPLACED)
        came_first = {number: self._known.replace(digest, number) for number, digest in self._cursor.fetchall()}
        if late := [number for number, first in came_first.items() if first]:
            self._cursor.execute(SET_ASIDE, {"numbers": late})
            landed.entries += [self._duplicate(piece, number, came_first[number]) for number in late]
            landed.duplicates += len(late)

    def _duplicate(self, piece: Piece, number: int, first: int) -> Entry:
        remark = f"A duplicate of row {first:,}, which counts, although this one says something else."
        return Entry(number, RecordStatus.SKIPPED, piece.values(number, self._targets), remark=remark)

    def _numbers(self, query) -> list[int]:
        self._cursor.execute(query)
        return [number for (number,) in self._cursor.fetchall()]

    def _copy(self, query, lines) -> None:
        with self._cursor.copy(query) as copy:
            copy.write("".join(lines).encode())

    def _work_off_names(self) -> None:
        try:
            with transaction.atomic():
                self._cursor.execute("SELECT gin_clean_pending_list(%s)", [NAMES_INDEX])
        except DatabaseError:  # the index is another role's: autovacuum does it
            return


def _remarks(piece: Piece, written: set[int]) -> list[Entry]:
    """The remarks on rows that were written; what is unchanged was remarked on before."""
    return [
        Entry(number, RecordStatus.PROCESSED, as_read, remark=remark)
        for number, (remark, as_read) in piece.remarks.items()
        if number in written
    ]


def _columns(names: list[str], table: str | None = None) -> sql.Composed:
    parts = [(table, name) if table else (name,) for name in names]
    return sql.SQL(", ").join(sql.Identifier(*part) for part in parts)
