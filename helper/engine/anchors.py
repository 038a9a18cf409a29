"""What a phrase cannot do without, and where in it that stands.

The sieve files each phrase under its anchor: the rarest thing that it needs. How many words may
come before the anchor is known too, so that a sighting of the anchor tells where to begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from helper.engine.book import (
    AnyWord,
    Choice,
    Concept,
    Edge,
    Element,
    Gap,
    Mention,
    Need,
    Sequence,
    Stem,
    Word,
    Wordings,
    few_or_many,
)
from helper.engine.commonness import COMMONNESS, RARE

_STEM_COST = 3.0
_PATTERN_COST = 2.0
_SPOTTER_COST = 20.0
_ANYTHING_COST = 200.0
ANY_LENGTH = 1 << 20
"""More words than a sentence has: the length of what may be of any length."""
_MOST_WORDS_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Anchor:
    """A need, and how many words of the phrase come before it, at least and at most."""

    need: Need
    least: int
    most: int


class Anchors:
    """Finds what the phrases of a rulebook need, and says what it costs to look for it.

    A concept costs what its phrases cost, so that a rare one beats a common word.
    """

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._concepts = concepts
        self._costs: dict[str, float] = {}
        self._lengths: dict[str, tuple[int, int]] = {}

    def of(self, sequence: Sequence) -> list[Anchor]:
        """Everything that `sequence` cannot do without."""
        found: list[Anchor] = []
        least = most = 0
        for element in sequence:
            if isinstance(element, Choice):
                inner = self._in_choice(element)
                if inner is not None:
                    found.append(Anchor(inner.need, least + inner.least, most + inner.most))
            elif isinstance(element, Wordings):
                inner = in_wordings(element)
                found.append(Anchor(inner.need, least + inner.least, most + inner.most))
            else:
                need = stands(element)
                if need is not None:
                    found.append(Anchor(need, least, most))
            shortest, longest = self._length(element)
            least += shortest
            most = min(most + longest, ANY_LENGTH)
        return found

    def cheapest(self, anchors: list[Anchor]) -> Anchor:
        """The one of `anchors` that the fewest texts meet."""
        if len(anchors) == 1:
            return anchors[0]
        return min(anchors, key=lambda anchor: self._cost(anchor.need))

    def _in_choice(self, choice: Choice) -> Anchor | None:
        """What must occur for `choice`; None when it can do without anything."""
        best: list[Anchor] = []
        for option in choice.options:
            anchors = self.of(option)
            if not anchors:
                return None
            best.append(self.cheapest(anchors))
        return Anchor(
            either(anchor.need for anchor in best),
            min(anchor.least for anchor in best),
            max(anchor.most for anchor in best),
        )

    # ---------------------------------------------------------------- costs

    def _cost(self, need: Need) -> float:
        return (
            sum(map(word_cost, need.words))
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
                anchors = self.of(phrase.elements)
                known += (
                    min(self._cost(anchor.need) for anchor in anchors)
                    if anchors
                    else _ANYTHING_COST
                )
            known = min(known, _ANYTHING_COST)
            self._costs[name] = known
        return known

    # ---------------------------------------------------------------- lengths, in words

    def _length(self, element: Element) -> tuple[int, int]:
        if isinstance(element, (Word, AnyWord, Stem)):
            return 1, 1
        if isinstance(element, Gap):
            return 0, element.most
        if isinstance(element, Edge):
            return 0, 0
        if isinstance(element, Mention):
            return self._length_of_concept(element.concept)
        if isinstance(element, Wordings):
            return element.least, element.most
        lengths = [self._length_of(option) for option in element.options]
        return min(short for short, _ in lengths), max(long for _, long in lengths)

    def _length_of(self, sequence: Sequence) -> tuple[int, int]:
        least = most = 0
        for element in sequence:
            shortest, longest = self._length(element)
            least += shortest
            most += longest
        return least, min(most, ANY_LENGTH)

    def _length_of_concept(self, name: str) -> tuple[int, int]:
        known = self._lengths.get(name)
        if known is None:
            self._lengths[name] = (1, ANY_LENGTH)
            concept = self._concepts[name]
            if concept.patterns or concept.spotter:
                known = (1, ANY_LENGTH)
            else:
                lengths = [self._length_of(phrase.elements) for phrase in concept.phrases]
                known = (
                    max(1, min((short for short, _ in lengths), default=1)),
                    max((long for _, long in lengths), default=1),
                )
            self._lengths[name] = known
        return known


def in_wordings(element: Wordings) -> Anchor:
    """The rarest word of each wording; the first of it, unless that is a common one."""
    rarest: set[str] = set()
    most = 0
    least = element.most
    for first, tails in element.tails.items():
        for tail in tails:
            at = 0
            if tail and first in COMMONNESS:
                words = (first, *tail)
                at = min(range(len(words)), key=lambda n: word_cost(words[n]))
                rarest.add(words[at])
            else:
                rarest.add(first)
            most = max(most, at)
            least = min(least, at)
    return Anchor(Need(words=few_or_many(rarest)), least, most)


def word_cost(word: str) -> float:
    """What it costs to try a phrase wherever `word` stands, beside others."""
    return COMMONNESS.get(word, RARE)


@lru_cache(maxsize=_MOST_WORDS_KEPT)
def _word(text: str) -> Need:
    return Need(words=(text,))


def stands(element: Element) -> Need | None:
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


def either(needs: Iterable[Need]) -> Need:
    """One need that is met where any of `needs` is."""
    many = list(needs)
    if len(many) == 1:
        return many[0]
    return Need(
        few_or_many(word for need in many for word in need.words),
        tuple(dict.fromkeys(stem for need in many for stem in need.stems)),
        tuple(dict.fromkeys(name for need in many for name in need.concepts)),
    )


def begins(sequence: Sequence) -> Need | None:
    """What `sequence` must begin with; None: it may begin with anything."""
    found: list[Need] = []
    return either(found) if _begins(sequence, found) else None


def _begins(sequence: Sequence, into: list[Need]) -> bool | None:
    """Add what `sequence` begins with; False when it may be empty, None when it is anything."""
    for element in sequence:
        if isinstance(element, Edge) and element.start:
            continue
        if isinstance(element, (Gap, Edge)):
            return None
        if isinstance(element, Wordings):
            into.append(Need(words=element.tails))
            return True
        if not isinstance(element, Choice):
            into.extend(filter(None, (stands(element),)))
            return True
        ways = [_begins(option, into) for option in element.options]
        if None in ways:
            return None
        if all(ways):
            return True
    return False
