"""A rule in words: what must be there, what excuses it, what it says, what it was tried on."""

from __future__ import annotations

from collections.abc import Iterator

import click

from helper.cli.words import wrapped
from helper.engine.book import (
    All,
    Any,
    Condition,
    Context,
    Example,
    Not,
    Present,
    Reach,
    Rule,
    Rulebook,
    Together,
)

_WHERE = {"text": "", "thread": ", in the words replied to", "either": ", here or in the thread"}
_WITHIN = {
    "sentence": "in one sentence",
    "neighbours": "in one sentence or the next",
    "text": "anywhere in the draft",
}


def explain(rule: Rule, rulebook: Rulebook) -> str:
    """The whole rule as text for a terminal."""
    return "\n".join(_lines(rule, rulebook))


def _lines(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    yield click.style(rule.title, bold=True)
    yield f"{rule.id}: {rule.severity.word}, {rule.confidence} confidence, {rule.status}"
    yield ""
    yield "It speaks up when there is"
    yield from _condition(rule.when, rulebook, 1)
    if rule.unless is not None:
        yield "unless there is"
        yield from _condition(rule.unless, rulebook, 1)
    yield ""
    yield f"The card says: {click.style(rule.short, bold=True)}"
    yield wrapped(rule.message)
    for fix in rule.fixes:
        yield f"  - {fix.title}"
    if rule.why:
        yield "Why:"
        yield wrapped(rule.why)
    yield ""
    for id in rule.clauses:
        yield f"Clause {id}:"
        yield wrapped(rulebook.policy.clauses[id].text)
    yield ""
    yield "It flags, for example:"
    yield from (_example(example) for example in rule.flags)
    yield "It lets pass, for example:"
    yield from (_example(example) for example in rule.passes)


def _example(example: Example) -> str:
    text, span = example.draft.text, example.span
    if span is not None:
        words = click.style(text[span.start : span.end], underline=True)
        text = text[: span.start] + words + text[span.end :]
    return f"  - {text}"


def _condition(condition: Condition, rulebook: Rulebook, depth: int) -> Iterator[str]:
    indent = "  " * depth
    match condition:
        case Present(concepts, where, _, without, reach):
            yield f"{indent}{_either(concepts, rulebook)}{_WHERE[where]}"
            yield from _without(without, reach, rulebook, indent)
        case Together(groups, reach, where, _, without):
            parts = "; and ".join(_either(group, rulebook) for group in groups)
            yield f"{indent}{parts}; {_near(reach)}{_WHERE[where]}"
            yield from _without(without, reach, rulebook, indent)
        case Context():
            yield f"{indent}{_circumstances(condition)}"
        case All((only,)) | Any((only,)):
            yield from _condition(only, rulebook, depth)
        case All(parts):
            yield f"{indent}all of these:"
            for part in parts:
                yield from _condition(part, rulebook, depth + 1)
        case Any(parts):
            yield f"{indent}one of these:"
            for part in parts:
                yield from _condition(part, rulebook, depth + 1)
        case Not(part):
            yield f"{indent}none of this:"
            yield from _condition(part, rulebook, depth + 1)


def _near(reach: Reach) -> str:
    return f"within {reach.words} words" if reach.within == "words" else _WITHIN[reach.within]


def _without(
    concepts: tuple[str, ...], reach: Reach, rulebook: Rulebook, indent: str
) -> Iterator[str]:
    if concepts:
        yield f"{indent}  but not with {_either(concepts, rulebook)}; {_near(reach)}"


def _either(concepts: tuple[str, ...], rulebook: Rulebook) -> str:
    return " or ".join(f"{name} ({rulebook.concepts[name].means})" for name in concepts)


def _circumstances(context: Context) -> str:
    said = [
        f"{what}: {' or '.join(values)}"
        for what, values in (
            ("a box of the kind", context.kinds),
            ("the site", context.sites),
            ("the audience", context.audiences),
            ("the account", context.accounts),
            ("an attachment", context.attachments),
            ("the device", context.devices),
            ("the time", context.times),
        )
        if values
    ]
    if context.bio_disclaimer is not None:
        said.append("a disclaimer in the bio" if context.bio_disclaimer else "a bio without one")
    if context.on_break is not None:
        said.append("on a break" if context.on_break else "not on a break")
    return ", and ".join(said)
