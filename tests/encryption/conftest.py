import pytest
from cryptography.fernet import Fernet

from apps.core.models import Supplier, SupplierAccount
from apps.system.models import ConfigEntry
from tests.support.rows import make

OLD, NEW, FOREIGN = (Fernet.generate_key().decode() for _ in range(3))
SECRETS = 7  # in the rows below


def make_secrets() -> None:
    """Secrets in all columns that are encrypted, by whatever key is the newest now; and a row without any."""
    for number in range(2):
        make(ConfigEntry, key=f"shop.token{number}", value_encrypted=f"token {number}")
        make(SupplierAccount, password_encrypted=f"password {number}", proxy_config_encrypted=f"proxy {number}")
    make(Supplier, api_key_encrypted="a key")
    make(SupplierAccount)


def secrets() -> list[str | None]:
    """All of them as Django reads them, none being lost."""
    accounts = SupplierAccount.objects.values_list("password_encrypted", "proxy_config_encrypted")
    found = [
        *ConfigEntry.objects.values_list("value_encrypted", flat=True),
        *Supplier.objects.values_list("api_key_encrypted", flat=True),
        *(secret for pair in accounts for secret in pair),
    ]
    return sorted(secret for secret in found if secret is not None)


@pytest.fixture
def keys(settings):
    """Sets the keys of the settings: keys(NEW, OLD)."""

    def set_keys(*wanted):
        settings.FIELD_ENCRYPTION_KEYS = list(wanted)

    return set_keys
