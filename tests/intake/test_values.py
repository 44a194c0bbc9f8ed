"""A value of a file is read exactly, or refused."""

import datetime
from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

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


def grouped(number, thousands, point):
    """1234567.5 as 1.234.567,50."""
    return f"{number:,.2f}".translate({ord(","): thousands, ord("."): point})


prices = st.decimals(0, 10**9, places=2)
notations = {
    "1234.5": str,
    "1234.50": lambda number: f"{number:.2f}",
    "1234,50": lambda number: f"{number:.2f}".replace(".", ","),
    "1,234.50": lambda number: grouped(number, ",", "."),
    "1.234,50": lambda number: grouped(number, ".", ","),
    "1 234,50": lambda number: grouped(number, " ", ","),
    "1'234.50": lambda number: grouped(number, "'", "."),
    "without needless zeros": lambda number: f"{number.normalize():f}",
    "with needless zeros": lambda number: f"{number:.2f}00",
}
signs = {"{}": None, "EUR{}": "EUR", "{} brl": "BRL", "€ {}": "EUR", "{}£": "GBP", "${}": None}
numerals = st.text("0123456789.,' -+€$EUR\N{NO-BREAK SPACE}", max_size=12)


class TestAmounts:
    @pytest.mark.parametrize("notation", notations)
    @given(number=prices, sign=st.sampled_from(sorted(signs)))
    def test_every_notation_is_read_exactly(self, notation, number, sign):
        assert values.amount(sign.format(notations[notation](number))) == (number, signs[sign])

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("130.00", "130"),
            ("5", "5"),
            ("2.67", "2.67"),
            ("249,90", "249.9"),
            ("+1,5", "1.5"),
            ("0.500", "0.5"),
            ("1234.500", "1234.5"),
            ("1.234.567", "1234567"),
            ("1,234,567", "1234567"),
            ("1.234,560", "1234.56"),
            ("-0", "0"),
        ],
    )
    def test_examples(self, text, number):
        assert values.amount(text) == (Decimal(number), None)

    @pytest.mark.parametrize("text", ["1.234", "1,234", "12.500", "999,000", "EUR1.234", "1,000 €"])
    def test_what_a_german_and_an_american_read_in_two_ways(self, text):
        assert "can be read in two ways" in refusal(values.amount, text)

    @pytest.mark.parametrize("mark", [".", ","])
    @given(number=prices, parts=st.integers(1, 999).filter(lambda parts: parts % 10))
    def test_parts_of_a_cent_never_disappear(self, mark, number, parts):
        assert "has parts of a cent" in refusal(values.amount, f"{number:.2f}{parts:03}".replace(".", mark))

    @pytest.mark.parametrize("text", ["0.005", "0,001", "12345.678", "1,234.567", "1.234,5678"])
    def test_parts_of_a_cent(self, text):
        assert refusal(values.amount, text) == f'"{text}" has parts of a cent: amounts have two decimals.'

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "-",
            "€",
            "EUR",
            ".50",
            "5.",
            "5,",
            "1..5",
            "1,23,456",
            "1.23.456",
            "1.234,567.89",
            "1,234 567",
            "1 23",
            "5e3",
            "0x10",
            "NaN",
            "Infinity",
            "٣",
            "³",
            "5 EUR $",
            "EUR5USD",
            "5 € £",
            "--5",
            "5-",
            "EU5",
            "EURO5",
            "5 kg",
            "130.00 - 150.00",
            "12/5",
            "1_000",
            "5%",
        ],
    )
    def test_what_is_none(self, text):
        assert refusal(values.amount, text) == f'"{text}" is no amount: write it as 249.90 or 249,90.'

    @pytest.mark.parametrize("text", ["-5", "EUR-0.01", "-1.234,50"])
    def test_what_is_below_zero(self, text):
        assert refusal(values.amount, text) == f'"{text}" is below zero.'

    @given(st.one_of(numerals, st.text()))
    @example("9" * 24)
    @example("9" * 5000)
    @example("1" + ",000" * 9)
    @example("0." + "0" * 30 + "1")
    def test_whatever_stands_there_its_digits_are_those_of_the_number_or_it_is_refused(self, text):
        try:
            number, _ = values.amount(text)
        except Refused:
            return
        digits = "".join(letter for letter in text if letter.isdigit())
        assert number >= 0
        assert number.as_tuple().exponent == -2
        assert digits.strip("0") == str(number).replace(".", "").replace("-", "").strip("0")

    @given(numerals)
    def test_where_python_reads_a_number_it_is_the_same(self, text):
        try:
            expected = Decimal(text.strip())
            number, _ = values.amount(text)
        except (Refused, InvalidOperation):
            return
        assert number == expected

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
        assert (
            refusal(values.moment, text) == f'"{text}" is no date: write it as 2024-07-31, or 2024-07-31 04:57:07 +00.'
        )


