"""Takes an import back: deletes what it added, restores what it changed, unless later work rests on it."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models.functions import Now
from django.utils import timezone
from psycopg import sql

from apps.integration.imports.changes import KEPT, columns_of, fingerprint, identifier, model_of, table_of
from apps.integration.imports.turn import turn
from apps.integration.matching.mirroring import drop_prices
from apps.integration.matching.run import follow_links
from apps.integration.models import ImportBatch, ImportChange
from apps.integration.models.import_batch import BatchStatus, ImportSource
from apps.system.kept_tables import bring_all_up_to_date
from soleflip.intake.errors import IntakeError

# What the database itself writes beside a row, and takes along when that goes: no work that rests on it.
FOLLOWERS = {
    "integration.AwinPriceHistory",
    "integration.MatchCandidate",
    "integration.MatchQuestionOffer",
    "integration.PriceHistory",
    "analytics.MonthlySales",
}
SHOWN = 20

NOW = """
SELECT id, {fingerprint} FROM {table} r WHERE id = ANY (%s) ORDER BY id FOR UPDATE"""
REFERRING = """
SELECT t.id, count(*) FROM {referring} r JOIN {table} t ON t.{target} = r.{column}
 WHERE t.id = ANY (%s) GROUP BY t.id"""
DELETE = "DELETE FROM {table} WHERE id = ANY (%s)"
# The images never leave the database: Python would read their numbers as floats.
RESTORE = """
UPDATE {table} t SET ({columns}) = ROW ({values})
  FROM integration.import_changes c, jsonb_populate_recordset(NULL::{table}, c.images) before
 WHERE c.id = %s AND before.id = ANY (%s) AND t.id = before.id"""
KEEP = """
WITH kept AS (
    SELECT c.id, array_agg(row_id ORDER BY place) AS row_ids, array_agg(fingerprint ORDER BY place) AS fingerprints,
           CASE WHEN c.images IS NOT NULL THEN (
               SELECT jsonb_agg(image) FROM jsonb_array_elements(c.images) image
                WHERE (image ->> 'id')::uuid = ANY (%(ids)s)) END AS images
      FROM integration.import_changes c
     CROSS JOIN unnest(c.row_ids, c.fingerprints) WITH ORDINALITY r (row_id, fingerprint, place)
     WHERE c.batch_id = %(batch)s AND row_id = ANY (%(ids)s)
     GROUP BY c.id, c.images
), gone AS (
    DELETE FROM integration.import_changes
     WHERE batch_id = %(batch)s AND id NOT IN (SELECT id FROM kept)
)
UPDATE integration.import_changes c SET row_ids = k.row_ids, fingerprints = k.fingerprints, images = k.images
  FROM kept k WHERE k.id = c.id"""
OFFERS = "integration.awin_products"
# An offer that is told apart by other codes now is matched anew; what staff have linked by hand stays.
UNLINK = """
UPDATE integration.awin_products t
   SET matched_product_id = NULL, match_method = NULL, match_confidence = NULL
  FROM integration.import_changes c,
       jsonb_populate_recordset(NULL::integration.awin_products, c.images) before
 WHERE c.id = %s AND before.id = ANY (%s) AND t.id = before.id
   AND t.match_method IN ('ean', 'style_code')
   AND (t.ean, t.product_gtin, t.mpn, t.product_model, t.description, t.brand_name, t.product_name)
       IS DISTINCT FROM
       (before.ean, before.product_gtin, before.mpn, before.product_model, before.description, before.brand_name,
        before.product_name)"""
# An undone change was none: what the import wrote of it goes, and what undoing it wrote.
HISTORIES = {
    OFFERS: """
DELETE FROM integration.awin_price_history h
 USING integration.awin_products p
 WHERE p.id = ANY (%s) AND h.awin_product_id = p.awin_product_id
   AND (h.recorded_at BETWEEN %s AND %s OR h.recorded_at >= now())""",
    "integration.price_sources": """
