"""Drafts in bulk: one JSON object a line in, one a line out, in order and as they are judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import fastjsonschema

from helper import settings
from helper.engine import check
from helper.engine.book import Rulebook
from helper.engine.model import Report, Severity
from helper.engine.report import MOST_CARDS, clause_ids, to_wire
from helper.web import contract
from helper.web.draft import BadMomentError, from_wire


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one line came to.

    Attributes:
        line: The line's number, from 1.
        answer: What is printed for it.
        serious: Whether a finding reaches warn or stop.
        error: Why it could not be judged, or empty.
    """

    line: int
    answer: dict[str, Any]
    serious: bool = False
    error: str = ""


class _LineError(ValueError):
    pass


def judge(lines: Iterable[bytes], rulebook: Rulebook) -> Iterator[Outcome]:
    """Judges each line that is not blank; a line that cannot be read does not stop the others."""
    check_shape = contract.checker("CheckRequest")
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        id: Any = None
        try:
            draft = _object(raw)
            id = draft.get("id")
            yield _judged(number, draft, rulebook, check_shape)
        except _LineError as error:
            yield Outcome(number, {"id": id, "error": str(error)}, error=str(error))


def serious(report: Report) -> bool:
    """Whether any finding reaches warn or stop."""
    return any(finding.severity >= Severity.WARN for finding in report.findings)


def _object(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _LineError("this line is not JSON in UTF-8") from None
    if not isinstance(value, dict):
        raise _LineError("this line is not a JSON object")
    return value


def _judged(
    number: int, line: dict[str, Any], rulebook: Rulebook, check_shape: Callable[[Any], Any]
) -> Outcome:
    context = {key: value for key, value in line.items() if key not in ("id", "text")}
    shaped = {key: line[key] for key in ("text",) if key in line} | {"context": context}
    try:
        check_shape(shaped)
        draft = from_wire(shaped["text"], context)
    except fastjsonschema.JsonSchemaValueException as error:
        complaint = contract.complaint(error)
        where = complaint["pointer"].removeprefix("/context").lstrip("/").replace("/", ".")
        raise _LineError(f"{where or 'the draft'} {complaint['detail']}") from None
    except BadMomentError:
        raise _LineError("now must be an ISO 8601 date and time") from None
    report = check(draft, rulebook, budget=settings.BATCH_BUDGET, most=MOST_CARDS)
    wire = to_wire(report, draft, rulebook, 0, date.today())
    answer = {
        "id": line.get("id"),
        "verdict": wire["verdict"],
        "clauses": clause_ids(report),
        "incomplete": wire["incomplete"],
        "findings": wire["findings"],
    }
    return Outcome(number, answer, serious=serious(report))
