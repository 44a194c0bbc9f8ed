"""import_rates: the files of the European Central Bank become rates, each day counted once."""

import datetime
import io
import zipfile
from contextlib import suppress
from decimal import Decimal

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from apps.integration.imports.rates import importer
from apps.integration.imports.rates.importer import RATES
from apps.integration.imports.rates.reading import day, rate
from apps.integration.imports.undo import LaterWork, undo
from apps.integration.models import ImportBatch
from apps.pricing.models import ExchangeRate
from soleflip.intake.errors import IntakeError, Refused
from tests.imports.lists import imported, records, rows_of
from tests.support.rows import make
from tests.support.sql import query

pytestmark = pytest.mark.django_db

# As the bank writes them: a comma behind the last column; in the file of one day also spaces, and the day in words.
ALL_DAYS = """Date,USD,JPY,CYP,
2024-07-31,1.0832,163.05,N/A,
2024-07-30,1.0815,167.28,N/A,
1999-01-04,1.1789,133.73,0.58231,
"""
LAST_DAY = "Date, USD, JPY, \n1 August 2024, 1.0790, 161.68, \n"


def today(plus=0) -> datetime.date:
    """Asked in the test itself: the day may turn while the suite runs."""
    return datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=plus)


def bring_in(text: str | bytes, **options):
    return imported(text, RATES, **options)


def counts(outcome) -> tuple[int, int, int, int, int]:
    """Added, changed, unchanged, duplicates, errors."""
    found = outcome.counts
    return found.added, found.changed, found.unchanged, found.duplicates, found.errors


def rates(date: str) -> dict[str, Decimal]:
    """What one euro was worth on the day."""
    return dict(ExchangeRate.objects.filter(base="EUR", date=date).values_list("quote", "rate"))


def reasons(row: str, header="Date,USD") -> dict[str, str]:
    """Why this row is refused; the one below it is none the worse for it."""
    outcome = bring_in(f"{header}\n{row}\n2024-07-31,1.0832\n")
    assert counts(outcome) == (1, 0, 0, 0, 1)
    return records(outcome)[1].validation_errors


# --- what the files become ---


def test_the_file_of_all_days():
    assert counts(bring_in(ALL_DAYS)) == (3, 0, 0, 0, 0)
    assert rates("2024-07-31") == {"USD": Decimal("1.0832"), "JPY": Decimal("163.05")}
    assert rates("1999-01-04") == {"USD": Decimal("1.1789"), "JPY": Decimal("133.73"), "CYP": Decimal("0.58231")}
    assert set(ExchangeRate.objects.values_list("source", flat=True)) == {"European Central Bank"}


def test_the_file_of_the_last_day():
    assert counts(bring_in(LAST_DAY)) == (1, 0, 0, 0, 0)
    assert rates("2024-08-01") == {"USD": Decimal("1.0790"), "JPY": Decimal("161.68")}


def test_the_file_as_the_bank_packs_it():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eurofxref-hist.csv", ALL_DAYS)
    assert counts(bring_in(packed.getvalue())) == (3, 0, 0, 0, 0)


def test_a_rate_of_today_is_the_current_one():
    bring_in(f"Date,USD\n{today()},1.25\n")
    found = query("SELECT multiply_by, divide_by FROM pricing.current_rates WHERE from_currency = 'USD'")
    assert found == [(1, Decimal("1.25"))]


# --- again ---


def test_what_is_known_stays_to_the_last_column():
    bring_in(ALL_DAYS)
    before = rows_of("pricing.exchange_rates")
    assert counts(bring_in(ALL_DAYS)) == (0, 0, 3, 0, 0)
    assert rows_of("pricing.exchange_rates") == before


def test_a_day_is_changed_where_one_of_its_rates_is():
    bring_in(ALL_DAYS)
    jpy, before = ExchangeRate.objects.get(date="2024-07-31", quote="JPY"), rows_of("pricing.exchange_rates")
    assert counts(bring_in(ALL_DAYS.replace("1.0832", "1.0833"))) == (0, 1, 2, 0, 0)
    assert rates("2024-07-31")["USD"] == Decimal("1.0833")
    assert len(set(before) - set(rows_of("pricing.exchange_rates"))) == 1
    assert ExchangeRate.objects.get(pk=jpy.pk).updated_at == jpy.updated_at


