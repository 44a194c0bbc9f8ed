from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core import checks
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models

SETTING = "FIELD_ENCRYPTION_KEYS"


class DecryptionError(Exception):
    """A column holds something that none of the keys can read."""


class EncryptedTextField(models.TextField):
    """Text that the database only ever sees encrypted (Fernet: AES-128-CBC with HMAC-SHA256).

    The keys are settings.FIELD_ENCRYPTION_KEYS, newest first: the first encrypts, all decrypt.
    An empty string is encrypted too, None is NULL. Reading raises DecryptionError when no key fits.
    Since equal texts are encrypted differently each time, only isnull can be looked up. In Python
    the value is plain: serialised fixtures hold it in the clear.
    """

    def __init__(self, *args, **kwargs):
        for option in ("db_default", "db_index", "unique", "primary_key"):
            if kwargs.get(option, models.NOT_PROVIDED) not in (models.NOT_PROVIDED, False):
                raise ValueError(f"EncryptedTextField takes no {option}: the database cannot encrypt or compare it.")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        # Migrations import the field from the package, whatever the files in it are called.
        return name, path.replace(".fields.encrypted.", ".fields."), args, kwargs

    def check(self, **kwargs):
        return [*super().check(**kwargs), *self._check_keys()]

    def _check_keys(self):
        try:
            keyring()
        except ImproperlyConfigured as error:
            return [checks.Error(str(error), obj=self, id="encrypted.E001")]
        return []

    def get_db_prep_value(self, value, connection, prepared=False):
        value = super().get_db_prep_value(value, connection, prepared)
        return None if value is None else keyring().encrypt(value.encode()).decode()

    def get_db_prep_save(self, value, connection):
        if hasattr(value, "as_sql") and not isinstance(value.output_field, EncryptedTextField):
            raise FieldError(f"{self._label} is encrypted in Python: assign it a text, not an expression.")
        return super().get_db_prep_save(value, connection)

    def from_db_value(self, value, expression, connection):
        if value is None:
            return None
        try:
            return keyring().decrypt(value.encode()).decode()
        except InvalidToken:
            raise DecryptionError(
                f"{self._label} holds a value that none of the keys in {SETTING} can decrypt: "
                "the key it was encrypted with is missing there, or the value was changed."
            ) from None

    def value_from_object(self, obj):
        """What a form begins with: nothing, when the secret was left in the database."""
        return None if self.attname in obj.get_deferred_fields() else super().value_from_object(obj)

    def get_lookup(self, lookup_name):
        if lookup_name != "isnull":
            raise FieldError(f"{self._label} is encrypted: only isnull can be looked up, not {lookup_name}.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name):
        raise FieldError(f"{self._label} is encrypted: only isnull can be looked up, not {lookup_name}.")

    @property
    def _label(self):
        return f"{self.model._meta.label}.{self.name}" if hasattr(self, "model") else type(self).__name__


def keyring():
    """The keys of the settings, ready to use. Raises ImproperlyConfigured, which never shows a key."""
    keys = getattr(settings, SETTING, None)
    if not keys or isinstance(keys, str):
        raise ImproperlyConfigured(f"settings.{SETTING} must be a list of Fernet keys, newest first.")
    return _keyring(tuple(keys))


@lru_cache(maxsize=4)
def _keyring(keys):
    return MultiFernet([_fernet(key, position, len(keys)) for position, key in enumerate(keys, start=1)])


def _fernet(key, position, count):
    try:
        return Fernet(key)
    except (ValueError, TypeError):
        raise ImproperlyConfigured(
            f"Key {position} of {count} in settings.{SETTING} is not a Fernet key: 32 bytes as URL-safe base64, "
            "as made by cryptography.fernet.Fernet.generate_key()."
        ) from None
