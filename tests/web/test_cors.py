"""CORS speaks to the extension we are paired with and to nobody else, not even to say no."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from helper.web.access import Access
from helper.web.app import create_app

PAIRED = "moz-extension://12345678-90ab-cdef-1234-567890abcdef"
OTHER = "moz-extension://00000000-90ab-cdef-1234-567890abcdef"
LISTED = "chrome-extension://idhnnfgicaliaeobhmcgfiholmdhhdgc"
STRANGERS = [
    OTHER,
    LISTED,
    PAIRED.upper(),
    PAIRED + "/",
    PAIRED + ".evil.example",
    "x" + PAIRED,
    "null",
    "*",
    "https://evil.example",
    "http://127.0.0.1",
]


def spoken(answer: Any) -> dict[str, str]:
    return {n: v for n, v in answer.headers.items() if n.lower().startswith("access-control")}


@pytest.fixture
def knock(rules: SimpleNamespace) -> Callable[..., Any]:
    """A request to a helper that is paired with `PAIRED`, or with nobody."""

    def send(method: str, origin: str | None, paired: bool = True, **more: str) -> Any:
        access = Access(
            41234, "token", paired=(PAIRED,) if paired else (), listed=(LISTED,), any_firefox=True
        )
        headers = {"Host": access.host, "Authorization": "Bearer token"}
        headers |= {"Origin": origin} if origin else {}
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        if method == "OPTIONS":
            del headers["Authorization"]
            headers.setdefault("Access-Control-Request-Method", "POST")
        body = {"json": {"text": "a"}} if method == "POST" else {}
        return (
            create_app(rules, access)
            .test_client()
            .open(
                "/v1/check" if method != "GET" else "/v1/health",
                method=method,
                headers=headers,
                **body,
            )
        )

    return send


def test_the_paired_extension_may_ask_first_and_then_call(knock: Callable[..., Any]) -> None:
    preflight = knock(
        "OPTIONS",
        PAIRED,
        Access_Control_Request_Headers="authorization,content-type",
        Sec_Fetch_Site="cross-site",
    )
    assert preflight.status_code == 200
    assert spoken(preflight) == {
        "Access-Control-Allow-Origin": PAIRED,
        "Access-Control-Allow-Headers": "authorization, content-type",
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Max-Age": "600",
    }
    for method in ("POST", "GET"):
        call = knock(method, PAIRED, Sec_Fetch_Site="cross-site")
        assert call.status_code == 200
        assert spoken(call) == {"Access-Control-Allow-Origin": PAIRED}


def test_its_errors_can_be_read_too(knock: Callable[..., Any]) -> None:
    refused = knock("POST", PAIRED, Authorization="Bearer stale")

    assert refused.status_code == 401
    assert spoken(refused) == {"Access-Control-Allow-Origin": PAIRED}


@pytest.mark.parametrize("method", ["OPTIONS", "POST", "GET"])
@pytest.mark.parametrize("origin", STRANGERS)
def test_nobody_else_is_spoken_to(method: str, origin: str, knock: Callable[..., Any]) -> None:
    answer = knock(method, origin)

    assert spoken(answer) == {}
    if method == "OPTIONS":
        assert answer.status_code == 405


@pytest.mark.parametrize("method", ["OPTIONS", "POST", "GET"])
@pytest.mark.parametrize("origin", [None, PAIRED, *STRANGERS])
def test_a_helper_without_a_pair_never_speaks_cors(
    method: str, origin: str | None, knock: Callable[..., Any]
) -> None:
    answer = knock(method, origin, paired=False)

    assert spoken(answer) == {}
    if method == "OPTIONS":
        assert answer.status_code == 405


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_only_the_pair_may_come_from_another_site(site: str, knock: Callable[..., Any]) -> None:
    for origin in (None, OTHER, LISTED):
        assert knock("POST", origin, Sec_Fetch_Site=site).status_code == 403


def test_a_preflight_for_what_does_not_exist_is_not_answered(knock: Callable[..., Any]) -> None:
    for method in ("PUT", "GET", "DELETE", "", "POST, GET"):
        answer = knock("OPTIONS", PAIRED, Access_Control_Request_Method=method)
        assert answer.status_code == 405
        assert "Access-Control-Allow-Methods" not in answer.headers or method == "GET"


def test_private_network_access_is_never_granted_nor_mentioned(knock: Callable[..., Any]) -> None:
    answer = knock("OPTIONS", PAIRED, Access_Control_Request_Private_Network="true")

    assert answer.status_code == 200
    assert "Access-Control-Allow-Private-Network" not in answer.headers
    assert "Access-Control-Allow-Credentials" not in answer.headers
