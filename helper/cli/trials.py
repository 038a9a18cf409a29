"""Tries a rule on its own examples, as `postcheck rules lint` does after reading the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from helper import settings
from helper.engine import check
from helper.engine.book import Example, Rule, Rulebook
from helper.engine.model import Finding
from helper.rulebook import Problem


def failures(rulebook: Rulebook) -> Iterator[Problem]:
    """Each example that a live rule does not treat as its file says."""
    for rule in rulebook.rules.values():
        if rule.status != "live":
            continue
        for example in rule.flags:
            yield from _flagged(rule, example, rulebook)
        for example in rule.passes:
            yield from _passed(rule, example, rulebook)


def _flagged(rule: Rule, example: Example, rulebook: Rulebook) -> Iterator[Problem]:
    found = _findings(rule, example, rulebook)
    if not found:
        yield Problem(
            rule.file,
            example.line,
            1,
            "the rule does not flag this example",
            "change `when` or the concepts, or take the example away",
        )
    elif example.span not in [finding.span for finding in found]:
        span = found[0].span
        words = example.draft.text[span.start : span.end]
        yield Problem(
            rule.file,
            example.line,
            1,
            f"the rule underlines other words here: {words!r}",
            "put [[ ]] round those, or name the concept under `mark`",
        )


def _passed(rule: Rule, example: Example, rulebook: Rulebook) -> Iterator[Problem]:
    if _findings(rule, example, rulebook):
        yield Problem(
            rule.file,
            example.line,
            1,
            "the rule flags this example, which it should let pass",
            "say under `unless` what excuses it, or take the example away",
        )


def _findings(rule: Rule, example: Example, rulebook: Rulebook) -> list[Finding]:
    """What the rule finds by itself: beside others it may share a card that bears their name."""
    alone = replace(rulebook, rules={rule.id: rule})
    return list(check(example.draft, alone, budget=settings.BATCH_BUDGET).findings)
