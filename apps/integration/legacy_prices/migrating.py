"""Compares what the legacy tables say with price_sources, and writes what is new or newer."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from apps.integration.imports.prices import table
from apps.integration.imports.prices.offers import Offer
from apps.integration.legacy_prices.reading import LegacyPrice, LegacyTable, Undecided
from apps.products.size_charts.genders import gender_in
from apps.products.size_charts.rows import SizeRows

AT_ONCE = 5_000  # rows
SAID = ["price_type", "condition", "price_cents", "currency", "stock_quantity", "in_stock", "source_name", "source_url"]
WRITTEN = [*SAID, "last_updated", "metadata"]

Found = tuple[Offer, LegacyPrice]


@dataclass
class Migrated:
    """Where the rows of a table ended: each of them in one place."""

    table: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    newer: int = 0  # price_sources has a price that is as new, or nobody knows how old
    older: int = 0  # a newer row of the table is about the same price
    undecided: Counter[str] = field(default_factory=Counter)  # by reason
    notes: Counter[str] = field(default_factory=Counter)  # of rows that were decided

    def __str__(self):
        undecided = self.undecided.total()
        read = self.added + self.changed + self.unchanged + self.newer + self.older + undecided
        return (
            f"{self.table}: read {read:,} = {self.added:,} added + {self.changed:,} changed "
            f"+ {self.unchanged:,} unchanged + {self.newer:,} known newer + {self.older:,} outdated "
            f"+ {undecided:,} not decided"
        )


class Migration:
    """Brings tables into price_sources within one transaction. Coming again changes nothing."""

    def __init__(self):
        self._sizes = SizeRows()

    def migrate(self, legacy: LegacyTable, tell: Callable[[int], None]) -> Migrated:
        """Bring one table in; `tell` is called with the rows that were read so far."""
        done, seen, read = Migrated(legacy.name), set(), 0
        for rows in _pieces(legacy.rows()):
            prices = []
            for row in rows:
                if isinstance(row, Undecided):
                    done.undecided[row.why] += 1
                else:
                    prices.append(row)
            self._write(list(self._newest(prices, seen, done)), done)
            read += len(rows)
            tell(read)
        return done

    def _newest(
        self, prices: list[LegacyPrice], seen: set[Offer], done: Migrated
    ) -> Iterator[tuple[Offer, LegacyPrice]]:
        """Those that are the first about their price."""
        for price, size_id in zip(prices, self._sizes_of(prices), strict=True):
            offer = price.offer(size_id)
            if price.label and not size_id:
                why = f"{price.label.region} {price.label.value} needs a gender, which the product's name does not say"
                done.undecided[why] += 1
            elif offer in seen:
                done.older += 1
            else:
                seen.add(offer)
                if price.nothing:
                    done.undecided[price.nothing] += 1
                else:
                    yield offer, price

    def _sizes_of(self, prices: list[LegacyPrice]) -> list[UUID | None]:
        labelled = [price for price in prices if price.label]
        wanted = [(price.label, price.brand_id, gender_in(price.product_name)) for price in labelled]
        sizes = iter(self._sizes.of_all(wanted))
        return [next(sizes) if price.label else None for price in prices]

    def _write(self, prices: list[Found], done: Migrated) -> None:
        known = table.known([offer for offer, _ in prices], [*SAID, "metadata"])
        new, newer = [], []
        for offer, price in prices:
            row = dict.fromkeys(SAID) | {"price_type": price.price_type.value, "condition": price.condition.value}
            row |= price.said
            origin = {"migrated_from": done.table, "id": str(price.row_id)}
            done.notes.update(price.notes)
            if (there := known.get(offer)) is None:
                new.append(offer._asdict() | row | {"metadata": json.dumps(origin)})
            elif there["price_type"] != row["price_type"]:
                done.undecided[f"its id belongs to a {there['price_type']} price"] += 1
            elif _is_newer(row, there):
                newer.append({"id": there["id"], **row, "metadata": json.dumps(_object(there["metadata"]) | origin)})
            elif all(there[column] == row[column] for column in (*SAID, "last_updated")):
                done.unchanged += 1
            else:
                done.newer += 1
        if new:
            table.add(new, [*Offer._fields, *WRITTEN])
        if newer:
            table.change(newer, WRITTEN)
        done.added += len(new)
        done.changed += len(newer)


def _is_newer(row: dict, there: dict) -> bool:
    return bool(row["last_updated"] and there["last_updated"] and there["last_updated"] < row["last_updated"])


def _object(metadata: str | dict | None) -> dict:
    """What stands there, as Python has it."""
    found = json.loads(metadata) if isinstance(metadata, str) else metadata
    return found if isinstance(found, dict) else {}


def _pieces(rows: Iterable) -> Iterator[list]:
    iterator = iter(rows)
    while piece := list(islice(iterator, AT_ONCE)):
        yield piece
