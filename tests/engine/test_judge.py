"""What must meet, what excuses, how loudly a rule speaks, which card takes whose place."""

from __future__ import annotations

from pathlib import Path

import pytest

from helper.engine import check
from helper.engine.model import Account, Draft, Report, Severity, Verdict
from helper.engine.report import arrange, clause_ids
from tests.engine.book import RULE, book

CONCEPTS = """
sighting: {means: "a sighting", phrases: [alpha]}
other: {means: "another", phrases: [beta]}
third: {means: "a third", phrases: [gamma]}
"""


def judged(folder: Path, when: str, draft: Draft | str, **keys: str) -> Report:
    """What one rule with this `when` says; `keys` add or replace lines of the rule."""
    lines = RULE.replace("when: sighting", f"when: {when}")
    for key, value in keys.items():
        start = lines.find(f"\n{key}:")
        if start >= 0:
            end = lines.index("\n", start + 1)
            lines = lines[:start] + lines[end:]
        lines += f"{key}: {value}\n"
    rulebook = book(folder, CONCEPTS, {"9.5-disclaimer/a": lines})
    return check(Draft(draft) if isinstance(draft, str) else draft, rulebook, budget=10)


@pytest.mark.parametrize(
    ("when", "text", "fires"),
    [
        ("sighting", "alpha", True),
        ("{present: [sighting, other]}", "beta", True),
        ("{all: [sighting, other]}", "alpha. beta", True),
        ("{all: [sighting, other]}", "alpha", False),
        ("{any: [sighting, other]}", "beta", True),
        ("{all: [sighting, {not: {present: other}}]}", "alpha beta", False),
        ("{together: [sighting, other]}", "alpha and beta", True),
        ("{together: [sighting, other]}", "alpha. beta", False),
        ("{together: [sighting, other], within: neighbours}", "alpha. beta", True),
        ("{together: [sighting, other], within: neighbours}", "alpha. So. beta", False),
        ("{together: [sighting, other], within: 2 words}", "alpha one two beta", True),
        ("{together: [sighting, other], within: 2 words}", "alpha one two three beta", False),
        ("{together: [sighting, other], within: text}", "alpha. So. beta", True),
        ("{together: [sighting, [other, third]]}", "alpha gamma", True),
        ("sighting", 'He said "alpha alpha" to me', False),
        ("{present: sighting, quoted: yes}", 'He said "alpha alpha" to me', True),
        ("{together: [sighting, other], quoted: yes}", 'He said "alpha beta" to me', True),
        ("{together: [sighting, other]}", 'He said "alpha beta" to me', False),
        ("{present: sighting, without: other}", "alpha beta", False),
        ("{present: sighting, without: other}", "alpha. beta", True),
        ("{present: sighting, without: other}", "alpha beta. But alpha", True),
        ("{present: sighting, without: other, within: neighbours}", "alpha. beta", False),
        ("{present: sighting, without: other, within: 1 words}", "alpha so so beta", True),
        ("{together: [sighting, third], without: other}", "alpha gamma beta", False),
        ("{together: [sighting, third], without: other}", "alpha gamma. beta", True),
    ],
)
def test_a_condition_holds(tmp_path: Path, when: str, text: str, fires: bool) -> None:
    assert bool(judged(tmp_path, when, text).findings) is fires


def test_the_thread_is_asked_only_where_the_rule_says_so(tmp_path: Path) -> None:
    draft = Draft("beta here", thread="alpha")
    when = "{all: [other, {present: sighting, in: thread}]}"
    assert judged(tmp_path / "a", when, draft).findings
    assert not judged(tmp_path / "b", "{all: [other, sighting]}", draft).findings
    both = "{together: [sighting, third], in: thread, without: other}"
    assert judged(tmp_path / "c", both, Draft("here", thread="alpha gamma. beta")).findings
    assert not judged(tmp_path / "d", both, Draft("here", thread="alpha gamma beta")).findings
    assert not judged(tmp_path / "e", both, Draft("alpha gamma", thread="")).findings


@pytest.mark.parametrize(
    ("unless", "draft"),
    [
        ("other", Draft("alpha beta")),
        ("{present: other, context: {kind: [message]}}", Draft("alpha", kind="message")),
        ("{present: other, context: {kind: [message]}}", Draft("alpha beta")),
        ("{context: {account: [official]}}", Draft("alpha", account=Account("official"))),
        (
            "{context: {bio_disclaimer: yes}}",
            Draft("alpha", account=Account("personal", bio_disclaimer=True)),
        ),
        ("{all: [other, {context: {kind: [reply]}}]}", Draft("alpha beta", kind="reply")),
    ],
)
def test_anything_listed_as_an_excuse_is_enough(tmp_path: Path, unless: str, draft: Draft) -> None:
    assert judged(tmp_path / "a", "sighting", "alpha", unless=unless).findings
    assert not judged(tmp_path / "b", "sighting", draft, unless=unless).findings


