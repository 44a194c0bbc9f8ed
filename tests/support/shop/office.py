"""Imports, the log and the people who work here."""

import datetime

from apps.accounts.models import User
from apps.accounts.roles import Role
from apps.integration.models import ImportBatch, ImportRecord
from apps.system.models import LogEntry
from tests.support.people import PASSWORD
from tests.support.shop.scene import Shop

# Days ago, source, file, rows, rows refused.
IMPORTS = [
    (40, "catalog", "catalog.csv", 42, 0),
    (33, "stockx", "sales-of-the-quarter.csv", 180, 0),
    (20, "awin", "laces-and-soles.csv.gz", 4_210, 0),
    (9, "stockx", "sales-with-two-unreadable-dates.csv", 61, 2),
    (1, "awin", "laces-and-soles.csv.gz", 4_236, 0),
]
LOG = [
    (20, "INFO", "import", "4210 rows of laces-and-soles.csv.gz read"),
    (9, "WARNING", "import", "2 rows of sales-with-two-unreadable-dates.csv refused"),
    (7, "ERROR", "import", "The file alias-payouts.xlsx is not a table"),
    (3, "INFO", "pricing", "31 asks compared with the market"),
    (2, "WARNING", "stockx", "StockX answered slowly: 8.4 s for 120 styles"),
    (1, "INFO", "import", "4236 rows of laces-and-soles.csv.gz read"),
]


def work_in_the_office(shop: Shop) -> None:
    """What was imported and logged, and by whom."""
    batches = [_import(shop, *values) for values in IMPORTS]
    failed_at = shop.at(7)
    batches.append(
        ImportBatch(
            source="alias",
            status="failed",
            source_file="alias-payouts.xlsx",
            started_at=failed_at,
            created_at=failed_at,
            error_message="The file is not a table: its first line names no columns.",
        )
    )
    ImportBatch.objects.bulk_create(batches)
    ImportRecord.objects.bulk_create(
        ImportRecord(
            batch=next(batch for batch in batches if batch.error_records),
            row_number=row,
            source_data={"Order Number": f"1000{row}", "Sale Date": date},
            validation_errors={"Sale Date": "not a date"} if date == "soon" else None,
            status="error" if date == "soon" else "processed",
        )
        for row, date in enumerate(["2026-01-03", "soon", "2026-01-04", "soon"], start=1)
    )
    LogEntry.objects.bulk_create(
        LogEntry(level=level, component=component, message=message, created_at=shop.at(days_ago))
        for days_ago, level, component, message in LOG
    )
    User.objects.create_user("buyer", "buyer@soleflip.example", PASSWORD, role=Role.USER)
    User.objects.create_user("adviser", "adviser@soleflip.example", PASSWORD, role=Role.READONLY)


def _import(shop: Shop, days_ago: int, source: str, file: str, rows: int, refused: int) -> ImportBatch:
    started_at = shop.at(days_ago)
    return ImportBatch(
        source=source,
        status="completed",
        source_file=file,
        total_records=rows,
        processed_records=rows - refused,
        error_records=refused,
        started_at=started_at,
        completed_at=started_at + datetime.timedelta(seconds=rows // 50 + 1),
        created_at=started_at,
    )
