"""Judged rules in, the report out: fingerprints, merged cards, order, and the wire form."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any as Json

from helper.engine.book import Clause, Policy, Rule, Rulebook
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
        Citation(clause.id, clause.title, quote(clause, policy))
        for clause in (policy.clauses[id_] for id_ in rule.clauses)
    )


def quote(clause: Clause, policy: Policy) -> str:
    """The clause word for word, after the sentence that it goes on from."""
    leads = [policy.clauses[id_].text for id_ in clause.read_with if id_ in policy.clauses]
    openings = [lead.rpartition(". ")[2] for lead in leads if lead.endswith(":")]
    return " ".join([*openings, clause.text])


def is_replaced(rule: Rule, fired: Iterable[Rule]) -> bool:
    """Whether the rules that fired take the place of everything that `rule` says."""
    replaced = {clause for other in fired for clause in other.over}
    return replaced.issuperset(rule.clauses)


Card = list[Finding]
"""Findings that are one problem, the one that speaks for them first."""


def arrange(found: Iterable[Finding], rulebook: Rulebook) -> list[Card]:
    """One problem, one card; most serious first, then in the order of the draft.

    A rule's `over` takes the place of findings under those clauses; its `joins` draws in
    findings under those clauses whose words overlap.
    """
    findings = sorted(found, key=lambda f: (-f.severity, f.span, f.rule))
    fired = [rulebook.rules[finding.rule] for finding in findings]
    kept = [f for f in findings if not is_replaced(rulebook.rules[f.rule], fired)]
    cards: list[Card] = []
    for finding in kept:
        for card in cards:
            if card[0].span.overlaps(finding.span) and _join(card, finding, rulebook):
                card.append(finding)
                break
        else:
            cards.append([finding])
    return cards


def _join(card: Card, other: Finding, rulebook: Rulebook) -> bool:
    cited = {clause.id for finding in card for clause in finding.clauses}
    added = {clause.id for clause in other.clauses}
    if added <= cited or added.issubset(rulebook.rules[card[0].rule].joins):
        return True
    return cited.issubset(rulebook.rules[other.rule].joins)


def merged(card: Card) -> Finding:
    """The first of `card`, with the clauses and fixes of the others that it lacks."""
    clauses = {clause.id: clause for finding in reversed(card) for clause in finding.clauses}
    order = dict.fromkeys(clause.id for finding in card for clause in finding.clauses)
    fixes = {fix.title: fix for finding in reversed(card) for fix in finding.fixes}
    titles = dict.fromkeys(fix.title for finding in card for fix in finding.fixes)
    return replace(
        card[0],
        clauses=tuple(clauses[id_] for id_ in order),
        fixes=tuple(fixes[title] for title in titles),
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
