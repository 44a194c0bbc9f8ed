"""Writes the decisions into awin_products, where they differ from what stands there."""

from django.db import connection

from apps.integration.matching.deciding import BY_GTIN, BY_HAND, BY_STYLE_CODE

AT_ONCE = 50_000  # offers are wide: what triggers are shown of so many before and after the change fits into memory
LINKS = """
CREATE TEMP TABLE match_links ON COMMIT DROP AS
SELECT d.id, coalesce(d.by_hand, d.product_id) AS product_id, how.method, how.confidence
  FROM match_decisions d
  LEFT JOIN (VALUES ('ean', 'ean', %(by_gtin)s::numeric), ('style_code', 'style_code', %(by_style_code)s::numeric),
                    ('manual', 'manual', %(by_hand)s::numeric)) how (verdict, method, confidence)
    ON how.verdict = d.verdict"""
# What a style code has found is known by its GTIN from then on, which makes it no surer.
CHANGES = """
CREATE TEMP TABLE match_changes ON COMMIT DROP AS
SELECT link.*, o.matched_product_id AS product_before, o.match_method AS method_before,
       row_number() OVER () / %s AS slice
  FROM match_offers o JOIN match_links link ON link.id = o.id
 WHERE (o.matched_product_id, o.match_method, o.match_confidence)
       IS DISTINCT FROM (link.product_id, link.method, link.confidence)
   AND (o.matched_product_id, o.match_method, link.method)
       IS DISTINCT FROM (link.product_id, 'style_code', 'ean')"""
# Not where staff have answered meanwhile: their word counts.
WRITE = """
UPDATE integration.awin_products offer
   SET matched_product_id = change.product_id, match_method = change.method, match_confidence = change.confidence,
       updated_at = now()
  FROM match_changes change
 WHERE offer.id = change.id AND change.slice = %s
   AND (offer.matched_product_id, offer.match_method)
       IS NOT DISTINCT FROM (change.product_before, change.method_before)"""


def link() -> int:
    """Write them; returns how many offers changed."""
    with connection.cursor() as cursor:
        cursor.execute(LINKS, {"by_gtin": BY_GTIN, "by_style_code": BY_STYLE_CODE, "by_hand": BY_HAND})
        cursor.execute(CHANGES, [AT_ONCE])
        changed = cursor.rowcount
        cursor.execute("CREATE INDEX ON match_changes (slice)")
        cursor.execute("ANALYZE match_links, match_changes")
        for slice_ in range(changed // AT_ONCE + 1):
            cursor.execute(WRITE, [slice_])
    return changed
