"""A report as a person reads it in a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

import click

from helper.cli.inputs import Input
from helper.cli.lines import Lines
from helper.engine.model import Finding, Fix, Report, Severity, Verdict

_COLOURS = {
    Severity.STOP: "red",
    Severity.WARN: "yellow",
    Severity.ADVICE: "blue",
    Severity.INFO: "cyan",
}
_CLOSING = {
    Verdict.CLEAR: "Clear: no rule asks for a change.",
    Verdict.ADVISE: "Worth a look before you post.",
    Verdict.WARN: "Please look at this before you post.",
    Verdict.STOP: "Please do not post this as it is.",
}
_WIDTH = 92


def render(given: Input, report: Report) -> str:
    """The whole report on one draft, coloured; the caller strips colours where none belong."""
    lines = Lines(given.text)
    blocks = [_finding(finding, lines) for finding in report.findings]
    closing = [click.style(_CLOSING[report.verdict], bold=True)]
    if report.incomplete is not None:
        closing.append(click.style(f"Not everything was checked: {report.incomplete}", fg="yellow"))
    return "\n\n".join(["\n".join(block) for block in blocks] + ["\n".join(closing)])


def _finding(finding: Finding, lines: Lines) -> Iterator[str]:
    ids = ", ".join(clause.id for clause in finding.clauses)
    level = click.style(finding.severity.word.upper(), fg=_COLOURS[finding.severity], bold=True)
    yield f"{level}  {click.style(finding.short, bold=True)}  (clause {ids})"
    yield from _underlined(finding, lines)
    yield from _paragraph(finding.message)
    for clause in finding.clauses:
        yield from _paragraph(f"Policy {clause.id}: “{clause.quote}”", dim=True)
    for number, fix in enumerate(finding.fixes, 1):
        yield from _paragraph(f"{number}. {_fix(fix)}")
    yield from _paragraph(finding.because, dim=True)
    yield from _paragraph(f"Rule {finding.rule}", dim=True)


def _fix(fix: Fix) -> str:
    return f"{fix.title}: “{visible(fix.preview)}”" if fix.preview else fix.title


def _underlined(finding: Finding, lines: Lines) -> Iterator[str]:
    start, end = lines.place(finding.span.start), lines.place(finding.span.end)
    text = lines.texts[start.line]
    stop = end.column if end.line == start.line else len(text)
    before, words, after = text[: start.column], text[start.column : stop], text[stop:]
    before, after = _clip(before, words, after)
    gutter = f"  {start.line + 1} │ "
    blank = " " * (len(gutter) - 2) + "│ "
    yield gutter + visible(before + words + after)
    carets = "^" * max(1, width(words))
    yield (
        blank + " " * width(before) + click.style(carets, fg=_COLOURS[finding.severity], bold=True)
    )
    if end.line > start.line:
        more = end.line - start.line
        yield f"{blank}and {more} more line{'s' if more > 1 else ''}"


def _clip(before: str, words: str, after: str) -> tuple[str, str]:
    """Enough of a long line on both sides to know where one is."""
    room = max(20, _WIDTH - width(words)) // 2
    if len(before) > room:
        before = "…" + before[-room:]
    if len(after) > room:
        after = after[:room] + "…"
    return before, after


def _paragraph(text: str, *, dim: bool = False) -> Iterator[str]:
    for line in textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  "):
        yield click.style(line, dim=True) if dim else line


def visible(text: str) -> str:
    """The text without what could move a terminal's cursor or change its colours."""
    return "".join(_shown(char) for char in text)


def width(text: str) -> int:
    """How many columns a terminal gives the text."""
    return sum(_columns(_shown(char)) for char in text)


def _shown(char: str) -> str:
    if char in "\t\n":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in ("Cc", "Cs") else char


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
