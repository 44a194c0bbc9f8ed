"""A report of an error shows settings, and none that is a secret."""

import pytest

from soleflip.error_reports import Reticent

ADDRESS = "https://example.com/a-secret-path"


@pytest.mark.parametrize("name", ["ALERT_WEBHOOK_URL", "RATES_SOURCE"])
def test_addresses_that_are_as_good_as_a_password_are_hidden(settings, name):
    setattr(settings, name, ADDRESS)
    assert ADDRESS not in Reticent().get_safe_settings().values()
