"""A rule in; the same rule out, told what to ask first and without what it need not be asked.

What has to hold all together is asked in order of effort, so that most rules are done with most
drafts after one look at a plain word. What comes out of a rule does not depend on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from helper.engine.book import (
    All,
    Any,
    Choice,
    Concept,
    Condition,
    Context,
    Not,
    Present,
    Rule,
    Sequence,
    Together,
)
from helper.rulebook.language import mentions

Effort = Callable[[Iterable[str]], int]


def in_order(rules: Mapping[str, Rule], concepts: Mapping[str, Concept]) -> dict[str, Rule]:
    """The rules, each with its conditions put in order."""
    efforts: dict[str, int] = {}

    def of(name: str) -> int:
        known = efforts.get(name)
        if known is None:
            efforts[name] = 0
            concept = concepts[name]
            known = 5 * len(concept.patterns) + 5 * bool(concept.spotter)
            for phrase in concept.phrases:
                known += 1 if _is_plain(phrase.elements) else 3
                known += sum(map(of, mentions(phrase.elements)))
            efforts[name] = known
        return known

    def effort(names: Iterable[str]) -> int:
        return sum(map(of, names))

    return {
        id_: replace(
            rule,
            when=_ordered(rule.when, effort)[0],
            unless=None if rule.unless is None else _ordered(rule.unless, effort)[0],
            wants=tuple(_wants(rule.when)),
        )
        for id_, rule in rules.items()
    }


def _wants(condition: Condition) -> list[frozenset[str]]:
    """Sets of concepts of each of which the text must hold one for `condition` to hold."""
    if isinstance(condition, Present):
        return [frozenset(condition.concepts)] if condition.where == "text" else []
    if isinstance(condition, Together):
        return list(map(frozenset, condition.groups)) if condition.where == "text" else []
    if isinstance(condition, All):
        return [want for part in condition.parts for want in _wants(part)]
    if isinstance(condition, Any):
        ways = [_wants(part) for part in condition.parts]
        return [frozenset().union(*(min(way, key=len) for way in ways))] if all(ways) else []
    return []


def _is_plain(sequence: Sequence) -> bool:
    return len(sequence) == 1 and not isinstance(sequence[0], Choice)


def _ordered(condition: Condition, effort: Effort) -> tuple[Condition, int]:
    """The condition in order, and what it costs to ask it."""
    if isinstance(condition, Context):
        return condition, 0
    if isinstance(condition, Present):
        return condition, effort(condition.concepts)
    if isinstance(condition, Together):
        costs = [effort(group) for group in condition.groups]
        return replace(condition, order=_ranks(costs)), sum(costs)
    if isinstance(condition, Not):
        part, cost = _ordered(condition.part, effort)
        return Not(part), cost
    found = [_ordered(part, effort) for part in condition.parts]
    parts = tuple(part for part, _ in found)
    costs = [cost for _, cost in found]
    if isinstance(condition, Any):
        return Any(parts), sum(costs)
    return All(parts, _ranks(costs)), sum(costs)


def _ranks(costs: list[int]) -> tuple[int, ...]:
    return tuple(sorted(range(len(costs)), key=costs.__getitem__))
