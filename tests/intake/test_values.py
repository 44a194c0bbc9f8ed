"""A value of a file is read exactly, or refused."""

import datetime
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


class TestCents:
    def test_whole_ones(self):
        assert values.cents(Decimal("249.90")) == 24_990
        assert values.cents(Decimal("21474836.47")) == 2_147_483_647

    def test_more_than_the_column_holds(self):
        assert refusal(values.cents, Decimal("21474836.48")) == (
            "21,474,836.48 is larger than 21,474,836, the most that can be kept."
        )

    def test_half_a_cent_never_disappears(self):
        assert refusal(values.cents, Decimal("1.005")) == "1.005 has parts of a cent: amounts have two decimals."


class TestCurrencies:
    @pytest.mark.parametrize("text", ["EUR", "eur", "Eur"])
    def test_three_letters_in_any_case(self, text):
        assert values.currency_code(text) == "EUR"

    @pytest.mark.parametrize("text", ["", "EU", "EURO", "E R", "€", "€€€", "EU1", *FOREIGN])
    def test_what_is_none(self, text):
        assert refusal(values.currency_code, text) == f'"{text}" is no currency: write three letters such as EUR.'


class TestDays:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("3/11/24", (2024, 11, 3)),
            ("03/11/2024", (2024, 11, 3)),
            (" 29/2/24 ", (2024, 2, 29)),
            ("1/1/00", (2000, 1, 1)),
        ],
    )
    def test_the_day_stands_first(self, text, day):
        assert values.day_first(text) == datetime.datetime(*day, tzinfo=datetime.UTC)

    @pytest.mark.parametrize("text", ["3/11/0024", "3/11/1989", "3/11/2204", "3/11/9999"])
    def test_years_that_are_slips(self, text):
        assert refusal(values.day_first, text) == f'"{text}" is not within the years 1990 to 2100.'

    @pytest.mark.parametrize("text", ["11/13/24", "0/1/24", "31/4/24", "29/2/23", "3/11/0000"])
    def test_days_that_no_calendar_has(self, text):
        assert "is no day of the calendar: the day stands first, then the month." in refusal(values.day_first, text)

    @pytest.mark.parametrize("text", ["", "3.11.24", "3/11", "3/11/024", "2024-11-03", "٣/11/24", "3/11/24 10:00"])
    def test_what_is_written_otherwise(self, text):
        assert refusal(values.day_first, text) == f'"{text}" is no day: write it as 3/11/24, the day first.'


class TestMoments:
    @pytest.mark.parametrize(
        ("text", "iso"),
        [
            ("2024-07-31 04:57:07 +00", "2024-07-31T04:57:07+00:00"),
            ("2024-07-31 04:57:07 +02", "2024-07-31T04:57:07+02:00"),
            ("2024-07-31T04:57:07.123456-0330", "2024-07-31T04:57:07.123456-03:30"),
            ("2024-07-31 04:57:07.5+05:45", "2024-07-31T04:57:07.500000+05:45"),
            ("2024-07-31t04:57z", "2024-07-31T04:57:00+00:00"),
            ("2024-07-31 04:57:07 UTC", "2024-07-31T04:57:07+00:00"),
            ("2024-07-31 04:57:07", "2024-07-31T04:57:07+00:00"),
            ("2024-07-31", "2024-07-31T00:00:00+00:00"),
            ("1990-01-01 00:00 +14", "1990-01-01T00:00:00+14:00"),
            ("2100-12-31 23:59:59 -12", "2100-12-31T23:59:59-12:00"),
        ],
    )
    def test_the_zone_stays(self, text, iso):
        assert values.moment(text).isoformat() == iso

    @pytest.mark.parametrize(
        "text", ["2024-02-30", "2024-13-01", "2024-07-31 25:00", "2024-07-31 12:60", "2024-07-31 +24", "0000-01-01"]
    )
    def test_what_no_calendar_and_no_clock_has(self, text):
        assert refusal(values.moment, text).endswith("is no day of the calendar, or no time of the day.")

    @pytest.mark.parametrize(
        "text", ["0001-01-01 +14", "9999-12-31 23:59 -12", "0024-07-31", "1989-12-31", "2101-01-01"]
    )
    def test_years_that_are_slips(self, text):
        assert refusal(values.moment, text) == f'"{text}" is not within the years 1990 to 2100.'

    @pytest.mark.parametrize(
        "text", ["", "31.07.2024", "2024-7-31", "2024-07-31 4:57", "2024-07-31 04:57 CEST", "٢024-07-31"]
    )
    def test_what_is_written_otherwise(self, text):
        assert refusal(values.moment, text) == f'"{text}" is no moment: write it as 2024-07-31 04:57:07 +00.'
