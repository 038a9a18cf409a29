"""Judged rules in, the report out: fingerprints, merged cards, order, and the wire form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any as Json

from helper.engine.book import Policy, Rule, Rulebook
from helper.engine.model import Citation, Draft, Finding, Fix, Report
from helper.engine.spans import Ruler

MOST_CARDS = 3
"""How many cards a person is shown at once (clauses.md, order of judgement)."""


def fingerprint(rule: str, words: str) -> str:
    """Names a finding by its rule and the normalised words it stands on, never by its place."""
    data = f"{rule}\0{words}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:16]


def citations(rule: Rule, policy: Policy) -> tuple[Citation, ...]:
    """The clauses of `rule` as a card shows them."""
    return tuple(
        Citation(clause.id, clause.title, clause.text)
        for clause in (policy.clauses[id_] for id_ in rule.clauses)
    )


def is_replaced(rule: Rule, fired: Iterable[Rule]) -> bool:
    """Whether the rules that fired take the place of everything that `rule` says."""
    replaced = {clause for other in fired for clause in other.over}
    return replaced.issuperset(rule.clauses)


def arrange(found: Iterable[Finding], rulebook: Rulebook) -> tuple[Finding, ...]:
    """One problem, one card; most serious first, then in the order of the draft.

    A rule's `over` takes the place of findings under those clauses; its `joins` draws in
    findings under those clauses whose words overlap.
    """
    findings = sorted(found, key=lambda f: (-f.severity, f.span, f.rule))
    fired = [rulebook.rules[finding.rule] for finding in findings]
    kept = [f for f in findings if not is_replaced(rulebook.rules[f.rule], fired)]
    cards: list[Finding] = []
    for finding in kept:
        for at, card in enumerate(cards):
            if card.span.overlaps(finding.span) and _join(card, finding, rulebook):
                cards[at] = _merged(card, finding)
                break
        else:
            cards.append(finding)
    return tuple(cards)


def _join(card: Finding, other: Finding, rulebook: Rulebook) -> bool:
    for one, two in ((card, other), (other, card)):
        joins = rulebook.rules[one.rule].joins
        if joins and all(clause.id in joins for clause in two.clauses):
            return True
    return {c.id for c in card.clauses} == {c.id for c in other.clauses}


def _merged(card: Finding, other: Finding) -> Finding:
    """`card` with the clauses and fixes of `other` that it lacks."""
    cited = {clause.id for clause in card.clauses}
    offered = {fix.title for fix in card.fixes}
    return replace(
        card,
        clauses=card.clauses + tuple(c for c in other.clauses if c.id not in cited),
        fixes=card.fixes + tuple(fix for fix in other.fixes if fix.title not in offered),
    )


def clause_ids(report: Report) -> list[str]:
    """Every clause that any finding cites, in the policy's order."""
    ids = {clause.id for finding in report.findings for clause in finding.clauses}
    return sorted(ids, key=clause_order)


def clause_order(id_: str) -> tuple[int, ...]:
    """Sorts clause ids by their parts, so that 9.10 comes after 9.9."""
    return tuple(int(part) for part in id_.split(".") if part.isdecimal())


def overdue(review_due: str, today: date) -> bool:
    """Whether the review date, `YYYY-MM` or `YYYY-MM-DD`, has gone by."""
    return today.isoformat()[: len(review_due)] > review_due


def policy_stamp(policy: Policy, today: date) -> dict[str, Json]:
    """Which policy was applied, and whether its review is overdue."""
    return {
        "title": policy.title,
        "version": policy.version,
        "review_due": policy.review_due,
        "overdue": overdue(policy.review_due, today),
    }


def to_wire(
    report: Report, draft: Draft, rulebook: Rulebook, revision: int, today: date
) -> dict[str, Json]:
    """The report as `/v1/check` answers it, ranges in UTF-16 code units.

    The most serious findings come first and no more are sent than can be shown at once; the
    verdict speaks for all of them.
    """
    ruler = Ruler(draft.text)
    return {
        "revision": revision,
        "unit": "utf-16",
        "policy": policy_stamp(rulebook.policy, today),
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
        "verdict": report.verdict.value,
        "incomplete": None if report.incomplete is None else {"reason": report.incomplete},
        "findings": [_finding(finding, ruler) for finding in report.findings[:MOST_CARDS]],
    }


def _finding(finding: Finding, ruler: Ruler) -> dict[str, Json]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.word,
        "clauses": [{"id": c.id, "title": c.title, "quote": c.quote} for c in finding.clauses],
        "range": ruler.span_to_utf16(finding.span),
        "message": finding.message,
        "short": finding.short,
        "fixes": _fixes(finding.fixes, ruler),
        "because": finding.because,
    }


def _fixes(fixes: Sequence[Fix], ruler: Ruler) -> list[dict[str, Json]]:
    wired: list[dict[str, Json]] = []
    for fix in fixes:
        if fix.action:
            wired.append({"title": fix.title, "action": fix.action})
            continue
        edits = [{"range": ruler.span_to_utf16(e.span), "text": e.text} for e in fix.edits]
        wired.append({"title": fix.title, "edits": edits, "preview": fix.preview})
    return wired
