"""How long the rows of partitioned tables are kept: a month goes as a whole once all of it is older than that."""

import re
from typing import NamedTuple

MONTHS_OF = {"m": 1, "y": 12}
MOST = 1_200  # months: a century
EXAMPLES = "such as 24m for two years of months, or 2y"


BOOKS = (
    "It explains the books, which tax law keeps for ten years from the end of their year (AO § 147); what it says of "
    "people is erased before."
)


class Rule(NamedTuple):
    """For how many months the rows of a table are kept, and why as long as that."""

    table: str
    months: int
    reason: str


RULES = {
    rule.table: rule
    for rule in (
        Rule(
            "integration.price_history",
            24,
            "A model is released, hyped and forgotten within two years, and a season is compared with the one before.",
        ),
        Rule(
            "integration.awin_price_history",
            24,
            "What shops asked is compared with what marketplaces paid, so it goes as far back as price_history.",
        ),
        Rule(
            "system.logs",
            12,
            "Who exported, merged or revealed what is asked within a year; a log holds names and addresses, "
            "which are not kept longer than they are needed.",
        ),
        Rule("system.audit_changesets", 132, BOOKS),
        Rule("system.audit_records", 132, BOOKS),
    )
}


TRAIL = {rule.table for rule in RULES.values() if rule.reason == BOOKS}


def months_in(text: str) -> int:
    """The months in a time such as 24m or 2y, up to a century. Raises ValueError with a sentence for anything else."""
    found = re.fullmatch(r"([1-9]\d{0,3})([my])", text.strip().lower())
    months = int(found[1]) * MONTHS_OF[found[2]] if found else 0
    if not 0 < months <= MOST:
        raise ValueError(
            f"{text!r} is no time to keep rows for: write at least one month, {EXAMPLES}, and at most {MOST}m."
        )
    return months
