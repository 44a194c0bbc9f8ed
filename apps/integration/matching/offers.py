"""Lays out what matching compares: the offers with their codes and makers, and the codes that name products."""

from collections.abc import Callable
from uuid import UUID

from django.db import connection

from apps.core.recognition.brands import BrandFinder

MAKERS = "CREATE TEMP TABLE match_makers (brand_name text PRIMARY KEY, maker uuid NOT NULL) ON COMMIT DROP"
BRAND_NAMES = """
SELECT DISTINCT brand_name FROM integration.awin_products
 WHERE brand_name IS NOT NULL"""
NAMED = "INSERT INTO match_makers SELECT * FROM unnest(%s::text[], %s::uuid[])"
# Offers are read once: they are wide, and all that follows works on narrow copies.
OFFERS = """
CREATE TEMP TABLE match_offers ON COMMIT DROP AS
SELECT offer.id, offer.awin_product_id, offer.matched_product_id, offer.match_method, offer.match_confidence,
       CASE WHEN products.is_gtin(offer.ean) THEN lpad(offer.ean, 14, '0')
            WHEN products.is_gtin(offer.product_gtin) THEN lpad(offer.product_gtin, 14, '0') END AS gtin,
       integration.offer_style_code(offer.description, offer.mpn, offer.product_model) AS written, named.maker
  FROM integration.awin_products offer
  LEFT JOIN match_makers named ON named.brand_name = offer.brand_name"""
CODES = """
CREATE TEMP TABLE match_codes ON COMMIT DROP AS
SELECT known.kind, known.code, known.product_id, coalesce(brand.maker_id, brand.id) AS maker
  FROM products.known_codes known
  JOIN products.products product ON product.id = known.product_id
  LEFT JOIN core.brands brand ON brand.id = product.brand_id;
CREATE INDEX ON match_codes (code, kind)"""
# What is written, and the codes that it is: mostly one.
WRITTEN = """
CREATE TEMP TABLE match_written ON COMMIT DROP AS
SELECT distinct_ones.written, code.code
  FROM (SELECT DISTINCT written FROM match_offers WHERE written ~ '[0-9]') distinct_ones
 CROSS JOIN LATERAL products.style_codes(distinct_ones.written) code (code)
 WHERE length(code.code) BETWEEN 5 AND 50"""
# Of offers whose brand column says nothing, where it matters: each title is another one.
TITLES = """
SELECT DISTINCT offer.product_name
  FROM match_offers o JOIN integration.awin_products offer ON offer.id = o.id
 WHERE o.maker IS NULL
   AND (EXISTS (SELECT FROM match_codes c WHERE c.kind = 'gtin' AND c.code = o.gtin)
        OR EXISTS (SELECT FROM match_written w JOIN match_codes c ON c.kind = 'style_code' AND c.code = w.code
                    WHERE w.written = o.written))"""
TITLED = """
UPDATE match_offers o SET maker = titled.maker
  FROM integration.awin_products offer
  JOIN unnest(%s::text[], %s::uuid[]) titled (title, maker) ON titled.title = offer.product_name
 WHERE offer.id = o.id AND o.maker IS NULL"""


def lay_out() -> None:
    """Make match_offers, match_codes and match_written; they go with the transaction."""
    finder = BrandFinder()
    with connection.cursor() as cursor:
        cursor.execute(MAKERS)
        cursor.execute(BRAND_NAMES)
        _tell(cursor, NAMED, finder, lambda name: finder.of(name, ""))
        cursor.execute(OFFERS)
        cursor.execute(CODES)
        cursor.execute(WRITTEN)
        cursor.execute("ANALYZE match_offers, match_codes, match_written")
        cursor.execute(TITLES)
        _tell(cursor, TITLED, finder, finder.in_title)


def _tell(cursor, query: str, finder: BrandFinder, brand_in: Callable[[str], UUID | None]) -> None:
    """Let the query have the makers of the texts that the cursor has asked for."""
    brands = {text: brand_in(text) for (text,) in cursor.fetchall()}
    makers = {text: finder.maker(brand) for text, brand in brands.items() if brand}
    if makers:
        cursor.execute(query, [list(makers), list(makers.values())])
