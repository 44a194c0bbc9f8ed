"""Finds the words and phrases of a table in a text, each word of the text in one phrase at most."""

import re
from collections import defaultdict
from functools import lru_cache

from apps.core.recognition.text import WORD, plain

NUMBER = "#"
REMEMBERED = 100_000  # texts: a feed has each of them once for every size


class Phrases:
    """Phrases by their group, as category_words writes them down."""

    def __init__(self, groups: dict[str, str]):
        self._phrases: dict[str, list[tuple[list[str], str]]] = defaultdict(list)  # by the first word
        self._endings: list[tuple[str, str]] = []
        for group, table in groups.items():
            for entry in filter(None, map(str.strip, re.split(r"[,\n]", table))):
                self._learn(entry, group)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        self._endings.sort(key=lambda ending: -len(ending[0]))
        self._any_ending = tuple(ending for ending, _ in self._endings)
        self.groups_in = lru_cache(REMEMBERED)(self.groups_in)

    def groups_in(self, text: str | None) -> frozenset[str]:
        """The groups of all phrases that are found."""
        words, place, found = WORD.findall(plain(text)), 0, set()
        while place < len(words):
            length, group = self._at(words, place)
            place += length
            found.add(group)
        return frozenset(found - {None})

    def _learn(self, entry: str, group: str) -> None:
        if entry.startswith("*"):
            self._endings.append((plain(entry[1:]), group))
        else:
            words = plain(entry).split()
            self._phrases[words[0]].append((words, group))

    def _at(self, words: list[str], place: int) -> tuple[int, str | None]:
        """How many words the longest phrase takes that begins at this place, and its group."""
        for phrase, group in self._phrases.get(words[place], ()):
            given = words[place : place + len(phrase)]
            if len(given) == len(phrase) and all(map(_is_same, phrase, given)):
                return len(phrase), group
        return 1, self._by_ending(words[place])

    def _by_ending(self, word: str) -> str | None:
        if not word.endswith(self._any_ending):
            return None
        return next((group for ending, group in self._endings if word.endswith(ending) and word != ending), None)


def _is_same(wanted: str, word: str) -> bool:
    return wanted == word or (wanted == NUMBER and word[0].isdigit())
