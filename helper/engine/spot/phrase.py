"""The phrase spotter: a compiled phrase and a place in, every end it can have out.

A phrase never leaves its sentence. Offsets here count words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from helper.engine.book import (
    AnyWord,
    Choice,
    Edge,
    Element,
    Gap,
    Mention,
    Sequence,
    Stem,
    Word,
    Wordings,
)
from helper.engine.reading import Reading

EndsAt = Callable[[str, int], Iterable[int]]
"""Given a concept and a start, the ends of its sightings there."""


def ends(
    phrase: Sequence, at: int, stop: int, reading: Reading, mentions: EndsAt
) -> Collection[int]:
    """Every word index at which `phrase`, begun at `at` in a sentence up to `stop`, can end.

    Walks with one cursor; from where the phrase can go on in several ways, with many.
    """
    words = reading.words
    for k, element in enumerate(phrase):
        if type(element) is Word:
            if at >= stop or words[at] != element.text:
                return ()
            at += 1
        elif type(element) is AnyWord:
            if at >= stop or words[at] not in element.texts:
                return ()
            at += 1
        elif type(element) is Stem:
            if at >= stop or not words[at].startswith(element.start):
                return ()
            at += 1
        elif type(element) is Edge:
            if not reading.at_edge(at, element.start):
                return ()
        else:
            nexts = _branch(element, at, stop, reading, mentions)
            if len(nexts) != 1:
                return _spread(phrase[k + 1 :], nexts, stop, reading, mentions) if nexts else ()
            (at,) = nexts
    return (at,)


def _spread(
    phrase: Sequence, places: Collection[int], stop: int, reading: Reading, mentions: EndsAt
) -> Collection[int]:
    """Walk `phrase` with a cursor at each of `places`; cursors that meet become one."""
    words = reading.words
    for element in phrase:
        if not places:
            break
        if isinstance(element, Word):
            text = element.text
            places = [at + 1 for at in places if at < stop and words[at] == text]
        elif isinstance(element, AnyWord):
            texts = element.texts
            places = [at + 1 for at in places if at < stop and words[at] in texts]
        elif isinstance(element, Stem):
            start = element.start
            places = [at + 1 for at in places if at < stop and words[at].startswith(start)]
        elif isinstance(element, Edge):
            places = [at for at in places if reading.at_edge(at, element.start)]
        else:
            nexts: set[int] = set()
            for at in places:
                nexts.update(_branch(element, at, stop, reading, mentions))
            places = nexts
    return places


def _branch(
    element: Element, at: int, stop: int, reading: Reading, mentions: EndsAt
) -> Collection[int]:
    """Each place to which wordings, a gap, a mention or a choice can lead."""
    if type(element) is Wordings:
        return _worded(element, at, stop, reading.words) if at < stop else ()
    if type(element) is Choice:
        nexts: set[int] = set()
        for option in element.options:
            nexts.update(ends(option, at, stop, reading, mentions))
        return nexts
    if type(element) is Gap:
        return range(at, min(at + element.most, stop) + 1)
    if type(element) is Mention and at < stop:
        return [end for end in mentions(element.concept, at) if end <= stop]
    return ()


def _worded(element: Wordings, at: int, stop: int, words: list[str]) -> list[int]:
    """Where the wordings that stand at `at` end."""
    nexts: list[int] = []
    for tail in element.tails.get(words[at], ()):
        end = at + 1 + len(tail)
        if not tail or (end <= stop and tuple(words[at + 1 : end]) == tail):
            nexts.append(end)
    return nexts
