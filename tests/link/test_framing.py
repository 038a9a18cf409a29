"""Frames: what goes in comes out, and what is not a frame ends the conversation."""

from __future__ import annotations

import io
import json
import random
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.link import framing
from helper.link.framing import LIMIT, FrameError

messages = st.dictionaries(
    st.text(max_size=9), st.none() | st.booleans() | st.integers() | st.text(max_size=50)
)


def framed(content: bytes, length: int | None = None) -> bytes:
    return struct.pack("=I", len(content) if length is None else length) + content


class Trickle(io.RawIOBase):
    """A pipe that gives and takes one byte at a time."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = data
        self.taken = b""

    def read(self, size: int = -1) -> bytes:
        part, self.data = self.data[:1], self.data[1:]
        return part

    def write(self, data: Any) -> int:
        self.taken += bytes(data[:1])
        return 1


@given(messages)
def test_what_is_written_is_read_back(message: dict[str, Any]) -> None:
    stream = io.BytesIO()
    framing.write(stream, message)
    stream.seek(0)

    assert framing.read(stream) == message
    assert framing.read(stream) is None


def test_pipes_may_give_and_take_as_little_as_they_like() -> None:
    out = Trickle()
    framing.write(out, {"a": "\ud800"})

    assert framing.read(Trickle(out.taken)) == {"a": "\ud800"}


BAD = {
    "nothing in it": framed(b""),
    "one byte too long": framed(b"{}", LIMIT + 1),
    "four gigabytes": framed(b"{}", 0xFFFFFFFF),
    "the length cut short": b"\x05\x00",
    "the content cut short": framed(b"{}", 10),
    "not JSON": framed(b"hello"),
    "not UTF-8": framed(b'{"a":"\xff"}'),
    "a list": framed(b"[]"),
    "a word": framed(b'"hello"'),
    "too deep": framed(b"[" * 100_000),
    "line ends mangled on the way": framed(b"{\r\n}", 2) + framed(b"{}"),
    "text instead of frames": b"GET / HTTP/1.1\r\n\r\n",
    "a number Python will not read": framed(b'{"a":' + b"9" * 5000 + b"}"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_a_frame_is_an_error(name: str) -> None:
    stream = io.BytesIO(BAD[name])

    with pytest.raises(FrameError):
        while framing.read(stream) is not None:
            pass


def test_random_bytes_never_do_anything_but_end_or_err() -> None:
    chance = random.Random(3)  # noqa: S311
    good = framed(json.dumps({"type": "hello"}).encode())
    for _ in range(10_000):
        raw = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        stream = io.BytesIO(bytes(raw[: chance.randint(0, len(raw))]))
        try:
            while framing.read(stream) is not None:
                pass
        except FrameError:
            continue


def test_the_largest_frame_passes_and_one_more_byte_does_not() -> None:
    largest = b'{"a":"' + b"x" * (LIMIT - 8) + b'"}'
    assert framing.read(io.BytesIO(framed(largest))) is not None

    with pytest.raises(FrameError):
        framing.write(io.BytesIO(), {"a": "x" * LIMIT})
