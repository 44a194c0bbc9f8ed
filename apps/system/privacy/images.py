"""Takes people out of the rows that imports keep as they were before, to be taken back.

Such a row is then one that was changed since: undo_import says so, and leaves it.
"""

from django.db import connection

EMPTY = """
UPDATE integration.import_changes c
   SET images = (
           SELECT jsonb_agg(CASE WHEN image.value ->> 'id' = ANY (%(ids)s)
                                 THEN jsonb_build_object('id', image.value -> 'id') ELSE image.value END
                            ORDER BY image.place)
             FROM jsonb_array_elements(c.images) WITH ORDINALITY image (value, place)),
       fingerprints = (
           SELECT array_agg(CASE WHEN kept.row_id::text = ANY (%(ids)s)
                                 THEN hashtextextended('erased', kept.fingerprint) ELSE kept.fingerprint END
                            ORDER BY kept.place)
             FROM unnest(c.row_ids, c.fingerprints) WITH ORDINALITY kept (row_id, fingerprint, place))
 WHERE c.table_name = %(table)s AND c.images IS NOT NULL AND c.row_ids && %(ids)s::uuid[]
   AND EXISTS (SELECT FROM jsonb_array_elements(c.images) image (value)
                WHERE image.value ->> 'id' = ANY (%(ids)s) AND image.value - 'id' <> '{}')"""


def empty(table: str, ids: list[str]) -> int:
    """Leave of these rows nothing but that they were changed; how many notes of imports had them."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY, {"table": table, "ids": ids})
        return cursor.rowcount
