"""Reads the audit trail: what a row went through, and who it was."""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from apps.system.audit.rules import NOT_AUDITED
from apps.system.models import AuditChangeset, AuditRecord
from soleflip.acting.actor import WEB
from soleflip.admin.history import Happening, History

MOST = 100  # changes on one page


def history(row: models.Model) -> History:
    """The latest changes of a row, newest first."""
    table = row._meta.db_table.replace('"', "")
    if not row._meta.managed:
        return History([], "A view has no history: it is computed from rows that have.")
    if table in NOT_AUDITED:
        return History([], f"The audit trail leaves this table out. {NOT_AUDITED[table]}")
    records = with_who(AuditRecord.objects.filter(table_name=table, row_id=str(row.pk)))
    latest = list(records.order_by("-recorded_at", "-id")[: MOST + 1])
    names = names_of({record.user_id for record in latest})
    return History(
        [
            Happening(
                record.recorded_at,
                who(record, names),
                record.get_action_display(),
                record.before,
                record.after,
                record.erased_at is not None,
            )
            for record in latest[:MOST]
        ],
        more=len(latest) > MOST,
    )


def with_who(records: QuerySet) -> QuerySet:
    """Records with user_id, program, database_role and request_id of their changeset."""
    changeset = AuditChangeset.objects.filter(recorded_at=OuterRef("recorded_at"), id=OuterRef("changeset_id"))
    told = ("user_id", "program", "database_role", "request_id")
    return records.annotate(**{name: Subquery(changeset.values(name)[:1]) for name in told})


def names_of(keys: set[UUID | None]) -> dict[UUID, str]:
    """The names of users by their keys; who is gone is not in it."""
    users = get_user_model()._base_manager.filter(pk__in=keys - {None})
    return {user.pk: user.get_username() for user in users}


def who(record, names: dict[UUID, str]) -> str:
    """In one line who it was: the person, by which command where it was one, else the role of the database."""
    person = names.get(record.user_id) or (f"a user who is gone ({record.user_id})" if record.user_id else "")
    if record.program == WEB:
        return person or "somebody who was not logged in"
    program = f"{record.program or 'SQL'} as {record.database_role}"
    return f"{person}, by {program}" if person else program
