"""The phrase language means what its page says."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from helper.engine.reading import Reading
from helper.engine.spot.sightings import Sightings
from helper.rulebook.language import parse
from tests.engine.book import book


def seen(folder: Path, concepts: str, text: str, name: str = "sighting") -> list[str]:
    rulebook = book(folder, concepts)
    reading = Reading(text, rulebook.index.vocabulary)
    sightings = Sightings(reading, rulebook, perf_counter() + 10)
    return [reading.matched(*place) for place in sightings.places(name)]


def one(phrase: str, rest: str = "") -> str:
    return f"sighting:\n  means: a thing\n  phrases: |\n    {phrase}\n{rest}"


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("teach at", "I TEACH at Hill", ["teach at"]),
        ("teach at", "preteach at Hill", []),
        ("teach at", "I teach. At Hill", []),
        ("(work|teach) at", "I work at Hill", ["work at"]),
        ("(work for|am at) hill", "i am at hill", ["am at hill"]),
        ("still? work", "we still work", ["still work", "work"]),
        ("(so|very)? proud", "very proud", ["very proud", "proud"]),
        ("teach*", "a teacher and teaching", ["teacher", "teaching"]),
        ("work ~2 hill", "work up at hill", ["work up at hill"]),
        ("work ~2 hill", "work right up at hill", []),
        ("I'm here", "im here and I am here", ["i am here", "i am here"]),
        ("^ hello", "well hello. Hello", ["hello"]),
        ("the end $", "the end of the end", ["the end"]),
        ("#TeamHill", "go #teamhill", ["#teamhill"]),
        ("@ hill", "maths @ hill", ["@ hill"]),
        ("{trust-name} staff", "Hill High staff and Example Trust staff", None),
    ],
)
def test_a_phrase_finds(tmp_path: Path, phrase: str, text: str, found: list[str] | None) -> None:
    expected = ["hill high staff", "example trust staff"] if found is None else found
    assert seen(tmp_path, one(phrase), text) == expected


@pytest.mark.parametrize(
    ("plain", "written"),
    [
        ("(work|teach) at", "(Work|Téach) at"),
        ("still? (work for|am at)? hill", "STILL? (work-for|I'm at)? Hill"),
        ("(do not|can not) say", "(dont|cant) say"),
    ],
)
def test_capitals_signs_and_contractions_compile_to_the_plain_words(
    plain: str, written: str
) -> None:
    expected = plain.replace("am at", "i am at") if "I'm" in written else plain
    assert parse(written).elements == parse(expected).elements


@pytest.mark.parametrize(
    ("guard", "text", "found"),
    [
        ("except: not ~2 hill", "not at hill", 0),
        ("except: not ~2 hill", "at hill", 1),
        ("unless_after: benny", "benny hill", 0),
        ("unless_after: benny", "hill benny", 1),
        ("unless_before: road", "hill road", 0),
        ("unless_sentence: film", "a film on hill. nice", 0),
        ("unless_sentence: film", "a film. hill is nice", 1),
        ("unless_near: film", "a film. hill is nice", 0),
        ("unless_near: film", "a film. It rained. hill is nice", 1),
        ("unless_text: film", "a film. It rained. hill is nice", 0),
    ],
)
def test_a_guard_speaks_against(tmp_path: Path, guard: str, text: str, found: int) -> None:
    assert len(seen(tmp_path, one("hill", f"  {guard}\n"), text)) == found


def test_a_pattern_finds_words_by_an_expression(tmp_path: Path) -> None:
    concepts = (
        "sighting:\n  means: a code\n  patterns:\n    - {regex: '\\b9[a-z]\\b', needs: '9'}\n"
    )
    assert seen(tmp_path, concepts, "my 9c lot") == ["9c"]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Hill High and TET", "trust-name", 2),
        ("the example, trust me", "trust-name", 0),
        ("up at Hill", "trust-alias", 1),
        ("Benny Hill was on", "trust-alias", 0),
        ("Moved to Derbyshire. Hill is lovely", "trust-alias", 0),
        ("Hill High in Derbyshire", "trust-name", 1),
        ("@exampletrust @exampletrust_art @hill", "trust-handle", 3),
        ("#TeamHill #ExampleTrustFamily #HillReads", "trust-hashtag", 3),
        ("#hill", "trust-hashtag", 0),
        ("write to a.b@staff.example.org", "trust-email", 1),
        ("write to admin@example.org", "trust-email", 0),
        ("see www.example.org/jobs", "trust-site", 1),
    ],
)
def test_the_organisation_gives_concepts(tmp_path: Path, text: str, name: str, found: int) -> None:
    assert len(seen(tmp_path, one("x"), text, name)) == found
