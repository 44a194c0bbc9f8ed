"""Special indexes of schema auth."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        RunSQLFile("indexes/auth.idx_users_role.v1.sql"),
    ]
