"""Match questions: offers that may be one of two products, one that names no brand, and one that is answered."""

from apps.demo.copying import Copier
from apps.demo.plan import Plan

QUESTIONS = """
INSERT INTO integration.match_questions (id, doubt, code, brand_id, answer_id, answered_at, created_at, updated_at)
SELECT (%(integration_match_questions)s || lpad(to_hex(n), 12, '0'))::uuid,
       (ARRAY['several', 'brand', 'codes'])[1 + n %% 3], 'DEMO-Q' || n, NULL,
       CASE WHEN n = 12 THEN (%(products_products)s || lpad(to_hex(n %% 10), 12, '0'))::uuid END,
       CASE WHEN n = 12 THEN %(now)s::timestamptz END, %(now)s::timestamptz - n * interval '1 day',
       %(now)s::timestamptz - n * interval '1 day'
  FROM generate_series(1, 12) n"""
CANDIDATES = """
INSERT INTO integration.match_candidates (id, question_id, product_id)
SELECT (%(integration_match_candidates)s || lpad(to_hex(2 * n + place), 12, '0'))::uuid,
       (%(integration_match_questions)s || lpad(to_hex(n), 12, '0'))::uuid,
       (%(products_products)s || lpad(to_hex((n + place) %% 10), 12, '0'))::uuid
  FROM generate_series(1, 12) n CROSS JOIN generate_series(0, 1) place"""
ASKED = """
INSERT INTO integration.match_question_offers (id, question_id, awin_product_id)
SELECT (%(integration_match_question_offers)s || right(offer.id::text, 12))::uuid,
       (%(integration_match_questions)s || lpad(to_hex(1 + offer.place %% 12), 12, '0'))::uuid, offer.id
  FROM (SELECT o.id, row_number() OVER (ORDER BY o.id) AS place
          FROM integration.awin_products o
         WHERE o.id BETWEEN %(integration_awin_products_low)s AND %(integration_awin_products_high)s
           AND o.awin_product_id LIKE 'DEMO-X%%'
         ORDER BY o.id
         LIMIT 30) offer"""


def copy(copier: Copier, plan: Plan) -> None:
    """Add the questions; the offers must be there."""
    for query in (QUESTIONS, CANDIDATES, ASKED):
        copier.insert(query, plan)
