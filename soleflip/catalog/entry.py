from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """An object of the database, or a column.

    kind    such as "table", "column", "index"
    name    with its schema, quoted where PostgreSQL would: core.brands, core.brands.slug
    table   the table or view that it belongs to; None for what stands by itself
    facts   what is compared, by name: texts as PostgreSQL writes them; None: there is none
    """

    kind: str
    name: str
    table: str | None
    facts: dict[str, str | None]

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.name


# By (kind, name), in the order in which people read: schemas, then tables, then what belongs to them.
Catalog = dict[tuple[str, str], Entry]
