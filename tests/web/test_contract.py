"""The application answers exactly as the OpenAPI document says."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from helper.rulebook import Problem
from helper.web import contract
from helper.web.app import create_app

CORPUS = Path(__file__).parents[1] / "drafts"


def drafts() -> list[dict[str, Any]]:
    """Every thirtieth labelled draft."""
    lines = [
        line
        for file in sorted(CORPUS.glob("*.jsonl"))
        for line in file.read_text("utf-8").split("\n")
    ]
    return [json.loads(line) for line in lines[::30] if line]


def test_there_are_exactly_the_documented_addresses(app: Flask) -> None:
    documented = {
        (method.upper(), path.replace("{", "<").replace("}", ">"))
        for path, item in contract.document()["paths"].items()
        for method in item
    }
    served = {
        (method, str(rule).replace("<path:", "<"))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert served == documented | {("GET", "/tryout"), ("GET", "/tryout/<asset>")}


def test_the_document_is_served_as_it_is(visitor: Any) -> None:
    assert visitor.get("/v1/openapi.json").json == contract.document()


@pytest.mark.parametrize("draft", drafts(), ids=lambda draft: str(draft["id"]))
def test_a_report_has_the_documented_shape(draft: dict[str, Any], visitor: Any) -> None:
    context = {key: draft[key] for key in ("site", "kind", "thread", "attachments")}
    answer = visitor.check({"text": draft["text"], "revision": 3, "context": context})

    assert answer.status_code == 200
    contract.checker("Report")(answer.json)
    units = draft["text"].encode("utf-16-le")
    for finding in answer.json["findings"]:
        start, end = finding["range"]["start"], finding["range"]["end"]
        assert 0 <= start <= end <= len(units) // 2
        units[2 * start : 2 * end].decode("utf-16-le")  # no half of a pair


def test_the_other_answers_have_the_documented_shape(visitor: Any, rules: SimpleNamespace) -> None:
    contract.checker("Health")(visitor.get("/v1/health").json)
    policy = visitor.get("/v1/policy").json
    contract.checker("Policy")(policy)
    assert [each["id"] for each in policy["clauses"]] == list(rules.current.policy.clauses)
    for clause in policy["clauses"]:
        assert visitor.get(f"/v1/policy/{clause['id']}").json == clause
    for id in rules.current.rules:
        contract.checker("Rule")(visitor.get(f"/v1/rules/{id}").json)


def test_a_clause_names_the_rules_that_rest_on_it(visitor: Any, rules: SimpleNamespace) -> None:
    for rule in rules.current.rules.values():
        for clause in rule.clauses:
            assert rule.id in visitor.get(f"/v1/policy/{clause}").json["rules"]


def test_a_person_gets_a_page_about_a_rule(visitor: Any, rules: SimpleNamespace) -> None:
    for rule in rules.current.rules.values():
        answer = visitor.get(f"/v1/rules/{rule.id}", Accept="text/html,*/*;q=0.8")
        assert answer.mimetype == "text/html"
        assert rule.clauses[0] in answer.text
        assert "<script" not in answer.text


def test_broken_rules_show_in_health_while_the_last_good_ones_judge(
    rules: SimpleNamespace, access: Any
) -> None:
    problem = Problem("9.5-disclaimer/x.yaml", 3, 7, "a key is wrong", "remove it")
    client = create_app(
        SimpleNamespace(current=rules.current, problems=(problem,)), access
    ).test_client()
    headers = {"Host": access.host, "Authorization": f"Bearer {access.token}"}

    health = client.get("/v1/health", headers=headers).json
    assert health["status"] == "rules-broken"
    assert health["rule_errors"] == ["9.5-disclaimer/x.yaml:3:7: a key is wrong; remove it"]
    contract.checker("Health")(health)
    assert client.post("/v1/check", headers=headers, json={"text": "a"}).status_code == 200


@pytest.mark.parametrize("path", ["/v1/policy/9.55", "/v1/policy/x", "/v1/rules/a/b", "/nowhere"])
def test_what_is_not_there_is_a_problem(path: str, visitor: Any) -> None:
    answer = visitor.get(path)

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    contract.checker("Problem")(answer.json)


@pytest.mark.parametrize(
    "text", ["\ud800", "a\udfffb", "\ud83d\ude42", "\x00", "\u2028", "\ufffe", "🙂" * 100, ""]
)
def test_any_text_survives_both_ways(text: str, visitor: Any) -> None:
    raw = json.dumps({"text": text, "context": {"thread": text, "site": text[:9]}}).encode()
    answer = visitor.check(raw)

    assert answer.status_code == 200
    assert answer.data.isascii()
    contract.checker("Report")(answer.json)


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/v1/health", "default-src 'none'; frame-ancestors 'none'"),
        ("/tryout", "script-src 'self'"),
    ],
)
def test_every_answer_carries_the_security_headers(path: str, policy: str, visitor: Any) -> None:
    for answer in (visitor.get(path), visitor.get(path, Host="elsewhere")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert policy in visitor.get(path).headers["Content-Security-Policy"]
