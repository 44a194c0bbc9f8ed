"""Special indexes of schema system, and what all kept tables are brought up to date by."""

from django.db import migrations

from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    dependencies = [("system", "0001_initial")]

    operations = [
        RunSQLFile("indexes/system.idx_audit_records_id.v1.sql"),
        RunSQLFile("indexes/system.idx_logs_login_attempts.v1.sql"),
        RunSQLFile("functions/system.take_notes.v1.sql"),
        RunSQLFile("functions/system.replace_in_json.v1.sql"),
        RunSQLFile("functions/system.audit_values_hash.v1.sql"),
        RunSQLFile("functions/system.audit_record_hash.v1.sql"),
        RunSQLFile("functions/system.keep_trail.v1.sql"),
        RunSQLFile("functions/system.count_changeset.v1.sql"),
        RunSQLFile("functions/system.seal_changeset.v1.sql"),
        RunSQLFile("functions/system.acting.v1.sql"),
        RunSQLFile("functions/system.open_changeset.v1.sql"),
        RunSQLFile("functions/system.begin_changeset.v1.sql"),
        RunSQLFile("functions/system.tell_erasure.v1.sql"),
        RunSQLFile("triggers/system.keep_trail.v1.sql"),
        RunSQLFile("functions/system.erase_audited.v1.sql"),
        RunSQLFile("functions/system.keep_audit_of.v1.sql"),
        RunSQLFile("functions/system.forget_audit_of.v1.sql"),
        RunSQLFile("functions/system.renew_audit.v1.sql"),
        RunSQLFile("audit/system.keep_audit_of.v1.sql"),
    ]
