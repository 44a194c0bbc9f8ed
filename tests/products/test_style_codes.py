"""One spelling for style codes, so that what two shops write is found to be the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.products.style_codes import codes, is_odd, normalised


@pytest.mark.parametrize(
    "code",
    [
        "DZ5485-612",
        "dz5485-612",
        " DZ5485 612 ",
        "DZ5485.612",
        "DZ5485_612",
        "DZ5485\u2013612",  # en dash
        "DZ5485\u2212612",  # minus
        "DZ5485\u00a0612",  # a space of the web
        "DZ5485 - 612",
        "DZ5485--612",
        "-DZ5485-612-",
    ],
)
def test_spellings_of_one_code(code):
    assert normalised(code) == "DZ5485-612"


@pytest.mark.parametrize(
    ("code", "is_kept_as"),
    [
        ("b75806", "B75806"),
        ("000123", "000123"),
        ("1201A019-108", "1201A019-108"),
        ("M990GL6 (2024)", "M990GL6 (2024)"),
        ("AB+C", "AB+C"),
        ("", ""),
        ("-", ""),
        (" / ", ""),
    ],
)
def test_what_is_no_separator_is_kept(code, is_kept_as):
    assert normalised(code) == is_kept_as


def test_several_codes_stay_joined():
    assert normalised("DM7866 200 / dm7866.202") == "DM7866-200/DM7866-202"
    assert normalised("DM7866-200//DM7866-202/") == "DM7866-200/DM7866-202"
    assert codes("DM7866 200 / dm7866.202") == ["DM7866-200", "DM7866-202"]
    assert codes("DM7866-200") == ["DM7866-200"]
    assert codes("") == []


@given(st.text())
def test_a_code_that_is_normalised_stays_as_it_is(code):
    assert normalised(normalised(code)) == normalised(code)
    assert codes(normalised(code)) == codes(code)


@given(st.from_regex(r"[A-Z]{2}[0-9]{4}-[0-9]{3}", fullmatch=True), st.sampled_from(" ._-\u2013\u2014"))
def test_any_separator_says_the_same(code, separator):
    assert normalised(code.replace("-", separator).lower()) == code


@pytest.mark.parametrize(
    "code", ["DZ5485-612", "315122-111", "CP9366", "M990GL6", "1203A544-101", "A01231F", "DM7866-200/DM7866-202"]
)
def test_the_makers_codes_are_usual(code):
    assert not is_odd(code)


@pytest.mark.parametrize("code", ["SNEAKER", "M990GL6 (2024)", "DM7866-200/BLACK", "DZ5485-612\u00c4"])
def test_what_no_maker_writes_is_odd(code):
    assert is_odd(code)
