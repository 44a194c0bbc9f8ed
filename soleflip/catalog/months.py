"""Monthly partitions: the same for each month, so that one stands for all.

The partitions of a table differ in nothing but the month in their names, bounds and comments. What is known of one of
them is generalised, with placeholders instead of the month, and so holds for any other.
"""

import datetime
import re
from dataclasses import replace
from typing import NamedTuple

from soleflip.catalog.entry import Catalog, Entry

NAME = re.compile(r"(?P<parent>.+)_(?P<year>\d{4})_(?P<month>0[1-9]|1[0-2])")


class Month(NamedTuple):
    """A calendar month, in UTC as the bounds of partitions are."""

    year: int
    month: int

    @classmethod
    def now(cls) -> "Month":
        today = datetime.datetime.now(datetime.UTC)
        return cls(today.year, today.month)

    def plus(self, months: int) -> "Month":
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    def since(self, other: "Month") -> int:
        """How many months it is after the other."""
        return (self.year - other.year) * 12 + self.month - other.month

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    def generalise(self, text: str) -> str:
        for placeholder, written in self._written().items():
            text = text.replace(written, placeholder)
        return text

    def fill(self, text: str) -> str:
        for placeholder, written in self._written().items():
            text = text.replace(placeholder, written)
        return text

    def _written(self) -> dict[str, str]:
        return {
            "{month}": f"{self.year:04}_{self.month:02}",
            "{first day}": f"{self}-01",
            "{first day after}": f"{self.plus(1)}-01",
            "{year-month}": str(self),
        }


# By the partitioned table, then by month: the partition and what belongs to it, generalised.
Months = dict[str, dict[Month, Catalog]]


def split_months(catalog: Catalog) -> tuple[Catalog, Months]:
    """What is not of a monthly partition, and what is."""
    partitions = {entry.name: month_of(entry) for entry in catalog.values() if entry.kind == "partition"}
    rest, months = {}, {}
    for entry in catalog.values():
        table = entry.name if entry.kind == "partition" else entry.table
        if table is None or not partitions.get(table):
            rest[entry.key] = entry
            continue
        parent, month = partitions[table]
        general = nameless(changed(entry, month.generalise))
        months.setdefault(parent, {}).setdefault(month, {})[general.key] = general
    return rest, months


def nameless(entry: Entry) -> Entry:
    """Indexes and keys of a partition are known by what they are.

    PostgreSQL names them itself, in another way where a name is taken, and those that it makes when the table gets an
    index have no comment.
    """
    definition = entry.facts.get("definition") or ""
    if entry.kind == "index":
        what = definition.partition(" USING ")[2]
        return replace(entry, name=f"{entry.table} USING {what}", facts={"state": entry.facts["state"]})
    if entry.kind == "constraint" and definition.startswith(("PRIMARY KEY", "UNIQUE")):
        return replace(entry, name=f"{entry.table} {definition}")
    return entry


def month_of(partition: Entry) -> tuple[str, Month] | None:
    """The partitioned table and the month of a partition that is called after both; None for any other."""
    parsed = parse(partition.name)
    return parsed if parsed and parsed[0] == partition.facts["belongs to"] else None


def parse(name: str) -> tuple[str, Month] | None:
    """The table and the month in a name such as system.logs_2026_11; None for any other."""
    match = NAME.fullmatch(name)
    return match and (match["parent"], Month(int(match["year"]), int(match["month"])))


def changed(entry: Entry, change) -> Entry:
    """The entry with all its texts changed."""
    facts = {fact: change(text) if text is not None else None for fact, text in entry.facts.items()}
    return replace(entry, name=change(entry.name), table=entry.table and change(entry.table), facts=facts)
