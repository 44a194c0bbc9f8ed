"""What tells one price from another, and how that stands in price_sources."""

import hashlib
from typing import NamedTuple
from uuid import UUID

from apps.integration.choices import Condition, PriceType, SourceType

LIST = "list"
LONGEST = 100  # letters of price_sources.source_product_id
DIGITS = 16  # of a digest that stands for a longer name


class Offer(NamedTuple):
    """A row of price_sources by its unique key: `size_id` is None where the price is for every size."""

    product_id: UUID
    source_type: SourceType
    source_product_id: str
    size_id: UUID | None


def list_id(product_id: UUID, price_type: PriceType, condition: Condition, place: str | None) -> str:
    """The source_product_id of a price that nobody gave an id: what tells apart the prices of one product at a source.

    It holds our id of the product, not its SKU or code, which may be corrected without the price becoming another one.
    `place` is the shop in words, where a list names it; its case makes no difference.
    """
    parts = [LIST, str(product_id), price_type, condition, *([" ".join(place.casefold().split())] if place else [])]
    text = ":".join(map(str, parts))
    if len(text) <= LONGEST:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
    return f"{text[: LONGEST - DIGITS - 1]}:{digest}"
