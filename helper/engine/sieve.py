"""Which phrases can occur in a text at all, asked once per text instead of once per phrase.

Every phrase is filed under words of which the text must hold at least one: the rarest it has.
The sieve and the matcher share one definition of a word, so a phrase that passes no sieve
could not have matched either; a property test holds that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from helper.engine.book import (
    AnyWord,
    Choice,
    Concept,
    Edge,
    Element,
    Gap,
    Index,
    Mention,
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
_COMMON_COST = 40.0
_STEM_COST = 3.0
_PATTERN_COST = 2.0
_ANYTHING_COST = 200.0

Anchor = tuple[str, str]
"""("word" | "stem" | "mention", text)"""


class _Filing:
    """Chooses anchors; a concept costs what its phrases cost, so a rare one beats a common word."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._concepts = concepts
        self._costs: dict[str, float] = {}

    def _cost(self, anchors: Iterable[Anchor]) -> float:
        total = 0.0
        for kind, text in anchors:
            if kind == "mention":
                total += self._cost_of_concept(text)
            elif kind == "stem":
                total += _STEM_COST
            else:
                total += _COMMON_COST if text in _COMMON else 1.0
        return total

    def _cost_of_concept(self, name: str) -> float:
        known = self._costs.get(name)
        if known is None:
            self._costs[name] = _ANYTHING_COST
            concept = self._concepts[name]
            known = _PATTERN_COST * len(concept.patterns)
            for phrase in concept.phrases:
                best = self.anchors(phrase.elements)
                known += _ANYTHING_COST if best is None else self._cost(best)
            known = min(known, _ANYTHING_COST)
            self._costs[name] = known
        return known

    def anchors(self, sequence: Sequence) -> frozenset[Anchor] | None:
        """The cheapest set of anchors that `sequence` needs one of, or None."""
        best: frozenset[Anchor] | None = None
        for element in sequence:
            needs = self._needs(element)
            if needs is not None and (best is None or self._cost(needs) < self._cost(best)):
                best = needs
        return best

    def _needs(self, element: Element) -> frozenset[Anchor] | None:
        """Anchors of which one must occur for `element`; None when it can match anything."""
        if isinstance(element, Word):
            return frozenset({("word", element.text)})
        if isinstance(element, AnyWord):
            return frozenset(("word", text) for text in element.texts)
        if isinstance(element, Stem):
            return frozenset({("stem", element.start)})
        if isinstance(element, Mention):
            return frozenset({("mention", element.concept)})
        if isinstance(element, (Gap, Edge)):
            return None
        return self._needs_of_choice(element)

    def _needs_of_choice(self, choice: Choice) -> frozenset[Anchor] | None:
        together: frozenset[Anchor] = frozenset()
        for option in choice.options:
            best = self.anchors(option)
            if best is None:
                return None
            together |= best
        return together


def _literals(sequence: Sequence) -> set[str]:
    found: set[str] = set()
    for element in sequence:
        if isinstance(element, Word):
            found.add(element.text)
        elif isinstance(element, AnyWord):
            found |= element.texts
        elif isinstance(element, Choice):
            for option in element.options:
                found |= _literals(option)
    return found


def build(concepts: Mapping[str, Concept]) -> Index:
    """File every phrase of every concept."""
    words: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    stems: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    leaning: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    vocabulary: set[str] = set()
    filing = _Filing(concepts)
    for name, concept in concepts.items():
        for number, phrase in enumerate(concept.phrases):
            vocabulary |= _literals(phrase.elements)
            for kind, text in filing.anchors(phrase.elements) or {("mention", "")}:
                if kind == "word":
                    words[text].append((name, number))
                elif kind == "stem":
                    stems[text].append((name, number))
                else:
                    leaning[name].append((number, text))
    return Index(
        words={word: tuple(filed) for word, filed in words.items()},
        stems={stem: tuple(filed) for stem, filed in stems.items()},
        stem_lengths=tuple(sorted({len(stem) for stem in stems})),
        leaning={name: tuple(filed) for name, filed in leaning.items()},
        vocabulary=frozenset(vocabulary),
    )


def candidates(index: Index, reading: Reading) -> dict[str, dict[int, set[int]]]:
    """For each concept, the phrases that can occur in a text, and in which sentences.

    A phrase never leaves its sentence, so only sentences that hold an anchor need a look.
    """
    found: dict[str, dict[int, set[int]]] = {}
    for word, places in reading.where.items():
        filed = index.words.get(word, ())
        stems = [
            entry
            for length in index.stem_lengths
            if length <= len(word)
            for entry in index.stems.get(word[:length], ())
        ]
        if filed or stems:
            numbers = {reading.sentences[place] for place in places}
            for name, number in (*filed, *stems):
                found.setdefault(name, {}).setdefault(number, set()).update(numbers)
    return found
