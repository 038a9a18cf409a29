"""A reading and the concepts in; where each concept occurs out, worked out only when asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from time import perf_counter

from helper.engine import sieve
from helper.engine.book import Concept, Need, Phrase, Rulebook
from helper.engine.reading import Reading
from helper.engine.spot import pattern, phrase
from helper.engine.spot.known import KNOWN

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
        "_places",
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
        self._places: dict[str, list[Place]] = {}
        self._may: sieve.Candidates = sieve.candidates(self._index, reading) if sieved else {}

    def places(self, concept: str) -> list[Place]:
        """Where `concept` occurs, in order; of several ends at one start, the longest."""
        known = self._places.get(concept)
        if known is None:
            known = [(start, max(ends)) for start, ends in sorted(self._of(concept).items())]
            self._places[concept] = known
        return known

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
        for number, sentences in self._worth_trying(concept).items():
            if perf_counter() > self._deadline:
                raise OutOfTimeError
            starts = self._starts(concept, number, sentences)
            if starts:
                self._try(concept.phrases[number], starts, found)
        for way in concept.patterns:
            left = self._deadline - perf_counter()
            try:
                for first, last in pattern.sightings(way, self.reading, max(left, 0.001)):
                    found.setdefault(first, set()).add(last)
            except TimeoutError:
                raise OutOfTimeError from None
        if concept.spotter:
            for first, last in KNOWN[concept.spotter](self.reading):
                found.setdefault(first, set()).add(last)
        return found

    def _try(self, way: Phrase, starts: Iterable[int], found: dict[int, set[int]]) -> None:
        """Add where `way`, begun at one of `starts`, ends."""
        reading = self.reading
        for at in starts:
            for end in phrase.ends(way.elements, at, reading, self.ends):
                if end > at and not (way.whole and not reading.is_whole(at, end)):
                    found.setdefault(at, set()).add(end)

    def _worth_trying(self, concept: Concept) -> dict[int, Collection[int]]:
        """The phrases that may occur, each with the sentences to look in."""
        everywhere = range(len(self.reading.openings))
        if not self._sieved:
            return dict.fromkeys(range(len(concept.phrases)), everywhere)
        may: dict[int, Collection[int]] = {}
        for numbers, sentences in self._may.get(concept.name, ()):
            for number in numbers:
                known = may.get(number)
                may[number] = sentences if known is None else sentences.union(known)
        for number, leans_on in self._index.leaning.get(concept.name, ()):
            if not leans_on:
                may[number] = everywhere
            elif self._of(leans_on):
                may[number] = self._sentences_of(leans_on).union(may.get(number, ()))
        return may

    def _starts(self, concept: Concept, number: int, sentences: Collection[int]) -> Collection[int]:
        """Where in `sentences` a phrase may begin, as far as its clues tell."""
        reading = self.reading
        if not self._sieved:
            return range(len(reading.words))
        clues = self._index.clues[concept.name][number]
        begins = clues.begins
        words, bounds = reading.words, reading.bounds
        starts: list[int] = []
        for sentence in sentences:
            held = reading.words_in(sentence)
            for need in clues.needs:
                if held.isdisjoint(need.words) and not self._meets(need, held, sentence):
                    break
            else:
                first = reading.openings[sentence]
                places = range(first, bounds[first])
                if begins is None:
                    starts += places
                elif begins.stems or begins.concepts:
                    starts += [at for at in places if self._begins(begins, words[at], at)]
                else:
                    wanted = begins.words
                    starts += [at for at in places if words[at] in wanted]
        return starts

    def _meets(self, need: Need, held: Iterable[str], sentence: int) -> bool:
        """Whether a sentence that `held` these words meets `need` by other than its words."""
        if need.stems:
            for word in held:
                if word.startswith(need.stems):
                    return True
        for name in need.concepts:  # noqa: SIM110
            if sentence in self._sentences_of(name):
                return True
        return False

    def _begins(self, need: Need, word: str, at: int) -> bool:
        """Whether something of `need` begins at `word`, which stands at `at`."""
        if word in need.words or (need.stems and word.startswith(need.stems)):
            return True
        for name in need.concepts:  # noqa: SIM110
            if at in self._of(name):
                return True
        return False

    def _sentences_of(self, concept: str) -> set[int]:
        """The sentences in which sightings of `concept` begin."""
        numbers = self._where.get(concept)
        if numbers is None:
            numbers = {self.reading.sentences[at] for at in self._of(concept)}
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
