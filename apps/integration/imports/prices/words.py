"""The words of price lists and older tables for where a price comes from, what kind it is, and of which pair."""

import re

from django.db.models import Choices

from apps.integration.choices import Condition, PriceType, SourceType
from apps.products.models.size import Gender
from apps.products.size_charts.genders import gender_in
from soleflip.intake import values
from soleflip.intake.errors import Refused

ALIAS = "alias"  # GOAT's marketplace for sellers: what buyers pay on GOAT is what an Alias sale brings
SEPARATORS = re.compile(r"[\s_.-]+")


def source(word: str) -> SourceType:
    """StockX, Alias (which is GOAT's), eBay ... in any case. Raises Refused."""
    plain = SEPARATORS.sub("", word).casefold()
    if plain != ALIAS and plain not in SourceType.values:
        raise Refused(f"{values.quoted(word)} is no source: write {_listed([ALIAS, *SourceType.values])}.")
    return SourceType.GOAT if plain == ALIAS else SourceType(plain)


def price_type(word: str) -> PriceType:
    """resale, retail, auction or wholesale in any case. Raises Refused."""
    return _chosen(PriceType, "kind of price", word, word.casefold())


def condition(word: str) -> Condition:
    """new, like_new, used_good ... in any case, with spaces, dashes or underscores. Raises Refused."""
    return _chosen(Condition, "condition", word, SEPARATORS.sub("_", word).casefold())


def gender(word: str) -> Gender:
    """men, women, youth, infant or unisex, or a word of titles for one, such as GS. Raises Refused."""
    return gender_in(word) or _chosen(Gender, "gender", word, word.casefold())


def _chosen(choices: type[Choices], title: str, word: str, plain: str):
    if plain not in choices.values:
        raise Refused(f"{values.quoted(word)} is no {title}: write {_listed(choices.values)}.")
    return choices(plain)


def _listed(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}"
