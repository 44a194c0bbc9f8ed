"""The words by which a person is known, as patterns that find them in any text: e-mail, phone, name, numbers, account.

A pattern means the same to PostgreSQL and to Python, and does not leave upper and lower case to the locale of either.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from apps.system.privacy.rule import Names

LEAST = 6  # characters of a number or an account that is looked for everywhere; a shorter one is found in anything
SEPARATORS = r"[\s()./-]*"
# A path such as /admin/ is not the user admin, nor is admin@example.com.
ACCOUNT_STARTS, ACCOUNT_ENDS = r"(?<![\w/.@-])", r"(?![\w/@-]|\.\w)"


@dataclass(frozen=True)
class Word:
    """Something that a person is called. A strong one names nobody else; a weak one may be any word of the language.

    Whoever asks for a word by itself (--also) takes it for a strong one.
    """

    text: str
    names: Names
    is_asked_for: bool = False

    @property
    def is_strong(self) -> bool:
        if self.is_asked_for:
            return True
        if self.names == Names.NAME:
            return len(self.text.split()) > 1
        if self.names == Names.PHONE:
            return len(digits(self.text)) > LEAST
        if self.names == Names.NUMBER:
            return len(self.text) >= LEAST and any(letter.isdigit() for letter in self.text)
        return self.names == Names.MAIL

    @property
    def pattern(self) -> str:
        """A regular expression that finds the word, and not as a part of a longer one."""
        if self.names == Names.MAIL:
            return rf"(?<![\w.+-]){_letters(self.text)}(?![\w-]|\.\w)"
        if self.names == Names.PHONE:
            return _phone(self.text)
        if self.names == Names.ACCOUNT:
            return ACCOUNT_STARTS + _letters(self.text) + ACCOUNT_ENDS
        if self.names == Names.NUMBER:
            return rf"(?<![\w-]){_letters(self.text)}(?![\w-])"
        return "|".join(rf"(?<!\w){_letters(name)}(?!\w)" for name in _orders(self.text))

    @property
    def hint(self) -> str:
        """A coarser pattern for JSON as written, where line breaks are letters and quotes have backslashes."""
        if self.names == Names.PHONE:
            return "[^0-9]{0,9}".join(digits(self.text)[-LEAST:])
        part = max(self.text.split(), key=len)
        return _letters(json.dumps(part, ensure_ascii=False)[1:-1])


class Words:
    """All that a person is called, or was called."""

    def __init__(self, words: Iterable[Word]):
        known = {(word.text.casefold(), word.names): word for word in words if word.text.strip()}  # the last one counts
        self.all = sorted(known.values(), key=lambda word: -len(word.text))
        self.strong = [word for word in self.all if word.is_strong]

    def patterns(self, *, with_weak: bool) -> tuple[str, str] | None:
        """The pattern that finds them and the hint for JSON; None where there is nothing to look for."""
        words = self.all if with_weak else self.strong
        if not words:
            return None
        return "|".join(word.pattern for word in words), "|".join(word.hint for word in words)


def guessed(text: str, *, is_asked_for: bool = False) -> Word:
    """What somebody who asks has written: an e-mail address, a phone number, a name, or what else is no two words."""
    text = text.strip()
    if "@" in text:
        names = Names.MAIL
    elif re.fullmatch(r"[+0][\d\s()./-]{6,}", text):
        names = Names.PHONE
    elif len(text.split()) > 1:
        names = Names.NAME
    else:
        names = Names.NUMBER if any(letter.isdigit() for letter in text) else Names.ACCOUNT
    return Word(text, names, is_asked_for)


def digits(text: str) -> str:
    """The digits of a phone number, without the zeros or the + before them."""
    return re.sub(r"\D", "", text).lstrip("0")


def _orders(name: str) -> list[str]:
    parts = name.replace(",", " ").split()
    if len(parts) < 2:
        return [name.strip()]
    last_first = f"{parts[-1]} {' '.join(parts[:-1])}"
    return [" ".join(parts), last_first, f"{parts[-1]}, {' '.join(parts[:-1])}"]


def _phone(text: str) -> str:
    number = digits(text)
    ways = [
        rf"(?<!\d)(?:\+|00)?{SEPARATORS.join(number)}(?!\d)",
        rf"(?<!\d)0{SEPARATORS}{SEPARATORS.join(number)}(?!\d)",
    ]
    if text.strip().startswith(("+", "00")):  # as somebody writes it in the country itself
        for length in (1, 2, 3):
            if len(number) - length > LEAST:
                ways.append(rf"(?<!\d)0{SEPARATORS}{SEPARATORS.join(number[length:])}(?!\d)")
    return "|".join(ways)


def _letters(text: str) -> str:
    return "".join(_letter(letter) for letter in re.sub(r"\s+", " ", text.strip()))


def _letter(letter: str) -> str:
    if letter == " ":
        return r"\s+"
    both = {letter, letter.lower(), letter.upper()}
    variants = sorted(form for form in both if len(form) == 1)
    if letter.isalnum():
        return f"[{''.join(variants)}]" if len(variants) > 1 else letter
    return f"\\{letter}" if letter.isascii() else letter
