"""What a key has to look like; for the settings, which are read before there are models."""

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

SETTING = "FIELD_ENCRYPTION_KEYS"


def well_formed(keys: list[str]) -> list[str]:
    """The keys, without blanks around them. Raises ImproperlyConfigured, which never shows a key."""
    keys = [key.strip() for key in keys]
    for position, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured(
                f"Key {position} of {len(keys)} in {SETTING} is not a Fernet key (32 bytes as URL-safe base64): "
                ".env.example has the command that makes one."
            ) from None
    return keys
