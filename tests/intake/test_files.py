"""Where a file comes from, how it is packed, and what is said of one that is none."""

import gzip
import os
import resource
import sys
import tempfile
import zipfile
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip.intake.errors import IntakeError
from soleflip.intake.files import measured, opened
from tests.intake.whole_files import HEADER, records, unpacked_content

ROWS = b"1,Runner,130.00\n2,Walker,99.90\n"
WAYS = {name: getattr(zipfile, name) for name in ("ZIP_STORED", "ZIP_DEFLATED", "ZIP_BZIP2", "ZIP_LZMA")}


def zipped(*names, content=HEADER + ROWS, way=zipfile.ZIP_DEFLATED, flags=0):
    """A .zip of files with these names, each with the same content."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", way) as archive:
        for name in names:
            archive.writestr(name, content)
            archive.filelist[-1].flag_bits |= flags
    return packed.getvalue()


def content_of(packed):
    return unpacked_content(measured(BytesIO(packed), "feed"))


def refusal_of(packed):
    with pytest.raises(IntakeError) as caught:
        content_of(packed)
    return str(caught.value)


def said_of(packed):
    """The sentence, or nothing where all is well."""
    try:
        content_of(packed)
    except IntakeError as error:
        return str(error)
    return ""


PACKED = {name: zipped("a.csv", way=way) for name, way in WAYS.items()} | {"gzip": gzip.compress(HEADER + ROWS)}
DAMAGED = "feed is damaged and cannot be unpacked. Get it again."
BREAKS_OFF = "feed breaks off: it was not copied in full. Get it again."
LOCKED = "feed is locked by a password: unpack it and import what is in it."
UNUSUAL = "feed is packed in an unusual way: unpack it and import what is in it."
NO_FILE = "feed holds no file: unpack it and import what is in it one by one."
SAID = {"", DAMAGED, BREAKS_OFF, LOCKED, UNUSUAL, NO_FILE}


@contextmanager
def disk_with(room):
    """No file can be written that is larger, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


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

    def test_it_may_be_closed(self, monkeypatch):
        monkeypatch.setattr(sys, "stdin", None)
        with pytest.raises(IntakeError, match=r"^standard input is closed: name a file\.$"), opened("-"):
            pass

    def test_it_may_be_empty(self, standard_input):
        standard_input(b"")
        with pytest.raises(IntakeError, match=r"^standard input is empty\.$"), opened("-"):
            pass

    @pytest.mark.parametrize("size", [70_000, 1_048_676, 10_000_000])
    def test_the_disk_may_be_full(self, standard_input, size):
        standard_input(b"x" * size)
        with disk_with(min(size - 50, 1 << 20)), pytest.raises(IntakeError) as caught, opened("-"):
            pass
        assert str(caught.value) == "standard input cannot be kept: file too large."

    def test_there_may_be_no_place_for_it(self, standard_input, monkeypatch):
        standard_input(HEADER + ROWS)
        monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
        with pytest.raises(IntakeError) as caught, opened("-"):
            pass
        assert str(caught.value) == "standard input cannot be kept: no such file or directory."


class TestNames:
    @pytest.mark.parametrize(
        ("on_disk", "told"),
        [
            (b"feed.csv", "feed.csv"),
            ("März 2026.csv".encode(), "März 2026.csv"),
            (b"M\xe4rz.csv", "M\N{REPLACEMENT CHARACTER}rz.csv"),
            (b"a\x1b[2Jb\nc.csv", "a\N{REPLACEMENT CHARACTER}[2Jb\N{REPLACEMENT CHARACTER}c.csv"),
        ],
    )
    def test_a_name_can_be_told_and_kept(self, tmp_path, on_disk, told):
        path = os.fsdecode(os.fsencode(tmp_path) + b"/" + on_disk)
        Path(path).write_bytes(HEADER + ROWS)
        with opened(path) as source:
            assert ascii(source.name) == ascii(told)
            assert len(records(source)) == 2


class TestPacked:
    @pytest.mark.parametrize("packed", PACKED.values(), ids=PACKED)
    def test_what_is_told_by_its_first_bytes(self, packed):
        assert content_of(packed) == HEADER + ROWS

    def test_gzip_in_several_parts_is_one_file(self):
        assert content_of(gzip.compress(HEADER) + gzip.compress(ROWS) + gzip.compress(ROWS)) == HEADER + ROWS + ROWS

    @pytest.mark.parametrize("end", range(2, len(PACKED["gzip"])))
    def test_gzip_that_was_cut_anywhere(self, end):
        assert refusal_of(PACKED["gzip"][:end]) == BREAKS_OFF

    def test_the_second_part_of_gzip_that_was_cut(self):
        assert refusal_of((gzip.compress(HEADER) + gzip.compress(ROWS))[:-1]) == BREAKS_OFF

    @pytest.mark.parametrize("tail", [b"x", b"<html>", gzip.compress(ROWS)[1:]])
    def test_gzip_with_something_else_behind_it(self, tail):
        assert (
            refusal_of(gzip.compress(HEADER + ROWS) + tail) == "feed is damaged and cannot be unpacked. Get it again."
        )

    @pytest.mark.parametrize("way", WAYS)
    def test_zip_that_was_cut_anywhere(self, way):
        for end in range(4, len(PACKED[way])):
            assert refusal_of(PACKED[way][:end]) == DAMAGED

    @given(st.sampled_from(sorted(PACKED)), st.data())
    def test_damage_is_told_in_a_sentence_that_quotes_nothing(self, way, data):
        damaged = bytearray(PACKED[way])
        places = st.tuples(st.integers(2, len(damaged) - 1), st.integers(0, 255))
        for place, byte in data.draw(st.lists(places, min_size=1, max_size=3)):
            damaged[place] = byte
        assert said_of(bytes(damaged)) in SAID

    @pytest.mark.parametrize("way", WAYS)
    def test_each_single_byte_may_be_wrong(self, way):
        for place in range(2, len(PACKED[way])):
            for change in (0x01, 0x80, 0xFF):
                damaged = bytearray(PACKED[way])
                damaged[place] ^= change
                assert said_of(bytes(damaged)) in SAID

    @pytest.mark.parametrize(
        ("names", "sentence"),
        [
            ((), NO_FILE),
            (("folder/",), NO_FILE),
            (("a.csv", "b.csv"), "feed holds 2 files: unpack it and import what is in it one by one."),
            (("a.pdf", "b.pdf"), "feed holds 2 files: unpack it and import what is in it one by one."),
            (("[Content_Types].xml", "xl/workbook.xml"), "feed is an Excel workbook: save it as CSV and import that."),
        ],
    )
    def test_zip_without_the_one_file(self, names, sentence):
        assert refusal_of(zipped(*names)) == sentence

    @pytest.mark.parametrize(
        "names", [("a.dat",), ("a.CSV", "read me.pdf"), ("folder/", "folder/a.txt", "__MACOSX/._a.txt", ".DS_Store")]
    )
    def test_zip_with_one_file_that_can_be_meant(self, names):
        assert content_of(zipped(*names)) == HEADER + ROWS

    def test_zip_with_a_password(self):
        assert refusal_of(zipped("a.csv", flags=1)) == LOCKED

    def test_zip_in_a_way_that_needs_another_program(self):
        deflate64 = PACKED["ZIP_DEFLATED"].replace(b"\x08\x00", b"\x09\x00")
        assert refusal_of(deflate64) == UNUSUAL
