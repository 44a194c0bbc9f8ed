"""What the migrations make of an empty database: the standard that a live one is held against."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from soleflip.catalog.entry import Catalog, Entry
from soleflip.catalog.months import Month, split_months
from soleflip.catalog.reader import read_catalog
from soleflip.catalog.seed import SeedRow, read_seed
from soleflip.postgres.marks import is_added_to_only
from soleflip.postgres.names import plain_name

SNAPSHOT = Path(__file__).with_name("snapshot.json")
MIGRATIONS = "public.django_migrations"  # Django's list of what was applied: no seed


def _written_along() -> set[str]:
    """What the database itself writes of the rows that migrations put in, such as the audit trail: no seed either."""
    return {plain_name(model._meta.db_table) for model in apps.get_models() if is_added_to_only(model)}


class NoExpectation(Exception):
    """What is expected cannot be learnt. The text says in a sentence why, and what to do."""


@dataclass
class Expectation:
    """Everything that a freshly migrated database holds.

    catalog      all but the monthly partitions
    partitions   by partitioned table: a partition with what belongs to it, for any month (see months)
    months       by partitioned table: which months there are, counted from the current one: 0, 1, ...
    seed         the rows
    """

    catalog: Catalog
    partitions: dict[str, Catalog]
    months: dict[str, list[int]]
    seed: list[SeedRow]

    @property
    def schemas(self) -> list[str]:
        return [entry.name for entry in self.catalog.values() if entry.kind == "schema"]

    @classmethod
    def read(cls, connection: BaseDatabaseWrapper) -> "Expectation":
        """From a database in which the migrations have just run, and nothing else."""
        catalog, months = split_months(read_catalog(connection))
        now = Month.now()
        return cls(
            catalog=catalog,
            partitions={table: next(iter(by_month.values())) for table, by_month in months.items()},
            months={table: sorted(month.since(now) for month in by_month) for table, by_month in months.items()},
            seed=read_seed(
                connection,
                [
                    entry.name
                    for entry in catalog.values()
                    if entry.kind == "table" and entry.name not in {MIGRATIONS, *_written_along()}
                ],
            ),
        )

    def counts(self) -> Counter[str]:
        """How many objects and seeded rows there are, by kind; of monthly partitions those of each expected month."""
        counts = Counter(entry.kind for entry in self.catalog.values())
        for table, partition in self.partitions.items():
            for entry in partition.values():
                counts[entry.kind] += len(self.months[table])
        return counts + Counter({"seed row": len(self.seed)})

    # --- the snapshot ---

    def dumps(self) -> str:
        """As JSON, the same for the same expectation, whatever the month and the version of the server."""
        content = {
            "catalog": _listed(self.catalog),
            "partitions": {table: _listed(entries) for table, entries in sorted(self.partitions.items())},
            "months": dict(sorted(self.months.items())),
            "seed": [{"table": row.table, "keys": row.keys} for row in sorted(self.seed, key=lambda row: row.name)],
        }
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def load(cls) -> "Expectation":
        """From the snapshot that comes with the project. Raises NoExpectation."""
        try:
            return cls.loads(SNAPSHOT.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NoExpectation(f"{SNAPSHOT} is damaged ({error}): make reference makes it anew.") from error

    @classmethod
    def loads(cls, text: str) -> "Expectation":
        content = json.loads(text)
        return cls(
            catalog=_catalog(content["catalog"]),
            partitions={table: _catalog(entries) for table, entries in content["partitions"].items()},
            months=content["months"],
            seed=[
                SeedRow(row["table"], tuple((tuple(columns), tuple(values)) for columns, values in row["keys"]))
                for row in content["seed"]
            ],
        )


def _listed(catalog: Catalog) -> list[dict]:
    def order(entry: Entry):
        by_name = "" if entry.kind == "column" else entry.name  # columns stay in the order of their table
        return entry.kind, entry.table or "", by_name

    return [
        {**asdict(entry), "facts": {fact: text for fact, text in sorted(entry.facts.items()) if text is not None}}
        for entry in sorted(catalog.values(), key=order)
    ]


def _catalog(entries: list[dict]) -> Catalog:
    return {entry.key: entry for entry in (Entry(**fields) for fields in entries)}
