"""The embedded server's superuser, for tests that need what an application's role may not."""

import pytest
from django.conf import settings

from soleflip.embedded.server import Server

only_embedded = pytest.mark.skipif(
    not settings.USES_EMBEDDED_SERVER, reason="needs a superuser, whom a server of somebody else's does not lend"
)


def superuser_url(name: str) -> str:
    """The address of a database for the superuser."""
    return Server(settings.DATA_DIR).url("postgres", name)
