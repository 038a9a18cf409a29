"""Which phrases can occur in a text at all, asked once per text instead of once per phrase.

Every phrase is filed under words of which the text must hold at least one: the rarest it has.
The sieve and the matcher share one definition of a word, so a phrase that passes no sieve
could not have matched either; a property test holds that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from helper.engine.anchors import Anchor, Anchors, begins
from helper.engine.book import (
    AnyWord,
    Choice,
    Concept,
    Filed,
    Index,
    Need,
    Phrase,
    Sequence,
    Trail,
    Word,
    Wordings,
)
from helper.engine.reading import Reading

_STEM_LETTERS = 2
"""Letters by which stems are looked up; the phrase language allows no shorter stem."""
_MOST_NEEDED = 40
_NOWHERE = Anchor(Need(concepts=("",)), 0, 0)


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a text may hold of each concept.

    Only concepts that are `live` can occur. `alone` gives the places of words that say a concept
    by themselves. `phrases` gives phrases, and the places of the word for which they have
    come up. `words` are all that the text has.
    """

    live: set[str] = field(default_factory=set)
    words: frozenset[str] = frozenset()
    alone: Mapping[str, list[int]] = field(default_factory=dict)
    phrases: Mapping[str, list[tuple[tuple[Trail, ...], list[int]]]] = field(default_factory=dict)


def _tells(need: Need) -> bool:
    """Whether `need` is worth keeping: long lists are met by most sentences and take memory."""
    return len(need.words) <= _MOST_NEEDED


def _effort(need: Need) -> tuple[int, int]:
    """How dear it is to see whether a sentence meets `need`."""
    return len(need.concepts), len(need.stems)


def _literals(sequence: Sequence, into: set[str]) -> None:
    for element in sequence:
        if isinstance(element, Word):
            into.add(element.text)
        elif isinstance(element, AnyWord):
            into.update(element.texts)
        elif isinstance(element, Wordings):
            into.update(element.tails)
            for tails in element.tails.values():
                for tail in tails:
                    into.update(tail)
        elif isinstance(element, Choice):
            for option in element.options:
                _literals(option, into)


def _alone(sequence: Sequence) -> Iterable[str]:
    """The words that are all of `sequence` by themselves."""
    if len(sequence) == 1:
        (only,) = sequence
        if isinstance(only, Word):
            return (only.text,)
        if isinstance(only, AnyWord):
            return only.texts
        if isinstance(only, Wordings):
            return [first for first, tails in only.tails.items() if () in tails]
    return ()


def _longer(phrase: Phrase) -> Phrase | None:
    """What is left of `phrase` without the words that `_alone` gives."""
    only = phrase.elements[0] if len(phrase.elements) == 1 else None
    if isinstance(only, (Word, AnyWord)):
        return None
    if isinstance(only, Wordings) and only.least == 1:
        kept = ((first, tuple(filter(None, tails))) for first, tails in only.tails.items())
        if not any(() in tails for tails in only.tails.values()):
            return phrase
        tails = {first: longer for first, longer in kept if longer}
        return replace(phrase, elements=(Wordings(tails, 2, only.most),))
    return phrase


