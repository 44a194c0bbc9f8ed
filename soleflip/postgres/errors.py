"""Errors inside an aborted transaction say what aborted it.

After an error PostgreSQL answers every statement with "current transaction is aborted", until the
rollback. When the first error was swallowed on its way, that answer is all anybody gets to see.
"""

from django.db.utils import DatabaseErrorWrapper
from psycopg.errors import InFailedSqlTransaction
from psycopg.pq import TransactionStatus


def one_line(error: Exception) -> str:
    """What the error says, which PostgreSQL spreads over several lines."""
    return " ".join(str(error).split())


class ErrorWrapper(DatabaseErrorWrapper):
    """Wraps as Django does; remembers what aborted the transaction and names it in what follows."""

    def __exit__(self, exc_type, exc_value, traceback):
        if isinstance(exc_value, InFailedSqlTransaction):
            self._name_first_error(exc_value)
        elif isinstance(exc_value, self.wrapper.Database.Error) and self._transaction_is_aborted():
            self.wrapper.first_error = exc_value
        return super().__exit__(exc_type, exc_value, traceback)

    def _name_first_error(self, error):
        first_error = self.wrapper.first_error
        if first_error is None:
            return
        error.args = (f"{error}\nThe error that aborted it: {first_error}",)
        error.__cause__ = first_error

    def _transaction_is_aborted(self):
        connection = self.wrapper.connection
        return connection is not None and connection.info.transaction_status == TransactionStatus.INERROR
