from collections import Counter

from django.db import NotSupportedError
from django.db.backends.postgresql import compiler
from django.db.models.sql.compiler import SQLAggregateCompiler, SQLDeleteCompiler, SQLUpdateCompiler

from .names import bare_name

SQLInsertCompiler = compiler.SQLInsertCompiler

__all__ = ["SQLAggregateCompiler", "SQLCompiler", "SQLDeleteCompiler", "SQLInsertCompiler", "SQLUpdateCompiler"]


class SQLCompiler(compiler.SQLCompiler):
    def get_select_for_update_of_arguments(self):
        """The relations to lock, without their schemas: FOR UPDATE OF takes bare names only.

        Raises NotSupportedError when a bare name fits two tables of the query, because PostgreSQL
        would lock the first of them without a word.
        """
        relations = self._relation_names()
        times_used = Counter(relations.values())
        locked = []
        for quoted_alias in super().get_select_for_update_of_arguments():
            relation = relations[quoted_alias]
            if times_used[relation] > 1:
                raise NotSupportedError(self._ambiguous_lock_message(relation, relations))
            is_full_name = quoted_alias.startswith('"')
            locked.append(self.connection.ops.quote_name(relation) if is_full_name else quoted_alias)
        return locked

    def _relation_names(self):
        """The name PostgreSQL knows each table of the query by, keyed by the alias as it stands in the SQL."""
        return {
            self.quote_name_unless_alias(alias): bare_name(alias)
            for alias, uses in self.query.alias_refcount.items()
            if uses
        }

    def _ambiguous_lock_message(self, relation, relations):
        tables = " and ".join(quoted for quoted, name in relations.items() if name == relation)
        return (
            f"select_for_update(of=...) cannot tell {tables} apart, because PostgreSQL takes names without a schema "
            "there: lock without of=, or lock the rows in a query of their own."
        )
