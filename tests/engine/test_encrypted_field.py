"""Text that the database sees encrypted only."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.migrations import AlterField
from django.db.models import F, Q, Value
from django.db.models.functions import Upper
from django.test.utils import CaptureQueriesContext

from soleflip.postgres.fields import DecryptionError, EncryptedTextField

from . import catalog
from .project import table

OLD, NEW, FOREIGN = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def credentials(project, settings):
    settings.FIELD_ENCRYPTION_KEYS = [OLD]
    project.migrate(
        table(
            "Credential",
            '"auth"."credentials"',
            ("name", models.TextField(default="")),
            ("secret", EncryptedTextField(null=True)),
        )
    )
    return project.objects("Credential")


def stored():
    return catalog.value("SELECT secret FROM auth.credentials")


def test_a_text_comes_back_and_is_stored_encrypted(credentials):
    credentials.create(secret="schlüssel")
    assert credentials.get().secret == "schlüssel"
    assert Fernet(OLD).decrypt(stored()).decode() == "schlüssel"
    assert catalog.column_type("auth.credentials", "secret") == "text"


def test_an_empty_text_is_encrypted_too(credentials):
    credentials.create(secret="")
    assert len(stored()) > 50
    assert credentials.get().secret == ""


def test_none_is_null(credentials):
    credentials.create(secret=None)
    assert stored() is None
    assert credentials.get().secret is None
    assert credentials.filter(secret__isnull=True).count() == 1


def test_the_plain_text_is_in_no_statement(credentials, project):
    with CaptureQueriesContext(project.connection) as queries:
        row = credentials.create(secret="hidden-1")
        row.secret = "hidden-2"
        row.save()
        credentials.update(secret="hidden-3")
        credentials.bulk_update([row], ["secret"])
        credentials.bulk_create([credentials.model(secret=f"hidden-{number}") for number in range(3)])
    assert len(queries) >= 5
    assert not any("hidden" in query["sql"] for query in queries)
    assert sorted(credentials.values_list("secret", flat=True)) == ["hidden-0", "hidden-1", "hidden-2", "hidden-2"]


def test_many_rows_are_inserted_through_unnest(credentials, project):
    with CaptureQueriesContext(project.connection) as queries:
        credentials.bulk_create([credentials.model(secret=secret) for secret in ("a", None)])
    assert any("UNNEST" in query["sql"] for query in queries)


def test_the_newest_key_encrypts_and_the_old_ones_still_decrypt(credentials, settings):
    credentials.create(name="old", secret="old")
    settings.FIELD_ENCRYPTION_KEYS = [NEW, OLD]
    credentials.create(name="new", secret="new")
    assert set(credentials.values_list("secret", flat=True)) == {"old", "new"}
    settings.FIELD_ENCRYPTION_KEYS = [NEW]
    assert credentials.get(name="new").secret == "new"


def test_a_wrong_key_is_an_error_that_names_the_field_and_the_setting(credentials, settings):
    credentials.create(secret="hidden")
    settings.FIELD_ENCRYPTION_KEYS = [FOREIGN]
    with pytest.raises(DecryptionError) as caught:
        credentials.get()
    message = str(caught.value)
    assert message.startswith(
        "warehouse.Credential.secret holds a value that none of the keys in FIELD_ENCRYPTION_KEYS"
    )
    assert FOREIGN not in message


@pytest.mark.parametrize("text", ["plain text", "", "späßchen", "gAAAAA=="])
def test_text_that_was_never_encrypted_is_an_error(credentials, text):
    catalog.query("INSERT INTO auth.credentials (name, secret) VALUES ('', %s) RETURNING id", text)
    with pytest.raises(DecryptionError) as caught:
        credentials.get()
    assert not text or text not in str(caught.value)


def test_text_that_was_changed_is_an_error(credentials):
    credentials.create(secret="hidden")
    catalog.execute("UPDATE auth.credentials SET secret = overlay(secret placing 'AAAA' from 30)")
    with pytest.raises(DecryptionError):
        credentials.get()


@pytest.mark.parametrize("keys", [None, [], "", "one-key-and-no-list"])
def test_missing_keys_are_an_error(credentials, settings, keys):
    settings.FIELD_ENCRYPTION_KEYS = keys
    with pytest.raises(ImproperlyConfigured, match="must be a list of Fernet keys, newest first"):
        credentials.create(secret="hidden")


@pytest.mark.parametrize("key", ["malformed-key", "", "ß", 7])
def test_a_malformed_key_is_an_error_that_does_not_show_it(credentials, settings, key):
    settings.FIELD_ENCRYPTION_KEYS = [NEW, key]
    with pytest.raises(ImproperlyConfigured, match="Key 2 of 2") as caught:
        credentials.create(secret="hidden")
    assert "malformed-key" not in str(caught.value)


def test_missing_keys_are_found_by_the_system_check(credentials, settings):
    field = credentials.model._meta.get_field("secret")
    assert field.check() == []
    settings.FIELD_ENCRYPTION_KEYS = []
    assert [error.id for error in field.check()] == ["encrypted.E001"]


@pytest.mark.parametrize("lookup", ["secret", "secret__exact", "secret__in", "secret__icontains", "secret__length__gt"])
def test_only_isnull_can_be_looked_up(credentials, lookup):
    with pytest.raises(FieldError, match=r"warehouse\.Credential\.secret is encrypted: only isnull can be looked up"):
        credentials.filter(Q(**{lookup: "x"}))


@pytest.mark.parametrize("expression", [Value("plain"), F("name"), Upper("name")])
def test_an_expression_is_refused_since_it_would_be_stored_as_it_is(credentials, expression):
    credentials.create(name="plain", secret="hidden")
    with pytest.raises(FieldError, match="is encrypted in Python: assign it a text, not an expression"):
        credentials.update(secret=expression)
    assert credentials.get().secret == "hidden"


@pytest.mark.parametrize("option", ["db_default", "db_index", "unique", "primary_key"])
def test_options_that_need_the_database_to_read_it_are_refused(option):
    with pytest.raises(ValueError, match=f"EncryptedTextField takes no {option}"):
        EncryptedTextField(**{option: True})


def test_the_field_goes_through_deconstruct():
    _, path, args, kwargs = EncryptedTextField(null=True, help_text="x").deconstruct()
    assert (path, args) == ("soleflip.postgres.fields.EncryptedTextField", [])
    EncryptedTextField(**kwargs)


def test_the_field_may_become_not_null(credentials, project):
    project.migrate(AlterField("Credential", "secret", EncryptedTextField(default="none")))
    project.objects("Credential").create()
    assert project.objects("Credential").get().secret == "none"
