"""What a row of a legacy table says, as far as it can be told for certain."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from apps.integration.choices import Condition, PriceType, SourceType
from apps.integration.imports.prices.offers import LONGEST, Offer, list_id
from apps.products.size_charts.labels import Label
from soleflip.intake import values
from soleflip.intake.errors import Refused


@dataclass
class LegacyPrice:
    """A price of a legacy table. `said` has a value for each column of price_sources about which the row speaks."""

    row_id: UUID
    product_id: UUID
    brand_id: UUID | None
    product_name: str
    source_type: SourceType
    price_type: PriceType
    condition: Condition
    said: dict[str, object]
    own_id: str | None = None  # of the product at the source
    place: str | None = None  # the shop in words
    label: Label | None = None
    nothing: str | None = None  # why the row, which is the newest, has no price
    notes: list[str] = field(default_factory=list)  # what could not be told, although the price could

    def offer(self, size_id: UUID | None) -> Offer:
        """The row of price_sources that it is about: where the source gave no id, that of price lists."""
        if self.own_id and len(self.own_id) <= LONGEST:
            source_product_id = self.own_id
        else:
            source_product_id = list_id(self.product_id, self.price_type, self.condition, self.place)
        return Offer(self.product_id, self.source_type.value, source_product_id, size_id)


@dataclass(frozen=True)
class Undecided:
    """A row of which no price can be told, and why."""

    why: str


class LegacyTable(Protocol):
    """One of the tables."""

    name: str

    def count(self) -> int:
        """How many rows it has."""

    def rows(self) -> Iterator[LegacyPrice | Undecided]:
        """What its rows say, the newest first."""


def cents(amount) -> int:
    """Euros and cents as cents; raises Refused for what is no price."""
    if not amount:
        raise Refused("the price is 0.00")
    return values.cents(amount)
