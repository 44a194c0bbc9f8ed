"""Match questions: which of two products with one style code an offer is, as match_products would ask it."""

from apps.demo.copying import Copier
from apps.demo.plan import Plan

# The number of a question is that of the second of the two products.
QUESTIONS = """
INSERT INTO integration.match_questions (id, doubt, code, brand_id, created_at, updated_at)
SELECT DISTINCT (%(integration_match_questions)s || right(twin.id::text, 12))::uuid, 'several', twin.style_code,
       coalesce(brand.maker_id, brand.id), %(now)s::timestamptz, %(now)s::timestamptz
  FROM products.products twin
  JOIN products.products first ON first.style_code = twin.style_code AND first.id < twin.id
  JOIN core.brands brand ON brand.id = twin.brand_id
 WHERE twin.id BETWEEN %(products_products_low)s AND %(products_products_high)s
   AND first.id BETWEEN %(products_products_low)s AND %(products_products_high)s"""
CANDIDATES = """
INSERT INTO integration.match_candidates (id, question_id, product_id)
SELECT (%(integration_match_candidates)s || right(product.id::text, 12))::uuid, question.id, product.id
  FROM integration.match_questions question
  JOIN products.products product ON product.style_code = question.code
 WHERE question.id BETWEEN %(integration_match_questions_low)s AND %(integration_match_questions_high)s
   AND product.id BETWEEN %(products_products_low)s AND %(products_products_high)s"""
ASKED = """
INSERT INTO integration.match_question_offers (id, question_id, awin_product_id)
SELECT (%(integration_match_question_offers)s || right(offer.id::text, 12))::uuid, question.id, offer.id
  FROM integration.match_questions question
  JOIN integration.awin_products offer ON offer.mpn = question.code AND offer.matched_product_id IS NULL
 WHERE question.id BETWEEN %(integration_match_questions_low)s AND %(integration_match_questions_high)s
   AND offer.id BETWEEN %(integration_awin_products_low)s AND %(integration_awin_products_high)s"""


def copy(copier: Copier, plan: Plan) -> None:
    """Add the questions; the offers must be there."""
    for query in (QUESTIONS, CANDIDATES, ASKED):
        copier.insert(query, plan)
