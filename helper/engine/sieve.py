"""Which phrases can occur in a text at all, asked once per text instead of once per phrase.

Every phrase is filed under words of which the text must hold at least one: the rarest it has.
The sieve and the matcher share one definition of a word, so a phrase that passes no sieve
could not have matched either; a property test holds that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from helper.engine.book import (
    AnyWord,
    Choice,
    Clues,
    Concept,
    Edge,
    Element,
    Filed,
    Gap,
    Index,
    Mention,
    Need,
    Sequence,
    Stem,
    Word,
)
from helper.engine.reading import Reading

_COMMON = frozenset(
    """a about after all am an and any are as at be been but by can do for from get go had has have
    he her here him his how i if in is it just like me mine more my new no not now of off on one or
    our out own she so some that the their them there they this time to too up us was we were what
    when who will with work would you your school""".split()
)
_EVERYWHERE = frozenset("a and be for i in is it my of on that the to was".split())
_COMMON_COST = 40.0
_EVERYWHERE_COST = 90.0
_STEM_COST = 3.0
_PATTERN_COST = 2.0
_SPOTTER_COST = 20.0
_ANYTHING_COST = 200.0

_MOST_WORDS_KEPT = 8192
_STEM_LETTERS = 2
"""Letters by which stems are looked up; the phrase language allows no shorter stem."""

Candidates = Mapping[str, list[tuple[tuple[int, ...], set[int]]]]
"""For each concept: numbers of phrases that can occur, and in which sentences."""


class _Filing:
    """Chooses anchors; a concept costs what its phrases cost, so a rare one beats a common word."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._concepts = concepts
        self._costs: dict[str, float] = {}

    def _cost(self, need: Need) -> float:
        if need.words and need.words.isdisjoint(_COMMON) and not (need.stems or need.concepts):
            return len(need.words)
        common = need.words & _COMMON
        return (
            len(need.words - common)
            + len(common) * _COMMON_COST
            + len(common & _EVERYWHERE) * (_EVERYWHERE_COST - _COMMON_COST)
            + len(need.stems) * _STEM_COST
            + sum(map(self._cost_of_concept, need.concepts))
        )

    def _cost_of_concept(self, name: str) -> float:
        known = self._costs.get(name)
        if known is None:
            self._costs[name] = _ANYTHING_COST
            concept = self._concepts[name]
            known = _PATTERN_COST * len(concept.patterns)
            known += _SPOTTER_COST * bool(concept.spotter)
            for phrase in concept.phrases:
                needs = self.needs(phrase.elements)
                known += min(map(self._cost, needs)) if needs else _ANYTHING_COST
            known = min(known, _ANYTHING_COST)
            self._costs[name] = known
        return known

    def needs(self, sequence: Sequence) -> list[Need]:
        """Everything that `sequence` cannot do without."""
        return [need for element in sequence if (need := self._need(element)) is not None]

    def cheapest(self, needs: list[Need]) -> Need:
        """The one of `needs` that the fewest texts meet."""
        return needs[0] if len(needs) == 1 else min(needs, key=self._cost)

    def _need(self, element: Element) -> Need | None:
        """What must occur for `element`; None when it can match anything."""
        if isinstance(element, Choice):
            best: list[Need] = []
            for option in element.options:
                needs = self.needs(option)
                if not needs:
                    return None
                best.append(self.cheapest(needs))
            return _either(best)
        return _stands(element)


@lru_cache(maxsize=_MOST_WORDS_KEPT)
def _word(text: str) -> Need:
    return Need(words=frozenset((text,)))


def _stands(element: Element) -> Need | None:
    """What `element` begins with; None when that can be anything or is for its options to say."""
    if isinstance(element, Word):
        return _word(element.text)
    if isinstance(element, AnyWord):
        return Need(words=element.texts)
    if isinstance(element, Stem):
        return Need(stems=(element.start,))
    if isinstance(element, Mention):
        return Need(concepts=(element.concept,))
    return None


