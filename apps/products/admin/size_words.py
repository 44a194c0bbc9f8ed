"""Sizes as people type them into a search: EU 42.5, eu42,5, US 9 women."""

import re

from apps.products.models.size import SizeRegion

SIZE = re.compile(rf"\b({'|'.join(SizeRegion.values)})\s*(\d+(?:[.,]\d+)?)\b", re.IGNORECASE)
DECIMAL_COMMA = re.compile(r"\b(\d+),(\d)\b")


def split_size(term: str) -> tuple[str, dict[str, str]]:
    """What else is searched for, and the size that the term names: {"region": "EU", "value": "42.5"} or nothing."""
    if found := SIZE.search(term):
        rest = f"{term[: found.start()]} {term[found.end() :]}".strip()
        return rest, {"region": found[1].upper(), "value": found[2].replace(",", ".")}
    return DECIMAL_COMMA.sub(r"\1.\2", term), {}
