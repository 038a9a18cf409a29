"""One definition of a word, for drafts and for phrases."""

from __future__ import annotations

import pytest

from helper.engine.normalise import normalise
from helper.engine.reading import Reading
from helper.engine.segment import quotations
from helper.engine.tokens import words_of

KNOWN = frozenset({"ripley", "trust", "nonsense", "shambles"})


def words(text: str) -> list[str]:
    return words_of(normalise(text).text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("I'm, I’m, im", ["i", "am"] * 3),
        ("don't dont", ["do", "not"] * 2),
        ("can't cannot won't", ["can", "not", "can", "not", "will", "not"]),
        ("Ripley's staff", ["ripley", "staff"]),
        ("it's the pupils' hall", ["it", "is", "the", "pupils", "hall"]),
        ("co-op", ["co", "op"]),
        ("Maths @ Ripley & PE", ["maths", "@", "ripley", "and", "pe"]),
        ("@BayLearning #TeamRipley", ["@baylearning", "#teamripley"]),
        ("mail a.b@example.org now", ["mail", "@example.org", "now"]),
        ("see https://www.example.org/a?b=c now", ["see", "example.org", "now"]),
        ("Y9s at 5am", ["y9s", "at", "5am"]),
        ("end.Next", ["end", "next"]),
        ("😀 ok 😀", ["ok"]),
        ("", []),
    ],
)
def test_words_are_cut_and_opened(text: str, read: list[str]) -> None:
    assert words(text) == read


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("what sh4mbles", "shambles"),
        ("what a s h a m b l e s", "shambles"),
        ("n*nsense", "nonsense"),
        ("tru$t", "trust"),
        ("R1pley", "ripley"),
    ],
)
def test_a_disguised_word_is_opened_where_it_is_known(text: str, word: str) -> None:
    reading = Reading(text, KNOWN)
    assert word in reading.words
    at = reading.words.index(word)
    span = reading.span(at, at + 1)
    assert text[span.start : span.end].strip() in text


@pytest.mark.parametrize("text", ["5am", "2nd", "11b", "gr8 day", "c*t", "a b c d e"])
def test_what_hides_no_known_word_stays_as_it_is(text: str) -> None:
    assert not KNOWN & set(Reading(text, KNOWN).words)


def test_each_half_of_a_contraction_has_its_own_place() -> None:
    reading = Reading("yes we're here", KNOWN)
    at = reading.words.index("we")
    we, are = reading.span(at, at + 1), reading.span(at + 1, at + 2)
    assert reading.source[we.start : we.end] == "we"
    assert reading.source[are.start : are.end] == "'re"


def test_a_sentence_ends_at_stops_and_lines_but_not_at_titles() -> None:
    reading = Reading("I met Mr. Khan at Ripley St. Thomas. He waved!\nThen rain", KNOWN)
    ends = [word for at, word in enumerate(reading.words) if reading.bounds[at] == at + 1]
    assert ends == ["thomas", "waved", "rain"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('She said "we are proud" and left', "we are proud"),
        ("She said “we are proud” and left", "we are proud"),
        ("She said 'we are proud' and left", "we are proud"),
        ("> we are proud\nI am not", "> we are proud"),
    ],
)
def test_quotations_are_found(text: str, inside: str) -> None:
    folded = normalise(text).text
    assert [folded[start:end] for start, end in quotations(folded)] == [inside]


@pytest.mark.parametrize(
    "text", ["it's the kids' hall, isn't it", '"We are proud of our school"', "5' 11\" tall"]
)
def test_apostrophes_and_a_draft_wholly_in_marks_are_no_quotation(text: str) -> None:
    assert quotations(normalise(text).text) == []


HOSTILE = frozenset(
    "i you hate kill all women immigrants muslims fuck fucking shit bastards piss people clown "
    "so slug site therapists are scum middlefinger".split()
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("f**king", "fucking"),
        ("f***", "fuck"),
        ("sh!t", "shit"),
        ("f-ck", "fuck"),
        ("b*****ds", "bastards"),
        ("i haet wmoen", "i hate women"),
        ("imigrants", "immigrants"),
        ("immmigrants", "immigrants"),
        ("killlll", "kill"),
        ("ihatewomen", "i hate women"),
        ("#killallmuslims", "kill all muslims"),
        ("i h a t e w o m e n", "i hate women"),
        ("mus lims", "muslims"),
        ("p30ple 4re sc*m", "people are scum"),
        ("you are a \U0001f921", "you are a clown"),
        ("\U0001f595", "middlefinger"),
    ],
)
def test_abuse_is_read_through_its_disguise(text: str, read: str) -> None:
    assert Reading(text, HOSTILE).words == read.split()


@pytest.mark.parametrize(
    "text",
    [
        "this week* and next",
        "therapists",
        "blackburn blackout",
        "a muslin square",
        "refuge",
        "scunthorpe penistone cockerham clitheroe",
        "what?! yes!! 50% of 5am",
        "e-mail t-shirt x-ray",
        "to gether",
        "see me \U0001f437",
    ],
)
def test_honest_words_are_left_alone(text: str) -> None:
    assert not {"fuck", "women", "muslims", "kill", "scum", "shit"} & set(
        Reading(text, HOSTILE).words
    )


def test_an_ending_that_stands_by_itself_is_no_empty_word() -> None:
    assert words_of("could n't go") == ["could", "not", "go"]
