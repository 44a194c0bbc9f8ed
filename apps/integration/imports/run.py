"""Carries an import out: in one transaction, so that a file is imported as a whole or not at all."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

from django.db import Error, IntegrityError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from psycopg.errors import DeadlockDetected, ForeignKeyViolation, UniqueViolation

from apps.integration.imports import changes
from apps.integration.imports.counts import Counts
from apps.integration.imports.kinds import Kind
from apps.integration.imports.record_keeping import Entry, RecordKeeping, refused
from apps.integration.imports.turn import turn
from apps.integration.models import ImportBatch
from apps.integration.models.import_batch import BatchStatus
from apps.system.kept_tables import bring_all_up_to_date
from soleflip.acting.checking import CHECK_AT_ONCE
from soleflip.constraints import ClockTime
from soleflip.intake.encodings import Decoder
from soleflip.intake.errors import IntakeError
from soleflip.intake.files import SourceFile
from soleflip.intake.layout import Header, read_header
from soleflip.intake.lines import Lines
from soleflip.intake.records import Record, Records
from soleflip.postgres.errors import one_line

MEANWHILE = (UniqueViolation, ForeignKeyViolation, DeadlockDetected)
INTERRUPTED = "It was interrupted, and nothing of it was written: import the file again."
REMARKS_KEPT = 1_000  # of a feed
Progress = Callable[[int, int], None]  # rows and packed bytes that have been read so far


class AlreadyImported(IntakeError):
    """The very file was imported before, and nobody said that it should be again."""


@dataclass
class Outcome:
    """What an import did, or in a dry run would do."""

    batch: ImportBatch
    counts: Counts
    errors: list[Entry]  # the first ones
    seconds: float


@dataclass
class Run:
    """An import under way, as importers see it."""

    kind: Kind
    source: SourceFile
    header: Header
    lines: Lines
    limit: int | None
    progress: Progress
    packed: Callable[[], int]
    batch: ImportBatch
    counts: Counts = field(default_factory=Counts)

    def __post_init__(self):
        self.keeping = RecordKeeping(self.batch.pk)

    def records(self, passed: Callable[[bytes, int], bool] | None = None) -> Records:
        """The rows of the file."""
        return Records(self.lines, self.header, Decoder(self.source), passed, self.limit)

    def refuse(self, entry: Entry) -> None:
        """A row is an error."""
        self.counts.errors += 1
        self.keeping.add(entry)

    def remark(self, entry: Entry) -> None:
        """Staff should see the row, although it is no error. A feed may have something odd in each of its rows."""
        self.counts.notes += 1
        if self.counts.notes <= REMARKS_KEPT:
            self.keeping.add(entry)

    def tell(self, rows: int) -> None:
        """So many rows have been done."""
        self.progress(rows, self.packed())


def broken(record: Record, header: Header) -> Entry:
    """The error of a row that could not be taken apart, with what could be read of it."""
    as_read = header.named(record.cells) or {"line": record.raw.decode("utf-8", "replace").rstrip("\r\n")}
    return refused(record.number, as_read, {"": record.problem})


def carry_out(
    kind: Kind,
    source: SourceFile,
    *,
    dry_run: bool = False,
    again: bool = False,
    limit: int | None = None,
    progress: Progress = lambda rows, packed: None,
) -> Outcome:
    """Import a file; in a dry run do the same and take it back at once, so that both always count the same.

    Raises IntakeError, and then nothing was changed, when the file is not what it should be, when it was imported
    before (unless `again`), and while another import from the same source is running.
    """
    with source.reading() as stream:
        lines = Lines(stream, source.name)
        header = read_header(lines, kind.layout, source.name)  # first: a file of another kind leaves no trace
        run = partial(Run, kind, source, header, lines, limit, progress, lambda: stream.packed)
        with turn(kind.source):
            if dry_run:
                with _told_in_a_sentence(), transaction.atomic():
                    outcome = _carried_out(run(_batch(kind, source, again, limit)))
                    transaction.set_rollback(True)
                return outcome
            batch = _batch(kind, source, again, limit)
            with _told_on(batch), _told_in_a_sentence(), transaction.atomic():
                return _carried_out(run(batch))


def _carried_out(run: Run) -> Outcome:
    began = time.monotonic()
    changes.forget_old_changes()
    with connection.cursor() as cursor:
        # Checked by each statement: at the end there would be a million checks, with no progress to be seen.
        cursor.execute(CHECK_AT_ONCE)
    transaction.on_commit(bring_all_up_to_date)  # so that the next reader need not wait
    run.kind.land(run)
    run.keeping.flush()
    run.source.check_unchanged()
    batch = run.batch
    for column, number in run.counts.for_batch().items():
        setattr(batch, column, number)
    batch.status, batch.completed_at, batch.error_message = BatchStatus.COMPLETED, ClockTime(), None
    batch.save()
    batch.refresh_from_db()
    return Outcome(batch, run.counts, sorted(run.keeping.first_errors), time.monotonic() - began)


def _batch(kind: Kind, source: SourceFile, again: bool, limit: int | None) -> ImportBatch:
    """A new batch, or that of an earlier try with this file, which wrote nothing."""
    of_source = ImportBatch.objects.filter(source=kind.source)
    same = of_source.filter(file_sha256=source.sha256)
    done = _imported_before(same)
    if done and not again:
        raise AlreadyImported(
            f"{source.name} was imported already, on {timezone.localtime(done.completed_at):%Y-%m-%d at %H:%M} as "
            f"{done.pk}: nothing was done.",
            on_command_line="With --again it is imported once more.",
        )
    # Whoever imports from this source has the turn, which is ours: these were killed.
    dead = of_source.filter(status=BatchStatus.PROCESSING)
    dead.update(status=BatchStatus.FAILED, error_message=INTERRUPTED, updated_at=Now())
    tried = same.filter(status=BatchStatus.FAILED).order_by("-created_at").first() if limit is None else None
    batch = tried or ImportBatch(source=kind.source)
    batch.status, batch.started_at, batch.error_message = BatchStatus.PROCESSING, ClockTime(), None
    batch.source_file = source.name if limit is None else f"{source.name} (first {limit:,} rows)"[:255]
    batch.file_sha256 = source.sha256 if limit is None else None  # the rest of the file is still to come
    batch.fetched = source.fetched
    batch.save()
    batch.refresh_from_db()
    return batch


def _imported_before(same: QuerySet[ImportBatch]) -> ImportBatch | None:
    """The last import of the file; none if what it brought was taken back since."""
    tried = same.filter(status__in=(BatchStatus.COMPLETED, BatchStatus.CANCELLED)).order_by("-completed_at")
    last = tried.exclude(processed_records=0).first() or tried.first()
    return last if last and last.status == BatchStatus.COMPLETED else None


@contextmanager
def _told_in_a_sentence() -> Iterator[None]:
    """What is refused by the database although every row was looked at is somebody else's work at the same moment."""
    try:
        yield
    except (IntegrityError, OperationalError) as error:
        if not isinstance(error.__cause__, MEANWHILE):
            raise
        raise IntakeError(
            f"Somebody wrote the same rows at the same moment, so nothing was imported: try again. ({_reason(error)})"
        ) from error


@contextmanager
def _told_on(batch: ImportBatch) -> Iterator[None]:
    """The batch says why nothing came of it."""
    try:
        yield
    except BaseException as error:
        reason = _reason(error) if isinstance(error, Exception) else INTERRUPTED  # by Ctrl-C
        with suppress(Error):  # without a connection the batch is found dead by the next import
            ImportBatch.objects.filter(pk=batch.pk).update(
                status=BatchStatus.FAILED, error_message=reason, updated_at=Now()
            )
        raise


def _reason(error: Exception) -> str:
    """What the error says, without the details of the database, which quote rows."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return (diagnosis and diagnosis.message_primary) or one_line(error) or type(error).__name__
