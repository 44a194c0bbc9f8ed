"""What two sessions at once do to the partitions, on a database of its own."""

import datetime
import threading

import psycopg
import pytest

from tests.support.command_line import database_url
from tests.support.databases import cloned_from_template

NEXT = "SELECT system.ensure_month_partitions('{table}', 8)"
PRICE = """
    INSERT INTO core.categories (name, slug) VALUES ('Shoes', 'shoes');
    INSERT INTO products.products (sku, name, category_id)
    SELECT 'SKU', 'Shoe', id FROM core.categories WHERE slug = 'shoes';
    INSERT INTO integration.price_sources (product_id, source_type, source_product_id, price_type, price_cents)
    SELECT id, 'stockx', '1', 'resale', 100 FROM products.products"""


@pytest.fixture
def session(django_db_setup, django_db_blocker, own_name):
    """Opens sessions of which each is a transaction until it commits."""
    opened = []

    def open_session():
        opened.append(psycopg.connect(database_url(name), options="-c lock_timeout=20s"))
        return opened[-1]

    with django_db_blocker.unblock(), cloned_from_template(own_name("sessions")) as name:
        yield open_session
        for connection in opened:
            connection.close()


class InBackground(threading.Thread):
    """A statement, committed, in another session; `result` is its rows or its error."""

    def __init__(self, connection, sql):
        super().__init__()
        self.connection, self.sql, self.outcome = connection, sql, None
        self.start()

    def run(self):
        try:
            self.outcome = self.connection.execute(self.sql).fetchall()
            self.connection.commit()
        except psycopg.Error as error:
            self.outcome = error

    def wait_until_blocked(self, observer):
        """Return when the statement waits for a lock, or has ended."""
        waits = "SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = %s"
        while self.is_alive():
            if observer.execute(waits, [self.connection.info.backend_pid]).fetchone() == (True,):
                return
            observer.commit()

    def result(self):
        self.join()
        return self.outcome


def middle_of_month(ahead):
    today = datetime.datetime.now(datetime.UTC).date()
    month = today.month - 1 + ahead
    return datetime.datetime(today.year + month // 12, month % 12 + 1, 15, tzinfo=datetime.UTC)


def test_two_callers_make_each_partition_once(session):
    first, second = session(), session()
    made = first.execute(NEXT.format(table="system.logs")).fetchall()
    waiting = InBackground(second, NEXT.format(table="system.logs"))
    waiting.wait_until_blocked(session())
    first.commit()
    assert len(made) == 2
    assert waiting.result() == []


def test_a_row_of_a_new_month_that_is_not_committed_yet_is_waited_for_and_moved(session):
    writer, keeper = session(), session()
    writer.execute(
        "INSERT INTO system.logs (level, component, message, created_at) VALUES ('INFO', 'test', 'late', %s)",
        [middle_of_month(7)],
    )
    keeping = InBackground(keeper, NEXT.format(table="system.logs"))
    keeping.wait_until_blocked(session())
    writer.commit()
    assert len(keeping.result()) == 2
    assert session().execute("SELECT count(*) FROM system.logs_default").fetchone() == (0,)


def test_a_feed_and_the_making_of_partitions_do_not_deadlock(session):
    feed, keeper = session(), session()
    feed.execute(PRICE)
    feed.commit()
    feed.execute("UPDATE integration.price_sources SET source_url = 'https://example.com'")
    keeping = InBackground(keeper, NEXT.format(table="integration.price_history"))
    keeping.wait_until_blocked(session())
    feed.execute("SELECT count(*) FROM integration.price_history")
    feed.execute("UPDATE integration.price_sources SET price_cents = price_cents + 1")
    feed.commit()
    assert len(keeping.result()) == 2
