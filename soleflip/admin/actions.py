"""Actions on the rows of a list, also those that a room above adds, and those that ask something first."""

from collections import defaultdict
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.template.response import TemplateResponse

# Actions by the name of the model whose list offers them: sales are made from the list of inventory, two rooms below.
ACTIONS: dict[str, list[Callable]] = defaultdict(list)
AT_ONCE = 100  # rows that one answer is for


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

    It runs in one transaction with the rows locked, ordered by key. A ValidationError that it raises is shown on the
    page, and nothing has happened.
    """
    keys = list(queryset.order_by("pk").values_list("pk", flat=True)[: AT_ONCE + 1])
    if len(keys) > AT_ONCE:
        model_admin.message_user(request, f"Choose {AT_ONCE} rows at most: nothing was done.", messages.ERROR)
        return None
    rows = list(model_admin.get_queryset(request).filter(pk__in=keys).order_by("pk"))
    answers = form(request.POST if "answered" in request.POST else None, rows=rows)
    if answers.is_bound and answers.is_valid():
        try:
            with transaction.atomic():
                locked = model_admin.get_queryset(request).filter(pk__in=keys)
                sentence = carry_out(list(locked.select_for_update(of=("self",)).order_by("pk")), answers.cleaned_data)
        except ValidationError as error:
            answers.add_error(None, error)
        else:
            for row in rows:
                model_admin.log_change(request, row, sentence)
            model_admin.message_user(request, sentence, messages.SUCCESS)
            return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "button": button,
        "form": answers,
        "rows": rows,
        "opts": model_admin.opts,
        "action": request.POST.get("action", ""),
        "checkbox": ACTION_CHECKBOX_NAME,
        "media": model_admin.media + answers.media,
    }
    return TemplateResponse(request, "admin/question.html", context)
