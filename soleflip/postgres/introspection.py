"""Reading the catalog by full names.

Django looks for a bare name among the tables on the search path. All queries that do so are
restated here to look up one table by its full name instead; what they return is Django's.
"""

from django.db.backends.postgresql import introspection
from django.db.backends.postgresql.introspection import FieldInfo, TableInfo
from django.db.models import Index

from .names import full_name

# The name a model would give to table {0}: bare where the search path finds it, full elsewhere.
MODEL_NAME = """
    CASE WHEN pg_catalog.pg_table_is_visible({0}.oid) THEN {0}.relname
    ELSE (
        SELECT '"' || nspname || '"."' || {0}.relname || '"'
        FROM pg_catalog.pg_namespace WHERE oid = {0}.relnamespace
    )
    END
"""

# A foreign key to a partitioned table has a hidden twin for each partition.
NO_TWIN = """
    NOT EXISTS (
        SELECT FROM pg_catalog.pg_constraint parent
        WHERE parent.oid = con.conparentid AND parent.conrelid = con.conrelid
    )
"""


class DatabaseIntrospection(introspection.DatabaseIntrospection):
    def table_names(self, cursor=None, include_views=False):
        """Every name under which a table may be asked for, sorted.

        Callers look for the name that a model gives to its table, letter for letter. So a table on
        the search path stands here bare and in full, and a full name also in the form that Django
        derives for tables of many-to-many relations (`core"."brands_tags`).
        """
        if cursor is None:
            with self.connection.cursor() as cursor:
                return self.table_names(cursor, include_views)
        names = set()
        for schema, table, kind, visible, _ in self._relations(cursor):
            if kind == "t" or include_views:
                names |= {full_name(schema, table), f'{schema}"."{table}'}
                if visible:
                    names.add(table)
        return sorted(names - set(self.ignored_tables))

    def get_table_list(self, cursor):
        tables = [
            TableInfo(table if visible else full_name(schema, table), kind, comment)
            for schema, table, kind, visible, comment in self._relations(cursor)
        ]
        return [table for table in tables if table.name not in self.ignored_tables]

    def _relations(self, cursor):
        cursor.execute("""
            SELECT
                n.nspname,
                c.relname,
                CASE WHEN c.relispartition THEN 'p' WHEN c.relkind IN ('m', 'v') THEN 'v' ELSE 't' END,
                pg_catalog.pg_table_is_visible(c.oid),
                pg_catalog.obj_description(c.oid, 'pg_class')
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('f', 'm', 'p', 'r', 'v')
                AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        """)
        return cursor.fetchall()

    def get_default_schema(self, cursor):
        """The schema in which tables with bare names are created."""
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0]

    def get_table_description(self, cursor, table_name):
        cursor.execute(
            """
            SELECT
                a.attname,
                NOT (a.attnotnull OR (t.typtype = 'd' AND t.typnotnull)),
                pg_catalog.pg_get_expr(ad.adbin, ad.adrelid),
                CASE WHEN co.collname = 'default' THEN NULL ELSE co.collname END,
                a.attidentity <> '',
                pg_catalog.col_description(a.attrelid, a.attnum)
            FROM pg_catalog.pg_attribute a
            LEFT JOIN pg_catalog.pg_attrdef ad ON a.attrelid = ad.adrelid AND a.attnum = ad.adnum
            LEFT JOIN pg_catalog.pg_collation co ON a.attcollation = co.oid
            JOIN pg_catalog.pg_type t ON a.atttypid = t.oid
            WHERE a.attrelid = to_regclass(%s) AND a.attnum > 0 AND NOT a.attisdropped
            """,
            [self._quoted(table_name)],
        )
        columns = {name: details for name, *details in cursor.fetchall()}
        cursor.execute(f"SELECT * FROM {self._quoted(table_name)} LIMIT 0")  # noqa: S608 - an identifier
        return [
            FieldInfo(
                column.name,
                column.type_code,
                column.internal_size if column.display_size is None else column.display_size,
                column.internal_size,
                column.precision,
                column.scale,
                *columns[column.name],
            )
            for column in cursor.description
        ]

    def get_sequences(self, cursor, table_name, table_fields=()):
        cursor.execute(
            f"""
            SELECT {MODEL_NAME.format("s")}, a.attname
            FROM pg_catalog.pg_depend d
            JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_catalog.pg_class'::regclass
                AND d.refclassid = 'pg_catalog.pg_class'::regclass
                AND d.refobjid = to_regclass(%s)
            """,  # noqa: S608 - built of constants
            [self._quoted(table_name)],
        )
        return [{"name": name, "table": table_name, "column": column} for name, column in cursor.fetchall()]

    def get_relations(self, cursor, table_name):
        """As Django's, but across schemas too: the other table's name is the one its model would use."""
        cursor.execute(
            f"""
            SELECT a.attname, other_a.attname, {MODEL_NAME.format("other")}, con.confrelid = con.conrelid
            FROM pg_catalog.pg_constraint con
            JOIN pg_catalog.pg_class other ON other.oid = con.confrelid
            JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = con.conkey[1]
            JOIN pg_catalog.pg_attribute other_a ON other_a.attrelid = con.confrelid AND other_a.attnum = con.confkey[1]
            WHERE con.contype = 'f' AND con.conrelid = to_regclass(%s) AND {NO_TWIN}
            """,  # noqa: S608 - built of constants
            [self._quoted(table_name)],
        )
        return {
            column: (other_column, table_name if is_self else other_table)
            for column, other_column, other_table, is_self in cursor.fetchall()
        }

    def get_constraints(self, cursor, table_name):
        constraints = self._constraints(cursor, table_name)
        for name, index in self._indexes(cursor, table_name).items():
            constraints.setdefault(name, index)
        return constraints

    def _constraints(self, cursor, table_name):
        # From version 18 on NOT NULL is a constraint too, but one of the column and not of the model.
        cursor.execute(
            f"""
            SELECT
                con.conname,
                array(
                    SELECT a.attname
                    FROM unnest(con.conkey) WITH ORDINALITY AS key(number, position)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = key.number
                    ORDER BY key.position
                ),
                con.contype,
                {MODEL_NAME.format("other")},
                other_a.attname,
                c.reloptions
            FROM pg_catalog.pg_constraint con
            JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
            LEFT JOIN pg_catalog.pg_class other ON other.oid = con.confrelid
            LEFT JOIN pg_catalog.pg_attribute other_a
                ON other_a.attrelid = con.confrelid AND other_a.attnum = con.confkey[1]
            WHERE con.conrelid = to_regclass(%s) AND con.contype <> 'n' AND {NO_TWIN}
            """,  # noqa: S608 - built of constants
            [self._quoted(table_name)],
        )
        return {
            name: {
                "columns": columns,
                "primary_key": kind == "p",
                "unique": kind in ("p", "u"),
                "foreign_key": (other_table, other_column) if kind == "f" else None,
                "check": kind == "c",
                "index": False,
                "definition": None,
                "options": options,
            }
            for name, columns, kind, other_table, other_column, options in cursor.fetchall()
        }

    def _indexes(self, cursor, table_name):
        cursor.execute(
            """
            SELECT
                c.relname,
                array_agg(a.attname ORDER BY key.position),
                i.indisunique,
                i.indisprimary,
                array_agg(
                    CASE WHEN am.amname = %s THEN CASE key.option & 1 WHEN 1 THEN 'DESC' ELSE 'ASC' END END
                    ORDER BY key.position
                ),
                am.amname,
                CASE WHEN i.indexprs IS NOT NULL THEN pg_catalog.pg_get_indexdef(i.indexrelid) END,
                c.reloptions
            FROM pg_catalog.pg_index i
            CROSS JOIN unnest(i.indkey, i.indoption) WITH ORDINALITY AS key(number, option, position)
            JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            JOIN pg_catalog.pg_am am ON am.oid = c.relam
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.number
            WHERE i.indrelid = to_regclass(%s)
            GROUP BY c.oid, c.relname, am.amname, c.reloptions, i.indexrelid, i.indisunique, i.indisprimary,
                i.indexprs::text
            """,
            [self.index_default_access_method, self._quoted(table_name)],
        )
        return {
            name: {
                "columns": columns if columns != [None] else [],
                "orders": orders if orders != [None] else [],
                "primary_key": primary,
                "unique": unique,
                "foreign_key": None,
                "check": False,
                "index": True,
                "type": Index.suffix if self._is_plain(name, method, options) else method,
                "definition": definition,
                "options": options,
            }
            for name, columns, unique, primary, orders, method, definition, options in cursor.fetchall()
        }

    def get_like_indexes(self, cursor, table_name, column):
        """Names of the indexes that Django added to a text column for LIKE, also before the column was renamed."""
        cursor.execute(
            """
            SELECT c.relname
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            JOIN pg_catalog.pg_opclass o ON o.oid = i.indclass[0]
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE i.indrelid = to_regclass(%s) AND a.attname = %s AND i.indnatts = 1 AND i.indpred IS NULL
                AND NOT i.indisunique AND o.opcname IN ('varchar_pattern_ops', 'text_pattern_ops')
            """,
            [self._quoted(table_name), column],
        )
        return [name for (name,) in cursor.fetchall()]

    def _is_plain(self, name, method, options):
        # The suffix is that of Django's BTreeIndex, which nothing else tells from a plain index.
        return method == self.index_default_access_method and not name.endswith("_btree") and options is None

    def _quoted(self, table_name):
        return self.connection.ops.quote_name(table_name)
