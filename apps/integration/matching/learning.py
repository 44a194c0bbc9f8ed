"""Learns GTINs: an offer that a style code has matched tells which product, and which size, its GTIN is on."""

from django.db import connection

# A GTIN that stands on two products or two sizes is on none for certain. An offer whose size is not understood tells no
# size, and one that was matched by its GTIN tells nothing new.
LEARN = """
INSERT INTO products.product_gtins (product_id, size_id, gtin, source)
SELECT (array_agg(price.product_id))[1], (array_agg(price.size_id))[1],
       CASE WHEN left(o.gtin, 1) = '0' THEN right(o.gtin, 13) ELSE o.gtin END,
       left('Offer of ' || coalesce(min(price.source_name), 'a shop') || ', by its style code', 200)
  FROM match_prices price
  JOIN match_offers o ON o.awin_product_id = price.source_product_id
 WHERE price.size_id IS NOT NULL
   AND o.gtin IN (SELECT learnt.gtin FROM match_links link JOIN match_offers learnt ON learnt.id = link.id
                   WHERE link.method = 'style_code')
 GROUP BY o.gtin
HAVING count(DISTINCT (price.product_id, price.size_id)) = 1
    ON CONFLICT DO NOTHING"""


def learn_gtins() -> int:
    """Write what was learnt; returns how many GTINs were not known."""
    with connection.cursor() as cursor:
        cursor.execute(LEARN)
        return cursor.rowcount
