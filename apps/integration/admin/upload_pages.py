"""The page on which a file is imported: it shows what would become of it, and then imports it.

Between the two nothing of the file stays here, since it holds names and addresses of buyers: it is sent twice.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from apps.integration.admin.import_rights import kinds_for, may_import
from apps.integration.imports.kinds import KINDS, Kind
from apps.integration.imports.run import AlreadyImported, Outcome, carry_out
from apps.integration.models import ImportBatch
from soleflip.admin.refusals import refusal
from soleflip.admin.uploads import NamelessUploadHandler
from soleflip.intake.errors import IntakeError
from soleflip.intake.files import measured
from soleflip.journal import note
from soleflip.waits.limits import without_limits

SHOWN = 10  # refused rows


class UploadForm(forms.Form):
    """What is to be imported."""

    file = forms.FileField(
        help_text="CSV, plain or packed as .gz or .zip.",
        allow_empty_file=True,  # that it is empty is told as any other fault of a file
        error_messages={"required": "Choose a file first."},
        widget=forms.FileInput,  # not required for the browser, which would put it into words of its own
    )
    again = forms.BooleanField(label="Also import what was imported before", required=False)
    use_required_attribute = False


class UploadPages:
    """Adds a page for each kind of file to the list of imports, for those who may write what is in the file."""

    def get_urls(self):
        # Exempt, since whoever looks for the token reads the body, and it has to be said first where files go. The
        # view has the token checked itself.
        view = self.admin_site.admin_view(csrf_exempt(self.new_view))
        return [path("new/<slug:kind>/", view, name="integration_importbatch_new"), *super().get_urls()]

    def list_tools(self, request):
        kinds = kinds_for(request.user)
        tools = [{"title": f"Import {kind.title}", "address": self.address("new", kind.name)} for kind in kinds]
        return [*super().list_tools(request), *tools]

    def new_view(self, request, kind: str):
        """The form; on POST what would become of the file, or on "Import" what became of it."""
        if kind not in KINDS:
            raise Http404
        if not may_import(request.user, KINDS[kind]):
            raise PermissionDenied
        uploads = NamelessUploadHandler(request)
        request.upload_handlers = [uploads]
        return csrf_protect(self._new)(request, KINDS[kind], uploads)

    def _new(self, request, kind: Kind, uploads: NamelessUploadHandler):
        form = UploadForm(*(request.POST, request.FILES) if request.method == "POST" else ())
        is_import = request.POST.get("do") == "import"  # whatever else is sent only looks
        if uploads.problem:
            form.fields["file"].error_messages["required"] = uploads.problem
        outcome = _carried_out(kind, form, dry_run=not is_import) if form.is_bound and form.is_valid() else None
        if outcome and is_import:
            return self._imported(request, kind, outcome)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Import {kind.title}",
            "opts": self.opts,
            "kind": kind,
            "form": form,
            "outcome": outcome,
            "refused": outcome.errors[:SHOWN] if outcome else [],
        }
        return TemplateResponse(request, "imports/new.html", context)

    def _imported(self, request, kind: Kind, outcome: Outcome):
        """Say who imported what, and lead to it."""
        batch, who = outcome.batch, request.user.get_username()
        with transaction.atomic():
            counts = outcome.counts.for_batch()
            note(
                "import",
                f"{who} imported {batch.source_file}: {outcome.counts}.",
                about=batch,
                user=who,
                kind=kind.name,
                **counts,
            )
            self.log_addition(request, batch, f"Imported: {outcome.counts}.")
        self.message_user(request, f"Imported {batch.source_file}: {outcome.counts}.", messages.SUCCESS)
        return HttpResponseRedirect(self.address("change", batch.pk))


def _carried_out(kind: Kind, form: UploadForm, *, dry_run: bool) -> Outcome | None:
    """The import; None when nothing was imported, and then the form says why."""
    upload, again = form.cleaned_data["file"], form.cleaned_data["again"]
    try:
        with without_limits():
            return carry_out(kind, measured(upload.file, upload.name), dry_run=dry_run, again=again)
    except AlreadyImported as error:
        form.add_error(None, f"{error} Tick the box to have it read once more.")
    except IntakeError as error:
        form.add_error(None, str(error))
    except DatabaseError as error:
        if (refused := refusal(error, ImportBatch)) is None:
            raise
        form.add_error(None, refused.sentence)
    return None
