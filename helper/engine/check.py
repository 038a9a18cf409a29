"""A draft and a rulebook in, the report out, within a time budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from time import perf_counter

from helper.engine.book import Rule, Rulebook
from helper.engine.fix import Heals, offered
from helper.engine.judge import Judge, Sighted, verdict_of
from helper.engine.model import Draft, Finding, Report
from helper.engine.reading import Reading
from helper.engine.report import arrange, citations, fingerprint, is_replaced, merged
from helper.engine.spot.sightings import OutOfTimeError, Sightings
from helper.engine.working_time import is_working_time

_OUT_OF_TIME = "There was not enough time to look for everything in this draft."


def check(
    draft: Draft, rulebook: Rulebook, *, budget: float = 0.25, most: int | None = None
) -> Report:
    """Judge `draft`.

    Args:
        draft: the text, of any kind and length, and its circumstances.
        rulebook: the rules in force.
        budget: seconds that may be spent. When they are used up, what has been found so far
            is reported and `incomplete` says so; nothing is raised.
        most: how many cards will be shown; fixes are worked out for these only. None: for all.

    Returns:
        Every finding, most serious first; ranges in code points.
    """
    deadline = perf_counter() + budget
    thread = _Once(lambda: Sightings(_read(draft.thread, rulebook), rulebook, deadline))
    reading = _read(draft.text, rulebook)
    working = is_working_time(draft.now, rulebook.organisation.working_time)
    time = "working" if working else ""
    judge = Judge(draft, Sightings(reading, rulebook, deadline), thread, time)
    sighted, trials, complete = _ask(judge, rulebook)
    fired = {case.rule.id: case.rule for case in sighted}
    cases = {
        _finding(case, rulebook, reading): case
        for case in sighted
        if not is_replaced(case.rule, fired.values())
    }
    heals = _healer(
        rulebook, fired, lambda mended, text: Judge(mended, text, thread, time), deadline
    )
    cards = [
        [
            replace(finding, fixes=offered(cases[finding], draft, rulebook, reading, heals))
            if most is None or number < most
            else finding
            for finding in card
        ]
        for number, card in enumerate(arrange(cases, rulebook))
    ]
    findings = tuple(map(merged, cards))
    return Report(
        verdict=verdict_of(finding.severity for finding in findings),
        findings=findings,
        incomplete=None if complete else _OUT_OF_TIME,
        details={"trial": " ".join(trials)} if trials else {},
    )


def _healer(
    rulebook: Rulebook,
    fired: Mapping[str, Rule],
    judge_of: Callable[[Draft, Sightings], Judge],
    deadline: float,
) -> Heals:
    """What tells whether a mended draft silences a rule, and whatever is new there is quieter."""
    strangers: list[Rule] = []
    tried: dict[str, _Trial] = {}

    def heals(rule: Rule, mended: Draft, adds: bool) -> bool:
        trial = tried.get(mended.text)
        if trial is None:
            if not tried:
                strangers.extend(_strangers(rulebook, fired))
            text = Sightings(_read(mended.text, rulebook), rulebook, deadline)
            trial = tried[mended.text] = _Trial(judge_of(mended, text))
        try:
            return trial.is_silent(rule) and (adds or all(map(trial.is_silent, strangers)))
        except OutOfTimeError:
            return False

    return heals


def _strangers(rulebook: Rulebook, fired: Mapping[str, Rule]) -> Iterator[Rule]:
    """The rules that a fix must not call up."""
    for rule in rulebook.rules.values():
        if (
            rule.status == "live"
            and rule.id not in fired
            and not any(_is_quieter(rule, old) for old in fired.values())
        ):
            yield rule


class _Once:
    """Makes something when it is first asked for, and gives the same ever after."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Sightings]) -> None:
        self._make = make
        self._made: Sightings | None = None

    def __call__(self) -> Sightings:
        if self._made is None:
            self._made = self._make()
        return self._made


class _Trial:
    """A mended draft, and which rules have been asked about it; several fixes may end there."""

    __slots__ = ("_judge", "_silent")

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._silent: dict[str, bool] = {}

    def is_silent(self, rule: Rule) -> bool:
        """Whether `rule` has nothing to say; raises `OutOfTimeError` like `Judge.ask`."""
        known = self._silent.get(rule.id)
        if known is None:
            known = self._silent[rule.id] = not self._judge.ask(rule)
        return known


def _is_quieter(new: Rule, old: Rule) -> bool:
    """Whether `new` says about the same clauses what `old` said, a step lower."""
    return set(new.clauses) <= set(old.clauses) and new.severity < old.severity


def _read(text: str, rulebook: Rulebook) -> Reading:
    return Reading(text, rulebook.index.vocabulary)


def _ask(judge: Judge, rulebook: Rulebook) -> tuple[list[Sighted], list[str], bool]:
    """What fired, which rules on trial would have, and whether there was time for all."""
    sighted: list[Sighted] = []
    trials: list[str] = []
    for rule in rulebook.rules.values():
        if rule.status == "off":
            continue
        try:
            cases = judge.ask(rule)
        except OutOfTimeError:
            return sighted, trials, False
        if rule.status == "live":
            sighted += cases
        elif cases:
            trials.append(rule.id)
    return sighted, trials, True


def _finding(case: Sighted, rulebook: Rulebook, reading: Reading) -> Finding:
    """The finding without its fixes, which cost more than all the rest."""
    rule = case.rule
    # A finding on the circumstances alone keeps its name while the draft grows.
    on_words = any(seen.place for seen in case.evidence)
    return Finding(
        id=fingerprint(rule.id, reading.matched(*case.place) if on_words else ""),
        rule=rule.id,
        severity=rule.severity,
        clauses=citations(rule, rulebook.policy),
        span=reading.span(*case.place),
        message=rule.message,
        short=rule.short,
        fixes=(),
        because=_because(case, rule, rulebook),
    )


def _because(case: Sighted, rule: Rule, rulebook: Rulebook) -> str:
    """What was seen, in the concepts' own plain words."""
    seen = dict.fromkeys(rulebook.concepts[s.concept].means for s in case.evidence)
    return "Seen here: " + "; ".join(seen) + "." if seen else rule.title + "."
