"""Each row of a file comes out once, and a broken one harms no other."""

import codecs
import csv
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soleflip.intake.errors import IntakeError
from tests.intake.whole_files import HEADER, records_of

NONE = "its first line has none of its columns."
UNCLOSED = "A quote is opened and never closed: write a quote within a text twice."


def told(content, **how):
    """Number, cells and problem of each row."""
    return [(record.number, record.cells, record.problem) for record in records_of(content, **how)]


ENCODINGS = {
    "utf-8": st.characters(exclude_characters="\0", exclude_categories=["Cs"]),
    "utf-8-sig": st.sampled_from("aß€😀\"',;\t|\n\r \ufeff"),
    "cp1252": st.sampled_from("aäöüé\"',;\t|\n\r "),  # no two of these make a letter of UTF-8
}
DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t|"),
        "lineterminator": st.sampled_from(["\n", "\r\n"]),
        "quoting": st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    }
)
# Of these no piece looks like a row, whatever stands before it.
PLAIN = st.builds("a{}z".format, st.text("bä\"',;\t|\n ", max_size=8))
ROWS = st.lists(st.lists(PLAIN, min_size=3, max_size=3), max_size=6)


def written(rows, **dialect):
    """Rows as the csv module writes them."""
    text = StringIO(newline="")
    if any("\r" in cell for row in rows for cell in row):
        dialect["quoting"] = csv.QUOTE_ALL  # it forgets to quote these
    csv.writer(text, **dialect).writerows(rows)
    return text.getvalue()


class TestAnyTable:
    @pytest.mark.parametrize("encoding", ENCODINGS)
    @given(data=st.data(), dialect=DIALECTS)
    def test_comes_back_as_it_was_written(self, encoding, data, dialect):
        cell = st.text(ENCODINGS[encoding], max_size=8)
        rows = data.draw(st.lists(st.lists(cell, min_size=3, max_size=3), max_size=8))
        content = written([["id", "name", "price"], *rows], **dialect).encode(encoding)
        found = records_of(content)
        assert [record.cells for record in found] == rows
        assert [record.number for record in found] == list(range(1, len(rows) + 1))
        assert not any(record.problem for record in found)
        below = content.removeprefix(codecs.BOM_UTF8).partition(b"\n")[2]
        assert b"".join(record.raw for record in found) == below

    @pytest.mark.parametrize("end", [b"\n", b"\r\n"])
    @given(rows=ROWS, broken=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 7)), min_size=1, max_size=5))
    @example(rows=[["a,z", "a\nz", 'a"z']], broken=[(0, 5), (1, 5)])
    def test_loses_no_row_to_a_broken_one_beside_it(self, end, rows, broken):
        lines = (
            b"1,2",
            b"1,2,3,4",
            b"x",
            b"1,a\0b,3",
            b"1,\x81,3",
            b'1,"Runner,3',
            b'1,Runner,"3',
            b"1,2\r,3",
        )
        pieces = [(row, written([row], lineterminator=end.decode()).encode()) for row in rows]
        for place, kind in broken:
            pieces.insert(min(place, len(pieces)), (None, lines[kind] + end))
        found = records_of(HEADER + b"".join(raw for _, raw in pieces))
        assert [record.number for record in found] == list(range(1, len(pieces) + 1))
        assert [None if record.problem else record.cells for record in found] == [row for row, _ in pieces]
        assert [record.raw for record in found] == [raw for _, raw in pieces]

    @given(st.binary(max_size=200), st.sampled_from([HEADER, b"id;name;price\r\n", b"\xef\xbb\xbfid\tname\tprice\n"]))
    @example(b'"' * 200, HEADER)
    @example(b'"\n' * 100, HEADER)
    @example(b"\r", HEADER)
    def test_whatever_stands_below_the_header_no_line_is_lost(self, below, header):
        found = records_of(header + below)
        assert [record.number for record in found] == list(range(1, len(found) + 1))
        assert all(record.problem or len(record.cells) == 3 for record in found)
        assert b"".join(record.raw for record in found).split() == below.split()

    @given(st.binary(min_size=1, max_size=200))
    def test_whatever_a_file_holds_it_is_read_or_refused_in_a_sentence(self, content):
        try:
            records_of(content)
        except IntakeError as error:
            assert str(error).startswith("feed.csv ")  # noqa: PT017


class TestWhatIsReadOfAFile:
    CONTENT = HEADER + b'1,Runner,130\n2,"Wal\nker",99\n\n3,Jumper\n4,Climber,70\n'

    def test_rows_that_are_known_are_counted_and_not_taken_apart(self):
        asked = []

        def passed(raw, number):
            asked.append((raw, number))
            return number in (1, 3)

        assert [record.number for record in records_of(self.CONTENT, passed=passed)] == [2, 4]
        assert asked == [(b"1,Runner,130\n", 1), (b'2,"Wal\n', 2), (b"3,Jumper\n", 3), (b"4,Climber,70\n", 4)]

    @pytest.mark.parametrize("limit", [1, 2, 3, 4, 5])
    def test_a_limit_counts_rows(self, limit):
        assert [record.number for record in records_of(self.CONTENT, limit=limit)] == list(range(1, min(limit, 4) + 1))

    @pytest.mark.parametrize(
        ("row", "problem"),
        [
            (b"1", "It has 1 cell, and the header 3."),
            (b"1,2", "It has 2 cells, and the header 3."),
            (b"1,2,3,", "It has 4 cells, and the header 3."),
            (b"1,2\0,3", "It holds a NUL byte."),
            (b"1,\x81,3", "It holds the byte 0x81, which is no Windows-1252 there."),
            (b"\xc3\xa4,\xff,3", "It holds the byte 0xff, which is no UTF-8 there."),
        ],
    )
    def test_what_is_said_of_a_broken_row(self, row, problem):
        content = HEADER + "1,Grün,3\n1,Grün,3\n".encode() * (b"\xff" in row) + row
        assert records_of(content)[-1].problem == problem


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

    def test_a_row_between_two_quotes_is_a_row(self):
        assert told(HEADER + b'1,"Runner\n2,Walker,99\n3,"\n') == [
            (1, [], UNCLOSED),
            (2, ["2", "Walker", "99"], ""),
            (3, [], UNCLOSED),
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

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"a,b\n", "is not an Awin feed: it lacks the columns id and name or price; " + NONE),
            (b"id,a,b\n", "is not an Awin feed: it lacks the column name or price; its first line has id, a and b."),
            (b"id,name,ID \n", "has the column ID twice: remove one of them."),
            (b"\x89PNG\r\n\x1a\n\0\0", "is not an Awin feed: it lacks the columns id and name or price; " + NONE),
            (b"\0\0\0\n", "is no CSV file: its first line holds NUL bytes."),
            ("id,name,price\n".encode("utf-16"), "is encoded in UTF-16: save it as CSV in UTF-8."),
            ("id,name,price\n".encode("utf-16-be"), "is no CSV file: its first line holds NUL bytes."),
        ],
    )
    def test_a_sentence_for_each(self, refused, content, sentence):
        assert refused(content) == f"feed.csv {sentence}"

    @pytest.mark.parametrize("content", [b"ID ; Price\n1;2\n", b"\n\nprice\tid\n2\t1\n", b"sep=|\nid|x|NAME\n1|2|3"])
    def test_columns_in_any_case_and_order_are_the_right_file(self, content):
        assert [record.problem for record in records_of(content)] == [""]
