"""The plans of statements, kept in files."""

from pathlib import Path

from scale.case import Case


def keep_plans(case: Case, folder: Path) -> None:
    """Run each statement of the case once more, take it back, and write how it was done: one file for each way."""
    from django.db import connection, transaction

    folder.mkdir(parents=True, exist_ok=True)
    try:
        for way in case.ways():
            if not way.sql:
                continue
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, SETTINGS) {way.sql}")
                plan = "\n".join(line for (line,) in cursor.fetchall())
                transaction.set_rollback(True)
            file = folder / f"{case.name}-{way.name.replace(' ', '-')}.txt"
            file.write_text(f"{way.sql.strip()}\n\n{plan}\n")
    finally:
        case.leave()
