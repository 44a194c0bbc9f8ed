from django.db.backends.postgresql import base
from django.db.transaction import TransactionManagementError
from django.utils.functional import cached_property

from .client import DatabaseClient
from .errors import ErrorWrapper
from .features import DatabaseFeatures
from .hooks import OPTION, run_before_connect
from .introspection import DatabaseIntrospection
from .operations import DatabaseOperations
from .schema import DatabaseSchemaEditor


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = DatabaseSchemaEditor
    client_class = DatabaseClient
    features_class = DatabaseFeatures
    introspection_class = DatabaseIntrospection
    ops_class = DatabaseOperations

    # Django inserts many rows through UNNEST only for types that stand here.
    data_types = {**base.DatabaseWrapper.data_types, "EnumField": "%(db_enum)s"}

    # ILIKE instead of UPPER(column) LIKE: a trigram index on the column itself can answer it.
    operators = {
        **base.DatabaseWrapper.operators,
        "icontains": "ILIKE %s",
        "istartswith": "ILIKE %s",
        "iendswith": "ILIKE %s",
    }
    pattern_ops = {
        **base.DatabaseWrapper.pattern_ops,
        "icontains": "ILIKE '%%' || {} || '%%'",
        "istartswith": "ILIKE {} || '%%'",
        "iendswith": "ILIKE '%%' || {}",
    }

    # What aborted the current transaction, for the messages of the errors that follow.
    first_error = None

    # --- connecting ---

    @property
    def pool(self):
        pool = super().pool
        if pool is not None and OPTION in self.settings_dict["OPTIONS"]:
            pool.kwargs = self._pool_connection_params
        return pool

    def _pool_connection_params(self):
        """What the pool connects with: asked anew for each connection, since the hook may change it."""
        run_before_connect(self.settings_dict)
        return {**self.get_connection_params(), "autocommit": True}

    def get_connection_params(self):
        params = super().get_connection_params()
        params.pop(OPTION, None)
        return params

    def connect(self):
        self.first_error = None
        if self.pool is not None or OPTION not in self.settings_dict["OPTIONS"]:
            super().connect()  # a pool calls the hook itself, whenever it connects
            return
        run_before_connect(self.settings_dict)
        try:
            super().connect()
        except self.Database.OperationalError:
            # What the hook saw has changed meanwhile, such as a server that began to recover: it may see to it.
            run_before_connect(self.settings_dict)
            super().connect()

    # --- errors in transactions ---

    @cached_property
    def wrap_database_errors(self):
        return ErrorWrapper(self)

    def validate_no_broken_transaction(self):
        try:
            super().validate_no_broken_transaction()
        except TransactionManagementError as error:
            if self.rollback_exc is not None:
                error.args = (f"{error}\nThe error that broke it: {self.rollback_exc}",)
            raise

    def _commit(self):
        super()._commit()
        self.first_error = None

    def _rollback(self):
        super()._rollback()
        self.first_error = None

    def _savepoint_rollback(self, sid):
        super()._savepoint_rollback(sid)
        self.first_error = None
