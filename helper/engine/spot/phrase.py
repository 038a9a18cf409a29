"""The phrase spotter: a compiled phrase and a place in, every end it can have out.

A phrase never leaves its sentence. Offsets here count words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from helper.engine.book import (
    AnyWord,
    Choice,
    Edge,
    Element,
    Gap,
    Mention,
    Phrase,
    Sequence,
    Stem,
    Word,
)
from helper.engine.reading import Reading

EndsAt = Callable[[str, int], Iterable[int]]
"""Given a concept and a start, the ends of its sightings there."""
StartsOf = Callable[[str], Iterable[int]]
"""Given a concept, where its sightings start."""


def ends(phrase: Sequence, at: int, reading: Reading, mentions: EndsAt) -> set[int]:
    """Every word index at which `phrase`, begun at `at`, can end."""
    found: set[int] = set()
    _follow(phrase, 0, at, reading.bounds[at], reading, mentions, found)
    return found


def _follow(  # noqa: PLR0917
    phrase: Sequence,
    k: int,
    at: int,
    stop: int,
    reading: Reading,
    mentions: EndsAt,
    found: set[int],
) -> None:
    """Walk `phrase` from element `k` with the cursor at `at`, adding each end to `found`."""
    size = len(phrase)
    words = reading.words
    while k < size:
        element = phrase[k]
        if isinstance(element, Word):
            if at >= stop or words[at] != element.text:
                return
            at += 1
        elif isinstance(element, AnyWord):
            if at >= stop or words[at] not in element.texts:
                return
            at += 1
        elif isinstance(element, Stem):
            if at >= stop or not words[at].startswith(element.start):
                return
            at += 1
        elif isinstance(element, Edge):
            if not reading.at_edge(at, element.start):
                return
        else:
            _branch(element, phrase, k + 1, at, stop, reading, mentions, found)
            return
        k += 1
    found.add(at)


def _branch(  # noqa: PLR0917
    element: Element,
    phrase: Sequence,
    k: int,
    at: int,
    stop: int,
    reading: Reading,
    mentions: EndsAt,
    found: set[int],
) -> None:
    """Try each way that a gap, a mention or a choice can go on."""
    if isinstance(element, Gap):
        nexts: Iterable[int] = _past_gap(element, phrase[k : k + 1], at, stop, reading.words)
    elif isinstance(element, Mention):
        nexts = [end for end in mentions(element.concept, at) if end <= stop] if at < stop else ()
    elif isinstance(element, Choice):
        choices: set[int] = set()
        filed = element.by_first.get(reading.words[at], ()) if at < stop else ()
        for option in (*filed, *element.others):
            _follow(option, 0, at, stop, reading, mentions, choices)
        nexts = sorted(choices)
    else:
        nexts = ()
    for after in nexts:
        _follow(phrase, k, after, stop, reading, mentions, found)


def _past_gap(gap: Gap, following: Sequence, at: int, stop: int, words: list[str]) -> Iterable[int]:
    """Where the words after a gap may begin; told by the next word where that is fixed."""
    places = range(at, min(at + gap.most, stop) + 1)
    after = following[0] if following else None
    if isinstance(after, Word):
        return [place for place in places if place < stop and words[place] == after.text]
    if isinstance(after, AnyWord):
        return [place for place in places if place < stop and words[place] in after.texts]
    return places


def starts(phrase: Phrase, reading: Reading, mentions: StartsOf) -> Iterable[int]:
    """The word indices at which `phrase` may begin, or all of them where that is not known."""
    places: set[int] = set()
    if not _first(phrase.elements, reading, mentions, places):
        return range(len(reading.words))
    return sorted(places)


def _first(sequence: Sequence, reading: Reading, mentions: StartsOf, places: set[int]) -> bool:
    """Add where `sequence` may begin; False when it may begin anywhere or be empty."""
    for element in sequence:
        if isinstance(element, Edge) and element.start:
            continue
        if isinstance(element, (Gap, Edge)):
            return False
        if not isinstance(element, Choice):
            _add_places(element, reading, mentions, places)
            return True
        for text in element.by_first.keys() & reading.where.keys():
            places.update(reading.where[text])
        settled = True
        for option in element.others:
            settled = _first(option, reading, mentions, places) and settled
        if settled:
            return True
    return False


def _add_places(
    element: Word | AnyWord | Stem | Mention, reading: Reading, mentions: StartsOf, places: set[int]
) -> None:
    """Add where one element stands."""
    if isinstance(element, Word):
        places.update(reading.where.get(element.text, ()))
    elif isinstance(element, AnyWord):
        for text in element.texts.intersection(reading.where):
            places.update(reading.where[text])
    elif isinstance(element, Stem):
        for word, at in reading.where.items():
            if word.startswith(element.start):
                places.update(at)
    else:
        places.update(mentions(element.concept))
