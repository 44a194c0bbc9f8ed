"""manage.py partitions: what it makes, shows and drops, and what it never drops."""

import datetime
from io import StringIO

import psycopg
import pytest
from django.core import checks
from django.core.management import CommandError, call_command

from apps.system import dropping
from soleflip.catalog.months import Month
from tests.support.command_line import database_url, manage, started
from tests.support.rows import make
from tests.support.sql import query, value
from tests.support.waiting import wait_until

TABLES = [
    "integration.awin_price_history",
    "integration.price_history",
    "system.audit_changesets",
    "system.audit_records",
    "system.logs",
]


def partitions(*arguments: str) -> str:
    """What the command says."""
    output = StringIO()
    call_command("partitions", *arguments, stdout=output, stderr=output, verbosity=0)
    return output.getvalue()


def ago(months: int, table: str = "system.logs") -> str:
    """The name of a table's partition so many months back."""
    month = Month.now().plus(-months)
    return f"{table}_{month.year:04}_{month.month:02}"


def first_day(months_ago: int) -> str:
    return f"{Month.now().plus(-months_ago)}-01"


def is_there(name: str) -> bool:
    return value("SELECT to_regclass(%s) IS NOT NULL", name)


def with_months(months_ago: int, table: str = "system.logs") -> None:
    """Have the table's months from so long ago on."""
    query("SELECT system.ensure_month_partitions(%s, 6, %s)", table, first_day(months_ago))


def told() -> list[str]:
    """What manage.py check says about partitions."""
    found = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    return [f"{message.id} {message.msg}" for message in found]


@pytest.mark.django_db
class TestEnsure:
    def test_nothing_is_to_be_done_after_migrate(self):
        assert partitions("ensure") == "Nothing was to be made: each table has its months, and 6 ahead.\n"

    def test_it_makes_as_many_months_ahead_as_it_is_told(self):
        assert partitions("ensure", "--ahead", "7").splitlines() == [f"Made {ago(-7, table)}." for table in TABLES]
        assert is_there(ago(-7))

    def test_a_dry_run_says_the_same_and_makes_nothing(self):
        assert f"Would make {ago(-7)}." in partitions("ensure", "--ahead", "7", "--dry-run")
        assert not is_there(ago(-7))

    def test_rows_without_a_month_move_into_one_made_for_them(self):
        entry = make("system.LogEntry", created_at=datetime.datetime(2019, 12, 31, 23, 59, tzinfo=datetime.UTC))
        make("system.LogEntry", created_at=datetime.datetime(2051, 1, 1, tzinfo=datetime.UTC))
        assert partitions("ensure") == "Made system.logs_2019_12.\nMade system.logs_2051_01.\n"
        where = "SELECT tableoid::regclass::text FROM system.logs WHERE id = %s"
        assert value(where, entry.pk) == "system.logs_2019_12"
        assert told() == []

    def test_a_time_that_has_no_month_stays_where_it_is(self):
        query("INSERT INTO system.logs (level, component, message, created_at) VALUES ('INFO', 'x', 'x', 'infinity')")
        assert partitions("ensure").startswith("Nothing was to be made")

    def test_a_month_that_cannot_be_made_is_an_error_in_a_sentence(self):
        query(f"ALTER TABLE system.logs DETACH PARTITION {ago(-6)}")
        with pytest.raises(CommandError, match=r"The months of system\.logs could not be made: .* already exists"):
            partitions("ensure")

    def test_months_that_somebody_made_under_another_name_are_there(self):
        query(f"ALTER TABLE {ago(-1)} RENAME TO logs_of_next_month")
        query(f"DROP TABLE {ago(-2)}; DROP TABLE {ago(-3)}")
        query(
            "CREATE TABLE system.logs_of_two_months PARTITION OF system.logs"
            f" FOR VALUES FROM ('{first_day(-2)} 00:00+00') TO ('{first_day(-4)} 00:00+00')"
        )
        assert partitions("ensure").startswith("Nothing was to be made")

    def test_where_none_can_be_made_it_does_not_say_that_all_are_there(self):
        query(f"DROP TABLE {ago(-6)}")
        query("SET LOCAL transaction_read_only = on")
        with pytest.raises(CommandError, match=r"No months can be made for .*, system\.logs here: run this as"):
            partitions("ensure")


