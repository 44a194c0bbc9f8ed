"""DATABASE_URL there and back."""

import pytest

from soleflip.database_url import database, url_of


@pytest.mark.parametrize(
    "server",
    [
        {"USER": "soleflip", "PASSWORD": "a/b:c@d e%", "HOST": "db.example.com", "PORT": "6432"},
        {"USER": "sole flip", "PASSWORD": "", "HOST": "/run/post gres", "PORT": "5432"},
        {"USER": "soleflip", "PASSWORD": "", "HOST": "localhost", "PORT": ""},
    ],
)
def test_what_is_written_is_read_again(server):
    read = database(url_of(server, "sole/flip"))
    assert {name: read[name] for name in server} == server
    assert read["NAME"] == "sole/flip"


def test_options_of_libpq_are_kept():
    read = database("postgres://user@host/soleflip?sslmode=verify-full&connect_timeout=3")
    assert read["OPTIONS"] == {"sslmode": "verify-full", "connect_timeout": "3"}
