"""A draft and a rulebook in, the report out, within a time budget."""

from __future__ import annotations

from time import perf_counter

from helper.engine.book import Rule, Rulebook
from helper.engine.fix import Heals, offered
from helper.engine.judge import Judge, Sighted, verdict_of
from helper.engine.model import Draft, Finding, Report
from helper.engine.reading import Reading
from helper.engine.report import arrange, citations, fingerprint
from helper.engine.spot.sightings import OutOfTimeError, Sightings

_OUT_OF_TIME = "There was not enough time to look for everything in this draft."


def check(draft: Draft, rulebook: Rulebook, *, budget: float = 0.25) -> Report:
    """Judge `draft`.

    Args:
        draft: the text, of any kind and length, and its circumstances.
        rulebook: the rules in force.
        budget: seconds that may be spent. When they are used up, what has been found so far
            is reported and `incomplete` says so; nothing is raised.

    Returns:
        Every finding, most serious first; ranges in code points.
    """
    deadline = perf_counter() + budget
    sighted, trials, complete, reading = _ask(draft, rulebook, deadline)
    fired = {case.rule.id: case.rule for case in sighted}

    def heals(rule: Rule, mended: Draft) -> bool:
        """Whether `rule` is silent on `mended`, and whatever is new there is quieter."""
        cases, _, in_time, _ = _ask(mended, rulebook, deadline)
        now = {case.rule.id: case.rule for case in cases}
        return (
            in_time
            and rule.id not in now
            and all(
                id_ in fired or any(_is_quieter(new, old) for old in fired.values())
                for id_, new in now.items()
            )
        )

    findings = [_finding(case, draft, rulebook, reading, heals) for case in sighted]
    arranged = arrange(findings, rulebook)
    return Report(
        verdict=verdict_of(finding.severity for finding in arranged),
        findings=arranged,
        incomplete=None if complete else _OUT_OF_TIME,
        details={"trial": " ".join(trials)} if trials else {},
    )


def _is_quieter(new: Rule, old: Rule) -> bool:
    """Whether `new` says about the same clauses what `old` said, a step lower."""
    return set(new.clauses) <= set(old.clauses) and new.severity < old.severity


def _ask(
    draft: Draft, rulebook: Rulebook, deadline: float
) -> tuple[list[Sighted], list[str], bool, Reading]:
    vocabulary = rulebook.index.vocabulary
    reading = Reading(draft.text, vocabulary)
    judge = Judge(
        draft,
        Sightings(reading, rulebook, deadline),
        lambda: Sightings(Reading(draft.thread, vocabulary), rulebook, deadline),
    )
    sighted: list[Sighted] = []
    trials: list[str] = []
    for rule in rulebook.rules.values():
        if rule.status == "off":
            continue
        try:
            cases = judge.ask(rule)
        except OutOfTimeError:
            return sighted, trials, False, reading
        if rule.status == "live":
            sighted += cases
        elif cases:
            trials.append(rule.id)
    return sighted, trials, True, reading


def _finding(
    case: Sighted, draft: Draft, rulebook: Rulebook, reading: Reading, heals: Heals
) -> Finding:
    rule = case.rule
    return Finding(
        id=fingerprint(rule.id, reading.matched(*case.place)),
        rule=rule.id,
        severity=rule.severity,
        clauses=citations(rule, rulebook.policy),
        span=reading.span(*case.place),
        message=rule.message,
        short=rule.short,
        fixes=offered(case, draft, rulebook, reading, heals),
        because=_because(case, rule, rulebook),
    )


def _because(case: Sighted, rule: Rule, rulebook: Rulebook) -> str:
    """What was seen, in the concepts' own plain words."""
    seen = dict.fromkeys(rulebook.concepts[s.concept].means for s in case.evidence)
    return "Seen here: " + "; ".join(seen) + "." if seen else rule.title + "."
