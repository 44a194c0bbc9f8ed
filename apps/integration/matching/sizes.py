"""Finds the sizes of matched offers by their labels."""

from collections import Counter
from uuid import UUID

from django.db import connection

from apps.products.models.size import SizeRegion
from apps.products.size_charts.genders import gender_in
from apps.products.size_charts.labels import Label, offer_label
from apps.products.size_charts.rows import SizeRows

ON_A_SCALE = (SizeRegion.US, SizeRegion.UK, SizeRegion.JP, SizeRegion.KR, SizeRegion.CM)  # it takes the product to tell
# product_id is null where the label means the same on all products.
SIZES = """
CREATE TEMP TABLE match_sizes (label text NOT NULL, currency text NOT NULL, product_id uuid, size_id uuid NOT NULL)
    ON COMMIT DROP"""
LABELS = """
SELECT offer.size, coalesce(offer.currency, ''), count(*)
  FROM match_links link JOIN integration.awin_products offer ON offer.id = link.id
 WHERE link.product_id IS NOT NULL AND btrim(offer.size) <> ''
 GROUP BY 1, 2"""
ON_PRODUCTS = """
SELECT offer.size, coalesce(offer.currency, ''), product.id, product.brand_id, product.name, count(*)
  FROM match_links link
  JOIN integration.awin_products offer ON offer.id = link.id
  JOIN products.products product ON product.id = link.product_id
 WHERE (offer.size, coalesce(offer.currency, '')) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
 GROUP BY 1, 2, 3, 4, 5"""
FILL = "INSERT INTO match_sizes SELECT * FROM unnest(%s::text[], %s::text[], %s::uuid[], %s::uuid[])"

Row = tuple[str, str, UUID | None, UUID]


def find_sizes(rows: SizeRows) -> Counter[str]:
    """Make match_sizes of the labels of linked offers. Returns those that mean no size for certain, with offers."""
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        cursor.execute(LABELS)
        found, unclear, on_a_scale = [], Counter(), {}
        for text, currency, offers in cursor.fetchall():
            label = offer_label(text, currency or None)
            if label is None:
                unclear[text] += offers
            elif label.region in ON_A_SCALE:
                on_a_scale[text, currency] = label
            else:
                found.append((text, currency, None, rows.of(label)))
        found += _on_products(cursor, rows, on_a_scale, unclear)
        if found:
            cursor.execute(FILL, [list(column) for column in zip(*found, strict=True)])
        cursor.execute("ANALYZE match_sizes")
    return unclear


def _on_products(cursor, rows: SizeRows, labels: dict[tuple[str, str], Label], unclear: Counter[str]) -> list[Row]:
    """US 9 is another size on each maker's shoes, and on those of women."""
    if not labels:
        return []
    cursor.execute(ON_PRODUCTS, [list(column) for column in zip(*labels, strict=True)])
    found = []
    for text, currency, product, brand, name, offers in cursor.fetchall():
        if size := rows.of(labels[text, currency], brand, gender_in(name)):
            found.append((text, currency, product, size))
        else:
            unclear[text] += offers
    return found
