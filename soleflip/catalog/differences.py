"""Finds where a live database differs from what is expected."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

from soleflip.catalog.entry import Catalog, Entry
from soleflip.catalog.expectation import Expectation
from soleflip.catalog.months import Month, changed, parse, split_months

THERE = "there"
LONGEST_LINE = 120
# What stands beside our schemas belongs to whoever made it.
OUTSIDE = ("schema", "extension", "event trigger")


@dataclass(frozen=True)
class Difference:
    """Something that is not as expected.

    fact is None where the whole object is missing (found is None) or not expected (expected is None).
    """

    kind: str
    name: str
    fact: str | None
    expected: str | None
    found: str | None

    def __str__(self) -> str:
        subject = f"{self.kind} {self.name}"
        if self.fact is None:
            return f"{subject} is missing" if self.found is None else f"{subject} is not expected"
        if "\n" in f"{self.expected}{self.found}":
            return f"{subject}: {self.fact}, from what is expected to what was found:\n{self._diff()}"
        expected, found = self.expected or "none", self.found or "none"
        told = f"{subject}: {self.fact} expected: {expected}; found: {found}"
        if len(told) > LONGEST_LINE:
            told = f"{subject}: {self.fact}\n    expected: {expected}\n    found:    {found}"
        return told

    def _diff(self) -> str:
        lines = unified_diff(_lines(self.expected), _lines(self.found), n=1, lineterm="")
        return "\n".join(f"    {line}" for line in list(lines)[2:])  # without the names of files


def _lines(text: str | None) -> list[str]:
    return (text or "").splitlines()


def differences(expectation: Expectation, live: Catalog) -> list[Difference]:
    """All differences, each object once: what belongs to a missing table goes with its table."""
    away = put_away(expectation, live)
    catalog, months = split_months(
        {key: entry for key, entry in live.items() if (entry.table or entry.name) not in away}
    )
    found = {key: entry for key, entry in catalog.items() if key in expectation.catalog or entry.kind not in OUTSIDE}
    result = list(_compare(expectation.catalog, found))
    for table, partition in expectation.partitions.items():
        result += _compare_months(table, partition, expectation.months[table], months.pop(table, {}))
    for by_month in months.values():
        result += [
            Difference("partition", month.fill(entry.name), None, None, THERE)
            for month, entries in by_month.items()
            for entry in entries.values()
            if entry.kind == "partition"
        ]
    return result


def strangers(expectation: Expectation, live: Catalog) -> list[Entry]:
    """What stands beside ours without being ours, or not any more: it is told, not judged."""
    outside = [entry for key, entry in live.items() if entry.kind in OUTSIDE and key not in expectation.catalog]
    return outside + [live["table", name] for name in sorted(put_away(expectation, live))]


def put_away(expectation: Expectation, live: Catalog) -> set[str]:
    """The tables that were the partitions of months that have passed, and were detached."""
    tables = {entry.name: parse(entry.name) for entry in live.values() if entry.kind == "table"}
    return {
        name
        for name, parsed in tables.items()
        if parsed and parsed[0] in expectation.partitions and parsed[1] < Month.now()
    }


def _compare_months(
    table: str, partition: Catalog, expected: list[int], found: dict[Month, Catalog]
) -> Iterator[Difference]:
    # Older months stay, and have to be as complete as the new ones.
    now = Month.now()
    for month in sorted({now.plus(count) for count in expected} | set(found)):
        yield from _compare(_of(month, partition), _of(month, found.get(month, {})))


def _of(month: Month, general: Catalog) -> Catalog:
    entries = (changed(entry, month.fill) for entry in general.values())
    return {entry.key: entry for entry in entries}


def _compare(expected: Catalog, found: Catalog) -> Iterator[Difference]:
    missing = {entry.name for key, entry in expected.items() if entry.table is None and key not in found}
    unexpected = {entry.name for key, entry in found.items() if entry.table is None and key not in expected}
    for key, entry in expected.items():
        if entry.table in missing:
            continue
        if key in found:
            yield from _compare_facts(entry, found[key])
        else:
            yield Difference(entry.kind, entry.name, None, THERE, None)
    for key, entry in found.items():
        if key not in expected and entry.table not in unexpected:
            yield Difference(entry.kind, entry.name, None, None, THERE)


def _compare_facts(expected: Entry, found: Entry) -> Iterator[Difference]:
    for fact in expected.facts | found.facts:
        if expected.facts.get(fact) != found.facts.get(fact):
            yield Difference(expected.kind, expected.name, fact, expected.facts.get(fact), found.facts.get(fact))
