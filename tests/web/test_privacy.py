"""The words of a draft are in no log, no error, no file and no address."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from helper.engine.model import Draft
from helper.web import problems, routes
from helper.web.access import Access
from helper.web.app import create_app

CANARY = "canary7f3a"


@pytest.fixture
def everything_logged() -> Iterator[list[str]]:
    """Whatever any library logs at any level while the test runs."""
    lines: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    root, keeper = logging.getLogger(), Keeper()
    level = root.level
    root.addHandler(keeper)
    root.setLevel(logging.DEBUG)
    yield lines
    root.removeHandler(keeper)
    root.setLevel(level)


def bodies() -> list[bytes]:
    """Drafts in good, broken and misshapen requests, each with the canary."""
    good: dict[str, Any] = {"text": CANARY, "revision": 1, "context": {"thread": CANARY}}
    wrong: list[Any] = [
        CANARY,
        [CANARY],
        {CANARY: CANARY},
        {"text": [CANARY]},
        {"text": {CANARY: 1}},
        {"text": CANARY, "revision": CANARY},
        {"text": CANARY * 3000},
        {"text": CANARY, "context": CANARY},
        {"text": "a", "context": {"kind": CANARY}},
        {"text": "a", "context": {"audience": CANARY}},
        {"text": "a", "context": {"attachments": [CANARY]}},
        {"text": "a", "context": {"attachments": CANARY}},
        {"text": "a", "context": {"now": CANARY}},
        {"text": "a", "context": {"limit": CANARY}},
        {"text": "a", "context": {"site": CANARY * 20}},
        {"text": "a", "context": {"account": {"kind": CANARY}}},
        {"text": "a", "context": {"account": {"bio_disclaimer": CANARY}}},
    ]
    raw = [json.dumps(each).encode() for each in (good, *wrong)]
    return [*raw, raw[0][:-1], b"\xff" + raw[0], raw[0] + raw[0], b"[" * 99 + raw[0]]


def test_no_answer_to_a_wrong_request_quotes_it(visitor: Any, everything_logged: list[str]) -> None:
    for body in bodies():
        answer = visitor.check(body)
        assert CANARY not in answer.text
        assert CANARY not in str(answer.headers)

    assert CANARY not in "\n".join(everything_logged)


def test_over_real_sockets_nothing_is_logged_or_printed_either(
    served: Any, everything_logged: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    for body in bodies():
        served.send(served.request(body))
    served.send(served.request(head=f"POST /v1/check?{CANARY} HTTP/1.1"))
    served.send(f"GET /{CANARY} HTTP/1.1\r\n{CANARY}\r\n\r\n".encode())
    served.send(f"GET / HTTP/1.1\r\n {CANARY}\r\n\r\n".encode())

    printed = capfd.readouterr()
    assert CANARY not in "\n".join(everything_logged)
    assert CANARY not in printed.out + printed.err


def crashing(draft: Draft, *rest: Any, **more: Any) -> None:
    raise RuntimeError(f"could not read {draft.text}")


@pytest.fixture
def crashed(rules: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """A check whose engine fails with the draft in its exception."""
    monkeypatch.setattr(routes, "engine_check", crashing)
    access = Access(41234, "token")
    headers = {"Host": access.host, "Authorization": "Bearer token"}
    client = create_app(rules, access).test_client()
    return lambda: client.post("/v1/check", headers=headers, json={"text": CANARY})


def test_a_crash_is_noted_by_kind_and_place_only(
    crashed: Callable[[], Any], everything_logged: list[str]
) -> None:
    answer = crashed()

    assert answer.status_code == 500
    assert answer.json["type"] == "/problems/unexpected"
    assert CANARY not in answer.text
    noted = "\n".join(everything_logged)
    assert CANARY not in noted
    assert "RuntimeError" in noted
    assert "test_privacy.py" in noted


def test_without_our_handler_the_same_crash_would_be_quoted(
    rules: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, everything_logged: list[str]
) -> None:
    monkeypatch.setattr(problems, "install", lambda app: None)
    monkeypatch.setattr(routes, "engine_check", crashing)
    access = Access(41234, "token")
    create_app(rules, access).test_client().post(
        "/v1/check",
        headers={"Host": access.host, "Authorization": "Bearer token"},
        json={"text": CANARY},
    )

    assert CANARY in "\n".join(everything_logged)


def test_no_file_is_written(visitor: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "TMPDIR", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    for body in bodies():
        visitor.check(body)

    assert list(tmp_path.rglob("*")) == []


def test_the_token_does_not_show_when_the_locks_are_printed() -> None:
    assert "s3cret" not in repr(Access(1, "s3cret"))
