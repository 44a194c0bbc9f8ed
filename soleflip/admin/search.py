"""The search field of a list: every word must be found in one of the columns, each looked up where its index is.

Columns of several tables joined by OR can use no index at all; so each table is asked by itself, and the rows that any
of them finds are what the word stands for.
"""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.contrib.admin.utils import NotRelationField, get_fields_from_path
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Q
from django.db.models.constants import LOOKUP_SEP
from django.utils.text import smart_split, unescape_string_literal

WORDS = 8  # what a person types; more would only be work for the database
PART = "icontains"


def found(queryset, lookups: list[str], term: str):
    """The rows of the queryset with all words of the term.

    A lookup is a column such as "name" or "product__name", searched for parts of it, or "ean__exact" for the whole;
    any other lookup that the column knows is for the whole too.
    """
    for word in words(term)[:WORDS]:
        arms = list(_arms(queryset.model, lookups, word).values())
        if not arms:
            return queryset.none()
        if len(arms) == 1:
            queryset = queryset.filter(arms[0])
        else:
            keys = [queryset.model._base_manager.filter(arm).order_by().values("pk") for arm in arms]
            queryset = queryset.filter(pk__in=keys[0].union(*keys[1:], all=True))
    return queryset


def words(term: str) -> list[str]:
    """The words of a term; what stands in quotes is one."""
    return [
        unescape_string_literal(word) if word[0] in "\"'" and word[0] == word[-1] and len(word) > 1 else word
        for word in smart_split(term)
    ]


def column_and_lookup(model, name: str) -> tuple[str, str]:
    """The way to the column that a list is searched by, and how: "ean__exact" is ("ean", "exact")."""
    path, _, last = name.rpartition(LOOKUP_SEP)
    try:
        is_lookup = bool(path) and last in get_fields_from_path(model, path)[-1].get_lookups()
    except (FieldDoesNotExist, NotRelationField):
        is_lookup = False
    return (path, last) if is_lookup else (name, PART)


def _arms(model, lookups: list[str], word: str) -> dict[str, Q]:
    """One condition for each table, by the way to it."""
    arms = defaultdict(list)
    for path, lookup in (column_and_lookup(model, name) for name in lookups):
        if lookup == PART or (value := _understood(model, path, word)) is not None:
            arms[_table(path)].append(Q(**{f"{path}__{lookup}": word if lookup == PART else value}))
    return {table: reduce(or_, conditions) for table, conditions in arms.items()}


def _table(path: str) -> str:
    return path.rpartition(LOOKUP_SEP)[0]


def _understood(model, path: str, word: str):
    """The word as a value of the column, or None when it cannot be one."""
    field = get_fields_from_path(model, path)[-1]
    try:
        return field.to_python(word)
    except ValidationError:
        return None
