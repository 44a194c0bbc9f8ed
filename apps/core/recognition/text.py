"""The letters of a title, without what differs from shop to shop: case, width, kinds of dashes and spaces."""

import re
from unicodedata import normalize

LONGEST = 500  # letters of a title that are looked at
# Hyphens, dashes and the minus; apostrophes and accents; signs of trade marks.
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
APOSTROPHES = "\u2018\u2019\u02bc\u00b4`"
SIGNS = "\u2122\u00ae\u00a9\u2120"
SAME = str.maketrans(dict.fromkeys(DASHES, "-") | dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(SIGNS, " "))
# Where a word begins and ends: beside whatever is neither a letter nor a digit, in any script. A hyphen ends a word.
BEGIN, END = r"(?<![^\W_])", r"(?![^\W_])"
WORD = re.compile(r"[^\W_]+")


def plain(text: str | None) -> str:
    """The text in lower case, with single spaces and plain dashes, cut after a whole word where it is very long."""
    text = (text or "").translate(SAME)
    if len(text) > LONGEST:
        text = text[:LONGEST].rpartition(" ")[0] or text[:LONGEST]
    # Upper case first: the dotless i, for one, has no capital of its own, and would differ from it.
    folded = normalize("NFC", normalize("NFKC", text).upper().casefold())
    return " ".join(folded.split())[:LONGEST]


def letters(text: str | None) -> str:
    """The letters and digits of the text alone: "New-Balance" and "NEW BALANCE" are the same."""
    return "".join(WORD.findall(plain(text)))
