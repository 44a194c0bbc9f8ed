"""Asks everything that has to be right before pages are answered: the functions that settings name."""

import logging
import threading
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.utils.module_loading import import_string

from soleflip.postgres.errors import one_line

logger = logging.getLogger(__name__)

KNOWN_FOR = 3  # seconds: however often strangers ask, the database is asked so seldom
DATABASE = "database"  # the first; the others that ask it are spared a second wait

_turn = threading.Lock()
_said: set[str] = set()


class Result(NamedTuple):
    """A check and what is wrong, in one sentence; "" when nothing is."""

    name: str
    problem: str


def results() -> list[Result]:
    """What each check found, of this moment or of a few seconds ago."""
    with _turn:
        found = cache.get(__name__)
        if found is None:
            found = list(_ask_all())
            cache.set(__name__, found, KNOWN_FOR)
            _say_changes(found)
    return found


def _ask_all():
    is_away = False
    for name, function in settings.READINESS_CHECKS.items():
        try:
            problem = import_string(function)() or ""
        except DatabaseError as error:
            problem = "not asked, since the database is away." if is_away else f"the database says: {one_line(error)}"
        except Exception as error:  # of a check as of what it checks: not ready
            problem = f"it could not be checked: {one_line(error) or type(error).__name__}"
        is_away = is_away or (name == DATABASE and bool(problem))
        yield Result(name, problem)


def _say_changes(found: list[Result]) -> None:
    """A line in the log when something begins or ceases to be wrong, not at each question."""
    wrong = {result.name: result.problem for result in found if result.problem}
    for name in sorted(wrong.keys() - _said):
        logger.warning("Not ready, %s: %s", name, wrong[name])
    for name in sorted(_said - wrong.keys()):
        logger.warning("Ready again: %s.", name)
    _said.clear()
    _said.update(wrong)
