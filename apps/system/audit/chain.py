"""Computes the hashes and the chain of the audit trail anew, and tells where the trail does not agree.

The formulas stand here once more, beside the functions of the database that wrote the hashes
(sql/functions/system.audit_values_hash, .audit_record_hash, .seal_changeset): whoever changes those does not change
what is checked. Each query reads one month, [since, until).
"""

from typing import NamedTuple

VALUES_HASH = """
    CASE WHEN r.erased_at IS NULL
         THEN sha256(convert_to(r.salt || coalesce(r.before::text, '-') || coalesce(r.after::text, '-'), 'UTF8'))
         ELSE r.values_hash END"""
RECORD_HASH = f"""
    sha256(convert_to(concat_ws('|', r.id, extract(epoch FROM r.recorded_at), r.changeset_id, r.action,
                                encode({VALUES_HASH}, 'hex'), length(r.table_name), r.table_name,
                                coalesce('=' || r.row_id, '-')), 'UTF8'))"""
CHANGESET_HASH = """
    sha256(convert_to(jsonb_build_array(
        c.id, extract(epoch FROM c.recorded_at), c.transaction_id, c.user_id, c.database_role, c.program, c.request_id,
        c.records, encode(c.contents_hash, 'hex'), c.number, encode(c.previous_hash, 'hex'))::text, 'UTF8'))"""
GENESIS = "sha256(convert_to('SoleFlip ' || %(month)s, 'UTF8'))"
ERASURE = "e.row_id IS NULL AND e.table_name = 'system.audit_records' AND e.action = 'erase'"
MONTH = "recorded_at >= %(since)s AND {0}.recorded_at < %(until)s"


class Check(NamedTuple):
    """A query whose rows are what is wrong, and the sentence that each row fills."""

    query: str
    sentence: str
    reads_records: bool = False  # which are many


def _of_records(wrong: str, sentence: str) -> Check:
    """A check of each record r by itself."""
    query = f"""
        SELECT r.id, r.table_name, coalesce(r.row_id, 'all rows')
          FROM system.audit_records r
         WHERE r.{MONTH.format("r")} AND {wrong}
         ORDER BY r.id"""
    return Check(query, sentence, reads_records=True)


CHECKS = (
    _of_records(
        "r.erased_at IS NOT NULL AND num_nonnulls(r.before, r.after, r.salt) > 0",
        "Record {} of {} ({}) was erased, and yet says something: that was put in.",
    ),
    _of_records(
        "r.erased_at IS NULL AND r.values_hash IS NOT NULL",
        "Record {} of {} ({}) was not erased, and yet has the hash of one that was: that was put in.",
    ),
    Check(
        f"""
        SELECT r.id, r.table_name, coalesce(r.row_id, 'all rows')
          FROM system.audit_records r
          LEFT JOIN (SELECT e.recorded_at, jsonb_array_elements_text(e.after -> 'records')::bigint AS id
                       FROM system.audit_records e
                      WHERE {ERASURE} AND e.recorded_at >= %(since)s) told
            ON told.id = r.id AND told.recorded_at = r.erased_at
         WHERE r.{MONTH.format("r")} AND r.erased_at IS NOT NULL AND told.id IS NULL
         ORDER BY r.id""",
        "Record {} of {} ({}) was erased, and the trail does not tell by whom: that was done past it.",
        reads_records=True,
    ),
    _of_records(
        f"r.hash IS DISTINCT FROM {RECORD_HASH}",
        "Record {} of {} ({}) was altered: its hash is another.",
    ),
    _of_records(
        """NOT EXISTS (SELECT FROM system.audit_changesets c
                            WHERE c.recorded_at = r.recorded_at AND c.id = r.changeset_id)""",
        "Record {} of {} ({}) belongs to no changeset: it was put in, or its changeset was removed.",
    ),
    Check(
        f"""
        SELECT c.id, coalesce(c.records, 0), coalesce(found.records, 0)
          FROM system.audit_changesets c
          LEFT JOIN (SELECT r.recorded_at, r.changeset_id, count(*) AS records,
                            sha256(string_agg(r.hash, '' ORDER BY r.id)) AS contents_hash
                       FROM system.audit_records r WHERE r.{MONTH.format("r")} GROUP BY 1, 2) found
            ON found.recorded_at = c.recorded_at AND found.changeset_id = c.id
         WHERE c.{MONTH.format("c")} AND c.contents_hash IS DISTINCT FROM found.contents_hash
         ORDER BY c.id""",
        "Changeset {} was sealed with {} records and has {}: records were altered, removed or put in.",
        reads_records=True,
    ),
    Check(
        f"""
        SELECT c.id FROM system.audit_changesets c
         WHERE c.{MONTH.format("c")}
           AND (c.hash IS DISTINCT FROM {CHANGESET_HASH} OR c.number IS NULL OR c.previous_hash IS NULL
                OR c.contents_hash IS NULL)
         ORDER BY c.id""",
        "Changeset {} was altered, or never sealed: its hash is another.",
    ),
    Check(
        f"""
        SELECT chain.id, chain.number
          FROM (SELECT c.id, c.number, c.previous_hash, lag(c.hash, 1, {GENESIS}) OVER following AS hash_before,
                       row_number() OVER following AS place
                  FROM system.audit_changesets c
                 WHERE c.{MONTH.format("c")} AND c.number IS NOT NULL
                WINDOW following AS (ORDER BY c.number, c.id)) chain
         WHERE chain.previous_hash IS DISTINCT FROM chain.hash_before OR chain.number <> chain.place
         ORDER BY chain.number""",
        "Changeset {}, number {} of its month, does not follow the one before: one was removed or put in.",
    ),
    Check(
        f"""
        SELECT coalesce(head.number, 0), coalesce(last.number, 0)
          FROM (VALUES (1)) one (row)
          LEFT JOIN system.audit_heads head ON head.month = %(month)s::date
          LEFT JOIN (SELECT c.number, c.hash FROM system.audit_changesets c
                      WHERE c.{MONTH.format("c")} AND c.number IS NOT NULL ORDER BY c.number DESC LIMIT 1) last ON true
         WHERE (head.number, head.hash) IS DISTINCT FROM (last.number, last.hash)""",
        "The chain has to end with number {} and ends with {}: what came last was altered, removed or put in.",
    ),
)
COUNTS = f"""
SELECT (SELECT count(*) FROM system.audit_changesets c WHERE c.{MONTH.format("c")}),
       (SELECT count(*) FROM system.audit_records r WHERE r.{MONTH.format("r")}),
       (SELECT count(*) FROM system.audit_records r WHERE r.{MONTH.format("r")} AND r.erased_at IS NOT NULL)"""
# The years that Python's calendar has, with a year to spare at both ends; no statement of ours writes other times.
IN_CALENDAR = "recorded_at >= '0002-01-01' AND recorded_at < '9999-01-01'"
# Each month that the chain or the rows know.
MONTHS = f"""
SELECT month FROM system.audit_heads
 UNION SELECT date_trunc('month', recorded_at AT TIME ZONE 'UTC')::date FROM system.audit_changesets WHERE {IN_CALENDAR}
 UNION SELECT date_trunc('month', recorded_at AT TIME ZONE 'UTC')::date FROM system.audit_records WHERE {IN_CALENDAR}
 ORDER BY 1"""
OUTSIDE = f"""
SELECT count(*) FROM (SELECT recorded_at FROM system.audit_records
                       UNION ALL SELECT recorded_at FROM system.audit_changesets) row
 WHERE NOT ({IN_CALENDAR})"""
