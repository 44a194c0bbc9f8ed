"""The snapshot is what the migrations make, and as good as a scratch database."""

from django.core.management import call_command
from django.db import connection

from soleflip.catalog.expectation import SNAPSHOT, Expectation
from soleflip.catalog.standard import SCRATCH_DATABASE, expectation_for


def test_the_snapshot_is_what_the_migrations_make_on_this_server(django_db_setup, django_db_blocker, capsys):
    with django_db_blocker.unblock():
        call_command("snapshot_database", check=True)
    assert capsys.readouterr().out == "snapshot.json is current.\n"


def test_it_survives_being_written_and_read(expectation):
    assert expectation.dumps() == SNAPSHOT.read_text(encoding="utf-8")


def test_it_holds_what_a_scratch_database_holds(django_db_setup, django_db_blocker, expectation):
    with django_db_blocker.unblock():
        built, source = expectation_for(connection, SCRATCH_DATABASE)
    assert "scratch database" in source
    assert Expectation.loads(built.dumps()) == expectation
    assert built.counts() == expectation.counts()
