"""Special indexes of schema auth, and what keeps an admin there."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("system", "0002_sql_objects")]

    operations = [
        RunSQLFile("indexes/auth.idx_users_role.v1.sql"),
        RunSQLFile("functions/auth.keep_an_admin.v1.sql"),
        RunSQLFile("triggers/auth.keep_an_admin_update.v1.sql"),
        RunSQLFile("triggers/auth.keep_an_admin_delete.v1.sql"),
        RunSQLFile("audit/auth.keep_audit_of.v1.sql"),
    ]
