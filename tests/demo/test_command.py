"""manage.py load_demo as people call it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.accounts.models import User
from apps.demo import figures
from apps.demo.loading import load
from tests.demo.conftest import PLAN
from tests.demo.contents import contents
from tests.support.command_line import manage
from tests.support.rows import make
from tests.support.sql import query

SMALL = ("--scale", "0.02", "--today", "2026-03-14")
RELATIONS = "SELECT oid::regclass::text FROM pg_class ORDER BY 1"


def load_demo(*options) -> str:
    """What it says on standard output."""
    said = StringIO()
    call_command("load_demo", *options, stdout=said, verbosity=0)
    return said.getvalue()


def refusal(*options) -> str:
    """The sentence with which it refuses."""
    with pytest.raises(CommandError) as error:
        load_demo(*options)
    return str(error.value)


def test_there_and_back_again(migrated):
    result = manage("load_demo", *SMALL, database=migrated)
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) == 2
    assert "rows. manage.py load_demo --remove takes them out again." in result.stdout
    again = manage("load_demo", *SMALL, database=migrated)
    assert again.returncode == 1
    assert again.stderr.splitlines() == [
        "CommandError: Demo data is there already: take it out with manage.py load_demo --remove first."
    ]
    removed = manage("load_demo", "--remove", database=migrated)
    assert "1,000  integration.price_sources" in removed.stdout
    assert removed.stdout.splitlines()[-1] == "Removed."


def test_a_removal_on_trial_names_the_tables(demo):
    assert "1,000  integration.price_sources" in load_demo("--remove", "--dry-run")
    assert load_demo("--remove").splitlines()[-1] == "Removed."
    assert load_demo("--remove") == "There is no demo data here.\n"


def test_it_refuses_beside_real_data_unless_told(committed):
    make("products.InventoryItem")
    sentence = refusal(*SMALL)
    assert "This database holds real data, in core.categories (1), products.inventory (1)" in sentence
    assert "--beside-real-data" in sentence
    assert "Loaded 12," in load_demo(*SMALL, "--beside-real-data")


def test_seeds_people_and_the_log_are_no_real_data(committed):
    User.objects.create_user("jo", "jo@example.com")
    make("system.LogEntry")
    make("pricing.ExchangeRate")
    assert "Loaded 12," in load_demo(*SMALL)


def test_what_the_database_keeps_by_itself_is_no_real_data(committed):
    call_command("refresh_views", stdout=StringIO())  # as each page does that shows opportunities
    assert query("SELECT count(*) FROM system.kept_tables") == [(4,)]
    assert "Loaded 12," in load_demo(*SMALL)


def test_a_load_after_a_removal_needs_not_be_told(demo):
    load_demo("--remove")
    assert "Loaded 12," in load_demo(*SMALL)


def test_a_platform_that_is_gone_is_named(committed):
    query("DELETE FROM core.platforms WHERE slug = 'laced'")
    assert "the platform laced is gone: manage.py verify_database says what is missing." in refusal(*SMALL)


def test_a_load_on_trial_leaves_nothing(committed):
    before, relations = contents(), query(RELATIONS)
    assert "Nothing was changed: 12," in load_demo(*SMALL, "--dry-run")
    assert contents() == before
    assert query(RELATIONS) == relations  # nor are there months that were not


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
def test_an_option_that_is_nonsense(option, value, says):
    assert says in refusal(option, value)


def test_a_database_that_is_not_there_yet(empty):
    result = manage("load_demo", database=empty)
    assert result.returncode == 1
    assert result.stderr.splitlines() == ["CommandError: The database is not up to date: run manage.py migrate first."]


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
    before = contents()
    assert 'Nothing was changed: duplicate key value violates unique constraint "uq_suppliers_slug"' in refusal(
        *SMALL, "--beside-real-data"
    )
    assert contents() == before


def test_no_password_lets_a_demo_person_in(looked_at):
    people = User.objects.filter(username__startswith="demo.")
    assert {person.role for person in people} == {"admin", "user", "readonly"}
    assert not any(person.has_usable_password() for person in people)
    assert not people.filter(role="admin", is_active=True).exists()


def test_make_run_offers_it_while_nothing_is_there(committed):
    def hint():
        said = StringIO()
        call_command("login_hint", "--address", "127.0.0.1:1", stdout=said)
        return said.getvalue()

    offer = "make demo fills it with made-up data"
    assert offer in hint()
    make("products.Product")
    assert offer not in hint()
