"""Threads that read ahead end with their reader, and what they run into is raised there."""

import threading
import time
from io import BytesIO

import pytest

from soleflip.intake.ahead import ahead
from soleflip.intake.errors import IntakeError
from soleflip.intake.files import measured
from soleflip.intake.read_ahead import AHEAD, BLOCK, ReadAhead


@pytest.fixture(autouse=True)
def no_thread_is_left():
    before = set(threading.enumerate())
    yield
    assert not [thread for thread in threading.enumerate() if thread not in before]


class Endless:
    """A stream without an end, which counts what is read of it."""

    blocks = 0

    def read(self, size):
        self.blocks += 1
        return b"x" * size

    def tell(self):
        return self.blocks


class Failing(BytesIO):
    """A stream that breaks where its bytes end."""

    def read(self, size=-1):
        if data := super().read(size):
            return data
        raise IntakeError("It breaks off.")


class Odd(BaseException):
    """Nothing that anybody expects."""


def waited_until(is_so):
    end = time.monotonic() + 10
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)
    return is_so()


class TestReadAhead:
    @pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, (AHEAD + 3) * BLOCK])
    def test_all_bytes_come_out_in_their_order(self, size):
        content = bytes(range(256)) * (size // 256 + 1)
        packed = BytesIO(content[:size])
        with ReadAhead(packed, packed.tell) as stream:
            assert stream.read() == content[:size]
            assert stream.read(1) == b""
            assert stream.packed == size

    def test_no_more_is_read_than_some_blocks(self):
        source = Endless()
        with ReadAhead(source, source.tell) as stream:
            assert waited_until(lambda: source.blocks == AHEAD + 1)
            time.sleep(0.3)
            assert source.blocks == AHEAD + 1
            assert len(stream.read(3 * BLOCK)) == BLOCK  # raw streams may give less
            assert waited_until(lambda: source.blocks == AHEAD + 2)

    def test_a_reader_may_leave_in_the_middle(self):
        source = Endless()
        with ReadAhead(source, source.tell) as stream:
            stream.read(10)
        blocks = source.blocks
        time.sleep(0.3)
        assert source.blocks == blocks

    def test_an_error_is_raised_where_it_belongs_and_each_time(self):
        source = Failing(b"abc")
        with ReadAhead(source, source.tell) as stream:
            assert stream.read(10) == b"abc"
            for _ in range(3):
                with pytest.raises(IntakeError, match="It breaks off"):
                    stream.read(10)

    def test_an_error_that_nobody_waits_for(self):
        source = Failing(b"abc")
        with ReadAhead(source, source.tell) as stream:
            stream.read(1)

    def test_an_error_of_the_reader_passes(self):
        with pytest.raises(Odd), measured(BytesIO(b"x" * 20 * BLOCK), "feed.csv").reading() as stream:
            stream.read(1)
            raise Odd

    def test_a_file_is_read_twice_at_the_same_time(self):
        content = bytes(range(251)) * 100_000
        source = measured(BytesIO(content), "feed.csv")
        with source.reading() as one, source.reading() as other:
            halves = one.read(1000), other.read(3000)
            assert halves[0] + one.readall() == content
            assert halves[1] + other.readall() == content


class TestAhead:
    def test_all_items_come_out_in_their_order(self):
        with ahead((number for number in range(1000)), 3) as items:
            assert list(items) == list(range(1000))

    def test_items_are_made_by_another_thread(self):
        with ahead((threading.get_ident() for _ in range(1)), 1) as items:
            assert list(items) != [threading.get_ident()]

    @pytest.mark.parametrize("error", [IntakeError("It breaks off."), ValueError("x"), Odd()], ids=repr)
    def test_an_error_is_raised_behind_the_items_before_it(self, error):
        def failing():
            yield 1
            yield 2
            raise error

        found = []
        with pytest.raises(type(error)) as caught, ahead(failing(), 5) as items:
            for item in items:
                found.append(item)
        assert caught.value is error
        assert found == [1, 2]

    def test_no_more_is_made_than_some_items(self):
        made = []
        with ahead((made.append(number) for number in range(100)), 4) as items:
            assert waited_until(lambda: len(made) == 5)
            time.sleep(0.3)
            assert len(made) == 5
            next(items)
            assert waited_until(lambda: len(made) == 6)

    def test_a_reader_may_leave_in_the_middle_and_the_generator_is_closed(self):
        closed = threading.Event()

        def endless():
            try:
                while True:
                    yield "item"
            finally:
                closed.set()

        generator = endless()
        with ahead(generator, 2) as items:
            next(items)
        assert closed.is_set()

    def test_an_error_of_the_reader_passes(self):
        with pytest.raises(Odd), ahead((number for number in range(100)), 2) as items:
            next(items)
            raise Odd
