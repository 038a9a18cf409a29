"""Hundreds of Origins and Hosts that are not ours, over real sockets; a weak guard lets them by."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

ID = "idhnnfgicaliaeobhmcgfiholmdhhdgc"
OURS = f"chrome-extension://{ID}"
UUID = "12345678-90ab-cdef-1234-567890abcdef"


def origins() -> list[str]:
    """What a page, a program or another extension could put into Origin to look like us."""
    made = [
        "",
        "null",
        "NULL",
        "*",
        "undefined",
        "file://",
        "data:",
        "about:blank",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "https://127.0.0.1",
        "http://localhost",
        "http://[::1]",
        "http://0.0.0.0",
        "https://postcheck.app",
        "https://x.com",
        "https://www.facebook.com",
        ID,
        "//" + ID,
        "chrome-extension:",
        "chrome-extension://",
        "chrome-extension:///",
        f"chrome-extension:{ID}",
        f"chrome-extension:/{ID}",
        f"chrome-extension:///{ID}",
        f"{OURS}, {OURS}",
        f"{OURS} {OURS}",
        f"https://evil.example, {OURS}",
        f"{OURS}, https://evil.example",
        "moz-extension://",
        "moz-extension://postcheck@postcheck.app",
        "moz-extension://{" + UUID + "}",
        "moz-extension://" + UUID.replace("-", ""),
        "moz-extension://" + UUID[:-1],
        "moz-extension://" + UUID + "0",
        "moz-extension://" + UUID.upper(),
        "moz-extension://" + UUID.replace("a", "g"),
        "moz-extension://" + UUID.replace("1", "١"),
        "moz-extension://" + UUID + "/",
        "moz-extension://" + UUID + ".evil.example",
        "moz-extension://evil.example#" + UUID,
        "MOZ-EXTENSION://" + UUID,
        "x-moz-extension://" + UUID,
    ]
    for ending in (
        "/", "/x", ":80", ":0", ".", ".evil.example", "@evil.example", "%00", "#", "?", "\\",
        "\x0b", "\xa0", "\x85", "/../", "//", ";", ",", "'", '"', "*", "^", "$", "|x", "\\n",
    ):  # fmt: skip
        made += [OURS + ending, OURS + ending + "x", f"moz-extension://{UUID}{ending}x"]
    for start in ("x", "x-", "-", ".", "http:", "https://", "view-source:", "blob:", "'", '"', "^"):
        made += [start + OURS, f"{start}moz-extension://{UUID}"]
    for scheme in (
        "Chrome-extension", "CHROME-EXTENSION", "chrome-extensions", "chrome_extension", "chrome",
        "chromeextension", "edge-extension", "ms-browser-extension", "safari-web-extension",
        "extension", "chrome-untrusted", "devtools", "http", "https", "ws", "ftp", "resource",
    ):  # fmt: skip
        made.append(f"{scheme}://{ID}")
    made += [OURS[: -at or None][:-1] for at in range(1, 20)]  # too short
    made += [OURS + letter for letter in "abcdefghijklmnop"]  # too long
    chance = random.Random(4)  # noqa: S311
    for _ in range(40):  # one letter of the id is another
        at = chance.randrange(len(ID))
        other = chance.choice([letter for letter in "abcdefghijklmnopqz09A" if letter != ID[at]])
        made.append(f"chrome-extension://{ID[:at]}{other}{ID[at + 1 :]}")
    return list(dict.fromkeys(origin for origin in made if all(ord(sign) < 256 for sign in origin)))


ORIGINS = origins()
WAYS = ("POST /v1/check HTTP/1.1", "GET /v1/health HTTP/1.1", "GET /v1/policy HTTP/1.1")


def knock(served: Any, head: str, *lines: str) -> int:
    """The status of an otherwise right request."""
    body = b'{"text":"Hello"}' if head.startswith("POST") else b""
    extra = lines if body else ("Content-Type:", "Content-Length:", *lines)
    status: int = served.send(served.request(body, *extra, head=head))[0]
    return status


def test_there_are_enough_origins() -> None:
    assert len(ORIGINS) >= 200


@pytest.mark.parametrize("head", WAYS)
def test_no_stranger_s_origin_is_answered_even_with_the_token(
    head: str, serve: Callable[..., Any]
) -> None:
    served = serve(any_firefox=True)
    answered = [o for o in ORIGINS if knock(served, head, f"Origin: {o}\x20") == 200]

    assert answered == []
    assert knock(served, head, f"Origin: {OURS}") == 200
    assert knock(served, head, f"Origin: moz-extension://{UUID}") == 200


def test_a_guard_without_the_origin_check_would_answer_them_all(
    served: Any, without: Callable[[str], None]
) -> None:
    without("origin")
    some = ORIGINS[::20]

    assert {knock(served, WAYS[1], f"Origin: {origin}") for origin in some} == {200}


def test_without_a_token_not_even_our_own_origin_is_answered(served: Any) -> None:
    for head in WAYS:
        for origin in (OURS, *ORIGINS[::10]):
            assert knock(served, head, f"Origin: {origin}", "Authorization:") in (401, 403)


def hosts(port: int) -> list[str]:
    """Host headers by which a rebound name, a proxy or a mistake would reach this port."""
    named = [
        "localhost", "LOCALHOST", "localhost.", "localhost.localdomain", "127.0.0.1.", "127.1",
        "127.0.1", "127.0.0.2", "127.0.0.01", "0127.0.0.1", "0.0.0.0", "0", "2130706433",  # noqa: S104
        "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "::1",
        "[0:0:0:0:0:0:0:1]", "rebind.test", "127.0.0.1.nip.io", "127.0.0.1.evil.example",
        "evil.example", "user@127.0.0.1", "127.0.0.1@evil.example", "http://127.0.0.1",
        "127.0.0.1,evil.example", "127.0.0.1 ", "127。0。0。1", "１２７.0.0.1", "127.0.0.1%00", "",
    ]  # fmt: skip
    made = [f"{name}:{port}" for name in named]
    made += [
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:80",
        "127.0.0.1:0",
        f"127.0.0.1:0{port}",
        f"127.0.0.1:{port}0",
        f"127.0.0.1:{port + 1}",
        f"127.0.0.1:{port}/",
        f"127.0.0.1:{port}:80",
        f"127.0.0.1:+{port}",
        f"127.0.0.1: {port}",
        f"127.0.0.1:{port}, 127.0.0.1:{port}",
        f"127.0.0.1:{port}#",
        f"127.0.0.1:{port}?",
        f" ,127.0.0.1:{port}",
    ]
    return made


def put(served: Any, host: str) -> int:
    raw = served.request().replace(
        f"Host: {served.access.host}".encode(), b"Host: " + host.encode("utf-8")
    )
    status: int = served.send(raw)[0]
    return status


def test_only_the_exact_host_is_answered(served: Any) -> None:
    table = hosts(served.access.port)
    assert len(table) >= 40

    assert [host for host in table if put(served, host) == 200] == []
    assert put(served, served.access.host) == 200


def test_a_guard_without_the_host_check_would_answer_a_wrong_port(
    served: Any, without: Callable[[str], None]
) -> None:
    without("host")

    assert put(served, "127.0.0.1:80") == 200


def test_two_hosts_are_never_one(served: Any) -> None:
    good = served.access.host
    for other in (good, "evil.example"):
        for lines in (f"Host: {other}\r\nHost: {good}", f"Host: {good}\r\nHost: {other}"):
            raw = served.request().replace(f"Host: {good}".encode(), lines.encode())
            assert served.send(raw)[0] == 403


def test_no_host_is_no_answer(served: Any) -> None:
    assert served.send(served.request(b'{"text":"Hello"}', "Host:"))[0] == 403
    old = served.request(b'{"text":"Hello"}', "Host:", head="POST /v1/check HTTP/1.0")
    assert served.send(old)[0] == 403


@pytest.mark.parametrize(
    "target",
    [
        "http://evil.example/v1/check",
        "http://127.0.0.1/v1/check",
        "https://127.0.0.1:{port}/v1/check",
        "http://127.0.0.1:{port}/v1/check",
        "//evil.example/v1/check",
        "//v1/check",
        "127.0.0.1:{port}",
        "*",
    ],
)
def test_a_target_that_is_not_a_plain_path_is_refused(target: str, served: Any) -> None:
    named = target.format(port=served.access.port)
    status = served.send(served.request(head=f"POST {named} HTTP/1.1"))[0]

    assert status in (400, 403)


@pytest.mark.parametrize(
    "line",
    [
        "X-Forwarded-For: 127.0.0.1",
        "X-Forwarded-Host: 127.0.0.1",
        "X-Forwarded-Proto: https",
        "Forwarded: for=127.0.0.1;host=127.0.0.1",
        "X-Real-Ip: 127.0.0.1",
        "X-HTTP-Method-Override: POST",
        "X-Original-Url: /v1/check",
        "Host_: 127.0.0.1",
    ],
)
def test_headers_of_proxies_change_nothing(line: str, served: Any) -> None:
    wrong = served.request(b'{"text":"Hello"}', "Host: evil.example", line)

    assert served.send(wrong)[0] == 403
    assert served.send(served.request(b'{"text":"Hello"}', line))[0] == 200


def test_no_guess_at_the_token_is_right(visitor: Any) -> None:
    chance = random.Random(2)  # noqa: S311
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    for _ in range(2_000):
        guess = "".join(chance.choices(letters, k=chance.choice([0, 1, 42, 43, 43, 43, 44, 64])))
        assert visitor.get("/v1/health", Authorization=f"Bearer {guess}").status_code == 401
