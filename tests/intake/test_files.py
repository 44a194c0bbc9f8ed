"""Where a file comes from, how it is packed, and what is said of one that is none."""

import errno
import gzip
import hashlib
import os
import resource
import sys
import tempfile
import threading
import tracemalloc
import zipfile
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleflip.intake.encodings import Decoder
from soleflip.intake.errors import IntakeError
from soleflip.intake.files import measured, opened
from soleflip.intake.layout import read_header
from soleflip.intake.lines import Lines
from soleflip.intake.records import Records
from tests.intake.whole_files import HEADER, LAYOUT, records, records_of, unpacked_content

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


PACKED = {name: zipped("a.csv", way=way) for name, way in WAYS.items()} | {
    "gzip": gzip.compress(HEADER + ROWS, mtime=0)
}
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


class TestPlaces:
    """Where a file may be, and where none is."""

    @pytest.fixture
    def refused(self):
        def sentence(path):
            with pytest.raises(IntakeError) as caught, opened(str(path)):
                pass
            return str(caught.value)

        return sentence

    def test_a_file_has_a_size_and_a_digest(self, tmp_path):
        path = tmp_path / "feed.csv"
        path.write_bytes(HEADER + ROWS)
        with opened(str(path)) as source:
            assert (source.name, source.size) == ("feed.csv", len(HEADER + ROWS))
            assert source.sha256 == hashlib.sha256(HEADER + ROWS).hexdigest()
            assert unpacked_content(source) == HEADER + ROWS

    def test_a_pipe_is_read_like_a_file(self, tmp_path):
        path = tmp_path / "pipe"
        os.mkfifo(path)
        writer = threading.Thread(target=path.write_bytes, args=(HEADER + ROWS,))
        writer.start()
        with opened(str(path)) as source:
            writer.join()
            assert source.name == "pipe"
            assert unpacked_content(source) == HEADER + ROWS
            source.check_unchanged()

    def test_a_folder(self, tmp_path, refused):
        assert refused(tmp_path) == f"{tmp_path} is a folder: name the files in it."

    def test_what_is_not_there(self, tmp_path, refused):
        assert refused(tmp_path / "feed.csv") == f"{tmp_path}/feed.csv cannot be opened: no such file or directory."

    def test_what_may_not_be_read(self, tmp_path, refused, monkeypatch):
        def forbidden(path, mode):
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(Path, "open", forbidden)  # root may read everything
        assert refused(tmp_path / "feed.csv") == f"{tmp_path}/feed.csv cannot be opened: permission denied."

    def test_names_that_no_file_can_have(self, refused):
        assert refused("a\0b") == "'a\\x00b' is no name of a file."
        assert refused("x" * 300).endswith("x cannot be opened: file name too long.")

    @pytest.mark.parametrize("nothing", ["feed.csv", "/dev/null"])
    def test_what_is_empty(self, tmp_path, refused, nothing):
        (tmp_path / "feed.csv").touch()
        assert refused(tmp_path / nothing) == f"{Path(nothing).name} is empty."

    @pytest.mark.parametrize("change", [b"3,Jumper,70\n", b""], ids=["longer", "of the same length"])
    def test_a_file_that_is_written_while_it_is_read(self, tmp_path, change):
        path = tmp_path / "feed.csv"
        path.write_bytes(HEADER + ROWS)
        with opened(str(path)) as source:
            source.check_unchanged()
            path.write_bytes(HEADER + ROWS + change)
            os.utime(path, (1, 1))
            with pytest.raises(IntakeError) as caught:
                source.check_unchanged()
        assert str(caught.value) == "feed.csv was written while it was read: import it again once it is complete."

    def test_a_file_that_is_cut_while_it_is_read_is_told(self, tmp_path):
        path = tmp_path / "feed.csv.gz"
        path.write_bytes(gzip.compress(os.urandom(30 << 20), 1))
        with opened(str(path)) as source, source.reading() as stream:
            stream.read(10)
            os.truncate(path, 20 << 20)
            with pytest.raises(IntakeError, match=r"^feed.csv.gz breaks off"):
                stream.read()

    def test_a_disk_that_fails(self, tmp_path, monkeypatch):
        def failing(self, size):
            raise OSError(errno.EIO, "Input/output error")

        path = tmp_path / "feed.csv.gz"
        path.write_bytes(gzip.compress(HEADER))
        monkeypatch.setattr(gzip.GzipFile, "read", failing)
        with opened(str(path)) as source, pytest.raises(IntakeError) as caught:
            unpacked_content(source)
        assert str(caught.value) == "feed.csv.gz cannot be read: input/output error."

    @pytest.mark.parametrize(
        "content",
        [gzip.compress(b"", mtime=0), zipped("a.csv", content=b""), b"\n\n", b" \r\n", b"\xef\xbb\xbf", b"sep=;\n"],
    )
    def test_a_file_with_nothing_in_it(self, content):
        with pytest.raises(IntakeError, match=r"^feed.csv is empty\.$"):
            records_of(content)


def peak_of(action):
    """The most memory that it takes, in MiB."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1] / (1 << 20)
    finally:
        tracemalloc.stop()


class TestLongLines:
    ENDLESS = gzip.compress(b"x" * (1 << 24)) * 128  # 2 GiB

    @pytest.mark.parametrize(
        ("before", "line"),
        [(b"", 1), (HEADER, 2), (HEADER + ROWS, 4), (HEADER + b'1,"', 2), (HEADER + b'1,"\n' + b"2,a,3\n" * 300, 303)],
    )
    def test_two_gigabytes_without_a_line_end_are_refused_at_once(self, before, line):
        def read():
            with pytest.raises(IntakeError) as caught:
                records_of(gzip.compress(before) + self.ENDLESS)
            assert str(caught.value) == (
                f"feed.csv is no CSV file: line {line} is longer than 1 MiB. Nothing of it was imported."
            )

        assert peak_of(read) < 40

    def test_a_quote_that_is_never_closed_does_not_keep_the_rest_of_the_file(self):
        row = b"2," + b"x" * 60_000 + b",3\n"
        content = gzip.compress(HEADER + b'1,"\n' + row * 2_000)  # 120 MB

        def read():
            source = measured(BytesIO(content), "feed.csv")
            with source.reading() as stream:
                lines = Lines(stream, source.name)
                header = read_header(lines, LAYOUT, source.name)
                found = [bool(record.problem) for record in Records(lines, header, Decoder(source))]
            assert found == [True] + [False] * 2_000

        assert peak_of(read) < 40

    def test_a_line_just_below_the_limit_is_a_row(self):
        row = b"1,Runner," + b"9" * ((1 << 20) - 11) + b"\n"
        assert [record.problem for record in records_of(HEADER + row)] == [""]


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

    @pytest.mark.parametrize("tail", [b"x", b"<html>", gzip.compress(ROWS)[1:]], ids=["a letter", "a page", "half"])
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
