"""Cards: what a page shows beside lists and forms, such as figures and charts."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection, models, transaction
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from jinja2 import TemplateError

from soleflip.postgres.errors import one_line
from soleflip.written import written

logger = logging.getLogger(__name__)


class Card(NamedTuple):
    """A titled part of a page. `template` writes what is in it, from `context`."""

    title: str
    template: str
    context: dict[str, Any]
    wide: bool = False  # all columns of the page
    more: str = ""  # the address of the list behind it
    more_words: str = "Show all"
    body: SafeString = SafeString()  # the template as it is written into the page


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
    return some(partial(function, request, row) for function in CARDS[row._meta.label])


def some(cards: Iterable[Callable[[], Card | None]]) -> list[Card]:
    """The cards that have something to show. One that fails says so and leaves the others alone."""
    return [made for card in cards if (made := _made(card)) is not None]


def first_page(request) -> list[Card]:
    """The cards of the first page, from the function that settings.BACK_OFFICE_FIRST_PAGE names."""
    return import_string(settings.BACK_OFFICE_FIRST_PAGE)(request)


def _made(card: Callable[[], Card | None]) -> Card | None:
    # Within a transaction, as in tests, a query that fails would take all that follow along.
    apart = transaction.atomic() if connection.in_atomic_block else nullcontext()
    try:
        with apart:
            made = card()
            return made and _written(made)
    # Infinity, NaN, no right to look: another program's. Or a template of ours that lacks a name.
    except (DatabaseError, ArithmeticError, ValueError, TemplateError) as error:
        logger.exception("A card could not be made")
        reason = one_line(error) if isinstance(error, DatabaseError) else "a value cannot be shown."
        return _written(Card("Not to be shown", "admin/cards/failed.html", {"reason": reason}, True))


def _written(card: Card) -> Card:
    return card._replace(body=written(card.template, card.context))
