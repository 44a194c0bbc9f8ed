"""The page on which an import is taken back: what would go, what stays and why, and only then the button."""

import hashlib
from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path

from apps.integration.admin.import_rights import may_take_back
from apps.integration.imports.turn import turn
from apps.integration.imports.undo import SHOWN, Held, LaterWork, Undone, undo
from apps.integration.models import ImportBatch
from apps.integration.models.import_batch import BatchStatus, ImportSource
from soleflip.admin import address_of
from soleflip.admin.refusals import refusal
from soleflip.intake.errors import IntakeError
from soleflip.journal import note
from soleflip.waits.limits import without_limits

STALE = (
    "Somebody has worked with these rows since you opened this page, so nothing was taken back. What would be taken "
    "back now stands below."
)

SAY_SO = "Nothing was taken back: say below that what later work rests on may stay."
NOTHING = "Nothing of this import can be taken back: later work rests on all of it."


class Staying(NamedTuple):
    """A row that stays: what it is, where its page is, and why."""

    title: str
    address: str
    why: str


class TakeBackPages:
    """Adds the link and the page to imports."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.take_back_view)
        return [
            path("<path:object_id>/take_back/", view, name="integration_importbatch_take_back"),
            *super().get_urls(),
        ]

    def tools(self, request, row):
        tools = super().tools(request, row)
        can_be = row.status == BatchStatus.COMPLETED and row.changes.exists()
        if can_be and may_take_back(request.user, row):
            tools.append({"title": "Take back", "address": self.address("take_back", row.pk)})
        return tools

    @without_limits()
    def take_back_view(self, request, object_id: str):
        """Show what would be taken back; on POST, do it."""
        try:
            batch = ImportBatch.objects.get(pk=unquote(object_id))
        except (ImportBatch.DoesNotExist, ValidationError, ValueError):
            raise Http404 from None
        if not may_take_back(request.user, batch):
            raise PermissionDenied
        try:
            if request.method == "POST" and (undone := self._taken_back(request, batch)):
                self.message_user(request, f"{batch} was taken back: {_in_words(undone)}.", messages.SUCCESS)
                return HttpResponseRedirect(self.address("change", batch.pk))
            undone = undo(batch, dry_run=True)
        except IntakeError as error:  # taken back by now, too old, or another import is running
            return self._refused(request, batch, str(error))
        except DatabaseError as error:
            if (refused := refusal(error, ImportBatch)) is None:
                raise
            return self._refused(request, batch, refused.sentence)
        context = {
            **self.admin_site.each_context(request),
            "title": "Take back",
            "opts": self.opts,
            "original": batch,
            "back": self.address("change", batch.pk),
            "undone": undone,
            "deleted": _by_name(undone.deleted),
            "restored": _by_name(undone.restored),
            "staying": [_staying(held) for held in undone.held[:SHOWN]],
            "more": max(len(undone.held) - SHOWN, 0),
            "seen": _version_of(undone),
        }
        return TemplateResponse(request, "imports/take_back.html", context)

    def _taken_back(self, request, batch: ImportBatch) -> Undone | None:
        """What was taken back; None when it is not what the person has seen and agreed to, and nothing was."""
        who, partly = request.user.get_username(), request.POST.get("partly") == "on"
        try:
            # The turn is held until all is committed, which undo() alone cannot do within this transaction.
            with turn(ImportSource(batch.source)), transaction.atomic():
                undone = undo(batch, partly=partly)
                if _version_of(undone) != request.POST.get("seen"):
                    raise ValidationError(STALE)
                sentence = f"Taken back: {_in_words(undone)}."
                note("import", f"{who}: {batch}: {sentence}", about=batch, user=who, stays=len(undone.held))
                self.log_change(request, batch, sentence)
                return undone
        except LaterWork as error:
            is_seen = _version_of(error.undone) == request.POST.get("seen")
            sentence = (SAY_SO if error.undone.is_any else NOTHING) if is_seen else STALE
        except ValidationError as error:
            sentence = error.message
        self.message_user(request, sentence, messages.ERROR)
        return None

    def _refused(self, request, batch: ImportBatch, sentence: str):
        self.message_user(request, sentence, messages.ERROR)
        return HttpResponseRedirect(self.address("change", batch.pk))


def _by_name(numbers) -> list[tuple[str, int]]:
    there = [(model._meta, number) for model, number in numbers.items() if number]
    return [(str(opts.verbose_name if number == 1 else opts.verbose_name_plural), number) for opts, number in there]


def _in_words(undone: Undone) -> str:
    return f"{undone}; {len(undone.held):,} stay because of later work" if undone.held else str(undone)


def _staying(held: Held) -> Staying:
    row = held.row
    name = held.model._meta.verbose_name
    return Staying(f"{name} {row or held.id}", address_of(row) if row else "", held.why)


def _version_of(undone: Undone) -> str:
    """A digest of what is taken back and what stays."""
    numbers = [sorted((m._meta.label, n) for m, n in found.items() if n) for found in (undone.deleted, undone.restored)]
    stays = sorted((held.model._meta.label, str(held.id), held.why) for held in undone.held)
    return hashlib.sha256(repr((numbers, stays)).encode()).hexdigest()
