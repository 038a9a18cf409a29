"""A reading and the concepts in; where each concept occurs out, worked out only when asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from time import perf_counter

from helper.engine import sieve
from helper.engine.book import Concept, Mention, Need, Phrase, Rulebook, Trail
from helper.engine.reading import Reading
from helper.engine.spot import pattern, phrase
from helper.engine.spot.known import KNOWN

Place = tuple[int, int]
"""A half-open range of words."""
_NONE: Mapping[int, set[int]] = {}
_PLACE = itemgetter(1)


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
        "_any",
        "_concepts",
        "_deadline",
        "_found",
        "_index",
        "_live",
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
        self._found: dict[str, Mapping[int, set[int]]] = {}
        self._where: dict[str, set[int]] = {}
        self._places: dict[str, list[Place]] = {}
        self._any: dict[tuple[tuple[str, ...], bool], list[tuple[str, Place]]] = {}
        self._may = sieve.candidates(self._index, reading)
        # Those that may still occur: one that was looked for and is not there is taken out.
        self._live = self._may.live if sieved else set(self._concepts)

    def may_hold(self, concepts: frozenset[str]) -> bool:
        """Whether any of `concepts` can occur, as far as is known by now."""
        return not self._live.isdisjoint(concepts)

    def of_any(self, concepts: tuple[str, ...], quoted: bool) -> list[tuple[str, Place]]:
        """Where any of `concepts` occurs, in order; without `quoted`, outside quotations."""
        key = (concepts, quoted)
        known = self._any.get(key)
        if known is None:
            marks = self.reading.quoted
            live = self._live
            known = []
            mixed = False
            for concept in concepts:
                if concept in live:
                    mixed = mixed or bool(known)
                    for place in self.places(concept):
                        if quoted or not marks[place[0]]:
                            known.append((concept, place))
            if mixed:
                known.sort(key=_PLACE)
            self._any[key] = known
        return known

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

    def _of(self, name: str) -> Mapping[int, set[int]]:
        found = self._found.get(name)
        if found is None:
            found = _NONE
            if name in self._live:
                if perf_counter() > self._deadline:
                    raise OutOfTimeError
                concept = self._concepts[name]
                spotted = self._spot(concept)
                if spotted:
                    found = self._guard(concept, spotted)
                if not found:
                    self._live.discard(name)
            self._found[name] = found
        return found

    def _spot(self, concept: Concept) -> dict[int, set[int]]:
        name = concept.name
        found: dict[int, set[int]] = {}
        for at in self._may.alone.get(name, ()):
            found[at] = {at + 1}
        if self._sieved:
            for trails, places in self._may.phrases.get(name, ()):
                for trail in trails:
                    self._try(trail, places, found)
            for trail, leans_on in self._index.leaning.get(name, ()):
                self._lean(trail, leans_on, found)
        else:
            for way in concept.phrases:
                self._try_all(way, found)
        if concept.patterns:
            self._match(concept, found)
        if concept.spotter:
            for first, last in KNOWN[concept.spotter](self.reading):
                found.setdefault(first, set()).add(last)
        return found

    def _lean(self, trail: Trail, leans_on: str, found: dict[int, set[int]]) -> None:
        """Add the sightings of a phrase that holds on to another concept, or to nothing."""
        way = trail.phrase
        if not leans_on:
            self._try_all(way, found)
            return
        if not sieve.may_stand(trail, self._may.words):
            return
        places = self._of(leans_on)
        if not places:
            return
        if len(way.elements) > 1 or way.whole or type(way.elements[0]) is not Mention:
            self._try(trail, places, found)
            return
        # The phrase is that concept and no more.
        bounds = self.reading.bounds
        for at, ends in places.items():
            inside = {end for end in ends if end <= bounds[at]}
            if inside:
                found[at] = found[at] | inside if at in found else inside

    def _match(self, concept: Concept, found: dict[int, set[int]]) -> None:
        """Add what the concept's patterns find."""
        for way in concept.patterns:
            left = self._deadline - perf_counter()
            try:
                for first, last in pattern.sightings(way, self.reading, max(left, 0.001)):
                    found.setdefault(first, set()).add(last)
            except TimeoutError:
                raise OutOfTimeError from None

    def _try_all(self, way: Phrase, found: dict[int, set[int]]) -> None:
        """Add where `way` ends, begun anywhere."""
        if perf_counter() > self._deadline:
            raise OutOfTimeError
        for at in range(len(self.reading.words)):
            self._begin(way, at, found)

    def _try(self, trail: Trail, anchors: Iterable[int], found: dict[int, set[int]]) -> None:
        """Add where a phrase ends whose anchor stands at one of `anchors`."""
        reading = self.reading
        needs, most = trail.needs, trail.most
        if needs:
            met: list[int] = []
            for at in anchors:
                sentence = reading.sentences[at]
                held = reading.held[sentence]
                for need in needs:
                    if held.isdisjoint(need.words) and not (
                        (need.stems or need.concepts) and self._meets(need, held, sentence)
                    ):
                        break
                else:
                    met.append(at)
            if not met:
                return
            anchors = met
        way = trail.phrase
        if most == 0:
            for at in anchors:
                self._begin(way, at, found)
            return
        if perf_counter() > self._deadline:
            raise OutOfTimeError
        words, openings, sentences = reading.words, reading.openings, reading.sentences
        least, begins = trail.least, trail.begins
        starts: set[int] = set()
        for at in anchors:
            starts.update(range(max(openings[sentences[at]], at - most), at - least + 1))
        for at in starts:
            if (
                begins is None
                or words[at] in begins.words
                or ((begins.stems or begins.concepts) and self._begins(begins, words[at], at))
            ):
                self._begin(way, at, found)

    def _begin(self, way: Phrase, at: int, found: dict[int, set[int]]) -> None:
        """Add where `way`, begun at `at`, ends."""
        reading = self.reading
        for end in phrase.ends(way.elements, at, reading.bounds[at], reading, self.ends):
            if end > at and not (way.whole and not reading.is_whole(at, end)):
                known = found.get(at)
                if known is None:
                    found[at] = {end}
                else:
                    known.add(end)

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
        """Whether a stem or a concept of `need` begins at `word`, which stands at `at`."""
        if need.stems and word.startswith(need.stems):
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