DELETE FROM integration.price_history h
 WHERE h.price_source_id = ANY (%s) AND (h.recorded_at BETWEEN %s AND %s OR h.recorded_at >= now())""",
}


@dataclass
class Held:
    """A row that stays, because later work rests on it."""

    model: type[models.Model]
    id: UUID
    why: str  # the rest of a sentence

    @property
    def row(self) -> models.Model | None:
        """The row itself, if it is still there."""
        return self.model._base_manager.filter(pk=self.id).first()

    def __str__(self):
        return f"{self.model._meta.verbose_name} {self.row or self.id} {self.why}"


@dataclass
class Undone:
    """What was taken back, or in a dry run would be: numbers of rows by their model."""

    deleted: Counter = field(default_factory=Counter)
    restored: Counter = field(default_factory=Counter)
    held: list[Held] = field(default_factory=list)

    @property
    def is_any(self) -> bool:
        """Whether something is taken back."""
        return bool(self.deleted.total() or self.restored.total())

    @property
    def is_whole(self) -> bool:
        """Whether nothing stays of the import."""
        return not self.held

    def __str__(self):
        done = [f"{_rows(self.deleted)} deleted"] if self.deleted.total() else []
        done += [f"{_rows(self.restored)} restored"] if self.restored.total() else []
        return ", ".join(done) or "nothing to take back"


class LaterWork(IntakeError):
    """The import was not taken back, because of what `undone.held` names."""

    def __init__(self, sentence: str, undone: Undone, **options):
        super().__init__(sentence, **options)
        self.undone = undone


def undo(batch: ImportBatch, *, dry_run: bool = False, partly: bool = False) -> Undone:
    """Take the import back as a whole; with `partly` all of it that no later work rests on: the rest can follow later.

    Raises LaterWork where something stays without `partly`, and IntakeError where there is nothing to take back, or an
    import from the same source is running: then nothing was changed.
    """
    with turn(ImportSource(batch.source)), transaction.atomic():
        transaction.on_commit(bring_all_up_to_date)
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        _check(batch)
        undone = Undone()
        changes = batch.changes.order_by("-id")
        # All are looked at first: taking back a sale writes its lot anew.
        staying = {key for change in changes.iterator(chunk_size=1) for key in _changed_since(change, undone)}
        for change in changes.iterator(chunk_size=1):
            _take_back(change, batch, staying, undone)
        if undone.held and not dry_run and not (partly and undone.is_any):
            raise _later_work(undone, partly)
        _keep_changes_of(undone.held, batch)
        kept = f", {len(undone.held):,} row{'s stay' if len(undone.held) > 1 else ' stays'}" if undone.held else ""
        said = f"Taken back on {timezone.localtime():%Y-%m-%d %H:%M}: {undone}{kept}."
        status = BatchStatus.COMPLETED if undone.held else BatchStatus.CANCELLED
        ImportBatch.objects.filter(pk=batch.pk).update(status=status, error_message=said, updated_at=Now())
        transaction.set_rollback(dry_run)
    return undone


def _later_work(undone: Undone, partly: bool) -> LaterWork:
    number = f"{len(undone.held):,} row{'s' * (len(undone.held) > 1)}"
    return LaterWork(
        f"Nothing was taken back, because later work rests on {number} of this import.",
        undone,
        on_command_line="With --partly the others are taken back." if undone.is_any and not partly else "",
    )


def _keep_changes_of(held: list[Held], batch: ImportBatch) -> None:
    """Forget the changes that are taken back; the others can be once the later work is."""
    ids = [row.id for row in held]
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(KEEP, {"batch": batch.pk, "ids": ids})
    else:
        ImportChange.objects.filter(batch=batch)._raw_delete("default")


def _check(batch: ImportBatch) -> None:
    if batch.status == BatchStatus.CANCELLED:
        raise IntakeError("This import is taken back already.")
    if batch.status != BatchStatus.COMPLETED:
        raise IntakeError(
            f"This import is {batch.status}: nothing of it was written, so there is nothing to take back."
        )
    if batch.processed_records and not batch.changes.exists():
        raise IntakeError(
            f"This import cannot be taken back: what it changed is kept for {KEPT.days} days, and it is of "
            f"{timezone.localtime(batch.completed_at):%Y-%m-%d}."
        )


def _changed_since(change: ImportChange, undone: Undone) -> list[UUID]:
    """The rows of the change that are not as the import left them: they stay, if they are there at all."""
    model = model_of(change.table_name)
    with connection.cursor() as cursor:
        query = sql.SQL(NOW).format(table=identifier(change.table_name), fingerprint=fingerprint(model, "r"))
        cursor.execute(query, [change.row_ids])
        now = dict(cursor.fetchall())
    left = dict(zip(change.row_ids, change.fingerprints, strict=True))
    others = [key for key, fingerprint in left.items() if now.get(key) != fingerprint]
    was_there = change.images is not None
    undone.held += [Held(model, key, "was changed since") for key in others if key in now]
    undone.held += [Held(model, key, "was deleted since") for key in others if key not in now and was_there]
    return others


def _take_back(change: ImportChange, batch: ImportBatch, staying: set[UUID], undone: Undone) -> None:
    """Delete or restore some rows of one table, but those that stay."""
    model, table = model_of(change.table_name), identifier(change.table_name)
    free = [key for key in change.row_ids if key not in staying]
    with connection.cursor() as cursor:
        if change.images is None:
            free = _unreferred(cursor, model, free, undone)
            if change.table_name == OFFERS:
                drop_prices(free)
            cursor.execute(sql.SQL(DELETE).format(table=table), [free])
            undone.deleted[model] += len(free)
            return
        if change.table_name == OFFERS:
            cursor.execute(UNLINK, [change.pk, free])
        cursor.execute(_restore(model, table), [change.pk, free])
        undone.restored[model] += len(free)
        if history := HISTORIES.get(change.table_name):
            cursor.execute(history, [free, batch.started_at, batch.completed_at])
        if change.table_name == OFFERS:
            follow_links(free)


def _unreferred(cursor, model, ids: list[UUID], undone: Undone) -> list[UUID]:
    """Those rows to which no other row refers; rows of the same import that did are gone by now."""
    referred: Counter = Counter()
    by: dict[UUID, str] = {}
    for relation in model._meta.related_objects:
        referring = relation.related_model
        if not referring._meta.managed or referring._meta.label in FOLLOWERS:
            continue
        query = sql.SQL(REFERRING).format(
            table=identifier(table_of(model)),
            referring=identifier(table_of(referring)),
            target=sql.Identifier(relation.field.target_field.column),
            column=sql.Identifier(relation.field.column),
        )
        cursor.execute(query, [ids])
        for key, number in cursor.fetchall():
            referred[key] += number
            by[key] = str(referring._meta.verbose_name if number == 1 else referring._meta.verbose_name_plural)
    undone.held += [Held(model, key, f"is referred to by {number:,} {by[key]}") for key, number in referred.items()]
    return [key for key in ids if key not in referred]


def _restore(model: type[models.Model], table: sql.Identifier) -> sql.Composed:
    columns = [*columns_of(model), *(["updated_at"] if table_of(model) == OFFERS else [])]
    return sql.SQL(RESTORE).format(
        table=table,
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        values=sql.SQL(", ").join(sql.Identifier("before", column) for column in columns),
    )


def _rows(numbers: Counter) -> str:
    named = {model: number for model, number in numbers.items() if number}
    return ", ".join(
        f"{number:,} {model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural}"
        for model, number in named.items()
    )
