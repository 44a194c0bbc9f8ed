"""Lays out what matching compares: the offers with their codes and makers, and the codes that name products."""

from collections.abc import Callable
from uuid import UUID

from django.db import connection

from apps.core.recognition.brands import NO_BRAND, BrandFinder
from apps.core.recognition.text import letters

BRAND_NAMES = "SELECT DISTINCT brand_name FROM integration.awin_products WHERE brand_name IS NOT NULL"
# Offers are read once: they are wide, and all that follows works on narrow copies. A number of another length is no
# GTIN; one with a wrong check digit is none that anybody knows. Zeros alone are what shops write where they know none.
OFFERS = """
CREATE TEMP TABLE match_offers ON COMMIT DROP AS
SELECT offer.id, offer.awin_product_id, offer.matched_product_id, offer.match_method, offer.match_confidence,
       coalesce(
           CASE WHEN length(offer.ean) IN (8, 12, 13, 14) THEN nullif(lpad(offer.ean, 14, '0'), repeat('0', 14)) END,
           CASE WHEN length(offer.product_gtin) IN (8, 12, 13, 14)
                THEN nullif(lpad(offer.product_gtin, 14, '0'), repeat('0', 14)) END) AS gtin,
       integration.offer_style_code(offer.description, offer.mpn, offer.product_model) AS written, named.maker,
       CASE WHEN named.maker IS NULL AND offer.brand_name <> ALL (%s)
            THEN left(lower(offer.brand_name), 60) END AS label
  FROM integration.awin_products offer
  LEFT JOIN unnest(%s::text[], %s::uuid[]) named (brand_name, maker) ON named.brand_name = offer.brand_name"""
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
# Of offers whose brand column says nothing, where it matters: each title is another one. A brand that is named there
# and that we do not have is another one than ours, whatever the title says.
TITLES = """
SELECT DISTINCT offer.product_name
  FROM match_offers o JOIN integration.awin_products offer ON offer.id = o.id
 WHERE o.maker IS NULL AND (offer.brand_name IS NULL OR offer.brand_name = ANY (%s))
   AND (EXISTS (SELECT FROM match_codes c WHERE c.kind = 'gtin' AND c.code = o.gtin)
        OR EXISTS (SELECT FROM match_written w JOIN match_codes c ON c.kind = 'style_code' AND c.code = w.code
                    WHERE w.written = o.written))"""
TITLED = """
UPDATE match_offers o SET maker = titled.maker
  FROM integration.awin_products offer
  JOIN unnest(%s::text[], %s::uuid[]) titled (title, maker) ON titled.title = offer.product_name
 WHERE offer.id = o.id AND o.maker IS NULL AND (offer.brand_name IS NULL OR offer.brand_name = ANY (%s))"""


def lay_out() -> None:
    """Make match_offers, match_codes and match_written; they go with the transaction."""
    finder = BrandFinder()
    with connection.cursor() as cursor:
        cursor.execute(BRAND_NAMES)
        names = [name for (name,) in cursor.fetchall()]
        no_brand = [name for name in names if letters(name) in NO_BRAND]
        cursor.execute(OFFERS, [no_brand, *_makers(names, finder, lambda name: finder.of(name, ""))])
        cursor.execute(CODES)
        cursor.execute(WRITTEN)
        cursor.execute("ANALYZE match_offers, match_codes, match_written")
        cursor.execute(TITLES, [no_brand])
        titles = [title for (title,) in cursor.fetchall()]
        cursor.execute(TITLED, [*_makers(titles, finder, finder.in_title), no_brand])


def _makers(texts: list[str], finder: BrandFinder, brand_in: Callable[[str], UUID | None]) -> list[list]:
    """Those of the texts that name a brand, and its makers."""
    brands = {text: brand_in(text) for text in texts}
    makers = {text: finder.maker(brand) for text, brand in brands.items() if brand}
    return [list(makers), list(makers.values())]
