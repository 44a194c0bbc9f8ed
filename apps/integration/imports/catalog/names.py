"""The brands and categories that a file names, which are made where there are none."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, models
from django.utils.text import slugify
from psycopg import sql

from apps.integration.imports.changes import identifier, table_of
from soleflip.intake.errors import Refused
from soleflip.intake.values import quoted

# The database says what is lower case: its unique index does not always agree with Python.
LOWER = "SELECT name, lower(name) FROM unnest(%s::text[]) name"
# The lock keeps them from being deleted until the import is done.
FOUND = "SELECT id, name, slug, lower(name) FROM {table} WHERE lower(name) = ANY (%s) OR slug = ANY (%s) FOR KEY SHARE"
MAKE = "INSERT INTO {table} (name, slug) VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING id"


class Names:
    """Finds rows of a model with name and slug (brands, categories) by either, whatever the case of the letters."""

    def __init__(self, model: type[models.Model]):
        self._model, self._table = model, identifier(table_of(model))
        self._lower: dict[str, str] = {}  # of each name that was looked up
        self._by_name: dict[str, UUID] = {}
        self._by_slug: dict[str, tuple[UUID, str]] = {}  # with the name
        self._made: list[UUID] = []

    def look_up(self, names: Iterable[str]) -> None:
        """Find these names, all at once."""
        if unknown := list(set(names) - self._lower.keys()):
            with connection.cursor() as cursor:
                cursor.execute(LOWER, [unknown])
                self._lower |= dict(cursor.fetchall())
            self._find(unknown)

    def problem(self, name: str) -> str | None:
        """Why there is no such row and none can be made; None where all is well. The name was looked up."""
        if self._known(name):
            return None
        slug = self._slug(name)
        if not slug:
            kind, page = self._model._meta.verbose_name, "in the back office"
            return f"{quoted(name)} has no letters for a slug: make the {kind} {page}, and name its slug here."
        if slug in self._by_slug:
            other = quoted(self._by_slug[slug][1])
            return f"{quoted(name)} would have the slug {slug}, which is that of {other}: write that, if it is meant."
        return None

    def id_of(self, name: str) -> UUID:
        """The row of this name, made if there is none. Raises Refused where it has a problem."""
        self.look_up([name])
        if known := self._known(name):
            return known
        if reason := self.problem(name):
            raise Refused(reason)
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(MAKE).format(table=self._table), [name, self._slug(name)])
            made = cursor.fetchone()
        self._find([name])
        if made:
            self._made += made
        elif reason := self.problem(name):  # somebody else was faster, under another name
            raise Refused(reason)
        return self._known(name)

    def taken_made(self) -> list[UUID]:
        """The rows that were made since this was asked last."""
        made, self._made = self._made, []
        return made

    def _known(self, name: str) -> UUID | None:
        lower = self._lower[name]
        return self._by_name.get(lower) or self._by_slug.get(lower, (None,))[0]

    def _slug(self, name: str) -> str:
        return slugify(name)[: self._model._meta.get_field("slug").max_length].strip("-_")

    def _find(self, names: list[str]) -> None:
        lower = [self._lower[name] for name in names]
        slugs = [*lower, *map(self._slug, names)]
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(FOUND).format(table=self._table), [lower, slugs])
            for key, name, slug, lower_name in cursor.fetchall():
                self._by_name[lower_name] = key
                self._by_slug[slug] = key, name
