"""Folding changes lengths; the map back never loses the place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helper.engine.normalise import normalise

ANY = st.text(alphabet=st.characters(), max_size=60)


@given(ANY)
def test_any_text_folds_and_every_character_knows_its_source(text: str) -> None:
    folded = normalise(text)
    previous = 0
    for at in range(len(folded.text)):
        span = folded.source_span(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert span.start >= previous
        previous = span.start


@given(ANY)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("RIPLEY", "ripley"),
        ("Ｒｉｐｌｅｙ", "ripley"),
        ("𝐑𝐢𝐩𝐥𝐞𝐲", "ripley"),
        ("Rіplеy", "ripley"),  # two Cyrillic letters
        ("Rip\u200bley", "ripley"),
        ("Rip\u00adley", "ripley"),
        ("I’m “here”", 'i\'m "here"'),
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("straße", "strasse"),
        ("ﬁre", "fire"),
        ("a—b", "a-b"),
    ],
)
def test_what_looks_the_same_reads_the_same(written: str, read: str) -> None:
    assert normalise(written).text == read


def test_a_span_over_removed_characters_covers_them_in_the_source() -> None:
    text = "at Rip\u200bley today"
    folded = normalise(text)
    start = folded.text.index("ripley")
    span = folded.source_span(start, start + 6)
    assert text[span.start : span.end] == "Rip\u200bley"


def test_a_letter_that_folds_to_two_maps_both_to_itself() -> None:
    folded = normalise("ß")
    assert folded.text == "ss"
    assert folded.source_span(0, 1) == folded.source_span(1, 2) == folded.source_span(0, 2)
