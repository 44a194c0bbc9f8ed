"""A feed that is fetched: asked for what is new since the last import of the same address."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models.functions import Now
from django.utils import timezone

from apps.integration.models import ImportBatch
from apps.integration.models.import_batch import BatchStatus, ImportSource
from soleflip.intake.errors import IntakeError
from soleflip.intake.fetching import FetchError, Validators, fetch
from soleflip.intake.files import SourceFile, measured


def is_address(file: str) -> bool:
    """Whether it is to be fetched."""
    return "://" in file


@contextmanager
def fetched(
    address: str, *, again: bool = False, import_source: ImportSource = ImportSource.AWIN
) -> Iterator[SourceFile | None]:
    """The feed, in a file without a name; None where its server says that it is still the one that was imported last.

    The address holds a key: it is kept as a digest only. Raises IntakeError.
    """
    digest = hashlib.sha256(address.encode()).hexdigest()
    with tempfile.TemporaryFile() as file:
        try:
            answer = fetch(address, file, known=None if again else _known(digest, import_source))
        except FetchError as error:
            raise IntakeError(str(error)) from None  # what is behind it may name the key
        if not answer.is_new:
            yield None
            return
        source = measured(file, answer.file_name)
        source.fetched = {
            "address_sha256": digest,
            "etag": answer.validators.etag,
            "last_modified": answer.validators.last_modified,
        }
        yield source


def note_that_nothing_is_new(import_source: ImportSource) -> None:
    """So that a feed that stays as it is does not look like one that nobody fetches."""
    done = ImportBatch.objects.filter(source=import_source, status=BatchStatus.COMPLETED, fetched__isnull=False)
    if last := done.order_by("-completed_at").first():
        last.fetched["asked_at"] = timezone.now().isoformat()
        ImportBatch.objects.filter(pk=last.pk).update(fetched=last.fetched, updated_at=Now())


def _known(digest: str, import_source: ImportSource) -> Validators | None:
    done = ImportBatch.objects.filter(source=import_source, fetched__address_sha256=digest)
    # A shorter try says nothing about the rest of the feed; its file has no digest.
    last = done.filter(file_sha256__isnull=False).order_by("-created_at").first()
    if last is None or last.status != BatchStatus.COMPLETED:
        return None
    return Validators(last.fetched["etag"], last.fetched["last_modified"])
