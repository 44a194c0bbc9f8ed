"""A value of a file is read exactly, or refused."""

from decimal import Decimal

import pytest

from soleflip.intake import values
from soleflip.intake.errors import Refused

FOREIGN = [  # letters whose capitals are those of ISK, KRW, SEK, SSE and FIN
    "\N{LATIN SMALL LETTER DOTLESS I}SK",
    "\N{KELVIN SIGN}RW",
    "\N{LATIN SMALL LETTER LONG S}EK",
    "\N{LATIN SMALL LETTER SHARP S}E",
    "\N{LATIN SMALL LIGATURE FI}N",
]


def refusal(reader, *arguments):
    with pytest.raises(Refused) as caught:
        reader(*arguments)
    return str(caught.value)


class TestAmounts:
    @pytest.mark.parametrize("text", ["1\n234", "1\t234", "1\v234,50", "1\u2028234"])
    def test_two_numbers_are_not_one(self, text):
        assert refusal(values.amount, text).endswith("is no amount: write it as 249.90 or 249,90.")

    @pytest.mark.parametrize("space", [" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"])
    def test_spaces_that_are_written_between_thousands(self, space):
        assert values.amount(f"1{space}234{space}567,50{space}€") == (Decimal("1234567.50"), "EUR")

    @pytest.mark.parametrize("letters", FOREIGN)
    def test_a_letter_of_another_alphabet_is_no_currency(self, letters):
        assert "is no amount" in refusal(values.amount, f"5 {letters}")


class TestCurrencies:
    @pytest.mark.parametrize("text", ["EUR", "eur", "Eur"])
    def test_three_letters_in_any_case(self, text):
        assert values.currency_code(text) == "EUR"

    @pytest.mark.parametrize("text", ["", "EU", "EURO", "E R", "€", "€€€", "EU1", *FOREIGN])
    def test_what_is_none(self, text):
        assert refusal(values.currency_code, text) == f'"{text}" is no currency: write three letters such as EUR.'
