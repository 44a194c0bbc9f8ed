"""manage.py load_demo as people call it."""

import pytest

from apps.accounts.models import User
from apps.demo import figures
from apps.demo.loading import load
from tests.demo.conftest import PLAN
from tests.demo.contents import contents
from tests.support.command_line import manage
from tests.support.rows import make

SMALL = ("load_demo", "--scale", "0.02", "--today", "2026-03-14")


def said(result) -> str:
    """The one sentence of a command that refused."""
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    return result.stderr.splitlines()[-1]


def test_there_and_back_again(migrated):
    result = manage(*SMALL, database=migrated)
    assert result.returncode == 0, result.stderr
    assert "rows. manage.py load_demo --remove takes them out again." in result.stdout
    assert "Demo data is there already" in said(manage(*SMALL, database=migrated))
    would = manage("load_demo", "--remove", "--dry-run", database=migrated)
    assert "1,000  integration.price_sources" in would.stdout
    assert "Nothing was changed" in would.stdout
    assert manage("load_demo", "--remove", database=migrated).stdout.splitlines()[-1] == "Removed."
    assert "There is no demo data here." in manage("load_demo", "--remove", database=migrated).stdout


def test_it_refuses_beside_real_data_unless_told(committed):
    make("products.InventoryItem")
    refusal = said(manage(*SMALL, database=committed))
    assert "This database holds real data, in core.categories (1), products.inventory (1)" in refusal
    assert "--beside-real-data" in refusal
    assert manage(*SMALL, "--beside-real-data", database=committed).returncode == 0


def test_seeds_people_and_the_log_are_no_real_data(committed):
    User.objects.create_user("jo", "jo@example.com", "seven pairs in one box")
    make("system.LogEntry")
    make("products.Size")
    make("pricing.ExchangeRate")
    assert manage(*SMALL, database=committed).returncode == 0


def test_a_dry_run_leaves_nothing(migrated):
    result = manage(*SMALL, "--dry-run", database=migrated)
    assert result.returncode == 0, result.stderr
    assert "Nothing was changed: 12," in result.stdout
    assert "There is no demo data here." in manage("load_demo", "--remove", database=migrated).stdout


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--scale", "much", "much is no scale"),
        ("--scale", "0", "0 is no scale"),
        ("--scale", "nan", "nan is no scale"),
        ("--scale", "101", "101 is no scale"),
        ("--today", "soon", "soon is no day"),
        ("--today", "2999-01-01", "2999-01-01 is too early or not yet there"),
    ],
)
def test_an_option_that_is_nonsense(migrated, option, value, says):
    assert says in said(manage("load_demo", option, value, database=migrated))


def test_a_database_that_is_not_there_yet(empty):
    assert "run manage.py migrate first" in said(manage("load_demo", database=empty))


def test_a_load_that_fails_leaves_nothing_behind(committed, monkeypatch):
    make("products.InventoryItem")
    before = contents()

    def break_off(*args):
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(figures, "copy", break_off)
    with pytest.raises(RuntimeError, match="the power is gone"):
        load(PLAN)
    assert contents() == before


def test_a_key_that_somebody_has_used_is_said_in_a_sentence(committed):
    make("core.Supplier", slug="demo-shop-01")
    refusal = said(manage(*SMALL, "--beside-real-data", database=committed))
    assert "Nothing was changed" in refusal
    assert "uq_suppliers_slug" in refusal


def test_no_password_lets_a_demo_person_in(demo):
    people = User.objects.filter(username__startswith="demo.")
    assert {person.role for person in people} == {"admin", "user", "readonly"}
    assert not any(person.has_usable_password() for person in people)
    assert not people.filter(role="admin", is_active=True).exists()


def test_make_run_offers_it_while_nothing_is_there(committed):
    offer = "make demo fills it with made-up data"
    assert offer in manage("login_hint", "--address", "127.0.0.1:1", database=committed).stdout
    make("products.Product")
    assert offer not in manage("login_hint", "--address", "127.0.0.1:1", database=committed).stdout
