"""Patterns of brands, as the table brand_patterns has them, made ready for searching in plain text."""

import re
import string
from dataclasses import dataclass

from apps.core.recognition import parsed
from apps.core.recognition.text import BEGIN, END, WORD, plain

KEYWORD, REGEX = "keyword", "regex"
SPACES = re.compile(r"[\s_-]+")
LETTERS = string.ascii_lowercase + string.digits
# Titles without a brand: what is found in most of them says nothing.
WITHOUT_BRAND = (
    "herren sneaker low, schwarz / weiß 42",
    "women's running shoe white-grey",
    "kapuzenpullover mit logo, rot xl",
    "retro high og premium 'university blue' (2023)",
    "slides for kids 10c - summer edition",
)
BETWEEN = r"[\s_-]*"  # new balance, new-balance and newbalance are one


@dataclass(frozen=True)
class Matcher:
    """Finds a pattern in plain text. `needs` stands in every text that has it: looking for that is 100 times faster."""

    needs: str
    regex: re.Pattern

    def is_in(self, text: str) -> bool:
        """Whether the plain text has it."""
        return self.needs in text and self.regex.search(text) is not None


class BadPattern(ValueError):
    """It cannot be used, and the sentence says why."""


def compiled(pattern_type: str, pattern: str) -> Matcher:
    """What finds the pattern. Raises BadPattern."""
    return _of_keyword(pattern) if pattern_type == KEYWORD else _of_regex(pattern)


def _of_keyword(pattern: str) -> Matcher:
    """A whole word, or several, with or without a space or hyphen between them."""
    if not WORD.search(plain(pattern)):
        raise BadPattern("It has neither letters nor digits: enter the word that is to be found in a title.")
    words = [word for word in SPACES.split(plain(pattern)) if word]
    return Matcher(max(words, key=len), re.compile(f"{BEGIN}{BETWEEN.join(map(re.escape, words))}{END}"))


def _of_regex(pattern: str) -> Matcher:
    try:
        ready = re.compile(pattern, re.IGNORECASE)
        ways = parsed.cost(pattern)
    except (re.error, OverflowError, RecursionError, ValueError) as error:
        raise BadPattern(f"It is no regular expression: {error}. Correct it, or choose keyword.") from None
    if ways > parsed.MOST:
        raise BadPattern("It could take hours on one title: use .* and .+ twice at most, and no * or + within another.")
    if any(map(ready.search, ("", *LETTERS))):
        raise BadPattern("It would be found in nearly every title, since a single letter is enough: ask for a word.")
    if sum(ready.search(title) is not None for title in WITHOUT_BRAND) > len(WITHOUT_BRAND) / 2:
        raise BadPattern("It would be found in nearly every title, also in those without a brand: ask for a word.")
    return Matcher(parsed.literal(pattern), ready)
