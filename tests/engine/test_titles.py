"""Names by their title and by their capitals: what is found, and what only looks like it."""

from __future__ import annotations

import pytest

from helper.engine.reading import Reading
from helper.engine.spot.capitals import initial, possessive, small
from helper.engine.spot.titles import titled


def found(finder, text: str) -> list[str]:
    reading = Reading(text, frozenset())
    return sorted(reading.matched(first, last) for first, last in finder(reading))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thank you Mrs Okafor for the cake", ["mrs okafor"]),
        ("Mrs Dorothy Entwistle has retired", ["mrs dorothy entwistle"]),
        ("where has mr b gone", ["mr b"]),
        ("dont tell mr holt", ["mr holt"]),
        ("hiya its miss rowe", ["miss rowe"]),
        ("Miss Adeyemi has had her baby", ["miss adeyemi"]),
        ("it was Dr K again", ["dr k"]),
        ("Mr. Finch fell in", ["mr finch"]),
    ],
)
def test_a_title_with_a_name_is_found(text: str, names: list[str]) -> None:
    assert found(titled, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "I miss Blackpool",
        "we will miss Rosie and the dog",
        "me and the mrs went out",
        "Mr and Mrs for the pub quiz",
        "miss you all",
        "the mrs is asleep",
        "Mrs at number 9",
    ],
)
def test_a_title_alone_or_a_verb_is_not(text: str) -> None:
    assert found(titled, text) == []


def test_an_initial_is_one_capital_letter_and_never_the_writer() -> None:
    assert found(initial, "Liam O and I saw T. Lund, x") == ["o", "t"]


def test_small_words_begin_small() -> None:
    assert found(small, "Will you ask Grace") == ["ask", "you"]
    assert found(small, "WILL YOU ASK GRACE") == []


def test_a_possessive_says_whose_the_next_word_is() -> None:
    assert found(possessive, "Tommy's mum, Jo's dad, the twins' nan and tommys gran") == [
        "jo",
        "tommy",
        "tommys",
        "twins",
    ]
    assert found(possessive, "Cheers, mum. It's fine") == []
