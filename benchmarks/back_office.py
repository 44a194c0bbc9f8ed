"""How the pages of the back office take a table that grows: each page over many rows beside the same page over few.

Both databases are filled by plain SQL. A page is asked for in this process, by Django's test client: its time is that
of PostgreSQL and of Python, without a network.
"""

import argparse
import html
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from databases import python, recreate, set_up
from filling import fill, fill_histories

FEW, MANY = "benchmark_few", "benchmark_many"
LISTS = """
    products/product products/inventoryitem transactions/order platforms/stockxlisting integration/pricesource
    integration/pricehistory integration/awinproduct integration/awinpricehistory integration/importrecord
    pricing/pricepoint system/logentry
""".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--few", type=int, default=10_000, help="log lines of the small one (default: %(default)s)")
    parser.add_argument("--many", type=int, default=1_000_000, help="of the large one (default: %(default)s)")
    parser.add_argument(
        "--histories", type=int, default=0, help="changes of prices and log lines of two years more in the large one"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is asked for (default: %(default)s)")
    parser.add_argument("--export", metavar="DATABASE", help=argparse.SUPPRESS)  # in a process of its own
    options = parser.parse_args()
    set_up()
    if options.export:
        return export(options.export)
    for name, rows in ((FEW, options.few), (MANY, options.many)):
        build(name, rows, fill)
    if options.histories:
        with connected_to(MANY):
            fill_histories(options.histories)
    measured = {name: dict(pages(name, options.rounds)) for name in (FEW, MANY)}
    print(f"{'page':48} {'few':>9} {'many':>9} {'ratio':>6} queries")
    for page, (many, queries) in sorted(measured[MANY].items(), key=lambda item: -item[1][0]):
        few = measured[FEW][page][0]
        print(f"{page:48} {few * 1000:6.0f} ms {many * 1000:6.0f} ms {many / few:6.2f} {queries:7}")
    print(
        f"slowest page: {max(time for time, _ in measured[MANY].values()) * 1000:.0f} ms; most queries: "
        f"{max(queries for _, queries in measured[MANY].values())}"
    )
    for name in (FEW, MANY):
        print(python("benchmarks/back_office.py", "--export", name, database=name).stdout.strip())
        recreate(name, create=False)


def build(name: str, rows: int, fill: Callable[[int], None]) -> None:
    """A migrated database with so many rows as `fill` makes them, and an admin."""
    recreate(name)
    python("manage.py", "migrate", "--verbosity", "0", database=name)
    with connected_to(name):
        from apps.accounts.models import User

        fill(rows)
        User.objects.filter(username="admin").update(must_change_password=False)


def pages(name: str, rounds: int) -> Iterator[tuple[str, tuple[float, int]]]:
    """The address of each page, its median time in seconds and its queries."""
    with connected_to(name):
        for address in addresses(client()):
            times, queries = zip(*[ask(client(), address) for _ in range(rounds)], strict=True)
            label = re.sub(r"=.{40,}", "=...", address)  # a place in a list is a long key
            yield label, (statistics.median(times), max(queries))


def addresses(browser) -> Iterator[str]:
    for page in LISTS:
        listing = f"/admin/{page}/"
        yield listing
        yield f"{listing}?_last=1"
        last = browser.get(f"{listing}?_last=1").content.decode()
        if link := re.search(r'href="([^"]+)" rel="prev"', last):
            yield listing + html.unescape(link[1])
    yield "/admin/products/product/?q=DZ777-100"
    yield "/admin/products/product/?q=jordan"
    yield "/admin/products/inventoryitem/?q=DZ777-100"
    yield "/admin/products/inventoryitem/?q=jordan"
    yield "/admin/products/inventoryitem/?status__exact=sold"
    yield "/admin/transactions/order/?q=DZ777-100"
    yield "/admin/transactions/order/?q=jordan"
    yield "/admin/integration/awinproduct/?q=shop%20777%20"
    yield "/admin/system/logentry/?level__exact=ERROR"


def ask(browser, address: str) -> tuple[float, int]:
    """The seconds that a page takes, and the queries of another time, since writing them down takes some too."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    began = time.perf_counter()
    response = browser.get(address)
    seconds = time.perf_counter() - began
    if response.status_code != 200:
        sys.exit(f"{address} answered {response.status_code}.")
    with CaptureQueriesContext(connection) as captured:
        browser.get(address)
    return seconds, len(captured)


def client():
    """A browser in which the admin is logged in; the site is as it is in use."""
    from django.conf import settings
    from django.test import Client

    from apps.accounts.models import User

    settings.DEBUG = False
    browser = Client(headers={"host": "localhost", "x-forwarded-proto": "https"})
    browser.force_login(User.objects.get(username="admin"))
    return browser


def export(name: str) -> None:
    """The whole log as CSV, and how much memory this process had at most."""
    with connected_to(name):
        browser, size = client(), 0
        before = peak()
        for piece in browser.get("/admin/system/logentry/export/").streaming_content:
            size += piece.count(b"\n")
        print(f"export of {size - 1:,} rows: {peak() - before:.1f} MiB above the {before:.0f} MiB before it")


def peak() -> float:
    """The most memory that this process has had so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    from django.db import connection

    connection.close()
    original, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original


if __name__ == "__main__":
    main()
