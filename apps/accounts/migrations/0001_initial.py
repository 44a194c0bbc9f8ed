"""Schema auth with the enum of roles and the users."""

import uuid

import django.contrib.postgres.functions
import django.core.validators
import django.db.models.functions.text
from django.db import migrations, models

import soleflip.columns
import soleflip.postgres.fields
from soleflip.postgres.sql import RunSQLFile


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        RunSQLFile("schemas/auth.v1.sql"),
        RunSQLFile("enums/auth.user_role.v1.sql"),
        migrations.CreateModel(
            name="User",
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
                ("email", models.EmailField(db_comment="Unique whatever its case", max_length=255)),
                (
                    "username",
                    models.CharField(
                        db_comment="Unique whatever its case; without @, which an e-mail address has",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "@",
                                "A user name has no @ in it: that is what tells it from an e-mail address.",
                                inverse_match=True,
                            )
                        ],
                    ),
                ),
                (
                    "password",
                    models.CharField(
                        db_column="hashed_password",
                        db_comment="As Django writes it: algorithm and bcrypt hash; ! and more means that no password works",
                        max_length=255,
                    ),
                ),
                (
                    "role",
                    soleflip.postgres.fields.EnumField(
                        choices=[("admin", "Admin"), ("user", "User"), ("readonly", "Readonly")],
                        db_comment="admin: all; user: no deletes, no users, no settings; readonly: only looks",
                        db_default="user",
                        db_enum='"auth"."user_role"',
                        default="user",
                        help_text="Admin: everything. User: no deletes, no users, no settings. Readonly: looks only.",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        db_comment="False: may not log in; kept because rows name the person",
                        db_default=True,
                        default=True,
                        help_text="Without it the person cannot log in. Take it away instead of deleting the user.",
                        verbose_name="active",
                    ),
                ),
                ("last_login", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "must_change_password",
                    models.BooleanField(
                        db_comment="Every page asks for a new password first",
                        db_default=False,
                        default=False,
                        help_text="Every page leads to the password form until the person has chosen a new one.",
                    ),
                ),
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
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "db_table": '"auth"."users"',
                "db_table_comment": "A person who may log in; this is Django's user model",
                "ordering": ["username"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="uq_users_lower_email",
                        violation_error_message="There is a user with this e-mail address already.",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("username"),
                        name="uq_users_lower_username",
                        violation_error_message="There is a user of this name already, whatever the case of its letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("username__contains", "@"), _negated=True),
                        name="chk_users_username_without_at",
                        violation_error_message="A user name has no @ in it: that is what tells it from an e-mail address.",
                    ),
                ],
            },
        ),
    ]