def build(concepts: Mapping[str, Concept]) -> tuple[Index, dict[str, Concept]]:
    """File every phrase of every concept.

    Returns:
        The index, and the concepts without the words that say them by themselves: it has those.
    """
    alone: defaultdict[str, list[str]] = defaultdict(list)
    words: _Cabinet = defaultdict(list)
    stems: _Cabinet = defaultdict(list)
    trails: list[tuple[str, Trail]] = []
    needs: dict[tuple[Need, ...], tuple[Need, ...]] = {}
    leaning: defaultdict[str, list[tuple[Trail, str]]] = defaultdict(list)
    vocabulary: set[str] = set()
    anchors = Anchors(concepts)
    lighter: dict[str, Concept] = {}
    for name, concept in concepts.items():
        left: list[Phrase] = []
        for whole in concept.phrases:
            _literals(whole.elements, vocabulary)
            for text in _alone(whole.elements):
                alone[text].append(name)
            phrase = _longer(whole)
            if phrase is None:
                continue
            left.append(phrase)
            found = anchors.of(phrase.elements)
            anchor = anchors.cheapest(found) if found else _NOWHERE
            others = tuple(
                sorted(
                    (one.need for one in found if one is not anchor and _tells(one.need)),
                    key=_effort,
                )
            )
            trail = Trail(
                phrase,
                needs.setdefault(others, others),
                begins(phrase.elements) if anchor.most else None,
                anchor.least,
                anchor.most,
            )
            if anchor.need.words or anchor.need.stems:
                for text in anchor.need.words:
                    words[text].append(len(trails))
                for text in anchor.need.stems:
                    stems[text].append(len(trails))
                trails.append((name, trail))
            leaning[name] += [(trail, text) for text in anchor.need.concepts]
        lighter[name] = replace(concept, phrases=tuple(left))
    stems_from: defaultdict[str, list[str]] = defaultdict(list)
    for stem in stems:
        stems_from[stem[:_STEM_LETTERS]].append(stem)
    shared = _sharer()
    leaned_on: defaultdict[str, list[tuple[str, Trail]]] = defaultdict(list)
    for name, filed in leaning.items():
        for trail, other in filed:
            leaned_on[other].append((name, trail))
    index = Index(
        alone={text: shared(tuple(dict.fromkeys(names))) for text, names in alone.items()},
        words=_filed(words, trails),
        stems=_filed(stems, trails),
        stems_from={letters: tuple(begun) for letters, begun in stems_from.items()},
        leaning={name: tuple(filed) for name, filed in leaning.items() if filed},
        leaned_on={name: tuple(others) for name, others in leaned_on.items()},
        signs=tuple(_signs(concepts)),
        vocabulary=frozenset(vocabulary),
    )
    return index, lighter


_Cabinet = defaultdict[str, list[int]]
"""The numbers of the phrases that are filed under each word."""


def _signs(concepts: Mapping[str, Concept]) -> Iterable[tuple[str, str]]:
    for name, concept in concepts.items():
        if concept.spotter:
            yield name, ""
        else:
            yield from ((name, way.needs) for way in concept.patterns)


def _sharer() -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """What gives one and the same object for equal tuples."""
    kept: dict[tuple[str, ...], tuple[str, ...]] = {}
    return lambda names: kept.setdefault(names, names)


def _filed(cabinet: _Cabinet, trails: list[tuple[str, Trail]]) -> dict[str, Filed]:
    """The cabinet shut: words under which the same phrases are filed share one entry."""
    kept: dict[tuple[int, ...], tuple[str, tuple[Trail, ...]]] = {}
    same: dict[tuple[int, ...], Filed] = {}
    shut: dict[str, Filed] = {}
    for word, numbers in cabinet.items():
        whole = tuple(numbers)
        filed = same.get(whole)
        if filed is None:
            entries = []
            for name, group in groupby(numbers, key=lambda number: trails[number][0]):
                key = tuple(group)
                entry = kept.get(key)
                if entry is None:
                    entry = kept[key] = (name, tuple(trails[number][1] for number in key))
                entries.append(entry)
            filed = same[whole] = tuple(entries)
        shut[word] = filed
    return shut


def candidates(index: Index, reading: Reading) -> Candidates:
    """For each concept, the words and phrases that a text may hold of it, and why."""
    alone: defaultdict[str, list[int]] = defaultdict(list)
    phrases: defaultdict[str, list[tuple[tuple[Trail, ...], list[int]]]] = defaultdict(list)
    words = frozenset(reading.where)
    for word, places in reading.where.items():
        for name in index.alone.get(word, ()):
            alone[name] += places
        for name, trails in index.words.get(word, ()):
            phrases[name].append((trails, places))
        for stem in index.stems_from.get(word[:_STEM_LETTERS], ()):
            if word.startswith(stem):
                for name, trails in index.stems[stem]:
                    phrases[name].append((trails, places))
    text = reading.normalised.text
    seeds = {name for name, letters in index.signs if letters in text}
    seeds.update(alone, phrases, (name for name, _ in index.leaned_on.get("", ())))
    return Candidates(_live(index, seeds, words), words, alone, phrases)


def may_stand(trail: Trail, words: frozenset[str]) -> bool:
    """Whether a text of these words has all that the phrase needs, as far as plain words tell."""
    for need in trail.needs:
        if words.isdisjoint(need.words) and not (need.stems or need.concepts):
            return False
    return True


def _live(index: Index, seeds: set[str], words: frozenset[str]) -> set[str]:
    """`seeds` and every concept that leans on one of them, or on one that does."""
    live = set(seeds)
    waiting = list(seeds)
    while waiting:
        for name, trail in index.leaned_on.get(waiting.pop(), ()):
            if name not in live and may_stand(trail, words):
                live.add(name)
                waiting.append(name)
    return live
