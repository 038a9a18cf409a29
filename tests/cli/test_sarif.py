"""SARIF as editors read it: units declared, places right, rules described, fixes applicable."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helper.cli import sarif
from helper.cli.inputs import Input
from helper.engine import check
from helper.engine.model import Draft
from helper.rulebook import find_rules, load

Run = Callable[..., Any]
TEXT = "One line 🙂\r\nand 🙂 a zebra\nand a leopard"


@pytest.fixture
def log(run: Run, tmp_path: Path) -> dict[str, Any]:
    file = tmp_path / "my post.txt"
    file.write_bytes(TEXT.encode())
    result = run("check", str(file), "--format", "sarif")
    assert result.exit_code == 1
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


def test_it_says_what_it_is_and_how_it_counts(log: dict[str, Any]) -> None:
    (run,) = log["runs"]

    assert log["version"] == "2.1.0"
    assert "sarif-schema-2.1.0" in log["$schema"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert run["tool"]["driver"]["name"] == "PostCheck"
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_every_rule_is_described_once(log: dict[str, Any]) -> None:
    rules = log["runs"][0]["tool"]["driver"]["rules"]

    assert {(rule["id"], rule["defaultConfiguration"]["level"]) for rule in rules} == {
        ("9.4-own-behalf/zebra", "warning"),
        ("9.5-disclaimer/leopard", "note"),
        ("7.1-speaking/rhino", "error"),
    }
    for rule in rules:
        assert rule["help"]["text"].startswith(rule["properties"]["clauses"][0])


def test_each_result_points_at_its_words_in_utf_16(log: dict[str, Any]) -> None:
    units = TEXT.encode("utf-16-le")
    lines = TEXT.replace("\r\n", "\n").split("\n")
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result, words in zip(log["runs"][0]["results"], ("zebra", "leopard"), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith("/my%20post.txt")
        assert place["artifactLocation"]["uri"].startswith("file://")
        region = place["region"]
        start = 2 * region["charOffset"]
        assert units[start : start + 2 * region["charLength"]].decode("utf-16-le") == words
        line = lines[region["startLine"] - 1].encode("utf-16-le")
        cut = line[2 * (region["startColumn"] - 1) : 2 * (region["endColumn"] - 1)]
        assert cut.decode("utf-16-le") == words
        assert region["endLine"] == region["startLine"]
        assert result["partialFingerprints"]["postcheck/v1"]


def test_the_level_follows_the_severity(log: dict[str, Any]) -> None:
    found = [(r["level"], r["properties"]["severity"]) for r in log["runs"][0]["results"]]

    assert found == [("warning", "warn"), ("note", "advice")]


def test_the_real_rules_fixes_can_be_applied_from_the_log() -> None:
    rulebook = load(find_rules())
    text = "🙂 I teach maths at Ripley St Thomas and I think the new timetable is daft."
    report = check(Draft(text=text), rulebook, budget=5)
    log = sarif.document([(Input("draft", text), report)], rulebook)
    (result,) = log["runs"][0]["results"]
    units = text.encode("utf-16-le")
    for fix, offered in zip(
        result["fixes"], [fix for fix in report.findings[0].fixes if fix.edits], strict=True
    ):
        mended = units
        for change in reversed(fix["artifactChanges"][0]["replacements"]):
            at = 2 * change["deletedRegion"]["charOffset"]
            end = at + 2 * change["deletedRegion"]["charLength"]
            new = change["insertedContent"]["text"].encode("utf-16-le")
            mended = mended[:at] + new + mended[end:]
        expected = text
        for edit in reversed(offered.edits):
            expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
        assert mended.decode("utf-16-le") == expected
