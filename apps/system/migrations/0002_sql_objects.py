"""Special indexes of schema system, and what all kept tables are brought up to date by."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("system", "0001_initial")]

    operations = [
        RunSQLFile("indexes/system.idx_logs_login_attempts.v1.sql"),
        RunSQLFile("functions/system.take_notes.v1.sql"),
    ]
