"""UTF-8 or Windows-1252, told from the whole file."""

import codecs
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip.intake.errors import IntakeError
from soleflip.intake.files import SourceFile, opened
from tests.intake.whole_files import HEADER, records, records_of

MANY = 80_000  # rows, with FILLING more than is read ahead
FILLING = "x" * 200


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_looking_for_the_encoding_of_a_large_file_takes_no_row_away_and_brings_none_twice(tmp_path, packed):
    content = HEADER + "".join(f"{number},Grün,{FILLING}\n" for number in range(MANY)).encode("cp1252")
    path = tmp_path / "feed.csv"
    path.write_bytes(gzip.compress(content, 1) if packed else content)
    with opened(str(path)) as source:
        found = records(source)
    assert [record.cells for record in found] == [[str(number), "Grün", FILLING] for number in range(MANY)]
    assert not any(record.problem for record in found)


def rows(*lines, end=b"\n"):
    return HEADER + end.join(lines) + end


def names(content):
    return [record.cells[1] if not record.problem else None for record in records_of(content)]


UTF8, WINDOWS, BROKEN = "1,Grün,3".encode(), "1,Grün,3".encode("cp1252"), b"1,\x81,3"


class TestWhichEncoding:
    def test_utf8_with_and_without_a_mark(self):
        assert names(rows(UTF8)) == ["Grün"]
        assert names(codecs.BOM_UTF8 + rows(UTF8)) == ["Grün"]

    def test_windows(self):
        assert names(rows(WINDOWS, b"1,plain,3", WINDOWS)) == ["Grün", "plain", "Grün"]
        assert names(rows("1,„5 €“,3".encode("cp1252"))) == ["„5 €“"]

    def test_one_row_of_windows_among_those_of_utf8_is_broken(self):
        assert names(rows(UTF8, WINDOWS, UTF8)) == ["Grün", None, "Grün"]
        assert names(rows(WINDOWS, UTF8)) == [None, "Grün"]

    def test_rows_of_utf8_in_a_file_of_windows_are_read(self):
        assert names(rows(WINDOWS, UTF8, WINDOWS)) == ["Grün", "Grün", "Grün"]

    def test_what_neither_has(self):
        assert names(rows(BROKEN, b"1,plain,3")) == [None, "plain"]
        assert names(rows(BROKEN, UTF8, UTF8)) == [None, "Grün", "Grün"]

    def test_names_of_columns_in_windows(self):
        assert names("id,name,Größe\n1,Grün,3\n".encode("cp1252")) == ["Grün"]

    @given(st.lists(st.sampled_from([UTF8, WINDOWS, BROKEN, b"1,plain,3"]), max_size=12))
    def test_no_row_is_read_wrong_whatever_is_mixed(self, lines):
        is_windows = lines.count(WINDOWS) + lines.count(BROKEN) > lines.count(UTF8)
        expected = {UTF8: "Grün", WINDOWS: "Grün" if is_windows else None, BROKEN: None, b"1,plain,3": "plain"}
        assert names(rows(*lines)) == [expected[line] for line in lines]

    def test_a_file_is_looked_through_once(self, monkeypatch):
        looks = []
        reading = SourceFile.reading
        monkeypatch.setattr(SourceFile, "reading", lambda source: looks.append(1) or reading(source))
        assert names(rows(UTF8, UTF8)) == ["Grün"] * 2
        assert len(looks) == 1
        assert names(rows(*[WINDOWS] * 5)) == ["Grün"] * 5
        assert len(looks) == 3

    def test_a_fault_further_down_is_told(self):
        content = rows(WINDOWS) + b"x" * (1 << 21)
        with pytest.raises(IntakeError, match=r"^feed.csv is no CSV file: line 3 is longer than 1 MiB"):
            records_of(content)