def test_a_day_is_changed_where_a_currency_is_new():
    bring_in(ALL_DAYS)
    assert counts(bring_in("Date,CHF\n2024-07-31,0.9522\n")) == (0, 1, 0, 0, 0)
    assert rates("2024-07-31") == {"USD": Decimal("1.0832"), "JPY": Decimal("163.05"), "CHF": Decimal("0.9522")}


def test_a_rate_that_is_not_there_any_more_stays():
    bring_in(ALL_DAYS)
    assert counts(bring_in("Date,USD,JPY\n2024-07-31,N/A,\n")) == (0, 0, 1, 0, 0)
    assert rates("2024-07-31") == {"USD": Decimal("1.0832"), "JPY": Decimal("163.05")}


def test_a_rate_that_somebody_entered_is_the_banks_from_then_on():
    for quote, known in (("USD", "1.1"), ("JPY", "163.05")):
        make(ExchangeRate, date="2024-07-31", base="EUR", quote=quote, rate=known, source="by hand")
    assert counts(bring_in(ALL_DAYS)) == (2, 1, 0, 0, 0)
    sources = dict(ExchangeRate.objects.filter(date="2024-07-31").values_list("quote", "source"))
    assert sources == {"USD": "European Central Bank", "JPY": "by hand"}  # the one that is equal stays as it is


def test_rates_by_other_currencies_are_nobodys_business():
    make(ExchangeRate, date="2024-07-31", base="USD", quote="JPY", rate="150", source="by hand")
    assert counts(bring_in(ALL_DAYS)) == (3, 0, 0, 0, 0)
    assert ExchangeRate.objects.get(base="USD").rate == 150


def test_of_a_day_that_comes_twice_the_first_row_counts():
    outcome = bring_in("Date,USD\n2024-07-31,1.1\n31 July 2024,1.1\n2024-07-31,1.2\n")
    assert counts(outcome) == (1, 0, 0, 2, 0)
    assert rates("2024-07-31") == {"USD": Decimal("1.1")}
    assert {number: record.error_message for number, record in records(outcome).items()} == {
        3: "A duplicate of row 1, which counts, although this one says something else."
    }


@pytest.mark.parametrize("at_once", [1, 2])
def test_how_many_days_are_written_at_once_makes_no_difference(monkeypatch, at_once):
    monkeypatch.setattr(importer, "AT_ONCE", at_once)
    text = "Date,USD\n2024-07-31,1.1\n2024-07-30,1.2\nx,1\n2024-07-31,1.1\n2024-07-29,1.3\n"
    assert counts(bring_in(text)) == (3, 0, 0, 1, 1)
    assert counts(bring_in(text)) == (0, 0, 3, 1, 1)


def test_a_dry_run_counts_the_same_and_writes_nothing():
    assert counts(bring_in(ALL_DAYS, dry_run=True)) == (3, 0, 0, 0, 0)
    assert not ExchangeRate.objects.exists()
    assert not ImportBatch.objects.exists()


# --- rows and files that are refused ---


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",1.1", "Date", "It is empty: write it as 2024-07-31 or 31 July 2024."),
        ("31/07/2024,1.1", "Date", '"31/07/2024" is no day: write it as 2024-07-31 or 31 July 2024.'),
        ("31 Juli 2024,1.1", "Date", '"31 Juli 2024" is no day: write it as 2024-07-31 or 31 July 2024.'),
        ("31 June 2024,1.1", "Date", '"31 June 2024" is no day of the calendar.'),
        ("2024-02-30,1.1", "Date", '"2024-02-30" is no day of the calendar.'),
        ("1998-12-31,1.1", "Date", '"1998-12-31" is before 1999-01-01, when the euro began.'),
        ("2024-07-30,0", "USD", "A rate is more than zero."),
        ("2024-07-30,0.00000000", "USD", "A rate is more than zero."),
        ("2024-07-30,-1.1", "USD", '"-1.1" is no rate: write it with a point, as 1.0832, or N/A where there is none.'),
        ("2024-07-30,1e3", "USD", '"1e3" is no rate: write it with a point, as 1.0832, or N/A where there is none.'),
        ('2024-07-30,"1,1"', "USD", '"1,1" is no rate: write it with a point, as 1.0832, or N/A where there is none.'),
        (
            "2024-07-30,1.123456789",
            "USD",
            '"1.123456789" has too many digits: 10 before the point and 8 after it are the most.',
        ),
        ("2024-07-30,1.1,1", "", "It has 3 cells, and the header 2."),
    ],
)
def test_a_row_that_is_refused_says_why(row, column, reason):
    assert reasons(row) == {column: reason}
    assert rates("2024-07-30") == {}


