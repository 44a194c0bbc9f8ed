"""Recognises the brand of a product by its name. Unknown stays unknown: two candidates are none."""

from collections import defaultdict
from functools import lru_cache
from uuid import UUID

from apps.core.models import Brand, BrandPattern
from apps.core.recognition.patterns import BadPattern, Matcher, compiled
from apps.core.recognition.text import letters, plain
from soleflip.journal import note

REMEMBERED = 200_000  # titles: a feed has each of them once for every size
# What shops write where they name no brand.
NO_BRAND = frozenset(map(letters, ("", "n/a", "none", "null", "no brand", "unbranded", "ohne Marke", "markenlos")))


class BrandFinder:
    """Finds brands by the patterns and names in the database, as they were when it was made.

    `skipped` has a sentence for each pattern that cannot be used. It is nobody's error that it is there: staff's form
    refuses such a one, and who writes SQL reads the sentence.
    """

    def __init__(self):
        self.skipped: list[str] = []
        self._makers: dict[UUID, UUID | None] = {}
        self._by_name: dict[str, set[UUID]] = defaultdict(set)
        for key, name, slug, maker in Brand.objects.order_by().values_list("pk", "name", "slug", "maker"):
            self._makers[key] = maker
            self._by_name[letters(name)].add(key)
            self._by_name[letters(slug)].add(key)
        self._tiers = self._read_patterns()
        self._of_plain = lru_cache(REMEMBERED)(self._search)

    def named(self, text: str | None) -> UUID | None:
        """The brand whose name or slug this is, whatever the case, spaces and punctuation."""
        return _only(self._by_name.get(letters(text), ()))

    def in_title(self, title: str | None) -> UUID | None:
        """The brand of the lowest priority number that is found in the title; None where that names several.

        A line of a maker beside the maker's own name is one brand, the line: a "Nike Air Jordan" is a Jordan.
        """
        return self._of_plain(plain(title))

    def of(self, brand_name: str | None, title: str | None) -> UUID | None:
        """The brand of an offer, by what its seller names as the brand, else by its title.

        A brand that is named and not known is another brand than ours, whatever the title says. A line in the title of
        what is sold under its maker's name is the brand: "Nike", "Air Jordan 1 Low" is a Jordan.
        """
        if letters(brand_name) in NO_BRAND:
            return self.in_title(title)
        brand = self.named(brand_name) or self.in_title(brand_name)
        line = self.in_title(title)
        return line if brand and line and self._makers[line] == brand else brand

    def maker(self, brand: UUID) -> UUID:
        """The brand whose style codes and size charts it shares: its maker, else itself."""
        return self._makers.get(brand) or brand

    def _read_patterns(self) -> list[list[tuple[UUID, Matcher]]]:
        """What to look for, by priority, first things first."""
        tiers: dict[int, list[tuple[UUID, Matcher]]] = defaultdict(list)
        rows = BrandPattern.objects.order_by("priority", "pattern")
        for row in rows.values_list("priority", "brand", "brand__name", "pattern_type", "pattern"):
            priority, brand, brand_name, pattern_type, pattern = row
            try:
                tiers[priority].append((brand, compiled(pattern_type, pattern)))
            except BadPattern as error:
                self.skipped.append(f'The {pattern_type} "{pattern}" of {brand_name} was skipped. {error}')
        return list(tiers.values())

    def _search(self, title: str) -> UUID | None:
        for tier in self._tiers:
            if found := {brand for brand, matcher in tier if matcher.is_in(title)}:
                return _only(found - {self._makers[brand] for brand in found})
        return None


def brand_finder(component: str) -> BrandFinder:
    """A finder for a part of the program that shows nothing itself: the log names the patterns that cannot be used."""
    finder = BrandFinder()
    for sentence in finder.skipped:
        note(component, sentence, level="WARNING")
    return finder


def _only(brands) -> UUID | None:
    return next(iter(brands)) if len(brands) == 1 else None
