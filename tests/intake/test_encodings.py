"""UTF-8 or Windows-1252, told from the whole file."""

import gzip

import pytest

from soleflip.intake.files import opened
from tests.intake.whole_files import HEADER, records

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
