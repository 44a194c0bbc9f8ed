"""The kinds of tables, by what may be done to their rows. The role decides within that."""

from soleflip.admin.base import BackOfficeAdmin


class FullAdmin(BackOfficeAdmin):
    """Rows that staff add, correct and, if they are admins, delete."""


class AppendOnlyAdmin(BackOfficeAdmin):
    """What happened: history, import records, logs. Nobody writes it here, and nobody changes it."""

    may_be_added = may_be_changed = may_be_deleted = False


class LegacyAdmin(AppendOnlyAdmin):
    """Tables of the older system, to look at. `moved_to` says where the data went."""

    moved_to = ""

    @property
    def banner(self):
        return f"Legacy: kept to look things up, never written. {self.moved_to}"


class ViewAdmin(AppendOnlyAdmin):
    """A view of the database: computed whenever it is looked at."""

    banner = "Computed from other tables whenever it is opened: there is nothing to change here."
