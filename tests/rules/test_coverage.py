"""The policy, the rules and the concepts answer one another, with nothing left over."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from helper.engine import check
from helper.engine.book import (
    All,
    Any,
    Choice,
    Clause,
    Concept,
    Condition,
    Context,
    Mention,
    Not,
    Present,
    Rule,
    Sequence,
    Together,
)
from helper.engine.model import Draft
from helper.rulebook import find_rules, load

BOOK = load(find_rules())
CITED = {clause for rule in BOOK.rules.values() for clause in rule.clauses}


def named_by(condition: Condition | None) -> set[str]:
    match condition:
        case Present():
            return {*condition.concepts, *condition.without}
        case Together():
            return {name for group in condition.groups for name in group} | {*condition.without}
        case All() | Any():
            return {name for part in condition.parts for name in named_by(part)}
        case Not():
            return named_by(condition.part)
        case Context() | None:
            return set()


def mentioned_by(sequence: Sequence) -> set[str]:
    found: set[str] = set()
    for element in sequence:
        if isinstance(element, Mention):
            found.add(element.concept)
        elif isinstance(element, Choice):
            for option in element.options:
                found |= mentioned_by(option)
    return found


def leads_to(concept: Concept) -> set[str]:
    guards = {concept.excepts, concept.after, concept.before}
    guards |= {concept.sentence, concept.near, concept.text}
    phrases = {name for phrase in concept.phrases for name in mentioned_by(phrase.elements)}
    return (guards | phrases) - {""}


def reachable(rules: list[Rule]) -> set[str]:
    found: set[str] = set()
    waiting = {
        name
        for rule in rules
        for name in named_by(rule.when) | named_by(rule.unless) | set(rule.mark)
    }
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= leads_to(BOOK.concepts[name]) - found
    return found


@pytest.mark.parametrize("clause", BOOK.policy.clauses.values(), ids=lambda clause: clause.id)
def test_every_clause_is_answered_by_a_rule_or_by_a_written_reason(clause: Clause) -> None:
    assert clause.coverage.reason
    if "rules" in clause.coverage.by and not clause.coverage.planned:
        assert clause.id in CITED, "answered by rules, but no rule cites it"
    if clause.coverage.planned:
        assert clause.id not in CITED, "a rule cites it: take away `planned`"


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_no_rule_cites_a_clause_that_says_it_is_not_answered_by_rules(rule: Rule) -> None:
    for id_ in rule.clauses:
        assert {"rules", "context"} & set(BOOK.policy.clauses[id_].coverage.by), id_


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_no_rule_is_louder_than_its_gravest_clause_allows(rule: Rule) -> None:
    tops = [BOOK.policy.clauses[id_].coverage.top for id_ in rule.clauses]
    given = [top for top in tops if top is not None]
    assert given
    assert rule.severity <= max(given)


def test_every_concept_is_used() -> None:
    written = {name for name, c in BOOK.concepts.items() if c.file.startswith("concepts/")}
    assert written - reachable(list(BOOK.rules.values())) == set()


@pytest.mark.parametrize("line", ["full", "short"])
def test_the_trusts_own_disclaimers_count_as_disclaimers(line: str) -> None:
    words = getattr(BOOK.organisation.disclaimer, line)
    bare = Draft("I teach maths at Ripley.")
    assert check(bare, BOOK).findings
    assert check(replace(bare, text=f"{bare.text} {words}"), BOOK).findings == ()


def test_a_name_added_to_the_organisation_is_recognised(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(find_rules(), folder)
    file = folder / "organisation.yaml"
    text = file.read_text(encoding="utf-8")
    added = 'academies:\n  - name: "Fellside Academy"\n    aliases: ["Fellside"]\n'
    file.write_text(text.replace("academies:\n", added, 1), encoding="utf-8")
    draft = Draft("I teach maths at Fellside and love it.")
    assert check(draft, BOOK).findings == ()
    found = check(draft, load(folder)).findings
    assert [finding.rule for finding in found] == ["9.5-disclaimer/named-employer"]
