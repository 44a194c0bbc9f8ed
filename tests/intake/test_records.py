"""Each row of a file comes out once, and a broken one harms no other."""

import pytest

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
