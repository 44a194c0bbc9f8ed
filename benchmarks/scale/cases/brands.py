"""What brands sold, and the first page, which shows it."""

from back_office import ask, client

from apps.analytics.kept import BRAND_MONTHS
from scale.case import Case, Way
from scale.kept import brand_loyalty, brand_trend, up_to_date
from scale.reading import reads
from scale.targets import AtMost
from scale.units import SECONDS


class BrandTrend(Case):
    name = "brand-trend"
    about = "brand trend"
    targets = (AtMost(0.050, SECONDS),)

    def ways(self):
        ours, naive = brand_trend(), "SELECT * FROM naive.brand_trend"
        return [Way("ours", up_to_date(BRAND_MONTHS, ours), ours), Way("naive", reads(naive), naive)]


class BrandLoyalty(Case):
    name = "brand-loyalty"
    about = "brand loyalty"
    targets = (AtMost(0.050, SECONDS),)

    def ways(self):
        ours, naive = brand_loyalty(), "SELECT * FROM naive.brand_loyalty"
        return [Way("ours", up_to_date(BRAND_MONTHS, ours), ours), Way("naive", reads(naive), naive)]


class FirstPage(Case):
    name = "first-page"
    about = "first page of the admin"
    targets = (AtMost(0.050, SECONDS),)

    def ways(self):
        browser = client()
        ask(browser, "/admin/")  # templates are read at the first time
        return [Way("ours", lambda: self.page(browser))]

    def page(self, browser) -> float:
        seconds, queries = ask(browser, "/admin/")
        self.counts["queries"] = queries
        return seconds
