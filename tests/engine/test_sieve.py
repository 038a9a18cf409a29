"""The sieve only ever saves time: with it and without it the same words are found."""

from __future__ import annotations

from time import perf_counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helper.engine.reading import Reading
from helper.engine.spot.sightings import Sightings
from helper.rulebook import find_rules, load

BOOK = load(find_rules())
WORDS = sorted(BOOK.index.vocabulary)
STEMS = sorted(BOOK.index.stems)
STARTERS = ["we at ripley", "i teach at rst", "not speaking for", "views my own", "my daughter is"]

PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(STEMS).map(lambda stem: stem + "s"),
    st.sampled_from(STARTERS),
    st.sampled_from([".", "!", "\n", ",", '"', "😀", "9c", "a.b@baylearningtrust.com"]),
)
TEXTS = st.lists(PIECES, max_size=25).map(" ".join)


def places(text: str, *, sieved: bool) -> dict[str, object]:
    reading = Reading(text, BOOK.index.vocabulary)
    sightings = Sightings(reading, BOOK, perf_counter() + 60, sieved=sieved)
    return {name: sightings.places(name) for name in BOOK.concepts}


@given(TEXTS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_sieve_loses_nothing(text: str) -> None:
    assert places(text, sieved=True) == places(text, sieved=False)


def test_the_comparison_is_not_an_empty_one() -> None:
    found = places("we at ripley think i teach here. views my own", sieved=True)
    assert sum(bool(where) for where in found.values()) > 10
