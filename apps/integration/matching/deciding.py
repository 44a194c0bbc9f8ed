"""Decides which product each offer is, where that is certain, and what is to be asked where it is not.

A GTIN names one product. A style code names one only together with its maker, since two makers may use the same.
Whatever speaks against a match, or leaves two products, makes it a question for staff: two styles are never linked by a
guess.
"""

from decimal import Decimal

from django.db import connection

BY_GTIN = Decimal("1.00")  # confidence
BY_STYLE_CODE = Decimal("0.95")  # the same size may be another one: the code stands in a text that somebody wrote
BY_HAND = Decimal("1.00")

GTINS = """
CREATE TEMP TABLE match_gtins ON COMMIT DROP AS
SELECT code AS gtin, array_agg(DISTINCT product_id) AS products
  FROM match_codes WHERE kind = 'gtin' GROUP BY code;
CREATE INDEX ON match_gtins (gtin)"""
# All products that have one of the codes that are written, whoever makes them. The shape of a code, such as
# 0000A000-000, is the same for all styles of a maker.
STYLES = """
CREATE TEMP TABLE match_styles ON COMMIT DROP AS
SELECT w.written, min(w.code) AS code,
       translate(min(w.code), '123456789BCDEFGHIJKLMNOPQRSTUVWXYZ', '000000000AAAAAAAAAAAAAAAAAAAAAAAAA') AS shape,
       array_agg(DISTINCT c.product_id) FILTER (WHERE c.code IS NOT NULL) AS products
  FROM match_written w LEFT JOIN match_codes c ON c.kind = 'style_code' AND c.code = w.code
 GROUP BY w.written;
CREATE INDEX ON match_styles (written)"""
# Of these, by the maker that offers name: fit are those of the same maker; unsure those where one side is not known.
FITTING = """
CREATE TEMP TABLE match_fitting ON COMMIT DROP AS
SELECT pair.written, pair.maker,
       coalesce(array_agg(DISTINCT c.product_id) FILTER (WHERE c.maker = pair.maker), '{}') AS fit,
       coalesce(array_agg(DISTINCT c.product_id) FILTER (WHERE c.maker IS NULL OR pair.maker IS NULL), '{}') AS unsure
  FROM (SELECT DISTINCT o.written, o.maker FROM match_offers o JOIN match_styles s ON s.written = o.written) pair
  JOIN match_written w ON w.written = pair.written
  JOIN match_codes c ON c.kind = 'style_code' AND c.code = w.code
 GROUP BY pair.written, pair.maker"""
