"""Every rule is held to its own examples: what it must flag, where, and what it must let pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helper.engine import check
from helper.engine.book import Example, Rule, Rulebook
from helper.engine.fix import apply
from helper.engine.model import Severity
from helper.engine.report import clause_ids
from helper.rulebook import find_rules, load

BOOK = load(find_rules())
PATIENCE = 10.0

FLAGS = [
    pytest.param(rule, example, id=f"{rule.id}:{example.line}")
    for rule in BOOK.rules.values()
    for example in rule.flags
]
PASSES = [
    pytest.param(rule, example, id=f"{rule.id}:{example.line}")
    for rule in BOOK.rules.values()
    for example in rule.passes
]


def alone(rule: Rule) -> Rulebook:
    return replace(BOOK, rules={rule.id: rule})


@pytest.mark.parametrize(("rule", "example"), FLAGS)
def test_a_flagged_example_gives_one_finding_at_exactly_the_marked_words(
    rule: Rule, example: Example
) -> None:
    report = check(example.draft, alone(rule), budget=PATIENCE)
    assert report.incomplete is None
    assert [finding.rule for finding in report.findings] == [rule.id]
    found = report.findings[0].span
    marked = example.span
    assert marked is not None
    text = example.draft.text
    assert text[found.start : found.end] == text[marked.start : marked.end]
    assert found == marked


@pytest.mark.parametrize(("rule", "example"), FLAGS)
def test_a_flagged_example_is_cited_by_the_whole_rulebook(rule: Rule, example: Example) -> None:
    cited = clause_ids(check(example.draft, BOOK, budget=PATIENCE))
    replaced = {clause for other in BOOK.rules.values() for clause in other.over}
    assert set(rule.clauses) <= set(cited) | replaced


@pytest.mark.parametrize(("rule", "example"), PASSES)
def test_no_rule_cries_over_a_passing_example(rule: Rule, example: Example) -> None:
    report = check(example.draft, BOOK, budget=PATIENCE)
    assert report.incomplete is None
    assert [finding.rule for finding in report.findings] == []


@pytest.mark.parametrize(("rule", "example"), FLAGS)
def test_a_fix_heals_its_finding_and_calls_up_nothing_as_loud(rule: Rule, example: Example) -> None:
    before = check(example.draft, BOOK, budget=PATIENCE)
    # What a card had joined in under another rule's name was there before as well.
    said = set(clause_ids(before))
    loud = {finding.rule: finding.severity for finding in before.findings}
    for finding in check(example.draft, alone(rule), budget=PATIENCE).findings:
        for fix in finding.fixes:
            if not fix.edits:
                continue
            mended = replace(example.draft, text=apply(example.draft.text, fix.edits))
            assert check(mended, alone(rule), budget=PATIENCE).findings == (), fix.title
    for finding in before.findings:
        for fix in finding.fixes:
            if not fix.edits:
                continue
            mended = replace(example.draft, text=apply(example.draft.text, fix.edits))
            after = check(mended, BOOK, budget=PATIENCE)
            top = max(loud.values(), default=Severity.INFO)
            for new in after.findings:
                was_there = new.rule in loud or {clause.id for clause in new.clauses} <= said
                assert was_there or new.severity < top, (fix.title, new.rule)


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_every_fix_a_rule_names_is_offered_on_one_of_its_examples(rule: Rule) -> None:
    offered = {
        fix.title
        for example in rule.flags
        for finding in check(example.draft, alone(rule), budget=PATIENCE).findings
        for fix in finding.fixes
    }
    assert {plan.title for plan in rule.fixes} <= offered


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_a_finding_keeps_its_name_when_words_come_before_it(rule: Rule) -> None:
    example = rule.flags[0]
    first = check(example.draft, alone(rule), budget=PATIENCE).findings[0]
    moved = replace(example.draft, text="Good morning. " + example.draft.text)
    again = check(moved, alone(rule), budget=PATIENCE).findings
    assert [finding.id for finding in again] == [first.id]
