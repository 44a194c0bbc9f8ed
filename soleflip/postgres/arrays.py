"""Rows as parameters of a query, which takes them apart again with unnest()."""

from collections.abc import Iterable


def arrays(names: str, rows: Iterable[tuple]) -> dict[str, list]:
    """An array for each of the names, which are apart by blanks: the values that the rows have in that place."""
    columns: dict[str, list] = {name: [] for name in names.split()}
    for row in rows:
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
    return columns
