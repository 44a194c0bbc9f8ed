"""UTF-8 or Windows-1252, told from the whole file."""

import gzip

import pytest

from soleflip.intake.files import opened
from tests.intake.whole_files import HEADER, records

MANY = 700_000  # rows: more than is read ahead


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_looking_for_the_encoding_of_a_large_file_takes_no_row_away_and_brings_none_twice(tmp_path, packed):
    content = HEADER + b"".join(b"%d,Gr\xfcn,99.90\n" % number for number in range(MANY))
    path = tmp_path / "feed.csv"
    path.write_bytes(gzip.compress(content, 1) if packed else content)
    with opened(str(path)) as source:
        found = records(source)
    assert [record.cells for record in found] == [[str(number), "Grün", "99.90"] for number in range(MANY)]
    assert not any(record.problem for record in found)
