"""Rows of which something personal was let go: whoever brings in the same rows again leaves that out.

They are known by the audit trail, of which records that told of a person were erased, at somebody's wish or by age.
"""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from apps.system.models import AuditRecord
from apps.system.privacy.rules import RULES


def forgotten(table: str, ids: Collection[UUID]) -> set[UUID]:
    """Those of the rows, in one query."""
    records = AuditRecord.objects.filter(table_name=table, row_id__in=[str(key) for key in ids])
    return {UUID(key) for key in records.filter(erased_at__isnull=False).values_list("row_id", flat=True).distinct()}


def personal_columns(table: str) -> frozenset[str]:
    """The columns that rules are about."""
    return frozenset(rule.column for rule in RULES if rule.table == table)


def emptied() -> dict[str, str]:
    """What erasing leaves of a row of a report."""
    return {"erased": timezone.localdate().isoformat()}