# Products that say their style code themselves; of the others the SKU is tried, and may be anything.
CODED = """
CREATE TEMP TABLE match_coded ON COMMIT DROP AS
SELECT product.id AS product_id, product.sku, coalesce(brand.maker_id, brand.id) AS maker,
       translate(upper(product.sku),
                 '123456789BCDEFGHIJKLMNOPQRSTUVWXYZ', '000000000AAAAAAAAAAAAAAAAAAAAAAAAA') AS shape,
       coalesce(product.style_code, '') <> '' OR EXISTS (
           SELECT FROM products.product_style_codes own WHERE own.product_id = product.id) AS is_coded
  FROM products.products product LEFT JOIN core.brands brand ON brand.id = product.brand_id;
CREATE INDEX ON match_coded (product_id);
ANALYZE match_gtins, match_styles, match_fitting, match_coded"""
# A brand that we do not have is part of the question, since what is answered for one says nothing of the next.
# What an answer has linked is by hand while its question is about a code of the offer: a shop may give the number of an
# offer to another shoe. A SKU of the same letters and digits as the offer's style code is one too, and another one.
DECISIONS = """
CREATE TEMP TABLE match_decisions ON COMMIT DROP AS
WITH compared AS (
    SELECT o.id, o.maker, o.label, o.gtin, o.written, s.code AS style_code,
           o.match_method = 'manual' AND o.matched_product_id IS NOT NULL AND NOT EXISTS (
               SELECT FROM integration.match_question_offers asked
                 JOIN integration.match_questions q ON q.id = asked.question_id
                WHERE asked.awin_product_id = o.id
                  AND NOT coalesce(string_to_array(q.code, ' / ')
                                   && ARRAY [s.code, o.gtin, ltrim(o.gtin, '0'), right(o.gtin, 13), first.sku], false)
               ) AS is_by_hand, o.matched_product_id,
           coalesce(cardinality(g.products), 0) AS by_gtin, g.products AS gtin_products, g.products[1] AS gtin_product,
           CASE WHEN g.products IS NOT NULL THEN
                ARRAY (SELECT unnest(g.products) INTERSECT SELECT unnest(s.products)) END AS agreed,
           first.is_coded, first.sku, first.maker <> o.maker AS is_other_maker,
           first.shape = s.shape AS is_sku_alike,
           s.products AS style_products, f.fit, f.unsure
      FROM match_offers o
      LEFT JOIN match_gtins g ON g.gtin = o.gtin
      LEFT JOIN match_coded first ON first.product_id = g.products[1]
      LEFT JOIN match_styles s ON s.written = o.written
      LEFT JOIN match_fitting f ON f.written = o.written AND f.maker IS NOT DISTINCT FROM o.maker
), judged AS (
    SELECT c.*,
           CASE
           WHEN c.is_by_hand THEN 'manual'
           WHEN c.by_gtin = 1 AND c.is_other_maker THEN 'codes'
           WHEN c.by_gtin = 1 AND (c.style_code IS NULL OR cardinality(c.agreed) = 1) THEN 'ean'
           WHEN c.by_gtin = 1 AND (c.is_coded OR c.fit || c.unsure <> '{}' OR c.is_sku_alike) THEN 'codes'
           WHEN c.by_gtin = 1 THEN 'ean'
           WHEN c.by_gtin > 1 AND cardinality(c.agreed) = 1 AND (c.fit || c.unsure) @> c.agreed THEN 'ean'
           WHEN c.by_gtin > 1 THEN 'several gtin'
           WHEN c.style_code IS NULL THEN CASE WHEN c.gtin IS NULL THEN 'no code' ELSE 'gtin not known' END
           WHEN c.fit IS NULL THEN 'not known'
           WHEN cardinality(c.fit) = 1 AND c.unsure = '{}' THEN 'style_code'
           WHEN cardinality(c.fit) > 0 THEN 'several'
           WHEN c.unsure <> '{}' THEN 'brand'
           ELSE 'other maker' END AS verdict
      FROM compared c
)
SELECT j.id, j.verdict, CASE WHEN j.verdict = 'manual' THEN j.matched_product_id END AS by_hand,
       CASE j.verdict
       WHEN 'ean' THEN coalesce(j.agreed[1], j.gtin_product)
       WHEN 'style_code' THEN j.fit[1] END AS product_id,
       CASE j.verdict WHEN 'several gtin' THEN 'several' WHEN 'several' THEN 'several' WHEN 'brand' THEN 'brand'
       WHEN 'codes' THEN 'codes' END AS doubt,
       concat_ws(' / ', CASE WHEN j.verdict = 'several gtin' THEN public_gtin.code ELSE j.style_code END,
                 CASE WHEN j.verdict = 'codes' THEN j.sku END, j.label) AS code,
       j.maker,
       CASE WHEN j.verdict = 'several gtin' THEN j.gtin_products
            WHEN j.verdict = 'codes' THEN j.gtin_products || coalesce(j.fit || j.unsure, '{}')
            WHEN j.verdict IN ('several', 'brand') THEN j.fit || j.unsure END AS candidates
  FROM judged j
 CROSS JOIN LATERAL (
       SELECT CASE WHEN left(j.gtin, 1) = '0' THEN right(j.gtin, 13) ELSE j.gtin END AS code) public_gtin"""


def decide() -> None:
    """Make match_decisions, one row for each offer: a product, or a question, or neither and the verdict says why."""
    with connection.cursor() as cursor:
        for query in (GTINS, STYLES, FITTING, CODED, DECISIONS):
            cursor.execute(query)
        cursor.execute("ANALYZE match_decisions")
