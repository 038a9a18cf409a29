"""Reports as SARIF 2.1.0, for editors and other tools that read findings of any checker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from helper import __version__
from helper.cli.inputs import Input
from helper.cli.lines import Lines
from helper.engine.book import Rule, Rulebook
from helper.engine.model import Edit, Finding, Report, Severity, Span
from helper.engine.spans import Ruler, utf16_length

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.STOP: "error",
    Severity.WARN: "warning",
    Severity.ADVICE: "note",
    Severity.INFO: "note",
}


def document(checked: Iterable[tuple[Input, Report]], rulebook: Rulebook) -> dict[str, Any]:
    """One run over the given drafts; every rule of the rulebook is described once."""
    order = {id: index for index, id in enumerate(rulebook.rules)}
    pairs = list(checked)
    complete = all(report.incomplete is None for _, report in pairs)
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "PostCheck",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [_rule(rule, rulebook) for rule in rulebook.rules.values()],
                    }
                },
                "columnKind": "utf16CodeUnits",
                "invocations": [{"executionSuccessful": complete}],
                "results": [
                    _result(finding, given, order)
                    for given, report in pairs
                    for finding in report.findings
                ],
            }
        ],
    }


def _rule(rule: Rule, rulebook: Rulebook) -> dict[str, Any]:
    quotes = [f"{id}: {rulebook.policy.clauses[id].text}" for id in rule.clauses]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.message},
        "help": {"text": "\n".join(quotes)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"clauses": list(rule.clauses), "confidence": rule.confidence},
    }


def _result(finding: Finding, given: Input, order: dict[str, int]) -> dict[str, Any]:
    location = {"uri": _uri(given)}
    lines, ruler = Lines(given.text), Ruler(given.text)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": order[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": location,
                    "region": _region(finding.span, lines, ruler),
                }
            }
        ],
        "partialFingerprints": {"postcheck/v1": finding.id},
        "properties": {
            "clauses": [clause.id for clause in finding.clauses],
            "severity": finding.severity.word,
        },
    }
    fixes = [
        {
            "description": {"text": fix.title},
            "artifactChanges": [
                {
                    "artifactLocation": location,
                    "replacements": [_replacement(edit, lines, ruler) for edit in fix.edits],
                }
            ],
        }
        for fix in finding.fixes
        if fix.edits
    ]
    return result | ({"fixes": fixes} if fixes else {})


def _replacement(edit: Edit, lines: Lines, ruler: Ruler) -> dict[str, Any]:
    return {
        "deletedRegion": _region(edit.span, lines, ruler),
        "insertedContent": {"text": edit.text},
    }


def _region(span: Span, lines: Lines, ruler: Ruler) -> dict[str, int]:
    """Lines and columns count from 1; the end column is the one after the last."""
    start, end = lines.place(span.start), lines.place(span.end)
    offset = ruler.to_utf16(span.start)
    return {
        "startLine": start.line + 1,
        "startColumn": utf16_length(lines.texts[start.line][: start.column]) + 1,
        "endLine": end.line + 1,
        "endColumn": utf16_length(lines.texts[end.line][: end.column]) + 1,
        "charOffset": offset,
        "charLength": ruler.to_utf16(span.end) - offset,
    }


def _uri(given: Input) -> str:
    if given.path is None:
        return quote(given.name.replace(" ", "-"))
    if given.path.is_absolute():
        return given.path.as_uri()
    return quote(given.path.as_posix())
