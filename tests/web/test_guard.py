"""Each check of the guard turns away what it is there for, and would be missed if it were gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from helper.settings import BODY_LIMIT, DEPTH_LIMIT, Rate
from helper.web import guard
from helper.web.access import Access
from helper.web.app import create_app

CHROMIUM = "chrome-extension://idhnnfgicaliaeobhmcgfiholmdhhdgc"
FIREFOX = "moz-extension://12345678-90ab-cdef-1234-567890abcdef"


def nested(depth: int) -> bytes:
    """A request that is right but for an unknown key with lists in lists."""
    inside = depth - 1
    return b'{"text":"Hello","more":' + b"[" * inside + b"]" * inside + b"}"


def attack(name: str, visitor: Any) -> Any:
    """A request in which only the named check finds fault."""
    if name == "peer":
        return visitor.client.post(
            "/v1/check",
            json={"text": "Hello"},
            headers=visitor.headers(),
            environ_base={"REMOTE_ADDR": "192.168.0.7"},
        )
    if name == "content_length":
        return visitor.client.get("/v1/health", data=b"extra", headers=visitor.headers())
    if name == "transfer_encoding":
        return visitor.client.post(
            "/v1/check",
            json={"text": "Hello"},
            headers=visitor.headers(),
            environ_base={"HTTP_TRANSFER_ENCODING": "gzip"},
        )
    attacks: dict[str, Callable[[], Any]] = {
        "host": lambda: visitor.check(Host="127.0.0.1:1"),
        "route": lambda: visitor.get("/v1/health", method="HEAD"),
        "fetch_site": lambda: visitor.check(Sec_Fetch_Site="cross-site"),
        "origin": lambda: visitor.check(Origin="https://evil.example"),
        "content_type": lambda: visitor.check(Content_Type="text/plain"),
        "token": lambda: visitor.check(Authorization=None),
        "nesting": lambda: visitor.check(nested(DEPTH_LIMIT + 1)),
        "schema": lambda: visitor.check({"text": "Hello", "revision": -1}),
    }
    return attacks[name]()


REFUSED = {
    "peer": 403,
    "host": 403,
    "route": 405,
    "fetch_site": 403,
    "origin": 403,
    "content_type": 415,
    "content_length": 400,
    "transfer_encoding": 400,
    "token": 401,
    "nesting": 400,
    "schema": 422,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_check_refuses_what_it_is_there_for(name: str, visitor: Any) -> None:
    answer = attack(name, visitor)

    assert answer.status_code == REFUSED[name]
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("name", REFUSED)
def test_without_that_check_the_same_request_gets_through(
    name: str, visitor: Any, without: Callable[[str], None]
) -> None:
    without(name)

    assert attack(name, visitor).status_code == 200


def test_every_check_has_an_attack_here() -> None:
    assert {check.__name__ for check in guard.CHECKS} == {*REFUSED, "rate"}


def test_the_rate_is_kept_and_would_be_missed(
    rules: SimpleNamespace, without: Callable[[str], None]
) -> None:
    access = Access(41234, "token", rate=Rate(per_second=0.001, burst=5))
    headers = {"Host": access.host, "Authorization": "Bearer token"}

    client = create_app(rules, access).test_client()
    codes = [client.get("/v1/health", headers=headers).status_code for _ in range(8)]
    assert codes == [200] * 5 + [429] * 3
    assert client.get("/v1/health", headers=headers).headers["Retry-After"] == "1"

    without("rate")
    client = create_app(rules, access).test_client()
    assert {client.get("/v1/health", headers=headers).status_code for _ in range(8)} == {200}


def test_strangers_cannot_use_up_the_rate(rules: SimpleNamespace) -> None:
    access = Access(41234, "token", rate=Rate(per_second=0.001, burst=1))
    client = create_app(rules, access).test_client()
    for _ in range(50):
        assert client.get("/v1/health", headers={"Host": access.host}).status_code == 401

    headers = {"Host": access.host, "Authorization": "Bearer token"}
    assert client.get("/v1/health", headers=headers).status_code == 200


def test_a_right_request_is_answered(visitor: Any) -> None:
    answer = visitor.check({"text": "Hello", "revision": 7}, Origin=CHROMIUM, Sec_Fetch_Site="none")

    assert answer.status_code == 200
    assert answer.json["revision"] == 7


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer {short}",
        "Bearer {token}x",
        "bearer {token}",
        "Bearer  {token}",
        "Bearer {token} ",
        "Basic {token}",
        "{token}",
        "Bearer {swapped}",
        "Bearer {reversed}",
        "Bearer é",
        "Bearer {token}, Bearer {token}",
    ],
)
def test_only_the_exact_token_opens(authorization: str | None, visitor: Any) -> None:
    token = visitor.access.token
    if authorization is not None:
        authorization = authorization.format(
            token=token, short=token[:-1], swapped=token.swapcase(), reversed=token[::-1]
        )

    answer = visitor.check(Authorization=authorization)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert token.encode() not in answer.data


def test_every_forbidden_request_gets_the_same_words(visitor: Any) -> None:
    bodies = {attack(name, visitor).data for name in ("peer", "host", "fetch_site", "origin")}

    assert len(bodies) == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site", "None", "", "none, none"])
def test_browsers_that_name_another_site_are_turned_away(site: str, visitor: Any) -> None:
    assert visitor.check(Sec_Fetch_Site=site).status_code == 403


@pytest.mark.parametrize("site", [None, "none", "same-origin"])
def test_our_background_and_scripts_are_let_in(site: str | None, visitor: Any) -> None:
    assert visitor.check(Sec_Fetch_Site=site).status_code == 200


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/", "/v1/check/", "/v1//check", "/v2/check"])
def test_addresses_that_do_not_exist_are_problems(path: str, visitor: Any) -> None:
    answer = visitor.get(path)

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "TRACE", "HEAD", "OPTIONS"])
def test_check_takes_nothing_but_post(method: str, visitor: Any) -> None:
    answer = visitor.get("/v1/check", method=method)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 200),
        ("application/json; charset=utf-8", 200),
        ("application/json; charset=UTF-8", 200),
        ("application/json; charset=utf-16", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("text/plain", 415),
        ("text/json", 415),
        ("application/json-patch+json", 415),
        ("", 415),
    ],
)
def test_only_json_in_utf_8_is_read(kind: str, status: int, visitor: Any) -> None:
    assert visitor.check(Content_Type=kind).status_code == status


NOT_JSON = (
    b"{",
    b'{"text":"a"',
    b"\xff\xfe",
    b'{"text":"a"}x',
    b'{"text":NaN}',
    b'{"text":"\x00"}',
    b'{"text":"a","revision":Infinity}',
    b'{"text":"a","revision":' + b"9" * 5000 + b"}",
)


@pytest.mark.parametrize("body", NOT_JSON)
def test_what_is_not_json_is_said_to_be_so(body: bytes, visitor: Any) -> None:
    answer = visitor.check(body)

    assert answer.status_code == 400
    assert answer.json["type"] == "/problems/not-json"


def test_the_depth_limit_is_exact(visitor: Any) -> None:
    assert visitor.check(nested(DEPTH_LIMIT)).status_code == 200
    assert visitor.check(nested(DEPTH_LIMIT + 1)).json["limit"] == DEPTH_LIMIT


def test_brackets_inside_words_are_not_depth(visitor: Any) -> None:
    assert visitor.check({"text": '[[[[[["\\{{{{{{' * 50}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 60_000,
        b'{"text":"' + b'\\"' * 30_000,
        b'"' * 60_001,
        b"[[" + b'"' * 50_000 + b"]" * 9,
    ],
)
def test_bodies_made_to_be_slow_are_refused_at_once(body: bytes, visitor: Any) -> None:
    assert visitor.check(body).status_code == 400


def test_a_text_that_is_too_long_says_how_long_it_may_be(visitor: Any) -> None:
    answer = visitor.check({"text": "x" * 20_001})

    assert answer.status_code == 413
    assert answer.json["limit"] == 20_000
    assert visitor.check({"text": "x" * 20_000}).status_code == 200


def test_a_body_that_is_too_large_says_how_large_it_may_be(visitor: Any) -> None:
    frame = len(json.dumps({"text": "", "more": ""}))
    answer = visitor.check({"text": "", "more": "x" * (BODY_LIMIT - frame + 1)})

    assert answer.status_code == 413
    assert answer.json["limit"] == BODY_LIMIT
    assert visitor.check({"text": "", "more": "x" * (BODY_LIMIT - frame)}).status_code == 200


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ([], ""),
        ("text", ""),
        ({}, ""),
        ({"text": None}, "/text"),
        ({"text": 1}, "/text"),
        ({"text": "a", "revision": "1"}, "/revision"),
        ({"text": "a", "revision": -1}, "/revision"),
        ({"text": "a", "revision": 1.5}, "/revision"),
        ({"text": "a", "revision": True}, "/revision"),
        ({"text": "a", "context": []}, "/context"),
        ({"text": "a", "context": {"kind": "poem"}}, "/context/kind"),
        ({"text": "a", "context": {"attachments": ["image", "hat"]}}, "/context/attachments/1"),
        ({"text": "a", "context": {"account": {"kind": 1}}}, "/context/account/kind"),
        ({"text": "a", "context": {"limit": 0}}, "/context/limit"),
        ({"text": "a", "context": {"now": "tomorrow"}}, "/context/now"),
        ({"text": "a", "context": {"thread": "x" * 10_001}}, "/context/thread"),
    ],
)
def test_a_wrong_shape_is_pointed_at(body: Any, pointer: str, visitor: Any) -> None:
    answer = visitor.check(json.dumps(body).encode())

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_unknown_keys_are_left_alone(visitor: Any) -> None:
    assert visitor.check({"text": "a", "later": 1, "context": {"mood": "fine"}}).status_code == 200


def test_the_firefox_shape_is_accepted_only_where_we_cannot_know_more(
    rules: SimpleNamespace,
) -> None:
    for any_firefox, status in ((True, 200), (False, 403)):
        access = Access(41234, "token", any_firefox=any_firefox)
        client = create_app(rules, access).test_client()
        answer = client.post(
            "/v1/check",
            json={"text": "a"},
            headers={"Host": access.host, "Authorization": "Bearer token", "Origin": FIREFOX},
        )
        assert answer.status_code == status


def test_the_try_out_page_may_call_from_its_own_origin_and_only_where_it_is_served(
    rules: SimpleNamespace,
) -> None:
    for tryout, status in ((True, 200), (False, 403)):
        access = Access(41234, "token", tryout=tryout)
        client = create_app(rules, access).test_client()
        answer = client.post(
            "/v1/check",
            json={"text": "a"},
            headers={
                "Host": access.host,
                "Authorization": "Bearer token",
                "Origin": access.own_origin,
                "Sec-Fetch-Site": "same-origin",
            },
        )
        assert answer.status_code == status
