"""Recognises the category of a product by its own words. What they do not say, or say in two ways, is Other."""

import html
import re

from apps.core.recognition import category_words as words
from apps.core.recognition.category_words import ACCESSORIES, COLLECTIBLES, ELECTRONICS, OTHER, SNEAKERS
from apps.core.recognition.phrases import Phrases

# By slug, as the seed has them.
CATEGORIES = {
    SNEAKERS: "Sneakers",
    words.APPAREL: "Apparel",
    ACCESSORIES: "Accessories",
    COLLECTIBLES: "Collectibles",
    ELECTRONICS: "Electronics",
    OTHER: "Other",
}
FOR_SHOES, MODEL, MAKER, NOTHING = "for shoes", "model", "maker", "nothing"
PHRASES = Phrases(
    {
        **words.THINGS,
        FOR_SHOES: words.FOR_SHOES,
        MODEL: words.MODELS,
        MAKER: words.MAKERS,
        NOTHING: words.NOTHING,
    }
)
STEP = re.compile("[>»]")


def category_in(title: str | None, *categories: str | None) -> str:
    """The slug of the category of a product with this title, which its seller has in these categories of their own.

    All of them must agree: a shop's "Clothing & Shoes" leaves it to the title, but "Footwear" and a title with "hoodie"
    are Other. Of a path ("Clothing > Shoes") its last step that says something counts. A model of shoes in the title
    makes a sneaker only where nothing else is said: a "Jordan hoodie" is apparel, "Air Force 1 laces" are accessories.
    """
    found = PHRASES.groups_in(title)
    said = [things for things in (_things(found), *map(_of_path, categories)) if things]
    if not said:
        return SNEAKERS if MODEL in found else OTHER
    common = set.intersection(*said)
    if len(common) > 1 and MODEL in found:
        common &= {SNEAKERS}
    category = common.pop() if len(common) == 1 else OTHER
    if category in (COLLECTIBLES, ELECTRONICS) and found & {MODEL, MAKER}:
        return OTHER  # a toy of a shoe, or a shoe named after a toy
    return category


def _things(found: frozenset[str]) -> set[str]:
    """The categories of what was found; shoelaces are for the shoe that stands beside them, and no shoe."""
    things = set(found & CATEGORIES.keys())
    return (things - {SNEAKERS, OTHER}) | {ACCESSORIES} if FOR_SHOES in found else things


def _of_path(category: str | None) -> set[str]:
    steps = STEP.split(html.unescape(category or ""))
    return next(filter(None, (_things(PHRASES.groups_in(step)) for step in reversed(steps))), set())
