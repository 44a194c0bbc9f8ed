"""A value of a file is read exactly, or refused."""

from decimal import Decimal

import pytest

from soleflip.intake import values
from soleflip.intake.errors import Refused


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
