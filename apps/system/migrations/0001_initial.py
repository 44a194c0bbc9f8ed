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
    ]
