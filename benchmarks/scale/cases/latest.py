"""The latest price of every product at every source."""

from scale.case import Case, Way
from scale.reading import reads, whole
from scale.targets import TimesMore
from scale.writing import value


class LatestPrices(Case):
    name = "latest-prices"
    about = "latest price of every product at every source"
    targets = (TimesMore(0.5, "naive"),)

    def ways(self):
        self.counts["latest prices"] = value("SELECT count(*) FROM integration.latest_prices")
        ours, naive = whole("integration.latest_prices"), whole("naive.latest_prices")
        return [Way("ours", reads(ours), ours), Way("naive", reads(naive), naive)]
