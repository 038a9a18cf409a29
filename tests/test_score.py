"""The measuring tool measures what it says, and the corpora are what the guide says."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """tests/score.py, which is a script and not a package."""
    spec = importlib.util.spec_from_file_location("score", ROOT / "tests" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def draft(id: str, clauses: str = "", must: str = "", must_not: str = "") -> dict[str, Any]:
    """A labelled draft; labels separated by spaces."""
    return {
        "id": id,
        "clauses": clauses.split(),
        "must": must.split(),
        "must_not": must_not.split(),
    }


def report(id: str, *clauses: str, verdict: str = "advise") -> dict[str, Any]:
    """A report that cites these clauses."""
    return {"id": id, "clauses": list(clauses), "verdict": verdict}


def test_a_must_draft_that_is_not_flagged_lowers_recall(tool: ModuleType) -> None:
    drafts = [draft("a", "9.5", "9.5"), draft("b", "9.5", "9.5")]
    tally = tool.score(drafts, [report("a", "9.5"), report("b", "9.4")], ["9.5"])["9.5"]
    assert (tally.found, tally.must, tally.missed_ids) == (1, 2, ["b"])


def test_a_clean_draft_that_is_flagged_is_an_alarm(tool: ModuleType) -> None:
    tally = tool.score([draft("a"), draft("b")], [report("a", "9.4"), report("b", "9.5")], ["9.4"])[
        "9.4"
    ]
    assert (tally.alarms, tally.clean, tally.alarm_ids) == (1, 2, ["a"])


def test_a_forbidden_clause_counts_even_where_another_clause_is_right(tool: ModuleType) -> None:
    drafts = [draft("a", "9.5", "9.5", must_not="9.4")]
    tally = tool.score(drafts, [report("a", "9.4", "9.5")], ["9.4"])["9.4"]
    assert (tally.broken, tally.must_not, tally.clean) == (1, 1, 0)


def test_an_undecided_draft_is_not_counted(tool: ModuleType) -> None:
    tally = tool.score([draft("a", "9.3")], [report("a", "9.5")], ["9.5"])["9.5"]
    assert (tally.must, tally.clean, tally.must_not, tally.alarms) == (0, 0, 0, 0)


def test_reports_in_another_order_are_refused(tool: ModuleType) -> None:
    with pytest.raises(ValueError, match="report b stands where a should"):
        tool.score([draft("a"), draft("b")], [report("b"), report("a")], ["9.5"])


def test_a_missing_report_is_refused(tool: ModuleType) -> None:
    with pytest.raises(ValueError, match="shorter"):
        tool.score([draft("a"), draft("b")], [report("a")], ["9.5"])


def test_the_held_out_file_stays_out_of_the_total_and_of_the_listing(tool: ModuleType) -> None:
    missed = tool.score([draft("a", "9.5", "9.5")], [report("a")], ["9.5"])
    scores = {"professional.jsonl": missed, "voice.jsonl": missed, "plain.jsonl": missed}
    printed = tool.table(scores, ["9.5"])
    assert "professional.jsonl (held out)" in printed
    assert re.search(r"all but the held-out file +0/2", printed)
    drafts = {"professional.jsonl": [draft("a", "9.5", "9.5")]}
    assert list(tool.show(drafts, {"professional.jsonl": missed}, "misses")) == []


def test_over_all_counts_what_a_person_sees(tool: ModuleType) -> None:
    drafts = [draft("a", "9.5 9.4", "9.5 9.4", must_not="7.1"), draft("b"), draft("c"), draft("d")]
    reports = [
        report("a", "9.5", "7.1", verdict="stop"),
        report("b", "9.13", verdict="clear"),
        report("c", "9.5"),
        report("d", "9.12", verdict="warn"),
    ]
    one = tool.over_all(drafts, reports)
    assert (one.found, one.must, one.broken, one.must_not) == (1, 2, 1, 1)
    assert (one.grave, one.carded, one.clean) == (1, 2, 3)
    assert one.verdicts == {"clear": 1, "advise": 1, "warn": 1, "stop": 1}


def test_the_held_out_file_stays_out_of_the_whole(tool: ModuleType) -> None:
    one = tool.over_all([draft("a", "9.5", "9.5")], [report("a")])
    printed = tool.summary({"professional.jsonl": one, "plain.jsonl": one, "voice.jsonl": one})
    assert re.search(r"all but the held-out file +0/2", printed)


def test_every_corpus_is_described_and_every_draft_is_labelled_soundly() -> None:
    folder = ROOT / "tests" / "drafts"
    guide = (folder / "LABELLING.md").read_text("utf-8")
    described = {
        name: int(n) for name, n in re.findall(r"^\| (\S+\.jsonl) \| (\d+) \|", guide, re.M)
    }
    drafts: list[dict[str, Any]] = []
    found = {}
    for file in folder.glob("*.jsonl"):
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        found[file.name] = len(rows)
        drafts += rows
    assert found == described
    assert len({row["id"] for row in drafts}) == len(drafts)
    assert [r["id"] for r in drafts if not set(r["must"]) <= set(r["clauses"])] == []
    assert [r["id"] for r in drafts if set(r["must_not"]) & set(r["clauses"])] == []
