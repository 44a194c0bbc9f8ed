"""Reads the audit trail: what a row went through, and who it was."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db import connection, models
from django.db.models import OuterRef, Subquery

from apps.system.audit.rules import NOT_AUDITED
from apps.system.models import AuditChangeset, AuditRecord
from soleflip.acting.actor import WEB
from soleflip.admin.history import Happening, History
from soleflip.postgres.names import plain_name

MOST = 100  # changes on one page


def history(row: models.Model) -> History:
    """The latest changes of a row, newest first."""
    table = plain_name(row._meta.db_table)
    if not row._meta.managed:
        return History([], "A view has no history: it is computed from rows that have.")
    if table in NOT_AUDITED:
        return History([], f"The audit trail leaves this table out. {NOT_AUDITED[table]}")
    records = AuditRecord.objects.filter(table_name=table, row_id=str(row.pk))
    latest = list(records.order_by("-recorded_at", "-id")[: MOST + 1])
    attach_who(latest)
    return History(
        [
            Happening(
                record.recorded_at,
                who(record),
                record.get_action_display(),
                record.before,
                record.after,
                record.erased_at is not None,
            )
            for record in latest[:MOST]
        ],
        more=len(latest) > MOST,
    )


def attach_who(records: Iterable[AuditRecord]) -> None:
    """Give each record its `changeset`, None where that is gone, and the name of the person as `username`."""
    records = list(records)
    user = get_user_model()
    person = user._base_manager.filter(pk=OuterRef("user_id")).values(user.USERNAME_FIELD)[:1]
    found = AuditChangeset.objects.filter(
        recorded_at__in={record.recorded_at for record in records}, id__in={record.changeset_id for record in records}
    ).annotate(username=Subquery(person))
    changesets = {(changeset.recorded_at, changeset.id): changeset for changeset in found}
    for record in records:
        record.changeset = changesets.get((record.recorded_at, record.changeset_id))
        record.username = record.changeset and record.changeset.username


def who(record: AuditRecord) -> str:
    """In one line who it was: the person, by which command where it was one, else the role of the database.

    Of the site's own login the site itself is the only user; whoever has another one can claim to be the site.

    For records that attach_who has seen.
    """
    changeset = record.changeset
    if changeset is None:
        return "nobody knows: the changeset is gone"
    person = record.username or (f"a user who is gone ({changeset.user_id})" if changeset.user_id else "")
    login_of_site = connection.settings_dict["USER"] or changeset.database_role
    if changeset.program == WEB and changeset.database_role == login_of_site:
        return person or "somebody who was not logged in"
    program = f"{changeset.program or 'SQL'} as {changeset.database_role}"
    return f"{person}, by {program}" if person else program
