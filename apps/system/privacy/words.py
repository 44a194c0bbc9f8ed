"""The words by which a person is known, as patterns that find them in any text: e-mail, phone, name, numbers, account.

A pattern means the same to PostgreSQL and to Python, and does not leave upper and lower case to the locale of either.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from apps.system.privacy.rule import Names

LEAST = 6  # characters of a number or an account that is looked for everywhere; a shorter one is found in anything
SEPARATORS = r"[\s()./-]*"
ABROAD = rf"(?:\+|00)\d{{1,3}}{SEPARATORS}"  # as somebody writes a number for those in other countries
TRUNK = r"\(0\)"  # which is left out when calling from there
# What is written in more than one way: ß as ss, and signs in a URL, as are letters beyond ASCII.
SHARP_S = "(?:[sS][sS]|[ßẞ]|%[cC]3%9[fF])"
IN_URLS = {"@": "(?:@|%40)", "+": r"(?:\+|%2[Bb])", " ": r"(?:\s+|\+|%20)"}
IN_A_URL = "(?<=%[0-9A-Fa-f]{2})"  # the digits of such a sign belong to no word
# What a pattern may drop or write in another way (the comma in a name), or JSON does (quotes, line breaks).
NOT_IN_A_HINT = r'[\s,"\\\x00-\x1f]+'
# What is written between the digits of a long number, such as DE 123 456 789; in JSON a line break is a letter.
LONG = 9  # letters and digits; a date has eight
BETWEEN = r"(?:[\s./+-]|%20){0,3}"
BETWEEN_IN_JSON = r"(?:[\s./+-]|%20|\\[nrtf]|\\u000b){0,3}"
COMMA = r"\s*(?:,|%2[cC])(?:\s|\+|%20)*"  # between the last name and the first
# What is no part of a name, before it and after it; without dots and hyphens, in lower case. Neither is a name itself.
TITLES = frozenset("dr dres drs prof professor dring dipling ing mag med jur phil rer nat hc habil univ".split())
SALUTATIONS = TITLES | frozenset("herr herrn frau mr mrs ms miss mx sir madame monsieur mme signor signora".split())
SUFFIXES = TITLES | frozenset("jr junior sr senior ii iii phd msc bsc mba llm".split())
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
            return len(_parts(self.text)) > 1
        if self.names == Names.PHONE:
            return len(digits(self.text)) > LEAST
        if self.names == Names.NUMBER:
            return len(self.text) >= LEAST and any(letter.isdigit() for letter in self.text)
        return self.names == Names.MAIL

    @property
    def pattern(self) -> str:
        """A regular expression that finds the word, and not as a part of a longer one."""
        if self.names == Names.MAIL:
            return rf"(?:(?<![\w.+-])|{IN_A_URL}){_letters(self.text)}(?![\w-]|\.\w)"
        if self.names == Names.PHONE:
            return _phone(self.text)
        if self.names == Names.ACCOUNT:
            return ACCOUNT_STARTS + _letters(self.text) + ACCOUNT_ENDS
        if self.names == Names.NUMBER:
            return rf"(?:(?<![\w-])|{IN_A_URL})(?:{'|'.join(_numbers(self.text))})(?![\w-])"
        return "|".join(rf"(?:(?<!\w)|{IN_A_URL}){name}(?!\w)" for name in _orders(self.text))

    @property
    def hint(self) -> str:
        """A coarser pattern for JSON as written, where line breaks are letters and quotes have backslashes."""
        if self.names == Names.PHONE:
            return "[^0-9]{0,9}".join(digits(self.text)[-LEAST:])
        if self.names == Names.NUMBER and len(_signs(self.text)) >= LONG:
            return BETWEEN_IN_JSON.join(map(_letter, _signs(self.text)[-LEAST:]))
        text = _core(self.text) if self.names == Names.NAME else self.text
        return _letters(max(re.split(NOT_IN_A_HINT, text), key=len))


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
    elif re.fullmatch(r"[A-Za-z]{0,3}[\d\s./-]+", text) and len(_signs(text)) >= LONG:
        names = Names.NUMBER  # DE 123 456 789
    elif len(text.split()) > 1:
        names = Names.NAME
    else:
        names = Names.NUMBER if any(letter.isdigit() for letter in text) else Names.ACCOUNT
    return Word(text, names, is_asked_for)


def digits(text: str) -> str:
    """The digits of a phone number, without the zeros or the + before them."""
    return re.sub(r"\D", "", text).lstrip("0")


def _parts(name: str) -> list[str]:
    return name.replace(",", " ").split()


def _orders(name: str) -> list[str]:
    """Patterns of the ways to write a name, also without titles: Kim Kanari, Kanari Kim, and Kanari, Kim."""
    if len(_parts(name)) < 2:
        return [_letters(name)]
    patterns = []
    for form in dict.fromkeys((name, _core(name))):  # the longer one first, so that it goes as a whole
        last, first = _last_and_first(form)
        patterns += [_letters(f"{first} {last}"), _letters(f"{last} {first}"), _letters(last) + COMMA + _letters(first)]
    return patterns


def _last_and_first(name: str) -> tuple[str, str]:
    """A comma tells which is the last name, else it is the last word."""
    before_comma, *behind = (" ".join(some.split()) for some in name.split(",") if some.strip())
    if behind:
        return before_comma, " ".join(behind)
    *first, last = before_comma.split()
    return last, " ".join(first)


def _core(name: str) -> str:
    """The name without titles, salutations and suffixes; as it stands where no two words would be left."""
    stripped = [_without_titles(some.split()) for some in name.split(",")]
    core = ", ".join(" ".join(some) for some in stripped if some)
    return core if len(_parts(core)) > 1 else name


def _without_titles(parts: list[str]) -> list[str]:
    while parts and _plain(parts[0]) in SALUTATIONS:
        parts = parts[1:]
    while parts and _plain(parts[-1]) in SUFFIXES:
        parts = parts[:-1]
    return parts


def _plain(part: str) -> str:
    return re.sub("[.-]", "", part).lower()


def _numbers(text: str) -> list[str]:
    """Patterns of a number as it stands and, of a long one, with whatever is written between its digits."""
    signs = _signs(text)
    return [_letters(text), *([BETWEEN.join(map(_letter, signs))] if len(signs) >= LONG else [])]


def _signs(number: str) -> str:
    return re.sub(r"[\s./+-]", "", number)


def _phone(text: str) -> str:
    text = re.sub(TRUNK, "", text) if _is_international(text) else text
    number = digits(text)
    if not _is_international(text):
        return "|".join(
            rf"(?<!\d)(?:{ABROAD})?{start}{SEPARATORS.join(number)}(?!\d)" for start in ("", f"0{SEPARATORS}")
        )
    ways = [rf"(?<!\d)(?:\+|00)?{SEPARATORS.join(number)}(?!\d)"]
    for length in (1, 2, 3):  # of the country: without it is how somebody writes it there
        country, rest = number[:length], number[length:]
        if len(rest) > LEAST:
            trunk = rf"{SEPARATORS}{TRUNK}{SEPARATORS}"
            ways.append(rf"(?<!\d)(?:\+|00)?{SEPARATORS.join(country)}{trunk}{SEPARATORS.join(rest)}(?!\d)")
            ways.append(rf"(?<!\d)0{SEPARATORS}{SEPARATORS.join(rest)}(?!\d)")
    return "|".join([*ways, rf"(?<!\d)0{SEPARATORS}{SEPARATORS.join(number)}(?!\d)"])


def _is_international(text: str) -> bool:
    return text.strip().startswith(("+", "00"))


def _letters(text: str) -> str:
    composed = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text.strip()))
    return "".join(_letter(letter) for letter in re.findall("[sS]{2}|.", composed))


def _letter(letter: str) -> str:
    """One letter in either case, with its accent as a character of its own (NFD) as in names of files, and in a URL."""
    if letter in "ßẞ" or letter.lower() == "ss":
        return SHARP_S
    if letter in IN_URLS:
        return IN_URLS[letter]
    variants = sorted(form for form in {letter, letter.lower(), letter.upper()} if len(form) == 1)
    if not letter.isalnum():
        sign = f"\\{letter}" if letter.isascii() else letter
        return f"(?:{sign}|{_in_url(letter)})" if quote(letter) != letter else sign
    composed = f"[{''.join(variants)}]" if len(variants) > 1 else letter
    if letter.isascii():
        return composed
    apart = [form for form in (unicodedata.normalize("NFD", one) for one in variants) if len(form) > 1]
    return f"(?:{'|'.join([composed, *apart, *map(_in_url, [*variants, *apart])])})"


def _in_url(text: str) -> str:
    """As percent-encoded UTF-8, whose digits may be of either case."""
    return re.sub("[A-F]", lambda digit: f"[{digit[0]}{digit[0].lower()}]", quote(text))
