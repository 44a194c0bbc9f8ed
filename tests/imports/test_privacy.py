"""Names, addresses, VAT numbers and e-mails are masked where a row is kept, and are nowhere else."""

import pytest
from django.core.management import CommandError, call_command

from tests.imports.reports import CANARIES, PAID_ON, PRICE, STOCKX, alias_sale, sale
from tests.imports.reports import alias as alias_report
from tests.imports.reports import stockx as stockx_report
from tests.support.dumps import dump

MORE = "piep@canary.example Zaunkönig".split()


@pytest.fixture
def found(committed, tmp_path, capsys):
    """found(content) are the canaries that sing anywhere: in a dump of the database, or in what the command says."""

    def sing(content: bytes, command="import_stockx_sales") -> list[str]:
        file = tmp_path / "report.csv"
        file.write_bytes(content)
        refused = ""
        for options in ({"dry_run": True}, {"again": True}):
            try:
                call_command(command, str(file), **options)
            except CommandError as error:
                refused = str(error)
        said = capsys.readouterr()
        everything = "\n".join([dump(committed, "--data-only", "--inserts"), said.out, said.err, refused])
        assert "report.csv" in everything
        return [word for word in [*CANARIES, *MORE] if word.casefold() in everything.casefold()]

    return sing


def test_right_rows(found):
    rows = [sale(1), sale(1, payout="1"), sale(2, payout="999"), sale(3, price="x", Item="", Style="N/A")]
    assert found(stockx_report(*rows)) == []


def test_a_column_that_nobody_knows(found):
    columns = [*STOCKX, "Buyer Name", ""]
    rows = [{**sale(number), "Buyer Name": "Zaunkönig", "": "piep@canary.example"} for number in (1, 2)]
    assert found(stockx_report(*rows, columns=columns)) == []


@pytest.mark.parametrize("column", ["Item", "Special references", "Style", "Order Number", "Buyer Destination City"])
def test_an_e_mail_in_any_text(found, column):
    rows = [{**sale(1), column: "an <piep@canary.example> schreiben"}, sale(2)]
    assert found(stockx_report(*rows)) == []


@pytest.mark.parametrize("column", [PAID_ON, "Sale Date", PRICE, "Quantity", "Seller Fee Currency", "Shipping Fee"])
def test_a_name_in_the_column_of_something_else(found, column):
    rows = [{**sale(1), column: "Zaunkönig"}, {**sale(2), column: "Zaunkönig " * 30, "Item": "Kanarienvogel Erika"}]
    assert found(stockx_report(*rows)) == []


def test_rows_whose_cells_are_shifted(found):
    """By one to either side, with a cell too many or too few, or with as many as there should be."""
    cells = [[sale(1).get(name, "") for name in STOCKX] for _ in range(6)]
    rows = [
        ["", *cells[0]],
        ["", *cells[1][:-1]],
        cells[2][1:],
        [*cells[3][1:], ""],
        cells[4][9:] + cells[4][:9],
        cells[5][::-1],
    ]
    content = stockx_report().decode() + "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows
    )
    assert found(content.encode()) == []


def test_addresses_without_quotes_and_quotes_that_are_never_closed(found):
    lines = stockx_report(*(sale(number) for number in range(1, 6))).decode().split("\n")
    text = "\n".join(lines)
    broken = [
        text.replace('"', ""),
        text.replace('Zwitscherstadt"', "Zwitscherstadt", 1),
        text.replace('"Nistkasten', "Nistkasten", 1),
        text.replace("Kanarienvogel Erika", '"Kanarienvogel Erika', 1),
        text.replace("Kanarienvogel Erika", "Kanarienvogel\x00 Erika"),
    ]
    for number, content in enumerate(broken):
        assert found(content.encode()) == [], number
    assert found(text.encode().replace("ö".encode(), b"\xf6\xff")) == []
    assert found(text.encode().replace(b"Kakadu", b"Kakadu \xff")) == []


def test_dates_numbers_and_currencies_with_names_behind_them(found):
    row = [sale(1).get(name, "") for name in STOCKX][:10]
    row[3:6] = ["2024-01-01 Zaunkönig", "5 Zaunkönig", "EUR Zaunkönig"]
    assert found(stockx_report() + ",".join(row[3:6]).encode() + b"\n") == []


def test_a_report_of_another_kind(found):
    """What is refused as a whole tells nothing of its rows."""
    content = stockx_report(sale(1)).split(b"\n", 1)[1]
    assert found(content) == []
    assert found(stockx_report(sale(1)), command="import_alias_sales") == []


def test_alias(found):
    rows = [
        alias_sale(1),
        alias_sale(1, price="x"),
        alias_sale(2, PURCHASED_DATE="Zaunkönig"),
        alias_sale(3, NAME="piep@canary.example"),
        alias_sale(4, USERNAME="piep@canary.example", SIZE="Zaunkönig" * 5),
    ]
    content = alias_report(*rows) + ",".join(["Zaunkönig", *alias_sale(5).values()]).encode()
    assert found(content, command="import_alias_sales") == []
