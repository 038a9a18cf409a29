"""Code points inside, UTF-16 outside, whatever the text holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from helper.engine.model import Span
from helper.engine.spans import Ruler, utf16_length

ANY = st.text(alphabet=st.characters(), max_size=60)
"""Any code points, lone surrogates included."""


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(ANY)
def test_every_boundary_converts_there_and_back(text: str) -> None:
    ruler = Ruler(text)
    for offset in range(len(text) + 1):
        assert ruler.to_utf16(offset) == units(text[:offset])
        assert ruler.from_utf16(ruler.to_utf16(offset)) == offset


@given(ANY)
def test_the_length_counts_units_without_encoding(text: str) -> None:
    assert utf16_length(text) == units(text)


def test_an_emoji_before_the_words_shifts_them_by_one_unit() -> None:
    text = "I love my team 🙂 but"
    at = text.index("but")
    assert Ruler(text).span_to_utf16(Span(at, at + 3)) == {"start": at + 1, "end": at + 4}


def test_an_offset_inside_a_pair_falls_back_to_the_boundary_before_it() -> None:
    assert Ruler("a🙂b").from_utf16(2) == 1
