"""Imports of two years: a feed each day, reports each month; some failed, some had rows that were refused."""

import hashlib
import json
from collections.abc import Iterator
from typing import NamedTuple

from apps.demo.copying import Copier
from apps.demo.plan import DAY, Plan, stamp

COLUMNS = (
    "id, source, total_records, status, completed_at, source_file, file_sha256, processed_records, added_records, "
    "skipped_records, duplicate_records, error_records, started_at, error_message, created_at, updated_at"
)
RECORD_COLUMNS = (
    "id, batch_id, source_data, validation_errors, status, processing_started_at, processing_completed_at, "
    "error_message, row_number, created_at, updated_at"
)
# source; every so many days; how many; rows; name of the file
SOURCES = (
    ("awin", 1, 90, 4_000, "datafeed_{:04d}.csv.gz"),
    ("prices", 3, 40, 900, "asks_{:04d}.csv"),
    ("rates", 7, 30, 60, "eurofxref_{:04d}.csv"),
    ("stockx", 30, 24, 380, "stockx_sales_{:04d}.csv"),
    ("alias", 30, 24, 120, "alias_sales_{:04d}.csv"),
    ("catalog", 90, 8, 65, "new_products_{:04d}.csv"),
)
MOST_ERRORS = 9
REASONS = (
    ("price", "the price is no number: 'ca. 120'"),
    ("size", "the size can be read in two ways: '8/9'"),
    ("sold_at", "the date is none: '31.02.2026'"),
)


class Import(NamedTuple):
    number: int
    source: str
    file: str
    began: int
    rows: int
    errors: int
    is_failed: bool


def copy(copier: Copier, plan: Plan) -> None:
    imports = list(_imports(plan))
    copier.copy("integration.import_batches", COLUMNS, (_batch(plan, one) for one in imports))
    copier.copy("integration.import_records", RECORD_COLUMNS, _refused(plan, imports))


def _imports(plan: Plan) -> Iterator[Import]:
    number = 0
    for source, every, count, rows, file in SOURCES:
        chance = plan.chance("imports", source)
        for back in range(count):
            number += 1
            is_failed = back % 17 == 3
            errors = chance.randrange(1, MOST_ERRORS + 1) if back % 6 == 1 and not is_failed else 0
            began = plan.now - (back * every + 1) * DAY + chance.randrange(3 * 3600, 6 * 3600)
            yield Import(
                number,
                source,
                file.format(count - back),
                began,
                round(rows * chance.uniform(0.8, 1.2)),
                errors,
                is_failed,
            )


def _batch(plan: Plan, one: Import) -> tuple:
    done = one.began + 5 + one.rows // 200
    processed = 0 if one.is_failed else (one.rows - one.errors) // 5
    skipped = 0 if one.is_failed else one.rows - one.errors - processed
    digest = hashlib.sha256(f"demo {plan.seed} {one.number}".encode()).hexdigest()
    return (
        plan.key("integration.import_batches", one.number), one.source, 0 if one.is_failed else one.rows,
        "failed" if one.is_failed else "completed", stamp(done), one.file, digest, processed, processed // 4, skipped,
        skipped // 50, one.errors, stamp(one.began),
        "The file breaks off in its last line: fetch it again." if one.is_failed else None, stamp(one.began),
        stamp(done),
    )  # fmt: skip


def _refused(plan: Plan, imports: list[Import]) -> Iterator[tuple]:
    for one in imports:
        for place in range(one.errors):
            column, reason = REASONS[(one.number + place) % len(REASONS)]
            at = stamp(one.began + 3)
            row = {"line": one.number * 10 + place, column: reason.split(": ")[1].strip("'")}
            yield (
                plan.key("integration.import_records", one.number * (MOST_ERRORS + 1) + place),
                plan.key("integration.import_batches", one.number), json.dumps(row), json.dumps({column: reason}),
                "error", at, at, reason, 1 + place * 7, at, at,
            )  # fmt: skip
