"""The sieve only ever saves time: with it and without it the same words are found."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helper.engine.book import Rulebook
from helper.engine.reading import Reading
from helper.engine.spot.sightings import Sightings
from helper.rulebook import find_rules, load
from tests.engine.book import book

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


ODD = """
thick:
  means: "wordings that begin and end alike"
  phrases: |
    (thick|thick as mince|as thick as a brick|pig thick|to be as thick as that)
    not (thick|so)? as (it|they|{brick}) ~2 (look|looks)
    (be|am|are) ~3 ({brick}|two|two bricks) $
brick:
  means: "a brick"
  phrases: |
    (brick|bricks|half a brick|brick*)
    ^ (the|a) ~1 {odd}? (wall|of)
  except: |
    brick by brick
odd:
  means: "something odd"
  phrases: |
    (odd|very odd|odd (and|or) (so|thick))
sighting:
  means: "all of them"
  phrases: |
    ({thick}|{odd}) ~2 {brick}
    {brick}? {thick} (and|or) {odd}?
"""
ODD_WORDS = sorted(set(re.findall(r"[a-z]+", ODD)))


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return book(tmp_path_factory.mktemp("odd"), ODD)


@given(text=st.lists(st.sampled_from([*ODD_WORDS, ".", "\n"]), max_size=14).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_the_sieve_loses_nothing_of_odd_phrases(odd: Rulebook, text: str) -> None:
    rulebook = odd
    reading = Reading(text, rulebook.index.vocabulary)
    found = [
        {name: sightings.places(name) for name in rulebook.concepts}
        for sieved in (True, False)
        for sightings in [Sightings(reading, rulebook, perf_counter() + 60, sieved=sieved)]
    ]
    assert found[0] == found[1]


def test_the_comparison_is_not_an_empty_one() -> None:
    found = places("we at ripley think i teach here. views my own", sieved=True)
    assert sum(bool(where) for where in found.values()) > 10