def test_a_day_that_is_still_to_come_has_no_rates():
    coming = today(plus=2)
    assert reasons(f"{coming},1.1") == {"Date": f"{coming} is still to come: there are no rates of it."}


def test_of_a_row_with_one_wrong_rate_nothing_is_written():
    outcome = bring_in("Date,USD,JPY\n2024-07-31,1.1,x\n")
    assert counts(outcome) == (0, 0, 0, 0, 1)
    assert records(outcome)[1].source_data == {"Date": "2024-07-31", "USD": "1.1", "JPY": "x"}
    assert not ExchangeRate.objects.exists()


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("USD,JPY", "it lacks the column Date; its first line has USD and JPY"),
        ("Date,usd", "its first line has usd, and a currency is named by three capital letters other than EUR"),
        ("Date,USD,Comment", "its first line has Comment, and a currency is named by three capital letters"),
        ("Date,EUR", "its first line has EUR, and"),
        ("Date,", "it has no column for a currency"),
        ("Date,USD,USD", "has the column USD twice"),
    ],
)
def test_another_file_is_refused_in_a_sentence_and_leaves_no_trace(header, sentence):
    with pytest.raises(IntakeError, match=sentence):
        bring_in(f"{header}\n2024-07-31,1.1\n")
    assert not ImportBatch.objects.exists()


# --- taken back ---


def test_undo_takes_all_of_it_back():
    make(ExchangeRate, date="2024-07-31", base="EUR", quote="USD", rate="1.1", source="by hand")
    before = query("SELECT t::text FROM pricing.exchange_rates t")
    outcome = bring_in(ALL_DAYS)
    assert undo(outcome.batch).is_whole
    assert query("SELECT t::text FROM pricing.exchange_rates t") == before


def test_undo_keeps_what_somebody_corrected_since():
    outcome = bring_in(ALL_DAYS)
    ExchangeRate.objects.filter(date="2024-07-31", quote="USD").update(rate=2)
    with pytest.raises(LaterWork):
        undo(outcome.batch)
    undo(outcome.batch, partly=True)
    assert list(ExchangeRate.objects.values_list("quote", "rate")) == [("USD", 2)]


def test_the_command_imports_a_file(tmp_path, capsys):
    path = tmp_path / "eurofxref-hist.csv"
    path.write_text(ALL_DAYS)
    call_command("import_rates", str(path))
    assert "read 3 = processed 3 (3 added" in capsys.readouterr().out


# --- reading ---


@given(st.dates(datetime.date(1999, 1, 1), datetime.date(2200, 1, 1)))
def test_a_day_is_the_same_in_numbers_and_in_words(date):
    months = "January February March April May June July August September October November December".split()
    assert day(f"{date}") == day(f"{date.day} {months[date.month - 1]} {date.year}") == date


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{1,4}[- ]\w{1,9}[- ][0-9]{1,4}", fullmatch=True))
def test_any_text_is_a_day_or_refused(text):
    with suppress(Refused):
        assert day(text) >= datetime.date(1999, 1, 1)


@given(st.decimals(min_value="0.00000001", max_value="9999999999", places=8))
def test_every_rate_that_the_table_holds_is_read_to_the_last_digit(number):
    assert rate(f"{number:f}") == number


@given(st.text(max_size=30) | st.from_regex(r"[-+]?[0-9]{0,14}[.,]?[0-9]{0,12}(e[0-9]+)?", fullmatch=True))
def test_any_text_is_a_rate_above_zero_that_fits_or_refused(text):
    try:
        number = rate(text)
    except Refused:
        return
    assert 0 < number < 10**10
    assert number == number.quantize(Decimal("1e-8"))
