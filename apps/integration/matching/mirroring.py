"""Mirrors what matched offers cost into price_sources: source awin, a retail price, one row for each offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

# An offer without a size is for every size; one whose size is not understood has no place among prices.
# Nor has one of 0.00, which no shop sells for: it is a price that the feed lacks.
PRICES = """
CREATE TEMP TABLE match_prices ON COMMIT DROP AS
SELECT offer.awin_product_id AS source_product_id, link.product_id, coalesce(own.size_id, common.size_id) AS size_id,
       offer.merchant_name AS source_name, offer.retail_price_cents AS price_cents, offer.currency,
       offer.stock_quantity, coalesce(offer.in_stock, offer.stock_quantity > 0, false) AS in_stock,
       offer.merchant_link AS source_url, offer.affiliate_link,
       least(coalesce(offer.last_updated, offer.feed_import_date), now()) AS last_updated,
       '{"mirror_of": "integration.awin_products"}'::jsonb AS mark
  FROM match_links link
  JOIN integration.awin_products offer ON offer.id = link.id
  LEFT JOIN match_sizes common
    ON common.label = offer.size AND common.currency = offer.currency AND common.product_id IS NULL
  LEFT JOIN match_sizes own
    ON own.label = offer.size AND own.currency = offer.currency AND own.product_id = link.product_id
 WHERE link.product_id = offer.matched_product_id
   AND offer.retail_price_cents > 0 AND offer.currency IS NOT NULL
   AND (coalesce(btrim(offer.size), '') = '' OR coalesce(own.size_id, common.size_id) IS NOT NULL);
ANALYZE match_prices"""
# Which row mirrors which offer: of several the one that says the same already, else the oldest; and whether it says
# something else than the offer, so that nothing but those is read again.
KNOWN = """
CREATE TEMP TABLE match_known ON COMMIT DROP AS
SELECT DISTINCT ON (price.source_product_id) price.source_product_id, price.id,
       (price.product_id, price.size_id, price.source_name, price.price_cents, price.currency, price.stock_quantity,
        price.in_stock, price.source_url, price.affiliate_link, price.last_updated,
        price.metadata @> wanted.mark)
       IS DISTINCT FROM
       (wanted.product_id, wanted.size_id, wanted.source_name, wanted.price_cents, wanted.currency,
        wanted.stock_quantity, wanted.in_stock, wanted.source_url, wanted.affiliate_link, wanted.last_updated,
        true) AS differs
  FROM integration.price_sources price
  JOIN match_prices wanted ON wanted.source_product_id = price.source_product_id
 WHERE price.source_type = 'awin' AND price.price_type = 'retail'
 ORDER BY price.source_product_id,
          (price.product_id, price.size_id) IS NOT DISTINCT FROM (wanted.product_id, wanted.size_id) DESC,
          price.created_at, price.id;
ANALYZE match_known"""
CHANGE = """
UPDATE integration.price_sources price
   SET product_id = wanted.product_id, size_id = wanted.size_id, source_name = wanted.source_name,
       price_cents = wanted.price_cents, currency = wanted.currency, stock_quantity = wanted.stock_quantity,
       in_stock = wanted.in_stock, source_url = wanted.source_url, affiliate_link = wanted.affiliate_link,
       last_updated = wanted.last_updated, metadata = price.metadata || wanted.mark, updated_at = now()
  FROM match_known known JOIN match_prices wanted ON wanted.source_product_id = known.source_product_id
 WHERE price.id = known.id AND known.differs"""
# By the clock, not all at the same moment: the list of prices is in the order of their creation, and would have to
# sort a million that are alike.
ADD = """
INSERT INTO integration.price_sources
       (product_id, size_id, source_type, source_product_id, source_name, price_type, price_cents, currency,
        stock_quantity, in_stock, source_url, affiliate_link, last_updated, metadata, created_at)
SELECT wanted.product_id, wanted.size_id, 'awin', wanted.source_product_id, wanted.source_name, 'retail',
       wanted.price_cents, wanted.currency, wanted.stock_quantity, wanted.in_stock, wanted.source_url,
       wanted.affiliate_link, wanted.last_updated, wanted.mark, clock_timestamp()
  FROM match_prices wanted
 WHERE NOT EXISTS (SELECT FROM match_known known WHERE known.source_product_id = wanted.source_product_id)
    ON CONFLICT DO NOTHING"""
# What is no longer matched, has no price, or is gone from the feeds keeps its last price, and cannot be had. Not where
# staff have linked the offer to another product meanwhile: that has put its price in order.
WITHDRAW = """
UPDATE integration.price_sources price
   SET in_stock = false, updated_at = now()
 WHERE price.source_type = 'awin' AND price.price_type = 'retail' AND price.in_stock
   AND NOT EXISTS (SELECT FROM match_known known WHERE known.id = price.id)
   AND (EXISTS (SELECT FROM match_offers o WHERE o.awin_product_id = price.source_product_id)
        OR (%(all_offers)s AND price.metadata ->> 'mirror_of' = 'integration.awin_products'))
   AND NOT EXISTS (
       SELECT FROM integration.awin_products offer JOIN match_links link ON link.id = offer.id
        WHERE offer.awin_product_id = price.source_product_id AND offer.matched_product_id = price.product_id
          AND link.product_id IS DISTINCT FROM offer.matched_product_id)"""

DROP = """
DELETE FROM integration.price_sources price
 USING integration.awin_products offer
 WHERE offer.id = ANY (%s) AND price.source_type = 'awin' AND price.source_product_id = offer.awin_product_id
   AND price.metadata ->> 'mirror_of' = 'integration.awin_products'"""


@dataclass(frozen=True)
class Mirrored:
    """Prices that were written, by what happened to them."""

    added: int
    changed: int
    withdrawn: int
    unchanged: int


def mirror(*, all_offers: bool) -> Mirrored:
    """Bring the prices in step with the links; with all offers, also those of offers that are gone."""
    with connection.cursor() as cursor:
        cursor.execute(PRICES)
        cursor.execute(KNOWN)
        cursor.execute("SELECT count(*) FROM match_known")
        known = cursor.fetchone()[0]
        cursor.execute(WITHDRAW, {"all_offers": all_offers})
        withdrawn = cursor.rowcount
        cursor.execute(CHANGE)
        changed = cursor.rowcount
        cursor.execute(ADD)
        return Mirrored(cursor.rowcount, changed, withdrawn, known - changed)


def drop_prices(offers: Sequence[UUID]) -> None:
    """Delete the prices that mirror these offers, which are about to go as if they had never been."""
    with connection.cursor() as cursor:
        cursor.execute(DROP, [list(offers)])
