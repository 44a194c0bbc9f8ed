"""The page of a row: what it shows, and how it is written."""

from django.db import DatabaseError, models
from django.db.models.expressions import Func
from django.utils.text import capfirst

from soleflip.admin.choices import RowChoice
from soleflip.admin.columns import ShownForm
from soleflip.admin.formats import unit_in_words
from soleflip.admin.forms import JSONText, RowForm
from soleflip.admin.neighbours import Neighbour, links
from soleflip.admin.refusals import refusal
from soleflip.words import help_for, label

WRITTEN = ("created_at", "updated_at")


class RowVersion(Func):
    """xmin: what PostgreSQL changes whenever somebody writes a row."""

    output_field = models.TextField()

    def as_sql(self, compiler, connection):
        return f"{connection.ops.quote_name(compiler.query.get_initial_alias())}.xmin::text", []


class RowPages:
    """A part of BackOfficeAdmin."""

    form = RowForm
    view_on_site = False

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
        known = {field.name for field in self.opts.concrete_fields}
        return [name for name in WRITTEN if name in known]

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
            "row_version": getattr(request, "row_version", None) or "",
            "neighbours": links(self.admin_site, request, obj, self.neighbours) if obj else [],
            "tools": self.tools(request, obj) if obj else [],
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def tools(self, request, row) -> list[dict[str, str]]:
        """Links to what can be done with the row, as {"title", "address"}."""
        return []

    # --- how it is written ---

    def get_object(self, request, object_id, from_field=None):
        """The row; while it is written, locked until it is saved, so that its version is the one that is replaced."""
        row = super().get_object(request, object_id, from_field)
        if row is not None and self.may_be_changed:
            versions = self.model._base_manager.filter(pk=row.pk).annotate(row_version=RowVersion())
            if request.method == "POST" and "row_version" in request.POST:
                versions = versions.select_for_update()
            request.row_version = versions.values_list("row_version", flat=True).first()
            if request.method == "POST":
                row = super().get_object(request, object_id, from_field)  # as it is now that nobody else writes it
        request.row = row
        return row

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        opened = request.POST.get("row_version")
        form.stale = bool(change and opened and opened != getattr(request, "row_version", opened))
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
        own = {field.name for field in self.opts.concrete_fields}
        changed = [name for name in form.changed_data if name in own]
        if changed:
            touched = [field.name for field in self.opts.concrete_fields if getattr(field, "auto_now", False)]
            obj.save(update_fields=[*changed, *touched])


def _names(line) -> tuple[str, ...]:
    return (line,) if isinstance(line, str) else tuple(line)
