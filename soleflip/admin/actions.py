"""Actions on the rows of a list, also those that a room above adds, and those that ask something first."""

from collections import defaultdict
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.template.response import TemplateResponse

from soleflip.admin.refusals import refusal
from soleflip.admin.versions import version_of_rows

# Actions by the name of the model whose list offers them: sales are made from the list of inventory, two rooms below.
ACTIONS: dict[str, list[Callable]] = defaultdict(list)
AT_ONCE = 100  # rows that one answer is for
GONE = "Not all of the chosen rows are in this list any more, so nothing was done: look at it and choose again."
STALE = (
    "Somebody has written these rows since you opened this page, or it was sent twice, so nothing was done. "
    "Look at the list and begin again."
)


def action_on(model: str, description: str, permission: str = "change"):
    """Offer a function (model_admin, request, queryset) on the list of a model, to those with the permission."""

    def register(function):
        function.short_description = description
        function.allowed_permissions = [permission]
        ACTIONS[model].append(function)
        return function

    return register


class Question(forms.Form):
    """What an action wants to know. `rows` are the chosen rows, for forms that ask something of each."""

    def __init__(self, *args, rows: list[models.Model], **options):
        self.rows = rows
        super().__init__(*args, **options)


def ask(model_admin, request, queryset, *, form: type[Question], title: str, button: str, carry_out: Callable):
    """Ask on a page of its own, then `carry_out(rows, answers)`, whose sentence is shown.

    It runs in one transaction with the rows locked, ordered by key, and only if nobody has written them since the
    question was put: a form that is sent twice acts once. A ValidationError that it raises, and what the database
    refuses, is shown on the page with all that was entered, and nothing has happened.
    """
    model, posted = model_admin.model, set(request.POST.getlist(ACTION_CHECKBOX_NAME))
    keys = list(queryset.order_by("pk").values_list("pk", flat=True)[: AT_ONCE + 1])
    if len(keys) > AT_ONCE:
        model_admin.message_user(request, f"Choose {AT_ONCE} rows at most: nothing was done.", messages.ERROR)
        return None
    if not keys or len(keys) < len(posted):
        model_admin.message_user(request, GONE, messages.ERROR)
        return None
    rows = list(model_admin.get_queryset(request).filter(pk__in=keys).order_by("pk"))
    answers = form(request.POST if "answered" in request.POST else None, rows=rows)
    answered = answers.is_bound and answers.is_valid()
    if answered and (sentence := _carried_out(model_admin, request, keys, answers, carry_out)):
        for row in rows:
            model_admin.log_change(request, row, sentence)
        model_admin.message_user(request, sentence, messages.SUCCESS)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "button": button,
        "form": answers,
        "rows": [(row.pk, model_admin.choice_text(row)) for row in rows],
        "seen": request.POST.get("seen") or version_of_rows(model, keys),
        "opts": model_admin.opts,
        "action": request.POST.get("action", ""),
        "checkbox": ACTION_CHECKBOX_NAME,
        "media": model_admin.media + answers.media,
    }
    return TemplateResponse(request, "admin/question.html", context)


def _carried_out(model_admin, request, keys, answers: Question, carry_out: Callable) -> str:
    """The sentence of success, or nothing, and then the form has the error."""
    try:
        with transaction.atomic():
            rows = model_admin.get_queryset(request).filter(pk__in=keys).order_by("pk")
            locked = list(rows.select_for_update(of=("self",)))
            if version_of_rows(model_admin.model, keys) != request.POST.get("seen"):
                raise ValidationError(STALE)
            return carry_out(locked, answers.cleaned_data)
    except ValidationError as error:
        answers.add_error(None, ValidationError(error.messages))
    except DatabaseError as error:
        if (refused := refusal(error, model_admin.model)) is None:
            raise
        answers.add_error(None, refused.sentence)
    return ""
