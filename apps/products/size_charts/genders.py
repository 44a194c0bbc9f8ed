"""For whom a shoe is made, by the words of its title: US 9 of men and US 9 of women are different shoes."""

import re

from apps.products.models.size import Gender

# 10.5C to 3Y: these sizes lie on the scales of infants and of youth, so that the words decide nothing.
PRESCHOOL = "preschool"
# Whole words. What is also a colour, a name or a collaboration is not among them: baby, girls, boys, Jr.
WORDS = {
    PRESCHOOL: r"ps|pre-?school|little kid'?s?",
    Gender.INFANT: r"td|infants?|toddlers?|kleinkind(?:er)?",
    Gender.YOUTH: r"gs|grade[ -]?school|youth|juniors?|kid'?s|kinder(?:schuhe?)?|children'?s",
    Gender.WOMEN: r"women'?s?|woman'?s|wmns?|ladies|damen(?:schuhe?)?",
    Gender.MEN: r"(?<!x-)(?:men'?s?|man's)|herren(?:schuhe?)?",
}
WORD = re.compile("|".join(rf"(?P<{name}>(?<![\w'])(?:{words})(?!'?\w))" for name, words in WORDS.items()))
WOMEN_IN_BRACKETS = "(w)"


def gender_in(title: str) -> Gender | None:
    """The gender that the words of a title name: men, women, youth or infant; None for none, and for several."""
    text = " ".join(title.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    found = {match.lastgroup for match in WORD.finditer(text)}
    if WOMEN_IN_BRACKETS in text:
        found.add(Gender.WOMEN.value)
    return Gender(found.pop()) if len(found) == 1 and PRESCHOOL not in found else None
