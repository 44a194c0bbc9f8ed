"""Nobody's name, address, VAT number or e-mail is kept with a row."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip.intake.masks import MASK, masked, masked_unless_harmless

SHOWN = {"item", "order number"}


def test_long_cells_take_no_time():
    began = time.process_time()
    cells = ["a" * 60_000, "a@" * 30_000, "a " * 30_000, ("a" * 1000 + "@,") * 60]
    found = [masked({"item": cell}, SHOWN)["item"] for cell in cells]
    assert time.process_time() - began < 1
    assert found == [cells[0], MASK + "@", cells[2], cells[3]]


class TestRowsThatAreRight:
    def test_columns_that_nobody_knows_are_masked(self):
        row = {"Item": "Runner", "ORDER  number": "0012", "Seller Name": "Max", "Note": "", "Sold To": " "}
        assert masked(row, SHOWN) == {
            "Item": "Runner",
            "ORDER  number": "0012",
            "Seller Name": MASK,
            "Note": "",
            "Sold To": "",
        }

    @pytest.mark.parametrize(
        ("cell", "kept"),
        [
            ("Runner for max.muster+1@mail.example.de", f"Runner for {MASK}"),
            ("<max@example.de>,eva@example.de;", f"<{MASK}>,{MASK};"),
            ("mailto:müller@exämple.de now", f"mailto:{MASK} now"),
            ("one@two@three.de", MASK),
            ("max@localhost", MASK),
            ("Size @ 42", "Size @ 42"),
            ("@handle", "@handle"),
        ],
    )
    def test_e_mails_are_masked_anywhere(self, cell, kept):
        assert masked({"Item": cell}, SHOWN) == {"Item": kept}

    @given(st.text(), st.text(st.characters(categories=["L", "N"]), min_size=1), st.text())
    def test_no_e_mail_survives_whatever_is_around_it(self, before, name, after):
        found = masked({"Item": f"{before} {name}@{name}.example {after}"}, SHOWN)["Item"]
        assert f"{name}@{name}" not in found


class TestRowsThatAreBroken:
    @pytest.mark.parametrize(
        "cell",
        [
            "",
            " ",
            "130",
            "2.67",
            "249,90",
            "12345678-12345678",
            "EUR",
            "2024-07-31",
            "2024-07-31 04:57:07 +00",
            "2024-07-31T04:57:07.123456Z",
        ],
    )
    def test_what_may_be_shown(self, cell):
        assert masked_unless_harmless({"Sale Date": cell}) == {"Sale Date": cell}

    @pytest.mark.parametrize(
        "cell",
        [
            "Max Muster",
            "MAX",
            "LEE",
            "eur",
            "2024-07-31 Max Muster",
            "2024-07-31 04:57:07 Max",
            "12345678",
            "DE123456789",
            "123456789",
            "0171 1234567",
            "Weg 1",
            "max@example.de",
            "130 Weg",
            "12345678-12345678 Max",
            "130\nMax",
            "٣",
        ],
    )
    def test_what_may_not(self, cell):
        assert masked_unless_harmless({"Sale Date": cell}) == {"Sale Date": MASK}

    @given(st.text())
    def test_whoever_has_letters_is_masked(self, name):
        cell = f"{name} Müller"
        assert masked_unless_harmless({"": cell}) == {"": MASK}
