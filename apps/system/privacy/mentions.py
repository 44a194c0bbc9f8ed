"""Where people are mentioned in columns that are about something else: the SQL that finds it and replaces it."""

from typing import NamedTuple

from psycopg import sql

from apps.system.privacy.rule import Rule
from apps.system.privacy.tables import field_of, is_json


class Search(NamedTuple):
    """What is looked for: a pattern, a coarser one for JSON as written; and the word that is put in its place."""

    pattern: str
    hint: str
    word: str


class Mention(NamedTuple):
    """How one column is searched: SQL over the row t, with the parts of a Search as parameters."""

    rule: Rule

    @property
    def column(self) -> sql.Identifier:
        return sql.Identifier("t", self.rule.column)

    @property
    def replaced(self) -> sql.Composed:
        """The column with the word in place of what fits."""
        if is_json(self.rule):
            call = "system.replace_in_json({column}, %(pattern)s, %(word)s)"
        elif length := field_of(self.rule.table, self.rule.column).max_length:
            call = f"left(regexp_replace({{column}}, %(pattern)s, %(word)s, 'g'), {length:d})"
        else:
            call = "regexp_replace({column}, %(pattern)s, %(word)s, 'g')"
        return sql.SQL(call).format(column=self.column)

    @property
    def is_there(self) -> sql.Composed:
        """Whether the column mentions the person; JSON is taken apart only where its text looks like it."""
        if is_json(self.rule):
            found = sql.SQL("coalesce({column}::text ~ %(hint)s AND {replaced} <> {column}, false)")
            return found.format(column=self.column, replaced=self.replaced)
        return sql.SQL("coalesce({} ~ %(pattern)s, false)").format(self.column)
