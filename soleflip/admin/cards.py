"""Cards: what a page shows beside lists and forms, such as figures and charts."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string


class Card(NamedTuple):
    """A titled part of a page. `template` writes what is in it, from `context`."""

    title: str
    template: str
    context: dict[str, Any]
    wide: bool = False  # all columns of the page
    more: str = ""  # the address of the list behind it


# Cards by the name of the model whose pages show them: a product shows prices, which belong to rooms above.
CARDS: dict[str, list[Callable]] = defaultdict(list)


def card_on(model: str):
    """Show what a function (request, row) -> Card | None returns on the pages of the rows of a model."""

    def register(function):
        CARDS[model].append(function)
        return function

    return register


def cards_of(request, row: models.Model) -> list[Card]:
    """The cards of a row that have something to show."""
    return [card for function in CARDS[row._meta.label] if (card := function(request, row)) is not None]


def first_page(request) -> list[Card]:
    """The cards of the first page, from the function that settings.BACK_OFFICE_FIRST_PAGE names."""
    return import_string(settings.BACK_OFFICE_FIRST_PAGE)(request)