class TestOtherValues:
    @given(st.one_of(st.text(max_size=30), st.from_regex(values.MOMENT), st.from_regex(values.DAY_FIRST)))
    @example("9999-12-31 23:59:59 -23:59")
    @example("9" * 5000)
    @example("²")
    def test_whatever_stands_there_nothing_else_than_refused_is_raised(self, text):
        readers = (
            values.moment,
            values.day_first,
            values.whole_number,
            values.yes_or_no,
            values.currency_code,
            values.amount,
        )
        for reader in readers:
            try:
                reader(text)
            except Refused as error:
                assert str(error).endswith(".")  # noqa: PT017

    @given(st.datetimes(datetime.datetime(1991, 1, 1), datetime.datetime(2100, 1, 1)), st.integers(-23 * 60, 23 * 60))
    def test_any_moment_comes_back_with_its_zone(self, moment, minutes):
        moment = moment.replace(tzinfo=datetime.timezone(datetime.timedelta(minutes=minutes)))
        for text in (moment.isoformat(), str(moment), f"{moment:%Y-%m-%d %H:%M:%S.%f %z}"):
            found = values.moment(text)
            assert found == moment
            assert found.utcoffset() == moment.utcoffset()

    @given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
    def test_any_day_comes_back(self, day):
        for text in (f"{day.day}/{day.month}/{day:%y}", f"{day:%d/%m/%Y}"):
            assert values.day_first(text).date() == day

    @given(st.integers(0, 2_147_483_647))
    def test_any_whole_number_comes_back(self, number):
        assert values.whole_number(str(number)) == number
        assert values.whole_number(f"00{number}") == number

    @pytest.mark.parametrize("text", ["", "-1", "+1", "1.0", "1,000", "1 0", "²", "٣", "0x1"])
    def test_what_is_no_whole_number(self, text):
        assert refusal(values.whole_number, text) == f'"{text}" is no whole number.'

    @pytest.mark.parametrize("text", ["2147483648", "9" * 5000])
    def test_a_whole_number_that_is_too_large(self, text):
        assert "is larger than 2,147,483,647, the most that can be kept." in refusal(values.whole_number, text)

    @pytest.mark.parametrize(
        ("words", "said"), [("1 yes Yes TRUE y T ja", True), ("0 no NO false n F nein", False)], ids=["yes", "no"]
    )
    def test_yes_and_no(self, words, said):
        assert {values.yes_or_no(word) for word in words.split()} == {said}

    @pytest.mark.parametrize("text", ["", "2", "maybe", "10"])
    def test_neither_yes_nor_no(self, text):
        assert refusal(values.yes_or_no, text) == f'"{text}" is neither 1 nor 0.'

    @pytest.mark.parametrize("cell", ["", " ", "N/A", " n/a ", "#N/A", "\\N", "\t"])
    def test_empty_cells_are_null(self, cell):
        assert values.text(cell) is None

    @pytest.mark.parametrize(
        ("cell", "text"), [("003750677", "003750677"), (" 0042 ", "0042"), ("NA", "NA"), ("0", "0")]
    )
    def test_codes_keep_their_zeros(self, cell, text):
        assert values.text(cell) == text

    def test_a_long_value_is_cut_in_sentences_and_a_long_text_refused(self):
        assert values.quoted("x" * 40) == f'"{"x" * 40}"'
        assert values.quoted("x" * 41) == f'"{"x" * 39}…"'
        assert values.fitting("x" * 5, 5) == "xxxxx"
        assert refusal(values.fitting, "x" * 1001, 1000) == "It has 1,001 letters, and 1,000 can be kept."
