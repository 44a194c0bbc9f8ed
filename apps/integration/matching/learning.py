"""Learns GTINs: an offer that a style code has matched tells which product, and which size, its GTIN is on."""

from uuid import UUID

from django.db import connection, transaction

LEARNT = "Offer of "  # so begins the source of a GTIN that was learnt
# Numbers that shops give themselves, so that each shop's is on another shoe (GS1: restricted circulation, GTIN-13 of
# 02, 04 and 2, GTIN-8 of 0 and 2), and what stands where nobody knows the number: eleven times one digit.
OWN_NUMBERS = r"^0(02|04|2)|^0{6}[02]|^0*(\d)\2{10}"
# A GTIN that stands on two products or two sizes is on none for certain. Offers that were matched by their GTIN tell
# nothing new, and those whose size is not understood have no price.
LEARN = """
WITH told AS (
    SELECT lpad(code.written, 14, '0') AS gtin, price.product_id, price.size_id, offer.merchant_name, offer.match_method
      FROM integration.awin_products offer
     CROSS JOIN LATERAL (SELECT coalesce(nullif(offer.ean, ''), offer.product_gtin) AS written) code
      JOIN integration.price_sources price
        ON price.source_type = 'awin' AND price.source_product_id = offer.awin_product_id
       AND price.product_id = offer.matched_product_id
     WHERE price.size_id IS NOT NULL
       AND products.is_gtin(code.written) AND lpad(code.written, 14, '0') !~ %(own)s
)
INSERT INTO products.product_gtins (product_id, size_id, gtin, source)
SELECT (array_agg(told.product_id))[1], (array_agg(told.size_id))[1],
       CASE WHEN left(told.gtin, 1) = '0' THEN right(told.gtin, 13) ELSE told.gtin END,
       left(%(learnt)s || coalesce(min(told.merchant_name), 'a shop') || ', by its style code', 200)
  FROM told
 GROUP BY told.gtin
HAVING count(DISTINCT (told.product_id, told.size_id)) = 1
   AND count(*) FILTER (WHERE told.match_method IN ('style_code', 'manual')) > 0
    ON CONFLICT DO NOTHING"""

FORGET = """
DELETE FROM products.product_gtins known
 USING integration.awin_products offer
 WHERE offer.id = ANY (%(offers)s) AND known.product_id = offer.matched_product_id
   AND known.product_id IS DISTINCT FROM %(product)s AND starts_with(known.source, %(learnt)s)
   AND lpad(known.gtin, 14, '0') = lpad(coalesce(nullif(offer.ean, ''), offer.product_gtin), 14, '0')"""


def learn_gtins(*, dry_run: bool = False) -> int:
    """Write what the matched offers tell; returns how many GTINs were not known. A dry run takes it back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LEARN, {"own": OWN_NUMBERS, "learnt": LEARNT})
        learnt = cursor.rowcount
        transaction.set_rollback(dry_run)
        return learnt


def forget_gtins(offers: list[UUID], product: UUID | None) -> None:
    """Forget what these offers have taught about the products that they are linked to, now that they are another."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, {"offers": offers, "product": product, "learnt": LEARNT})