@pytest.mark.parametrize(
    ("clauses", "confidence", "severity", "verdict"),
    [
        ('["9.5"]', "high", Severity.ADVICE, Verdict.ADVISE),
        ('["9.5"]', "medium", Severity.INFO, Verdict.CLEAR),
        ('["9.5"]', "low", Severity.INFO, Verdict.CLEAR),
        ('["9.5", "9.4"]', "high", Severity.WARN, Verdict.WARN),
        ('["9.5", "7.1"]', "high", Severity.STOP, Verdict.STOP),
        ('["9.5", "7.1"]', "low", Severity.ADVICE, Verdict.ADVISE),
        ('["9.5", "9.10"]', "high", Severity.WARN, Verdict.WARN),
    ],
)
def test_severity_comes_from_the_clause_and_the_evidence(
    tmp_path: Path, clauses: str, confidence: str, severity: Severity, verdict: Verdict
) -> None:
    report = judged(tmp_path, "sighting", "alpha", clauses=clauses, confidence=confidence)
    assert [finding.severity for finding in report.findings] == [severity]
    assert report.verdict is verdict


def test_a_trial_rule_is_noted_and_not_shown(tmp_path: Path) -> None:
    report = judged(tmp_path, "sighting", "alpha", status="trial")
    assert report.findings == ()
    assert report.details == {"trial": "9.5-disclaimer/a"}


def test_a_rule_that_is_off_is_silent(tmp_path: Path) -> None:
    report = judged(tmp_path, "sighting", "alpha", status="off")
    assert (report.findings, report.details) == ((), {})


def test_a_rule_underlines_the_first_place_or_every_place(tmp_path: Path) -> None:
    text = "alpha one alpha two"
    once = judged(tmp_path / "a", "sighting", text)
    every = judged(tmp_path / "b", "sighting", text, every="yes")
    assert [finding.span.start for finding in once.findings] == [0]
    assert sorted(finding.span.start for finding in every.findings) == [0, 10]


def test_a_rule_underlines_what_it_marks(tmp_path: Path) -> None:
    report = judged(tmp_path, "{together: [sighting, other]}", "alpha beta", mark="other")
    span = report.findings[0].span
    assert "alpha beta"[span.start : span.end] == "beta"


def two(folder: Path, first: str, second: str) -> Report:
    rules = {
        "7.1-a/a": RULE.replace('["9.5"]', '["7.1"]') + first,
        "9.4-b/b": RULE.replace('["9.5"]', '["9.4"]').replace("sighting", "other") + second,
    }
    rulebook = book(folder, CONCEPTS, rules)
    return check(Draft("alpha beta"), rulebook, budget=10)


def test_the_most_serious_card_comes_first(tmp_path: Path) -> None:
    report = two(tmp_path, "", "")
    assert [finding.rule for finding in report.findings] == ["7.1-a/a", "9.4-b/b"]
    assert report.verdict is Verdict.STOP


def test_a_rule_takes_the_place_of_the_clauses_it_is_over(tmp_path: Path) -> None:
    report = two(tmp_path, 'over: ["9.4"]\n', "")
    assert clause_ids(report) == ["7.1"]


def test_cards_at_the_same_words_join_where_a_rule_says_so(tmp_path: Path) -> None:
    concepts = CONCEPTS.replace("[beta]", "[alpha beta]")
    rules = {
        "7.1-a/a": RULE.replace('["9.5"]', '["7.1"]') + 'joins: ["9.4"]\n',
        "9.4-b/b": RULE.replace('["9.5"]', '["9.4"]').replace("sighting", "other"),
    }
    rulebook = book(tmp_path, concepts, rules)
    report = check(Draft("alpha beta"), rulebook, budget=10)
    assert [finding.rule for finding in report.findings] == ["7.1-a/a"]
    assert clause_ids(report) == ["7.1", "9.4"]
    apart = check(Draft("alpha. So it is. alpha beta"), rulebook, budget=10)
    assert [finding.rule for finding in apart.findings] == ["7.1-a/a", "9.4-b/b"]
    assert arrange(apart.findings, rulebook) == [[finding] for finding in apart.findings]