def _either(needs: Iterable[Need]) -> Need:
    """One need that is met where any of `needs` is."""
    many = list(needs)
    if len(many) == 1:
        return many[0]
    return Need(
        frozenset().union(*(need.words for need in many)),
        tuple(dict.fromkeys(stem for need in many for stem in need.stems)),
        tuple(dict.fromkeys(name for need in many for name in need.concepts)),
    )


def _begins(sequence: Sequence, into: list[Need]) -> bool | None:
    """Add what `sequence` begins with; False when it may be empty, None when it is anything."""
    for element in sequence:
        if isinstance(element, Edge) and element.start:
            continue
        if isinstance(element, (Gap, Edge)):
            return None
        if not isinstance(element, Choice):
            into.extend(filter(None, (_stands(element),)))
            return True
        ways = [_begins(option, into) for option in element.options]
        if None in ways:
            return None
        if all(ways):
            return True
    return False


def _effort(need: Need) -> tuple[int, int]:
    """How dear it is to see whether a sentence meets `need`."""
    return len(need.concepts), len(need.stems)


def _literals(sequence: Sequence, into: set[str]) -> None:
    for element in sequence:
        if isinstance(element, Word):
            into.add(element.text)
        elif isinstance(element, AnyWord):
            into |= element.texts
        elif isinstance(element, Choice):
            for option in element.options:
                _literals(option, into)


def build(concepts: Mapping[str, Concept]) -> Index:
    """File every phrase of every concept."""
    words: _Cabinet = defaultdict(lambda: defaultdict(list))
    stems: _Cabinet = defaultdict(lambda: defaultdict(list))
    leaning: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    clues: dict[str, tuple[Clues, ...]] = {}
    vocabulary: set[str] = set()
    filing = _Filing(concepts)
    for name, concept in concepts.items():
        known: list[Clues] = []
        for number, phrase in enumerate(concept.phrases):
            _literals(phrase.elements, vocabulary)
            needs = filing.needs(phrase.elements)
            anchor = filing.cheapest(needs) if needs else Need(concepts=("",))
            begins: list[Need] = []
            certain = _begins(phrase.elements, begins)
            known.append(
                Clues(
                    tuple(sorted((n for n in needs if n is not anchor), key=_effort)),
                    _either(begins) if certain else None,
                )
            )
            for text in anchor.words:
                words[text][name].append(number)
            for text in anchor.stems:
                stems[text][name].append(number)
            leaning[name] += [(number, text) for text in anchor.concepts]
        clues[name] = tuple(known)
    stems_from: defaultdict[str, list[str]] = defaultdict(list)
    for stem in stems:
        stems_from[stem[:_STEM_LETTERS]].append(stem)
    return Index(
        words={word: _filed(phrases) for word, phrases in words.items()},
        stems={stem: _filed(phrases) for stem, phrases in stems.items()},
        stems_from={letters: tuple(begun) for letters, begun in stems_from.items()},
        leaning={name: tuple(filed) for name, filed in leaning.items() if filed},
        clues=clues,
        vocabulary=frozenset(vocabulary),
    )


_Cabinet = defaultdict[str, defaultdict[str, list[int]]]


def _filed(phrases: Mapping[str, list[int]]) -> Filed:
    return tuple((name, tuple(numbers)) for name, numbers in phrases.items())


def candidates(index: Index, reading: Reading) -> Candidates:
    """For each concept, the phrases that can occur in a text, and in which sentences.

    A phrase never leaves its sentence, so only sentences that hold an anchor need a look.
    """
    found: defaultdict[str, list[tuple[tuple[int, ...], set[int]]]] = defaultdict(list)
    numbers = reading.sentences
    for word, places in reading.where.items():
        filed = index.words.get(word, ())
        for stem in index.stems_from.get(word[:_STEM_LETTERS], ()):
            if word.startswith(stem):
                filed += index.stems[stem]
        if filed:
            sentences = {numbers[place] for place in places}
            for name, phrases in filed:
                found[name].append((phrases, sentences))
    return found
