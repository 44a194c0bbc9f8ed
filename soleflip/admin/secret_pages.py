"""Secrets of a table: never loaded with a row, shown as dots, and revealed to an admin on a page of its own."""

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from soleflip.admin.secrets import SecretField, SecretInput
from soleflip.journal import note
from soleflip.postgres.fields import EncryptedTextField
from soleflip.postgres.fields.encrypted import DecryptionError
from soleflip.words import label


class SecretPages:
    """A part of BackOfficeAdmin."""

    @property
    def secret_columns(self) -> list[str]:
        """The names of the encrypted columns."""
        return [field.name for field in self.opts.concrete_fields if isinstance(field, EncryptedTextField)]

    def has_secret(self, row, name: str) -> bool:
        """Whether the row holds a secret, without reading it."""
        return self.model._base_manager.filter(pk=row.pk, **{f"{name}__isnull": False}).exists()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if not isinstance(db_field, EncryptedTextField):
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        row = getattr(request, "row", None)
        has_value = row is not None and self.has_secret(row, db_field.name)
        may_reveal = has_value and self.may_reveal(request)
        return SecretField(
            label=capfirst(label(db_field)),
            required=not db_field.blank and not has_value,
            help_text=self.help_texts.get(db_field.name, ""),
            widget=SecretInput(
                has_value=has_value,
                reveal_url=self.address("reveal", quote(row.pk), db_field.name) if may_reveal else "",
                clearable=db_field.null,
            ),
        )

    def may_reveal(self, request) -> bool:
        """Whether the role may see secrets of this table."""
        return request.user.has_perm(f"{self.opts.app_label}.reveal_{self.opts.model_name}")

    def reveal_view(self, request, object_id, column):
        """One secret in the clear, after a click that the log remembers. For admins."""
        if not self.may_reveal(request) or column not in self.secret_columns:
            raise PermissionDenied
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        field = self.opts.get_field(column)
        try:
            value = self._revealed(request, row, field) if request.method == "POST" else ""
        except DecryptionError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(self.address("change", quote(row.pk)))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Reveal {label(field)}",
            "opts": self.opts,
            "original": row,
            "what": label(field),
            "value": value,
            "back": self.address("change", quote(row.pk)),
        }
        return TemplateResponse(request, "admin/reveal.html", context, headers={"Cache-Control": "no-store"})

    def _revealed(self, request, row, field) -> str:
        who = request.user.get_username()
        note(
            "secrets",
            f"{who} revealed {label(field)} of {row}",
            level="WARNING",
            about=row,
            user=who,
            column=field.column,
        )
        return getattr(row, field.name) or "(empty)"