@pytest.mark.django_db
class TestWarnings:
    def test_a_new_database_lacks_nothing(self):
        assert told() == []

    def test_fewer_than_two_months_ahead(self):
        for ahead in (6, 5, 4, 3):
            query(f"DROP TABLE {ago(-ahead)}")
        assert told() == []
        query(f"DROP TABLE {ago(-2)}")
        month = datetime.date.fromisoformat(first_day(-1))
        assert told() == [
            f"system.W001 The partitions of system.logs end with {month:%B %Y}: run manage.py partitions ensure."
        ]

    def test_a_gap_is_not_filled_by_what_lies_behind_it(self):
        query(f"DROP TABLE {ago(-1)}")
        assert "end with" in told()[0]

    def test_a_month_counts_by_its_bounds_whatever_it_is_called(self):
        query(f"ALTER TABLE {ago(-1)} RENAME TO logs_of_next_month")
        assert told() == []

    def test_not_even_the_month_of_today(self):
        query(f"DROP TABLE {ago(0)}")
        month = datetime.date.fromisoformat(first_day(0))
        assert f"The partitions of system.logs lack {month:%B %Y}" in told()[0]

    def test_rows_in_a_default_partition(self):
        make("system.LogEntry", created_at=datetime.datetime(2019, 12, 31, tzinfo=datetime.UTC))
        assert told() == [
            "system.W002 system.logs_default holds rows of months that have no partition: "
            "run manage.py partitions ensure."
        ]

    def test_a_check_of_no_database_asks_none(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            checks.run_checks()


@pytest.mark.django_db
class TestList:
    def line(self, name: str) -> list[str]:
        lines = partitions("list").splitlines()
        (found,) = [line.split() for line in lines if line.startswith(name)]
        return found

    def test_each_partition_with_its_bounds_state_rows_and_size(self):
        with_months(13)
        make("system.LogEntry")
        query("ANALYZE system.logs")
        assert self.line(ago(0)) == [ago(0), first_day(0), first_day(-1), "kept", "1", *self.line(ago(0))[-2:]]
        assert self.line(ago(-1))[3] == "ahead"
        assert self.line(ago(12))[3] == "kept"
        assert self.line(ago(13))[3:5] == ["too", "old"]
        assert self.line("system.logs_default")[1:4] == ["-", "-", "default"]

    def test_a_month_that_was_put_away(self):
        with_months(3)
        query(f"ALTER TABLE system.logs DETACH PARTITION {ago(3)}")
        assert self.line(ago(3))[1:4] == [first_day(3), first_day(2), "detached"]


@pytest.mark.django_db
class TestDropOld:
    def test_nothing_is_too_old_on_a_new_database(self):
        assert partitions("drop-old").startswith("Nothing was to be dropped")

    def test_each_table_by_its_rule(self):
        for table in TABLES:
            with_months(26, table)
        said = partitions("drop-old")
        logs, prices = [ago(back) for back in range(13, 27)], [ago(back, TABLES[1]) for back in (25, 26)]
        assert all(f"Dropped {name}: " in said and not is_there(name) for name in [*logs, *prices])
        assert all(is_there(name) for name in [ago(12), ago(24, TABLES[0]), ago(24, TABLES[1])])

    def test_the_rows_of_the_other_months_stay(self):
        with_months(14)
        for back in (14, 12):
            make("system.LogEntry", created_at=f"{first_day(back)} 00:00+00", message=f"{back} months ago")
        partitions("drop-old")
        assert query("SELECT message FROM system.logs") == [("12 months ago",)]

    def test_a_dry_run_says_months_rows_and_size_and_drops_nothing(self):
        with_months(13)
        make("system.LogEntry", created_at=f"{first_day(13)} 00:00+00")
        query("ANALYZE system.logs")
        said = partitions("drop-old", "--dry-run")
        assert f"Would drop {ago(13)}: about 1 rows, " in said
        assert "A dry run: nothing was changed." in said
        assert is_there(ago(13))

    def test_another_time_and_one_table_alone(self):
        with_months(3, "integration.price_history")
        with_months(3)
        partitions("drop-old", "--keep", "1m", "--table", "system.logs")
        assert (is_there(ago(1)), is_there(ago(2)), is_there(ago(3))) == (True, False, False)
        assert is_there(ago(3, "integration.price_history"))

    def test_less_is_kept_of_the_audit_trail_only_where_its_table_is_named(self):
        """Who shortens the prices does not mean the books."""
        trail = "system.audit_records"
        with_months(14, trail)
        partitions("drop-old", "--keep", "12m")
        assert is_there(ago(13, trail))
        partitions("drop-old", "--keep", "12m", "--table", trail)
        assert not is_there(ago(13, trail))

    def test_this_month_and_later_ones_always_stay(self):
        partitions("drop-old", "--keep", "1m")
        assert told() == []

    def test_what_is_called_like_an_old_month_but_holds_new_rows_stays(self):
        query(f"ALTER TABLE {ago(0)} RENAME TO logs_2001_01")
        assert partitions("drop-old").startswith("Nothing was to be dropped")

    def test_rows_without_a_month_stay(self):
        make("system.LogEntry", created_at=datetime.datetime(2019, 12, 31, tzinfo=datetime.UTC))
        assert partitions("drop-old").startswith("Nothing was to be dropped")
        assert value("SELECT count(*) FROM system.logs_default") == 1

    def test_months_that_were_put_away_go_too_and_what_others_put_beside_them_stays(self):
        with_months(14)
        query(f"ALTER TABLE system.logs DETACH PARTITION {ago(14)}")
        query("CREATE TABLE system.logs_2001_01 (id int); CREATE TABLE system.logs_kept (id int)")
        partitions("drop-old")
        assert not is_there(ago(14))
        assert is_there("system.logs_2001_01")
        assert is_there("system.logs_kept")

    @pytest.mark.parametrize("name", ["Prices of 2020", "prices.of.2020", 'prices "2020"'])
    def test_a_partition_that_somebody_made_goes_by_whatever_it_is_called(self, name):
        quoted = '"integration"."' + name.replace('"', '""') + '"'
        query(
            f"CREATE TABLE {quoted} PARTITION OF integration.price_history"
            " FOR VALUES FROM ('2020-01-01 00:00+00') TO ('2021-01-01 00:00+00')"
        )
        make("integration.PriceHistory", recorded_at=datetime.datetime(2020, 5, 1, tzinfo=datetime.UTC))
        query("SET CONSTRAINTS ALL IMMEDIATE")  # as a commit does
        said = partitions("drop-old")
        assert f"Dropped integration.{name}: " in said
        assert "0 bytes" not in said
        assert not value("SELECT EXISTS (SELECT FROM pg_class WHERE relname = %s)", name)

    def test_what_something_else_rests_on_is_told_and_holds_up_nothing_else(self):
        with_months(14)
        query(f"CREATE VIEW public.last_years_log AS SELECT * FROM {ago(13)}")
        with pytest.raises(CommandError, match=f"{ago(13)} cannot be dropped: .*other objects depend on it"):
            partitions("drop-old")
        assert (is_there(ago(13)), is_there(ago(14))) == (True, False)

    def test_a_bad_time_is_told_in_a_sentence(self):
        done = manage("partitions", "drop-old", "--keep", "24")
        assert done.returncode == 2
        assert "'24' is no time to keep rows for: write at least one month, such as 24m" in done.stderr
        assert "Traceback" not in done.stderr


class TestBesideOthers:
    @pytest.fixture
    def feed(self, committed):
        """Another session, which writes prices; the oldest month of their history is too old."""
        make("integration.PriceSource", source_type="stockx", price_cents=100)
        with_months(25, "integration.price_history")
        with psycopg.connect(database_url(committed), options="-c lock_timeout=20s") as session:
            yield session

    def test_a_reader_who_stays_is_not_waited_for_endlessly(self, feed, monkeypatch):
        monkeypatch.setattr(dropping, "TRIES", 2)
        monkeypatch.setattr(dropping, "SECONDS_BETWEEN_TRIES", 0)
        feed.execute("SELECT count(*) FROM integration.price_history")
        with pytest.raises(CommandError, match=f"{ago(25, TABLES[1])} is in use all the time. Run it again"):
            partitions("drop-old")
        assert is_there(ago(25, TABLES[1]))
        feed.commit()
        assert f"Dropped {ago(25, TABLES[1])}" in partitions("drop-old")

    def test_a_feed_and_the_dropping_of_a_month_do_not_deadlock(self, feed, committed, tmp_path):
        feed.execute("UPDATE integration.price_sources SET source_url = 'https://example.com'")
        output = tmp_path / "said"
        dropping_process = started("partitions", "drop-old", output=output, database=committed)
        wait_until(lambda: "Somebody is at work" in output.read_text())
        feed.execute("SELECT count(*) FROM integration.price_history")
        feed.execute("UPDATE integration.price_sources SET price_cents = price_cents + 1")
        feed.commit()
        assert dropping_process.wait(60) == 0
        assert f"Dropped {ago(25, TABLES[1])}" in output.read_text()

    def test_an_interrupted_run_leaves_whole_months_and_the_next_one_goes_on(self, feed, committed, tmp_path):
        with_months(27, "integration.price_history")
        feed.execute(f"SELECT count(*) FROM {ago(25, TABLES[1])}")
        output = tmp_path / "said"
        killed = started("partitions", "drop-old", output=output, database=committed)
        wait_until(lambda: f"Somebody is at work on the table of {ago(25, TABLES[1])}" in output.read_text())
        killed.kill()
        killed.wait(60)
        feed.commit()
        assert [is_there(ago(back, TABLES[1])) for back in (25, 26, 27)] == [True, False, False]
        assert f"Dropped {ago(25, TABLES[1])}" in partitions("drop-old")
