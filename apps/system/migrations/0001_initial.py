"""Schema system with its tables, and the function that makes monthly partitions."""

import uuid

import django.contrib.postgres.functions
import django.db.models.functions
import django.db.models.lookups
from django.db import migrations, models

import soleflip.columns
import soleflip.postgres.fields
import soleflip.postgres.indexes
from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        RunSQLFile("schemas/system.v1.sql"),
        RunSQLFile("functions/system.ensure_month_partitions.v1.sql"),
        migrations.CreateModel(
            name="ConfigEntry",
            fields=[
                (
                    "key",
                    soleflip.columns.KeyField(
                        db_comment="Name of the setting, dotted by subject",
                        max_length=100,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "value_encrypted",
                    soleflip.postgres.fields.EncryptedTextField(
                        db_comment="The value, encrypted by the application (Fernet)"
                    ),
                ),
                ("description", models.TextField(blank=True, db_comment="What the setting does", null=True)),
                ("created_at", models.DateTimeField(db_default=soleflip.columns.TransactionTime(), editable=False)),
                (
                    "updated_at",
                    models.DateTimeField(
                        auto_now=True,
                        db_comment="When the row was changed last (UTC): whoever changes it by plain SQL sets it too",
                        db_default=soleflip.columns.TransactionTime(),
                    ),
                ),
            ],
            options={
                "verbose_name": "setting",
                "verbose_name_plural": "settings",
                "db_table": '"system"."config"',
                "db_table_comment": "One setting, its value encrypted at rest",
                "ordering": ["key"],
            },
        ),
        RunSQLFile(
            "partitions/system.logs.v1.sql",
            state_operations=[
                migrations.CreateModel(
                    name="LogEntry",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(),
                                default=uuid.uuid4,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("DEBUG", "Debug"),
                                    ("INFO", "Info"),
                                    ("WARNING", "Warning"),
                                    ("ERROR", "Error"),
                                    ("CRITICAL", "Critical"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "component",
                            models.CharField(db_comment="The part of the program that speaks", max_length=50),
                        ),
                        ("message", models.TextField()),
                        (
                            "details",
                            models.JSONField(
                                blank=True, db_comment="Object with what helps to find the cause; no secrets", null=True
                            ),
                        ),
                        (
                            "source_table",
                            models.CharField(
                                blank=True,
                                db_comment="The table that the line is about, with schema",
                                max_length=100,
                                null=True,
                            ),
                        ),
                        (
                            "source_id",
                            models.UUIDField(blank=True, db_comment="The row that the line is about", null=True),
                        ),
                        (
                            "created_at",
                            models.DateTimeField(
                                db_comment="When it happened (UTC); the partition key",
                                db_default=soleflip.columns.TransactionTime(),
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "log entry",
                        "verbose_name_plural": "log",
                        "db_table": '"system"."logs"',
                        "db_table_comment": "One application log line",
                        "ordering": ["-created_at"],
                        "indexes": [
                            soleflip.postgres.indexes.Index(
                                comment="The latest errors",
                                fields=["level", "created_at"],
                                name="idx_logs_level_created_at",
                            ),
                            soleflip.postgres.indexes.Index(
                                comment="What one part of the program said lately",
                                fields=["component", "created_at"],
                                name="idx_logs_component_created_at",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    django.db.models.lookups.In(
                                        django.db.models.functions.Cast("level", models.TextField()),
                                        ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"],
                                    )
                                ),
                                name="chk_logs_level",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeptTable",
            fields=[
                (
                    "name",
                    soleflip.columns.KeyField(
                        db_comment="The table, with its schema", max_length=100, primary_key=True, serialize=False
                    ),
                ),
                (
                    "basis",
                    models.TextField(
                        blank=True,
                        db_comment="Digest of what all its rows depend on, such as exchange rates: another one makes them stale",
                        null=True,
                    ),
                ),
                ("refreshed_at", models.DateTimeField(db_comment="When rows were computed anew last (UTC)")),
            ],
            options={
                "verbose_name": "kept table",
                "verbose_name_plural": "kept tables",
                "db_table": '"system"."kept_tables"',
                "db_table_comment": "A table that is kept from a view, and when it was brought up to date last",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("month", models.DateField(db_comment="First day of the month", primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(db_comment="How many changesets the month has")),
                ("hash", models.BinaryField(db_comment="The hash of the last one")),
            ],
            options={
                "verbose_name": "end of the audit trail",
                "verbose_name_plural": "ends of the audit trail",
                "db_table": '"system"."audit_heads"',
                "db_table_comment": "Where the chain of the audit trail ends in one month",
                "ordering": ["-month"],
            },
        ),
        RunSQLFile(
            "partitions/system.audit_changesets.v1.sql",
            state_operations=[
                migrations.CreateModel(
                    name="AuditChangeset",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                db_default=soleflip.columns.NextValue("system.audit_changesets_id_seq"),
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_comment="When the transaction began (UTC); the partition key",
                                db_default=soleflip.columns.TransactionTime(),
                            ),
                        ),
                        ("transaction_id", models.BigIntegerField(db_comment="PostgreSQL's number of the transaction")),
                        (
                            "user_id",
                            models.UUIDField(
                                blank=True,
                                db_comment="The staff member, also one who is gone; null: nobody was logged in",
                                null=True,
                            ),
                        ),
                        (
                            "database_role",
                            models.CharField(db_comment="The role that had logged in to the database", max_length=63),
                        ),
                        (
                            "program",
                            models.CharField(
                                db_comment="web, the name of a command, or what another program calls itself",
                                max_length=100,
                            ),
                        ),
                        (
                            "request_id",
                            models.CharField(
                                blank=True,
                                db_comment="The id of the web request, as the logs have it; empty: there was none",
                                max_length=64,
                            ),
                        ),
                        (
                            "records",
                            models.BigIntegerField(
                                blank=True,
                                db_comment="How many records it has; null until it is sealed at the end of the transaction",
                                null=True,
                            ),
                        ),
                        (
                            "contents_hash",
                            models.BinaryField(
                                blank=True,
                                db_comment="SHA-256 over the hashes of its records, in their order",
                                null=True,
                            ),
                        ),
                        (
                            "number",
                            models.BigIntegerField(
                                blank=True,
                                db_comment="Its place in the chain of its month, from 1 without a gap",
                                null=True,
                            ),
                        ),
                        (
                            "previous_hash",
                            models.BinaryField(
                                blank=True, db_comment="The hash of the changeset with the number before", null=True
                            ),
                        ),
                        (
                            "hash",
                            models.BinaryField(blank=True, db_comment="SHA-256 over all other columns", null=True),
                        ),
                    ],
                    options={
                        "verbose_name": "changeset",
                        "verbose_name_plural": "changesets",
                        "db_table": '"system"."audit_changesets"',
                        "db_table_comment": "What was changed in one transaction by one person or program, and the seal under it",
                        "ordering": ["-recorded_at", "-id"],
                        "indexes": [
                            soleflip.postgres.indexes.Index(
                                comment="All that one person did on one day",
                                fields=["user_id", "recorded_at"],
                                name="idx_audit_changesets_user_id_recorded_at",
                            ),
                            soleflip.postgres.indexes.Index(
                                comment="What a request changed that a log speaks of",
                                fields=["request_id"],
                                name="idx_audit_changesets_request_id",
                            ),
                        ],
                    },
                )
            ],
        ),
        RunSQLFile(
            "partitions/system.audit_records.v1.sql",
            state_operations=[
                migrations.CreateModel(
                    name="AuditRecord",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                db_comment="Rises in the order of writing",
                                db_default=soleflip.columns.NextValue("system.audit_records_id_seq"),
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                db_comment="When the transaction began (UTC); the partition key",
                                db_default=soleflip.columns.TransactionTime(),
                            ),
                        ),
                        (
                            "changeset_id",
                            models.BigIntegerField(
                                db_comment="The row of audit_changesets with the same recorded_at: who it was"
                            ),
                        ),
                        (
                            "table_name",
                            models.CharField(
                                db_comment="The table, with its schema", max_length=100, verbose_name="table"
                            ),
                        ),
                        (
                            "row_id",
                            models.TextField(
                                blank=True,
                                db_comment="The primary key as text; null: all rows went by TRUNCATE, or it tells of an erasure",
                                null=True,
                                verbose_name="row",
                            ),
                        ),
                        (
                            "action",
                            models.CharField(
                                choices=[
                                    ("insert", "added"),
                                    ("update", "changed"),
                                    ("delete", "deleted"),
                                    ("truncate", "emptied"),
                                    ("erase", "erased"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "before",
                            models.JSONField(
                                blank=True,
                                db_comment="The columns as they were: those that changed, all of a deleted row; secrets are not told",
                                null=True,
                            ),
                        ),
                        (
                            "after",
                            models.JSONField(
                                blank=True,
                                db_comment="The columns as they became: those that changed, all of a new row; secrets are not told",
                                null=True,
                            ),
                        ),
                        (
                            "salt",
                            models.UUIDField(
                                blank=True,
                                db_comment="Random, so that erased values cannot be guessed from values_hash",
                                null=True,
                            ),
                        ),
                        (
                            "values_hash",
                            models.BinaryField(
                                blank=True,
                                db_comment="SHA-256 over salt, before and after, kept once they are erased",
                                null=True,
                            ),
                        ),
                        (
                            "erased_at",
                            models.DateTimeField(
                                blank=True,
                                db_comment="When before and after were erased at the wish of a person or by age (UTC)",
                                null=True,
                            ),
                        ),
                        (
                            "hash",
                            models.BinaryField(
                                db_comment="SHA-256 over the record, with values_hash in place of the values"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "audit record",
                        "verbose_name_plural": "audit trail",
                        "db_table": '"system"."audit_records"',
                        "db_table_comment": "One row of a business table that was inserted, updated or deleted",
                        "ordering": ["-recorded_at", "-id"],
                        "indexes": [
                            soleflip.postgres.indexes.Index(
                                comment="The history of one row",
                                fields=["row_id", "table_name"],
                                name="idx_audit_records_row_id_table_name",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    django.db.models.lookups.In(
                                        django.db.models.functions.Cast("action", models.TextField()),
                                        ["insert", "update", "delete", "truncate", "erase"],
                                    )
                                ),
                                name="chk_audit_records_action",
                            )
                        ],
                    },
                )
            ],
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("rule", models.CharField(db_comment="Name of the rule", max_length=50)),
                (
                    "subject",
                    models.CharField(
                        blank=True,
                        db_comment="What of several it is about, such as a source of imports; empty: there is only one",
                        db_default="",
                        default="",
                        max_length=200,
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("warning", "Warning"), ("critical", "Critical")],
                        db_comment="How bad it is",
                        max_length=20,
                    ),
                ),
                ("message", models.TextField(db_comment="What is wrong, and what to do, as it was found last")),
                (
                    "raised_at",
                    models.DateTimeField(
                        db_comment="When it was found first (UTC)", db_default=soleflip.columns.TransactionTime()
                    ),
                ),
                (
                    "seen_at",
                    models.DateTimeField(
                        db_comment="When it was found last (UTC)", db_default=soleflip.columns.TransactionTime()
                    ),
                ),
                (
                    "cleared_at",
                    models.DateTimeField(
                        blank=True, db_comment="When it was found no longer (UTC); null while it is wrong", null=True
                    ),
                ),
                (
                    "told",
                    models.JSONField(
                        blank=True,
                        db_comment="Array of the channels that told that it is wrong",
                        db_default=[],
                        default=list,
                    ),
                ),
                (
                    "told_cleared",
                    models.JSONField(
                        blank=True,
                        db_comment="Array of the channels that told that it has cleared",
                        db_default=[],
                        default=list,
                    ),
                ),
            ],
            options={
                "verbose_name": "alert",
                "verbose_name_plural": "alerts",
                "db_table": '"system"."alerts"',
                "db_table_comment": "Something that a rule found wrong, from when to when",
                "ordering": ["-raised_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cleared_at__isnull", True)),
                        fields=("rule", "subject"),
                        name="uq_alerts_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("severity", models.TextField()), ["warning", "critical"]
                            )
                        ),
                        name="chk_alerts_severity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cleared_at__gte", models.F("raised_at"))), name="chk_alerts_cleared_at"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "name",
                    soleflip.columns.KeyField(
                        db_comment="Name of the job, as in run_due --job",
                        max_length=50,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("every", models.CharField(db_comment="How often it is done, in words", max_length=50)),
                (
                    "began_at",
                    models.DateTimeField(blank=True, db_comment="When it began last (UTC); null: never", null=True),
                ),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, db_comment="When it ended (UTC); null: it is at work, or was killed", null=True
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("ok", "Ok"), ("failed", "Failed"), ("not configured", "Not Configured")],
                        db_comment="What became of it; null: it has not ended",
                        max_length=20,
                        null=True,
                    ),
                ),
                ("message", models.TextField(blank=True, db_comment="What it said, or why it failed", null=True)),
                (
                    "seconds",
                    models.DecimalField(
                        blank=True,
                        db_comment="How long it took, in seconds",
                        decimal_places=3,
                        max_digits=10,
                        null=True,
                    ),
                ),
                (
                    "machine",
                    models.CharField(
                        blank=True, db_comment="Name of the machine that did it", max_length=255, null=True
                    ),
                ),
                (
                    "succeeded_at",
                    models.DateTimeField(blank=True, db_comment="When it ended well last (UTC)", null=True),
                ),
                (
                    "due_at",
                    models.DateTimeField(blank=True, db_comment="When it is due again (UTC); null: at once", null=True),
                ),
            ],
            options={
                "verbose_name": "job",
                "verbose_name_plural": "jobs",
                "db_table": '"system"."jobs"',
                "db_table_comment": "A piece of work that is done again and again, and what became of it the last time",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.In(
                                django.db.models.functions.Cast("result", models.TextField()),
                                ["ok", "failed", "not configured"],
                            )
                        ),
                        name="chk_jobs_result",
                    ),
                    models.CheckConstraint(condition=models.Q(("seconds__gte", 0)), name="chk_jobs_seconds"),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__gte", models.F("began_at"))), name="chk_jobs_ended_at"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("result__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("result__isnull", False)),
                            _connector="OR",
                        ),
                        name="chk_jobs_result_at_the_end",
                    ),
                ],
            },
        ),
    ]
