"""Reads size labels as marketplaces, shops and price lists print them. What can be meant in two ways is not read."""

import re
from decimal import Decimal
from typing import NamedTuple

from apps.products.models.size import SUFFIXES, Gender, SizeRegion
from apps.products.size_charts.numbers import centimetres, eu_size, half_size, millimetres, written

ONE_SIZE = "One size"
ONE_SIZE_WORDS = {"one size", "onesize", "os", "o/s", "one size fits all", "einheitsgröße", "einheitsgrösse"}
LETTERS = {"xxs": "XXS", "xs": "XS", "s": "S", "m": "M", "l": "L", "xl": "XL", "xxl": "XXL", "xxxl": "XXXL"}
LETTERS |= {"2xs": "XXS", "2xl": "XXL", "3xl": "XXXL"}
GENDERS = {suffix: gender for gender, suffix in SUFFIXES.items()}
SMALLEST_MENS, ABOVE_MENS = Decimal(3), Decimal(19)  # of bare numbers on StockX
SMALLEST_BARE_EU = Decimal(35)  # below it a bare number may be centimetres, or the waist of trousers in inches
HAVE_SUFFIXES = (SizeRegion.US, SizeRegion.UK)
READERS = {
    SizeRegion.US: half_size,
    SizeRegion.UK: half_size,
    SizeRegion.EU: eu_size,
    SizeRegion.JP: centimetres,
    SizeRegion.CM: centimetres,
    SizeRegion.KR: millimetres,
}
REGIONS = {**{region.value: region for region in READERS}, "EUR": SizeRegion.EU}
WORDS = "|".join(sorted(REGIONS, reverse=True))  # EUR before EU
EXPLICIT = re.compile(rf"(?:({WORDS})\s*(.*[0-9½⅓⅔WYC])|(.*[0-9½⅓⅔WYC])\s*({WORDS}))", re.IGNORECASE)
SUFFIXED = re.compile(r"([0-9][0-9.,½ /]*)([WYC])", re.IGNORECASE)


class Label(NamedTuple):
    """A size label that was understood; `gender` is None where the label does not say it."""

    region: SizeRegion
    value: str  # as we write it: 9, 42.5, 40 2/3, XL; without the W, Y or C that says the gender
    gender: Gender | None = None

    def __str__(self):
        return f"{self.region} {self.value}" + (f" {self.gender}" if self.gender else "")


def stockx_label(text: str) -> Label | None:
    """A label of StockX: bare numbers are US sizes of men, or EU sizes from 35 on; 10W, 6Y, 10C are US sizes too.

    Source: real sales reports. 34W/32L, 42/44, 3J and bare numbers between are not understood.
    """
    label = _self_telling(text)
    if label is None and (size := half_size(text)) and SMALLEST_MENS <= size < ABOVE_MENS:
        return Label(SizeRegion.US, written(size), Gender.MEN)
    if label and label.region == SizeRegion.US and label.gender is None:
        return label._replace(gender=Gender.MEN)
    return label


def offer_label(text: str, currency: str | None) -> Label | None:
    """A label of a shop's feed: a bare number is an EU size, children's too where the shop sells in euro.

    Elsewhere a small one may be centimetres. Small numbers that are no EU size say nothing.
    """
    label = _self_telling(text)
    if label is None and currency == "EUR" and (size := eu_size(text)):
        return Label(SizeRegion.EU, written(size))
    return label if label and not _is_suffix_alone(text) else None


def price_label(size: str, region: str = "") -> Label | None:
    """A label of a price list that has a column for the region; where that is empty, what the label tells by itself."""
    if not region.strip():
        return _self_telling(size)
    named = region_of(region)
    if named == SizeRegion.ONE:
        return _one_size(size) or (None if size.strip() else Label(SizeRegion.ONE, ONE_SIZE))
    if named == SizeRegion.INT:
        return _letters(size)
    label = _explicit(size) or (_in_region(named, size) if named else None)
    return label if label and label.region == named else None


def canonical(region: str, value: str) -> str:
    """The value of a row of sizes as we write it: 40.7 and 40 2/3 are one. Itself where it is not understood."""
    label = price_label(value, region)
    return label.value if label and label.gender is None else value


def region_of(text: str) -> SizeRegion | None:
    """The region that a word names, whatever its case: US, UK, EU, EUR, JP, KR, CM, INT, ONE; None for another word."""
    word = text.strip().upper()
    others = {"INT": SizeRegion.INT, "ONE": SizeRegion.ONE, "ONE SIZE": SizeRegion.ONE, "OS": SizeRegion.ONE}
    return REGIONS.get(word) or others.get(word)


def _self_telling(text: str) -> Label | None:
    """What a label says without anybody knowing where it comes from."""
    if label := _one_size(text) or _letters(text) or _explicit(text):
        return label
    if _is_suffix_alone(text):
        return _in_region(SizeRegion.US, text)
    size = eu_size(text)
    return Label(SizeRegion.EU, written(size)) if size and size >= SMALLEST_BARE_EU else None


def _one_size(text: str) -> Label | None:
    return Label(SizeRegion.ONE, ONE_SIZE) if " ".join(text.casefold().split()) in ONE_SIZE_WORDS else None


def _letters(text: str) -> Label | None:
    """S, M, XL, 2XL: one label in all countries."""
    label = LETTERS.get(text.strip().casefold())
    return Label(SizeRegion.INT, label) if label else None


def _explicit(text: str) -> Label | None:
    """EU 42, 42 EU, UK8, US 10W: the region stands there."""
    found = EXPLICIT.fullmatch(text.strip())
    return _in_region(REGIONS[(found[1] or found[4]).upper()], found[2] or found[3]) if found else None


def _is_suffix_alone(text: str) -> bool:
    return SUFFIXED.fullmatch(text.strip()) is not None


def _in_region(region: SizeRegion, text: str) -> Label | None:
    gender = None
    if region in HAVE_SUFFIXES and (found := SUFFIXED.fullmatch(text.strip())):
        text, gender = found[1], GENDERS[found[2].upper()]
    size = READERS[region](text)
    return Label(region, written(size), gender) if size else None
