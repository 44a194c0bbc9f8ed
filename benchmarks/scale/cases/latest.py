"""The latest price of every product at every source."""

from scale.case import Case, Way
from scale.reading import reads, whole
from scale.targets import TimesMore
from scale.writing import value

# Where each price is the only one of its source, this is all there is to say, in no order.
IN_STOCK = """(
SELECT price.*, product.name, product.sku, product.ean, brand.name AS brand_name, supplier.name AS supplier_name
  FROM integration.price_sources price
  JOIN products.products product ON product.id = price.product_id
  LEFT JOIN core.brands brand ON brand.id = product.brand_id
  LEFT JOIN core.suppliers supplier ON supplier.id = price.supplier_id
 WHERE price.in_stock)"""


class LatestPrices(Case):
    name = "latest-prices"
    about = "latest price of every product at every source"
    targets = (TimesMore(0.5, "naive"),)

    def ways(self):
        self.counts["latest prices"] = value("SELECT count(*) FROM integration.latest_prices")
        self.counts["prices in stock"] = value("SELECT count(*) FROM integration.price_sources WHERE in_stock")
        ours, naive = whole("integration.latest_prices"), whole("naive.latest_prices")
        return [
            Way("ours", reads(ours), ours),
            Way("all prices in stock, unsorted", reads(whole(IN_STOCK)), whole(IN_STOCK)),
            Way("naive", reads(naive), naive),
        ]
