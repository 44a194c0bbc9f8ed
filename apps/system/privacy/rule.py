"""What a rule on personal data says."""

from enum import Enum, StrEnum
from typing import NamedTuple

# A word for the row t alone: the end of the id, since ids that begin with a time share their beginning.
STAND_IN = "'erased-' || right(t.id::text, 12)"


class Whose(StrEnum):
    """Who the person is to us."""

    SUPPLIER = "supplier contact"
    HOLDER = "account holder"
    BUYER = "buyer"
    USER = "user"
    ANYBODY = "whoever is mentioned"


class Erasing(Enum):
    """What erasing means in a column: in words, and what it holds then as SQL, of the row t."""

    NOTHING = ("emptied", "NULL")
    WORD = ("replaced by erased-…", STAND_IN)
    MAIL = ("replaced by erased-…@erased.invalid", f"{STAND_IN} || '@erased.invalid'")
    LOCKED = ("replaced by what no password fits", "'!erased'")
    WORDS = ("the words that name the person are replaced", "")
    ENTRY = ("the whole entry is emptied", "")
    VALUES = ("what the record says is erased, its proof stays", "")
    ROW = ("the row is deleted", "")

    @property
    def in_words(self) -> str:
        return self.value[0]

    @property
    def sql(self) -> str:
        return self.value[1]


class Names(StrEnum):
    """How a column names a person, so that the same words are looked for elsewhere."""

    MAIL = "mail"
    PHONE = "phone"
    NAME = "name"
    NUMBER = "number"  # of an order, a parcel or a tax office
    ACCOUNT = "account"  # what a person is called by a program: an ordinary word, maybe


class Keep(NamedTuple):
    """How long: so many months, or so many years from the end of the calendar year on; neither: while it is needed.

    `law` asks for the years; it outweighs the wish to be erased (GDPR art. 17 (3) b). With a law the months count from
    the end of business, where there is nothing from which the years could.
    """

    words: str
    months: int = 0
    years: int = 0
    law: str = ""
    expires: bool = False  # `since` is its end


class Rule(NamedTuple):
    """One column with personal data. `column` is "*" for a whole row.

    `since` is SQL over the row t: from when on `keep` counts, null: not yet. `only_where` is SQL too: of which rows the
    column is personal; `is_nobodys`: of which rows it is not, as far as is known, though somebody may be mentioned, so
    that it does not go by its age; `ended`: the end of business, from which a column that a law keeps counts where its
    `since` is null. `is_secret`: that it is held is told, it is never shown.
    """

    table: str
    column: str
    whose: Whose
    purpose: str
    basis: str
    keep: Keep
    since: str
    erasing: Erasing
    names: Names | None = None
    only_where: str = "true"
    ended: str = "NULL::timestamptz"
    is_nobodys: str = "false"
    is_secret: bool = False
    may_mention: bool = False  # others than the one whom the row is about
    writes_accounts: bool = False  # programs write here what users are called

    @property
    def until(self) -> str:
        """SQL over the row t: the last day on which the law asks for what is in the column; null where none does."""
        if not self.keep.law:
            return "NULL::date"
        return f"make_date(extract(year FROM {self.since})::integer + {self.keep.years:d}, 12, 31)"

    @property
    def is_free(self) -> str:
        """SQL over the row t: whether the column is personal data that no law asks to keep today."""
        return f"({self.only_where}) AND coalesce({self.until} < current_date, true)"

    @property
    def is_over(self) -> str:
        """SQL over the row t: whether the column is personal data and has been kept for as long as it may be."""
        if self.keep.law:
            is_old = f"coalesce({self.until} < current_date, {self._are_months_over(self.ended)}, false)"
            return f"({self.only_where}) AND {is_old} AND NOT ({self.is_nobodys})"
        if not self.keep.months and not self.keep.expires:
            return "false"
        return f"({self.only_where}) AND coalesce({self._are_months_over(self.since)}, false)"

    def _are_months_over(self, since: str) -> str:
        return f"{since} < current_timestamp - make_interval(months => {self.keep.months:d})"
