"""The page of a row: what it shows, and how it is written."""

from copy import copy

from django.contrib.admin.widgets import AdminSplitDateTime
from django.db import DatabaseError, connection, models
from django.utils.text import capfirst

from soleflip.admin.cards import cards_of
from soleflip.admin.choices import RowChoice
from soleflip.admin.columns import ShownForm, field_of
from soleflip.admin.fields import JSONText, MomentField, sensible_date
from soleflip.admin.formats import unit_in_words
from soleflip.admin.forms import RowForm
from soleflip.admin.neighbours import Neighbour, links
from soleflip.admin.refusals import refusal
from soleflip.admin.versions import version_of_columns
from soleflip.words import help_for, label

WRITTEN = ("created_at", "updated_at")


class RowPages:
    """A part of BackOfficeAdmin."""

    form = RowForm
    view_on_site = False
    formfield_overrides = {models.DateTimeField: {"form_class": MomentField, "widget": AdminSplitDateTime}}

    neighbours: tuple[Neighbour, ...] = ()
    help_texts: dict[str, str] = {}  # where the column's comment does not speak to staff
    computed: tuple[str, ...] = ()  # kept by the database: shown, never entered

    # --- what it shows ---

    def get_readonly_fields(self, request, obj=None):
        names = [*super().get_readonly_fields(request, obj), *(self.computed if obj else ())]
        return [*names, *(name for name in self._dates if obj and name not in names)]

    def get_fieldsets(self, request, obj=None):
        """The fieldsets, without what a new row has not yet; the dates close the page of one that is there."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            entered = [(title, {**options, "fields": self._entered(options["fields"])}) for title, options in fieldsets]
            return [(title, options) for title, options in entered if options["fields"]]
        shown = {name for _, options in fieldsets for line in options["fields"] for name in _names(line)}
        missing = tuple(name for name in self._dates if name not in shown)
        return [*fieldsets, ("Written", {"fields": [missing]})] if missing else fieldsets

    @property
    def _dates(self) -> list[str]:
        return [name for name in WRITTEN if field_of(self.model, name)]

    def _entered(self, lines) -> list:
        """The lines of a fieldset, with what is entered, not computed."""
        unwritten = {*self.computed, *self._dates}
        kept = (tuple(name for name in _names(line) if name not in unwritten) for line in lines)
        return [line if len(line) > 1 else line[0] for line in kept if line]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.JSONField):
            kwargs["form_class"] = JSONText
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            if isinstance(db_field, models.DateField):
                field.validators.append(sensible_date)
            unit = unit_in_words(db_field, getattr(request, "row", None))
            field.label = f"{capfirst(label(db_field))} ({unit})" if unit else capfirst(label(db_field))
            field.help_text = self.help_texts.get(db_field.name, help_for(db_field))
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RowChoice(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        page = context["adminform"]
        prepopulated = self.get_prepopulated_fields(request, obj) if page.prepopulated_fields else {}
        context |= {
            "adminform": ShownForm(page.form, page.fieldsets, prepopulated, page.readonly_fields, model_admin=self),
            "banner": self.banner,
            "row_version": request.POST.get("row_version") or getattr(request, "row_version", ""),
            "neighbours": links(self.admin_site, request, obj, self.neighbours) if obj else [],
            "tools": self.tools(request, obj) if obj else [],
            "cards": cards_of(request, obj) if obj and request.method == "GET" else [],
        }
        if obj and getattr(request, "row_as_it_is", None):
            context |= {"original": request.row_as_it_is, "subtitle": str(request.row_as_it_is)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def tools(self, request, row) -> list[dict[str, str]]:
        """Links to what can be done with the row, as {"title", "address"}."""
        return []

    # --- how it is written ---

    def get_object(self, request, object_id, from_field=None):
        """The row; while it is written, locked until it is saved, and as it is once nobody else writes it."""
        row = super().get_object(request, object_id, from_field or None)
        if row is not None and request.method == "POST" and self.may_be_changed and connection.in_atomic_block:
            self.model._base_manager.select_for_update().filter(pk=row.pk).values_list("pk").first()
            row = super().get_object(request, object_id, from_field or None)
        request.row = row
        request.row_as_it_is = copy(row)  # a form that is refused has written into the row
        return row

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        if change and obj:
            secrets = self.secret_columns
            columns = [name for name in form.base_fields if name not in secrets and field_of(self.model, name)]
            request.row_version = version_of_columns(obj, columns)
            form.stale = request.POST.get("row_version", request.row_version) != request.row_version
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except DatabaseError as error:
            if request.method != "POST" or (refused := refusal(error, self.model)) is None:
                raise
        request.refusal = refused  # the form says it, with all that was entered
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        """Write what was changed and nothing else: an import may have written the other columns meanwhile."""
        if not change:
            obj.save()
            return
        changed = [name for name in {*form.changed_data, *form.filled} if field_of(self.model, name)]
        if changed:
            touched = [field.name for field in self.opts.concrete_fields if getattr(field, "auto_now", False)]
            obj.save(update_fields=[*changed, *touched])


def _names(line) -> tuple[str, ...]:
    return (line,) if isinstance(line, str) else tuple(line)
