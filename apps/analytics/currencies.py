"""In which order currencies are shown."""

from collections.abc import Iterable

MAIN = "EUR"  # what lots are bought in


def in_order(currencies: Iterable[str]) -> list[str]:
    """The main currency first, then by code."""
    return sorted(currencies, key=lambda code: (code != MAIN, code))
