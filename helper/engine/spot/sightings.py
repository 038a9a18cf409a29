"""A reading and the concepts in; where each concept occurs out, worked out only when asked."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter

from helper.engine import sieve
from helper.engine.book import Concept, Rulebook
from helper.engine.reading import Reading
from helper.engine.spot import pattern, phrase

Place = tuple[int, int]
"""A half-open range of words."""


class OutOfTimeError(Exception):
    """The time for this draft is used up."""


class Sightings:
    """Every concept of a rulebook in one reading, lazily.

    Args:
        reading: the text.
        rulebook: whose concepts.
        deadline: on the `perf_counter` clock; past it, asking raises `OutOfTimeError`.
        sieved: False tries every phrase at every place; only the property test wants that.
    """

    __slots__ = (
        "_concepts",
        "_deadline",
        "_found",
        "_index",
        "_may",
        "_sieved",
        "_where",
        "reading",
    )

    def __init__(
        self, reading: Reading, rulebook: Rulebook, deadline: float, *, sieved: bool = True
    ) -> None:
        self.reading = reading
        self._concepts = rulebook.concepts
        self._index = rulebook.index
        self._deadline = deadline
        self._sieved = sieved
        self._found: dict[str, dict[int, set[int]]] = {}
        self._where: dict[str, set[int]] = {}
        self._may = sieve.candidates(self._index, reading) if sieved else {}

    def places(self, concept: str) -> list[Place]:
        """Where `concept` occurs, in order; of several ends at one start, the longest."""
        return [(start, max(ends)) for start, ends in sorted(self._of(concept).items())]

    def starts(self, concept: str) -> Iterable[int]:
        """Where sightings of `concept` begin."""
        return self._of(concept)

    def ends(self, concept: str, at: int) -> Iterable[int]:
        """Where the sightings of `concept` that begin at `at` end."""
        return self._of(concept).get(at, ())

    def _of(self, name: str) -> dict[int, set[int]]:
        found = self._found.get(name)
        if found is None:
            if perf_counter() > self._deadline:
                raise OutOfTimeError
            concept = self._concepts[name]
            found = self._spot(concept)
            if found:
                found = self._guard(concept, found)
            self._found[name] = found
        return found

    def _spot(self, concept: Concept) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        reading = self.reading
        for number, where in self._worth_trying(concept):
            if perf_counter() > self._deadline:
                raise OutOfTimeError
            way = concept.phrases[number]
            starts: Iterable[int] = range(len(reading.words))
            if self._sieved:
                starts = phrase.starts(way, reading, self.starts)
            for at in starts:
                if where is not None and reading.sentences[at] not in where:
                    continue
                ends = phrase.ends(way.elements, at, reading, self.ends)
                ends.discard(at)
                if way.whole:
                    ends = {end for end in ends if reading.is_whole(at, end)}
                if ends:
                    found.setdefault(at, set()).update(ends)
        for way_ in concept.patterns:
            left = self._deadline - perf_counter()
            try:
                for first, last in pattern.sightings(way_, reading, max(left, 0.001)):
                    found.setdefault(first, set()).add(last)
            except TimeoutError:
                raise OutOfTimeError from None
        return found

    def _worth_trying(self, concept: Concept) -> Iterable[tuple[int, set[int] | None]]:
        """The phrases that may occur, each with the sentences to look in; None is all of them."""
        if not self._sieved:
            return [(number, None) for number in range(len(concept.phrases))]
        may: dict[int, set[int] | None] = {**self._may.get(concept.name, {})}
        for number, leans_on in self._index.leaning.get(concept.name, ()):
            if not leans_on:
                may[number] = None
            elif found := self._of(leans_on):
                known = may.get(number, set())
                if known is not None:
                    may[number] = known | self._sentences_of(leans_on, found)
        return sorted(may.items())

    def _sentences_of(self, concept: str, found: dict[int, set[int]]) -> set[int]:
        """The sentences in which sightings of `concept` begin."""
        numbers = self._where.get(concept)
        if numbers is None:
            numbers = {self.reading.sentences[at] for at in found}
            self._where[concept] = numbers
        return numbers

    def _guard(self, concept: Concept, found: dict[int, set[int]]) -> dict[int, set[int]]:
        """Drop the sightings that a guard of the concept speaks against."""
        if concept.text and self._of(concept.text):
            return {}
        if concept.excepts:
            covered = self.places(concept.excepts)
            found = {
                start: kept
                for start, ends in found.items()
                if (kept := {e for e in ends if not any(s < e and start < t for s, t in covered)})
            }
        if concept.after and found:
            barred = {end for ends in self._of(concept.after).values() for end in ends}
            found = {start: ends for start, ends in found.items() if start not in barred}
        if concept.before and found:
            begins = self._of(concept.before)
            found = {
                start: kept
                for start, ends in found.items()
                if (kept := {end for end in ends if end not in begins})
            }
        numbers = self.reading.sentences
        if concept.near and found:
            seen = {numbers[start] for start in self._of(concept.near)}
            found = {
                start: ends
                for start, ends in found.items()
                if not seen & {numbers[start] - 1, numbers[start], numbers[start] + 1}
            }
        if concept.sentence and found:
            barred = {numbers[start] for start in self._of(concept.sentence)}
            found = {start: ends for start, ends in found.items() if numbers[start] not in barred}
        return found
