"""Sightings in, judged rules out: what must meet, what excuses, how serious it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from helper.engine.book import (
    All,
    Any,
    Clause,
    Condition,
    Context,
    Not,
    Present,
    Reach,
    Rule,
    Together,
)
from helper.engine.model import Draft, Severity, Verdict
from helper.engine.reading import Reading
from helper.engine.spot.sightings import Place, Sightings

_STEPS_DOWN = {"high": 0, "medium": 1, "low": 2}
_USUAL_TOP = {
    "must_not": Severity.STOP,
    "must": Severity.STOP,
    "should_not": Severity.WARN,
    "should": Severity.WARN,
    "strongly_advised": Severity.ADVICE,
    "may": Severity.INFO,
    "statement": Severity.INFO,
}


def severity_of(clauses: Iterable[Clause], confidence: str) -> Severity:
    """How loudly a rule may speak: its gravest clause's ceiling, a step down per doubt.

    The ceiling is the clause's `top` in policy.yaml, else the usual one for its modality.
    """
    ceiling = max(
        clause.coverage.top
        if clause.coverage.top is not None
        else _USUAL_TOP.get(clause.modality, Severity.INFO)
        for clause in clauses
    )
    return Severity(max(Severity.INFO, ceiling - _STEPS_DOWN[confidence]))


def verdict_of(severities: Iterable[Severity]) -> Verdict:
    """One word for a set of findings; findings that are only `info` leave it clear."""
    gravest = max(severities, default=Severity.INFO)
    return (Verdict.CLEAR, Verdict.ADVISE, Verdict.WARN, Verdict.STOP)[gravest]


@dataclass(frozen=True, slots=True)
class Seen:
    """A concept that counted, and the words it stands on; None when it stands in the thread."""

    concept: str
    place: Place | None


Evidence = tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Sighted:
    """A rule that fired: the words to underline, everything that counted, and all such places."""

    rule: Rule
    place: Place
    evidence: Evidence
    places: tuple[Place, ...]


class Judge:
    """Asks rules about one draft.

    Args:
        draft: the draft and its circumstances.
        text: the concepts sighted in the draft.
        thread: gives the concepts sighted in the thread; called only if a rule asks.
        time: `working` when it is working time for staff, else empty.
    """

    __slots__ = ("_draft", "_text", "_thread", "_thread_of", "_time")

    def __init__(
        self, draft: Draft, text: Sightings, thread: Callable[[], Sightings], time: str = ""
    ) -> None:
        self._draft = draft
        self._text = text
        self._thread_of = thread
        self._time = time
        self._thread: Sightings | None = None

    def ask(self, rule: Rule) -> list[Sighted]:
        """Where `rule` applies: nowhere, at one place, or at each where it asks for every one.

        Raises:
            OutOfTimeError: the time for this draft is used up.
        """
        for want in rule.wants:
            if not self._text.may_hold(want):
                return []
        cases = self._cases(rule.when)
        if not cases or (rule.unless is not None and self._cases(rule.unless)):
            return []
        found: dict[Place, Evidence] = {}
        for evidence in cases:
            place = self._mark(rule, evidence)
            if place is not None:
                found.setdefault(place, evidence)
        places = _apart(sorted(found))
        shown = places if rule.every else places[:1]
        return [Sighted(rule, place, found[place], places) for place in shown]

    def _mark(self, rule: Rule, evidence: Evidence) -> Place | None:
        """The words to underline: the marked concept's, else the first that counted.

        Where none counted, the whole draft: all its words, or the empty place where it has none
        ("😂😂😂"). A draft that is only blank is not written yet, and says nothing.
        """
        places = [seen.place for seen in evidence if seen.place and seen.concept in rule.mark]
        places = places or [seen.place for seen in evidence if seen.place]
        if places:
            return min(places)
        reading = self._text.reading
        return (0, len(reading.words)) if reading.source.strip() else None

    def _cases(self, condition: Condition) -> list[Evidence]:
        """Each way in which `condition` holds; empty when it does not."""
        # Asked a thousand times a draft: comparing types is faster than isinstance.
        if type(condition) is Present:
            return self._present(condition)
        if type(condition) is Together:
            return self._together(condition)
        if type(condition) is Context:
            return [()] if _in_context(condition, self._draft, self._time) else []
        if type(condition) is Not:
            return [] if self._cases(condition.part) else [()]
        if type(condition) is Any:
            for part in condition.parts:
                cases = self._cases(part)
                if cases:
                    return cases
            return []
        return self._all(condition) if isinstance(condition, All) else []

    def _all(self, condition: All) -> list[Evidence]:
        parts = condition.parts
        held: list[list[Evidence]] = [[] for _ in parts]
        for number in condition.order or range(len(parts)):
            held[number] = self._cases(parts[number])
            if not held[number]:
                return []
        rest = tuple(seen for cases in held[1:] for seen in cases[0])
        return [first + rest for first in held[0]]

    def _present(self, condition: Present) -> list[Evidence]:
        cases: list[Evidence] = []
        if condition.where in ("text", "either"):
            for concept, place in self._lone(self._text, condition):
                cases.append((Seen(concept, place),))
        if condition.where in ("thread", "either") and not cases and self._draft.thread:
            for concept, _ in self._lone(self._threads(), condition):
                return [(Seen(concept, None),)]
        return cases

    def _lone(self, where: Sightings, condition: Present) -> list[tuple[str, Place]]:
        """The sightings that `condition` asks for, without those that it says do not count."""
        found = where.of_any(condition.concepts, condition.quoted)
        if not found or not condition.without:
            return found
        return [
            (concept, place)
            for concept, place in found
            if self._is_alone(where, place, condition.without, condition.reach)
        ]

    def _is_alone(
        self, where: Sightings, place: Place, without: tuple[str, ...], reach: Reach
    ) -> bool:
        """Whether nothing of `without` stands in reach of `place`; quoted words count too."""
        return not without or not any(
            _close(reach, where.reading, place, other)
            for concept in without
            for other in where.places(concept)
        )

    def _threads(self) -> Sightings:
        if self._thread is None:
            self._thread = self._thread_of()
        return self._thread

    def _together(self, condition: Together) -> list[Evidence]:
        in_text = condition.where == "text"
        if not in_text and not self._draft.thread:
            return []
        where = self._text if in_text else self._threads()
        groups = condition.groups
        found: list[list[tuple[str, Place]]] = [[] for _ in groups]
        for number in condition.order or range(len(groups)):
            found[number] = where.of_any(groups[number], condition.quoted)
            if not found[number]:
                return []
        anchors, *pools = found
        cases: list[Evidence] = []
        for concept, place in anchors:
            evidence = [Seen(concept, place if in_text else None)]
            for pool in pools:
                near = [
                    (_distance(place, there), name, there)
                    for name, there in pool
                    if _close(condition.reach, where.reading, place, there)
                ]
                if not near:
                    break
                _, name, there = min(near)
                evidence.append(Seen(name, there if in_text else None))
            else:
                if self._is_alone(where, place, condition.without, condition.reach):
                    cases.append(tuple(evidence))
        return cases


def _apart(places: list[Place]) -> tuple[Place, ...]:
    """`places` in order, without those that begin inside an earlier one."""
    kept: list[Place] = []
    for place in places:
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return tuple(kept)


def _distance(one: Place, other: Place) -> int:
    """How many words stand between two places; 0 when they touch or overlap."""
    return (
        max(one[0], other[0]) - min(one[1], other[1])
        if one[1] <= other[0] or other[1] <= one[0]
        else 0
    )


def _close(reach: Reach, reading: Reading, one: Place, other: Place) -> bool:
    if reach.within == "text":
        return True
    if reach.within == "words":
        return _distance(one, other) <= reach.words
    apart = abs(reading.sentences[one[0]] - reading.sentences[other[0]])
    return apart <= (1 if reach.within == "neighbours" else 0)


def _in_context(condition: Context, draft: Draft, time: str) -> bool:
    asked = (
        (condition.kinds, (draft.kind,)),
        (condition.sites, (draft.site,)),
        (condition.audiences, (draft.audience,)),
        (condition.accounts, (draft.account.kind,)),
        (condition.attachments, draft.attachments),
        (condition.devices, (draft.device,)),
        (condition.times, (time,)),
    )
    if any(wanted and not set(wanted) & set(have) for wanted, have in asked):
        return False
    account = draft.account
    return condition.bio_disclaimer in (
        None,
        account.bio_disclaimer,
    ) and condition.on_break in (None, account.on_break)
