"""Learns GTINs: an offer that a style code has matched tells which product, and which size, its GTIN is on."""

from django.db import connection, transaction

# A GTIN that stands on two products or two sizes is on none for certain. Offers that were matched by their GTIN tell
# nothing new, and those whose size is not understood have no price.
LEARN = """
WITH told AS (
    SELECT lpad(coalesce(nullif(offer.ean, ''), offer.product_gtin), 14, '0') AS gtin, price.product_id, price.size_id,
           offer.merchant_name, offer.match_method
      FROM integration.awin_products offer
      JOIN integration.price_sources price
        ON price.source_type = 'awin' AND price.source_product_id = offer.awin_product_id
       AND price.product_id = offer.matched_product_id
     WHERE price.size_id IS NOT NULL
       AND products.is_gtin(coalesce(nullif(offer.ean, ''), offer.product_gtin))
)
INSERT INTO products.product_gtins (product_id, size_id, gtin, source)
SELECT (array_agg(told.product_id))[1], (array_agg(told.size_id))[1],
       CASE WHEN left(told.gtin, 1) = '0' THEN right(told.gtin, 13) ELSE told.gtin END,
       left('Offer of ' || coalesce(min(told.merchant_name), 'a shop') || ', by its style code', 200)
  FROM told
 GROUP BY told.gtin
HAVING count(DISTINCT (told.product_id, told.size_id)) = 1
   AND count(*) FILTER (WHERE told.match_method IN ('style_code', 'manual')) > 0
    ON CONFLICT DO NOTHING"""


def learn_gtins(*, dry_run: bool = False) -> int:
    """Write what the matched offers tell; returns how many GTINs were not known. A dry run takes it back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LEARN)
        learnt = cursor.rowcount
        transaction.set_rollback(dry_run)
        return learnt
