"""The policy, its clauses and its rules in the wire's shape (openapi.json)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from helper import __version__, settings
from helper.engine.book import Clause, Rule, Rulebook
from helper.engine.report import policy_stamp


def health(rulebook: Rulebook, problems: Sequence[object], today: date) -> dict[str, Any]:
    """The helper's state; `problems` says why newer rules on disk were refused, if they were."""
    return {
        "status": "rules-broken" if problems else "ok",
        "version": __version__,
        "api": {"min": settings.API_MIN, "max": settings.API_MAX},
        "policy": policy_stamp(rulebook.policy, today),
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
        "rule_errors": [str(problem) for problem in problems],
    }


def policy(rulebook: Rulebook, today: date) -> dict[str, Any]:
    """The whole policy, with the contacts that a card's "ask" needs."""
    return {
        "policy": policy_stamp(rulebook.policy, today),
        "organisation": rulebook.organisation.name,
        "contacts": {
            name: {
                key: value
                for key, value in (
                    ("title", contact.title),
                    ("name", contact.name),
                    ("email", contact.email),
                    ("telephone", contact.telephone),
                )
                if value or key == "title"
            }
            for name, contact in rulebook.organisation.contacts.items()
        },
        "sections": [
            {"number": section.number, "title": section.title}
            for section in rulebook.policy.sections
        ],
        "clauses": [clause(rulebook, each) for each in rulebook.policy.clauses.values()],
    }


def clause(rulebook: Rulebook, clause: Clause) -> dict[str, Any]:
    """One clause with how it is covered and the ids of the rules that cite it."""
    coverage: dict[str, Any] = {"by": list(clause.coverage.by)}
    if clause.coverage.reason:
        coverage["reason"] = clause.coverage.reason
    if clause.coverage.top is not None:
        coverage["top"] = clause.coverage.top.word
    if clause.coverage.planned:
        coverage["planned"] = True
    return {
        "id": clause.id,
        "title": clause.title,
        "text": clause.text,
        "modality": clause.modality,
        "coverage": coverage,
        "rules": [rule.id for rule in rulebook.rules.values() if clause.id in rule.clauses],
    }


def rule(rule: Rule) -> dict[str, Any]:
    """One rule, with its examples as the policy owner wrote them."""
    return {
        "id": rule.id,
        "title": rule.title,
        "clauses": list(rule.clauses),
        "confidence": rule.confidence,
        "status": rule.status,
        "message": rule.message,
        "short": rule.short,
        "why": rule.why,
        "examples": {
            "flags": [example.raw for example in rule.flags],
            "passes": [example.raw for example in rule.passes],
        },
    }
