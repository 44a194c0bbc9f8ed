"""Copies rows into tables, the fastest way in that keeps every constraint."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from psycopg import sql

from apps.demo import marks
from apps.demo.plan import Plan, stamp

TELL_AFTER = 2_000  # rows
# Those that their owner had switched off before stay so.
TRIGGERS = """
SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal
   AND tgenabled = 'O' AND tgname <> ALL (%s)
 ORDER BY tgname"""


class Copier:
    """Copies, and counts what it has copied in `rows`. `tell` is called with that number now and then."""

    def __init__(self, cursor, tell: Callable[[int], None]):
        self.cursor = cursor
        self.rows = 0
        self._tell = tell

    def copy(self, table: str, columns: str, rows: Iterable[tuple]) -> None:
        """Copy rows into the columns of a table, named as in "id, name"."""
        names = sql.SQL(", ").join(sql.Identifier(name) for name in columns.split(", "))
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(identifier(table), names)
        # Not wrapped by Django, as what is executed is.
        with self.cursor.db.wrap_database_errors, self.cursor.copy(query) as copy:
            write = copy.write_row
            for row in rows:
                write(row)
                self.rows += 1
                if not self.rows % TELL_AFTER:
                    self._tell(self.rows)

    def insert(self, query: str, plan: Plan) -> None:
        """Run an INSERT of rows that follow from others; it may name what marks.parameters() has, and %(now)s."""
        self.change(query, plan)
        self.rows += self.cursor.rowcount
        self._tell(self.rows)

    def change(self, query: str, plan: Plan) -> None:
        """Run an UPDATE in the same way."""
        self.cursor.execute(query, {**marks.parameters(plan.seed), "now": stamp(plan.now)})

    @contextmanager
    def without_triggers(self, table: str, keep: tuple[str, ...] = ()) -> Iterator[None]:
        """Switch the triggers of a table off, but for those to keep, until the block ends. Constraints stay on.

        Nobody else can write to the table until the transaction ends: their triggers would rest, too.
        """
        self.cursor.execute(TRIGGERS, [table, list(keep)])
        names = [name for (name,) in self.cursor.fetchall()]
        self._switch(table, "DISABLE", names)
        yield  # no finally: after an error the transaction is taken back, and the triggers with it
        self._switch(table, "ENABLE", names)

    def _switch(self, table: str, verb: str, names: list[str]) -> None:
        for name in names:
            self.cursor.execute(
                sql.SQL("ALTER TABLE {} {} TRIGGER {}").format(identifier(table), sql.SQL(verb), sql.Identifier(name))
            )


def identifier(table: str) -> sql.Identifier:
    return sql.Identifier(*table.split("."))
