"""Labels are read where they can mean one size only; all others are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.products.models.size import Gender, SizeRegion
from apps.products.size_charts.labels import Label, canonical, offer_label, price_label, region_of, stockx_label

LETTERS = "XXS XS S M L XL XXL XXXL".split()
ODD = [
    "12W / 10.5M",
    "34W/32L",
    "42/44",
    "S / Men's 9-10",
    "3J",
    "S/M",
    "10.5M",
    "EU 42 / US 9",
    "9-10",
    "",
    "N/A",
    "007",
]
ODD += [
    "9 2/3",
    "42.25",
    "EU",
    "W",
    "EU 42W",
    "US XL",
    "-9",
    "1e1",
    "٩",
    "9 9",
    "EU 9 UK",
    "10WW",
    "W10",
    "M 9 / W 10.5",
]
EXPLICIT = {
    "EU 42": ("EU", "42", None),
    "42 EU": ("EU", "42", None),
    "eu42,5": ("EU", "42.5", None),
    "EUR 42": ("EU", "42", None),
    "EU 40.7": ("EU", "40 2/3", None),
    "40⅔ EU": ("EU", "40 2/3", None),
    "EU 27": ("EU", "27", None),
    "UK 8": ("UK", "8", None),
    "8.5UK": ("UK", "8.5", None),
    "UK 6W": ("UK", "6", "women"),
    "US 10W": ("US", "10", "women"),
    "US 6Y": ("US", "6", "youth"),
    "10C US": ("US", "10", "infant"),
    "JP 27.5": ("JP", "27.5", None),
    "27 CM": ("CM", "27", None),
    "KR 275": ("KR", "275", None),
}


def text(label: Label | None):
    return label and (str(label.region), label.value, label.gender and str(label.gender))


@pytest.mark.parametrize("label", ODD)
def test_what_can_be_meant_in_two_ways_is_not_read(label):
    assert stockx_label(label) is None
    assert offer_label(label, "EUR") is None
    assert offer_label(label, "GBP") is None
    assert price_label(label) is None


@pytest.mark.parametrize("label", EXPLICIT)
def test_a_region_that_stands_there_counts(label):
    assert text(offer_label(label, "EUR")) == text(offer_label(label, "GBP")) == EXPLICIT[label]
    assert text(price_label(label)) == EXPLICIT[label]
    assert text(stockx_label(label)) == EXPLICIT[label]


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("3", ("US", "3", "men")),
        ("9", ("US", "9", "men")),
        ("10.5", ("US", "10.5", "men")),
        ("10.50", ("US", "10.5", "men")),
        ("18.5", ("US", "18.5", "men")),
        ("US 9", ("US", "9", "men")),
        ("2.5", None),
        ("19", None),
        ("28", None),  # inches of a waist
        ("34.5", None),
        ("35", ("EU", "35", None)),
        ("36 2/3", ("EU", "36 2/3", None)),
        ("42.5", ("EU", "42.5", None)),
        ("56.5", None),
        ("10W", ("US", "10", "women")),
        ("9.5w", ("US", "9.5", "women")),
        ("6Y", ("US", "6", "youth")),
        ("10C", ("US", "10", "infant")),
    ],
)
def test_labels_of_stockx(label, meant):
    assert text(stockx_label(label)) == meant


@pytest.mark.parametrize(
    ("label", "in_euro", "elsewhere"),
    [
        ("42.5", "42.5", "42.5"),
        ("42,5", "42.5", "42.5"),
        ("40 2/3", "40 2/3", "40 2/3"),
        ("46.7", "46 2/3", "46 2/3"),
        ("35", "35", "35"),
        ("19.5", "19.5", None),
        ("27", "27", None),  # or centimetres
        ("34.5", "34.5", None),
        ("15", "15", None),
        ("14.5", None, None),
        ("9", None, None),
        ("10W", None, None),
        ("6Y", None, None),
    ],
)
def test_bare_labels_of_shops(label, in_euro, elsewhere):
    for currency, meant in (("EUR", in_euro), ("GBP", elsewhere), (None, elsewhere), ("", elsewhere)):
        assert text(offer_label(label, currency)) == (meant and ("EU", meant, None))


@pytest.mark.parametrize("letters", LETTERS)
def test_letters_are_the_same_everywhere(letters):
    for label in (letters, letters.lower(), f" {letters} "):
        assert text(stockx_label(label)) == text(offer_label(label, "EUR")) == text(price_label(label, "INT"))
        assert text(price_label(label)) == ("INT", letters, None)


@pytest.mark.parametrize("label", ["One Size", "ONE SIZE", "one  size", "OS", "Einheitsgröße"])
def test_one_size_fits_all(label):
    for meant in (stockx_label(label), offer_label(label, "EUR"), price_label(label), price_label(label, "ONE")):
        assert text(meant) == ("ONE", "One size", None)


@pytest.mark.parametrize(
    ("size", "region", "meant"),
    [
        ("9", "US", ("US", "9", None)),
        ("9.0", "us", ("US", "9", None)),
        ("9W", "US", ("US", "9", "women")),
        ("US 9", "US", ("US", "9", None)),
        ("6W", "UK", ("UK", "6", "women")),
        ("40.7", "EU", ("EU", "40 2/3", None)),
        ("27", "EU", ("EU", "27", None)),
        ("42", "EUR", ("EU", "42", None)),
        ("27", "JP", ("JP", "27", None)),
        ("27", "CM", ("CM", "27", None)),
        ("275", "KR", ("KR", "275", None)),
        ("", "ONE", ("ONE", "One size", None)),
        ("EU 42", "US", None),  # one of them is wrong
        ("XL", "US", None),
        ("9", "INT", None),
        ("9", "ONE", None),
        ("9", "unknown", None),
        ("9", "XX", None),
        ("9", "", None),
        ("18.5", "", None),
        ("34.5", "", None),
        ("27", " ", None),
        ("35", "", ("EU", "35", None)),
        ("42.5", "", ("EU", "42.5", None)),
        ("10W", "", ("US", "10", "women")),
    ],
)
def test_labels_of_price_lists(size, region, meant):
    assert text(price_label(size, region)) == meant


@pytest.mark.parametrize(
    ("word", "region"),
    [("us", "US"), (" EU ", "EU"), ("EUR", "EU"), ("Int", "INT"), ("one size", "ONE"), ("unknown", None), ("", None)],
)
def test_words_for_regions(word, region):
    assert region_of(word) == region


def test_every_region_but_the_unknown_has_a_word():
    assert {region_of(region) for region in SizeRegion} == set(SizeRegion) - {SizeRegion.UNKNOWN} | {None}


ANY = st.text(max_size=10) | st.from_regex(
    r"(US |EU |UK )?[0-9]{1,3}([.,/ ][0-9]{1,2})?( ?[WYCM]| EU)?", fullmatch=True
)


@given(ANY, st.sampled_from(["EUR", "GBP", None]))
def test_what_is_read_is_read_again_from_how_we_write_it(label, currency):
    for found in (stockx_label(label), offer_label(label, currency), price_label(label)):
        if found:
            assert price_label(found.value, found.region) == found._replace(gender=None)
            assert canonical(found.region, found.value) == found.value
            assert len(found.value) <= 20
            assert found.gender in (None, *Gender)


@given(ANY, st.sampled_from([*SizeRegion, "nonsense"]))
def test_how_a_label_is_written_does_not_change_again(label, region):
    assert canonical(region, canonical(region, label)) == canonical(region, label)
