"""What a spreadsheet would run instead of showing: written so that it does not, and read back as it was meant."""

import re

# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last ones are wide
# Space is looked through, since many programs take it away. Apostrophes as well: one that was there already must
# not be taken for ours when the text comes back.
LIKE_A_FORMULA = re.compile(rf"[\s']*[{re.escape(''.join(FORMULA))}]")


def harmless(text: str) -> str:
    """The text, behind an apostrophe if a spreadsheet would run it."""
    # What follows it is looked at as whoever reads it will: a tab at the very end is no sign, and will be gone.
    return f"'{text}" if LIKE_A_FORMULA.match(text.rstrip()) else text


def as_meant(text: str) -> str:
    """The text that was written by harmless(), without space around it."""
    text = text.strip()
    return text[1:].strip() if text.startswith("'") and LIKE_A_FORMULA.match(text) else text


class Passing:
    """A file that hands back what is written to it: makes a generator of lines out of a csv.writer."""

    def write(self, text: str) -> str:
        return text
