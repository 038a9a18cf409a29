"""Drafts in bulk: every line gets its answer, in order, whatever the others hold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

GOOD = [
    {"id": "a", "text": "A cow."},
    {"id": 2, "text": "A zebra and a leopard.", "site": "x.com", "kind": "post", "thread": None},
    {"text": "A leopard.", "attachments": ["image"], "clauses": ["9.5"], "why": "a label"},
    {"id": None, "text": "🙂 rhino", "kind": "reply", "thread": "A zebra."},
]


def lines(*drafts: Any) -> str:
    return "".join(
        (draft if isinstance(draft, str) else json.dumps(draft)) + "\n" for draft in drafts
    )


def answers(result: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_draft_gets_one_line_in_order(run: Run) -> None:
    result = run("check", "--drafts", "-", input=lines(*GOOD))
    found = answers(result)

    assert [each["id"] for each in found] == ["a", 2, None, None]
    assert [each["verdict"] for each in found] == ["clear", "warn", "advise", "stop"]
    assert [each["clauses"] for each in found] == [[], ["9.4", "9.5"], ["9.5"], ["7.1"]]
    assert found[3]["findings"][0]["range"] == {"start": 3, "end": 8}
    assert set(found[0]) == {"id", "verdict", "clauses", "incomplete", "findings"}
    assert result.exit_code == 1


def test_drafts_that_are_clear_or_only_advised_end_with_zero(run: Run) -> None:
    assert run("check", "--drafts", "-", input=lines(GOOD[0], GOOD[2])).exit_code == 0


def test_a_file_is_read_like_standard_input(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "drafts.jsonl"
    file.write_text(lines(*GOOD))

    assert answers(run("check", "--drafts", str(file))) == answers(
        run("check", "--drafts", "-", input=lines(*GOOD))
    )


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('"zebra"', "not a JSON object"),
        ({"id": "x"}, "text"),
        ({"id": "x", "text": None}, "text must be string"),
        ({"id": "x", "text": "a", "kind": "poem"}, "kind must be one of"),
        ({"id": "x", "text": "a", "attachments": "image"}, "attachments must be array"),
        ({"id": "x", "text": "a", "attachments": ["hat"]}, "attachments.0 must be one of"),
        ({"id": "x", "text": "a", "now": "soon"}, "now must be an ISO 8601"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_judged(bad: Any, complaint: str, run: Run) -> None:
    result = run("check", "--drafts", "-", input=lines(GOOD[0], bad, "", GOOD[1]))
    found = answers(result)

    assert [each.get("verdict") for each in found] == ["clear", None, "warn"]
    assert complaint in found[1]["error"]
    assert found[1]["id"] == (bad.get("id") if isinstance(bad, dict) else None)
    assert result.stderr.startswith("-:2: ")
    assert complaint in result.stderr
    assert result.exit_code == 2


def test_a_line_that_is_not_utf_8_is_a_bad_line(run: Run) -> None:
    raw = lines(GOOD[0]).encode() + b'{"id":"x","text":"caf\xe9"}\n' + lines(GOOD[1]).encode()
    result = run("check", "--drafts", "-", input=raw)

    assert [each.get("verdict") for each in answers(result)] == ["clear", None, "warn"]


def test_no_complaint_quotes_the_draft(run: Run) -> None:
    canary = "canary7f3a"
    bad = [{"text": [canary]}, {"text": "a", "kind": canary}, canary, {"text": "a", "now": canary}]

    assert canary not in run("check", "--drafts", "-", input=lines(*bad)).stderr


def test_answers_come_while_the_drafts_are_still_coming(zoo: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "helper", "check", "--drafts", "-", "--rules", str(zoo)],
        cwd=Path(__file__).parents[2],
        env=os.environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin and process.stdout
        for draft in GOOD[:2]:
            process.stdin.write(lines(draft).encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == draft["id"]
        process.stdin.close()
        assert process.wait(20) == 1


def test_lone_surrogates_survive(run: Run) -> None:
    result = run("check", "--drafts", "-", input='{"id":"\\ud800","text":"\\ud800 zebra"}\n')

    assert answers(result)[0]["id"] == "\ud800"
    assert answers(result)[0]["findings"][0]["range"] == {"start": 2, "end": 7}


def test_it_takes_no_other_drafts_and_no_other_format(run: Run) -> None:
    assert run("check", "--drafts", "-", "words").exit_code == 2
    assert run("check", "--drafts", "-", "--format", "sarif").exit_code == 2
    assert run("check", "--drafts", "missing.jsonl").exit_code == 2


def test_the_same_words_get_the_same_report_as_a_draft_alone(run: Run) -> None:
    alone = json.loads(run("check", "A zebra and a leopard.", "--format", "json").stdout)
    bulk = answers(run("check", "--drafts", "-", input=lines(GOOD[1])))[0]

    assert bulk["findings"] == alone["findings"]
    assert bulk["verdict"] == alone["verdict"]
