"""Writes the questions that matching leaves to staff, and finds what they have answered."""

from django.db import connection

# Who answered a question has decided for all its offers, also for those that come later.
OBEY = """
UPDATE match_decisions d
   SET verdict = CASE WHEN q.is_none THEN 'none of them' ELSE 'manual' END, by_hand = q.answer_id, product_id = NULL
  FROM integration.match_questions q
 WHERE q.doubt = d.doubt AND q.code = d.code AND q.brand_id IS NOT DISTINCT FROM d.maker
   AND (q.is_none OR q.answer_id IS NOT NULL)"""
ASK = """
INSERT INTO integration.match_questions (doubt, code, brand_id)
SELECT DISTINCT doubt, code, maker FROM match_decisions WHERE doubt IS NOT NULL
    ON CONFLICT (code, doubt, brand_id) DO NOTHING"""
ASKED = """
CREATE TEMP TABLE match_asked ON COMMIT DROP AS
SELECT d.id AS awin_product_id, q.id AS question_id, d.candidates
  FROM match_decisions d
  JOIN integration.match_questions q
    ON q.doubt = d.doubt AND q.code = d.code AND q.brand_id IS NOT DISTINCT FROM d.maker
 WHERE d.doubt IS NOT NULL"""
CANDIDATES = """
INSERT INTO integration.match_candidates (question_id, product_id)
SELECT DISTINCT a.question_id, candidate
  FROM match_asked a CROSS JOIN LATERAL unnest(a.candidates) candidate
    ON CONFLICT DO NOTHING"""
FORGOTTEN_CANDIDATES = """
DELETE FROM integration.match_candidates c
 WHERE NOT EXISTS (
       SELECT FROM match_asked a WHERE a.question_id = c.question_id AND c.product_id = ANY (a.candidates))
   AND EXISTS (SELECT FROM match_asked a WHERE a.question_id = c.question_id)"""
# What was linked by an answer is decided, and stays with its question.
SETTLED_OFFERS = """
DELETE FROM integration.match_question_offers asked
 USING match_decisions d
 WHERE d.id = asked.awin_product_id AND d.verdict <> 'manual'
   AND NOT EXISTS (
       SELECT FROM match_asked a
        WHERE a.awin_product_id = asked.awin_product_id AND a.question_id = asked.question_id)"""
OFFERS = """
INSERT INTO integration.match_question_offers (question_id, awin_product_id)
SELECT question_id, awin_product_id FROM match_asked
    ON CONFLICT (awin_product_id) DO UPDATE SET question_id = EXCLUDED.question_id
 WHERE match_question_offers.question_id <> EXCLUDED.question_id"""
# An answer is kept, for the offers of tomorrow.
SETTLED = """
DELETE FROM integration.match_questions q
 WHERE q.answer_id IS NULL AND NOT q.is_none
   AND NOT EXISTS (SELECT FROM integration.match_question_offers asked WHERE asked.question_id = q.id)"""


def obey() -> None:
    """Let match_decisions follow the answers."""
    with connection.cursor() as cursor:
        cursor.execute(OBEY)


def ask() -> None:
    """Write the questions of match_decisions; what nobody asks any more goes."""
    with connection.cursor() as cursor:
        cursor.execute(ASK)
        cursor.execute(ASKED)
        cursor.execute("ANALYZE match_asked")
        cursor.execute(CANDIDATES)
        cursor.execute(FORGOTTEN_CANDIDATES)
        cursor.execute(SETTLED_OFFERS)
        cursor.execute(OFFERS)
        cursor.execute(SETTLED)
