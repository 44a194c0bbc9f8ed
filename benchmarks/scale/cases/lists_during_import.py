"""The lists of the back office while an import writes."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from databases import PROJECT, url
from feeds import feed

from scale.case import Case, Result, Way
from scale.site import Site
from scale.targets import AtMost
from scale.units import SECONDS
from scale.writing import execute

READ_MEANWHILE = """
    integration/pricesource integration/awinproduct integration/opportunity products/inventoryitem
    transactions/order analytics/brandmonth
""".split()
MERCHANT = 10597  # the shop of the feeds that are made up


class ListsDuringImport(Case):
    name = "lists-during-import"
    about = "an import while staff read lists, 95th percentile"
    targets = (AtMost(0.500, SECONDS),)

    def measure(self, rounds: int) -> Result:
        """Once: of each list there are many reads in it."""
        return super().measure(1)

    def ways(self):
        self.folder = tempfile.TemporaryDirectory()
        self.feeds = [Path(self.folder.name) / name for name in ("first.csv", "changed.csv")]
        for file, changed in zip(self.feeds, (0, 0.1), strict=True):
            feed(file, self.rows(200_000), changed=changed)
        self.counts["rows of the feed"] = self.rows(200_000)
        return [Way("ours", self.one_import)]

    def one_import(self) -> float:
        """The feed, then the same with a tenth of its prices changed, while somebody reads lists."""
        from django.db import connection

        self.forget()
        name = connection.settings_dict["NAME"]
        with Site(name) as site:
            lists = [f"/admin/{page}/" for page in READ_MEANWHILE]
            for page in lists:
                site.ask(page)
            taken = []
            for file in self.feeds:
                with import_of(name, file) as process:
                    while process.poll() is None:
                        taken += [site.ask(page) for page in lists]
                if process.returncode:
                    sys.exit("import_awin failed.")
        self.counts |= {"lists read": len(taken), "mean": statistics.mean(taken), "slowest": max(taken)}
        return statistics.quantiles(taken, n=20)[-1]

    def forget(self) -> None:
        """Take away what earlier imports of these feeds left."""
        offers = f"SELECT awin_product_id FROM integration.awin_products WHERE merchant_id = {MERCHANT}"
        execute(f"DELETE FROM integration.awin_price_history WHERE awin_product_id IN ({offers})")
        execute(f"DELETE FROM integration.awin_products WHERE merchant_id = {MERCHANT}")
        execute("VACUUM integration.awin_products, integration.awin_price_history")

    def leave(self) -> None:
        self.forget()
        self.folder.cleanup()


def import_of(database: str, file: Path) -> subprocess.Popen:
    """import_awin in a process of its own, as users start it."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_awin", str(file), "--again"],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": url(database), "DEBUG": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
