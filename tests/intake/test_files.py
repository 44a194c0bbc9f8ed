"""Where a file comes from, how it is packed, and what is said of one that is none."""

import sys
from io import BytesIO, TextIOWrapper

import pytest

from soleflip.intake.files import opened
from tests.intake.whole_files import HEADER, records, unpacked_content

ROWS = b"1,Runner,130.00\n2,Walker,99.90\n"


@pytest.fixture
def standard_input(monkeypatch):
    """Lets standard input hold some bytes."""

    def holds(content):
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(content)))

    return holds


class TestStandardInput:
    def test_it_is_read_like_a_file(self, standard_input):
        standard_input(HEADER + ROWS)
        with opened("-") as source:
            assert source.name == "standard input"
            assert source.size == len(HEADER + ROWS)
            assert [record.cells[1] for record in records(source)] == ["Runner", "Walker"]
            source.check_unchanged()
