from pathlib import Path

import pytest

from tests.support.command_line import manage
from tests.support.rows import make
from tests.support.sql import query


@pytest.fixture
def backups(tmp_path) -> Path:
    """An own folder for backups, still to be made."""
    return tmp_path / "backups"


@pytest.fixture
def backup(backups):
    """Runs manage.py backup on a database, with the folder as its own."""
    return lambda *arguments, database="", **environment: manage(
        "backup", *arguments, database=database, **{"BACKUP_DIR": str(backups), **environment}
    )


@pytest.fixture
def shop(committed) -> str:
    """The name of a database with some rows of a shop in it."""
    make("products.InventoryItem", quantity=3)
    make("integration.PriceHistory")
    make("core.Brand", name='Größe "N°1"\n\\.')
    query("UPDATE core.brands SET updated_at = now()")
    return committed
