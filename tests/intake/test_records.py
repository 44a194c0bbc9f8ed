"""Each row of a file comes out once, and a broken one harms no other."""

import pytest

from soleflip.intake.errors import IntakeError
from tests.intake.whole_files import HEADER, records_of

UNCLOSED = "A quote is opened and never closed: write a quote within a text twice."


def told(content, **how):
    """Number, cells and problem of each row."""
    return [(record.number, record.cells, record.problem) for record in records_of(content, **how)]


class TestQuotesThatNeverClose:
    @pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
    def test_in_the_last_row(self, end):
        assert told(HEADER + b'1,Runner,130\n2,Walker,"99.90' + end) == [
            (1, ["1", "Runner", "130"], ""),
            (2, [], UNCLOSED),
        ]

    def test_in_the_middle(self):
        assert told(HEADER + b'1,"Runner,130\n2,Walker,99\n3,"Jum\nper",70\n') == [
            (1, [], UNCLOSED),
            (2, ["2", "Walker", "99"], ""),
            (3, ["3", "Jum\nper", "70"], ""),
        ]

    @pytest.mark.parametrize("row", [b'1,Runner,"130\n', b'1,"Runner,130\n', b'1,Run"",""ner\n', b'"1,Runner,130\n'])
    @pytest.mark.parametrize("times", [1, 2, 3, 500])
    def test_row_after_row(self, row, times):
        found = told(HEADER + row * times + b"2,Walker,99\n")
        assert [number for number, _, _ in found] == list(range(1, times + 2))
        assert found[-1] == (times + 1, ["2", "Walker", "99"], "")
        if row.count(b'"') == 1:
            assert {problem for _, _, problem in found[:-1]} == {UNCLOSED}


def test_a_carriage_return_outside_of_quotes():
    assert told(HEADER + b'1,Run\rner,130\n2,"Wal\rker",99\n3,Jumper,70\r\r\n') == [
        (1, [], "A line ends within it, by a carriage return that no quotes are around."),
        (2, ["2", "Wal\rker", "99"], ""),
        (3, ["3", "Jumper", "70"], ""),
    ]


class TestEmptyRows:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_a_row_of_empty_cells_is_a_row_and_an_empty_line_is_none(self, delimiter):
        content = HEADER + b"1,Runner,130\n\n,,\n \r\n2,Walker,\n\n"
        assert told(content.replace(b",", delimiter.encode())) == [
            (1, ["1", "Runner", "130"], ""),
            (2, ["", "", ""], ""),
            (3, ["2", "Walker", ""], ""),
        ]


class TestOtherFiles:
    """A wrong file is one sentence."""

    @pytest.fixture
    def refused(self):
        def sentence(content):
            with pytest.raises(IntakeError) as caught:
                records_of(content)
            return str(caught.value)

        return sentence

    def test_lines_that_end_in_cr_alone(self, refused):
        sentence = "feed.csv ends its lines as Macs once did: save it as CSV in UTF-8."
        assert refused(b"id,name,price\r1,Runner,130\r") == sentence

    @pytest.mark.parametrize(
        "header", [b'id,"name,price\n1,Runner,130\n', b'id,name,"price', b'id,name,"pri\r\nce"\r\n']
    )
    def test_a_quote_in_the_first_line_that_is_not_closed_there(self, refused, header):
        assert refused(header) == (
            "feed.csv opens a quote in its first line and never closes it there: correct that line."
        )
