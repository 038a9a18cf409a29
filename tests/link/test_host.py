"""The real host process: it meets the browser, serves it, and goes when the browser goes."""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

FIREFOX = ("/home/x/app.postcheck.helper.json", "postcheck@postcheck.app")
FIREFOX_ORIGIN = "moz-extension://12345678-90ab-cdef-1234-567890abcdef"
CHROMIUM_ORIGIN = "chrome-extension://idhnnfgicaliaeobhmcgfiholmdhhdgc"
Start = Callable[..., Any]


def closed(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_the_whole_way_from_hello_to_a_report_to_goodbye(browse: Start, request_to: Start) -> None:
    browser = browse()
    ready = browser.meet()

    assert ready["type"] == "ready"
    assert ready["api"] == {"min": 1, "max": 1}
    assert len(ready["token"]) >= 43
    status, _, report = request_to(ready, body={"text": "Hello", "revision": 4})
    assert (status, report["revision"], report["unit"]) == (200, 4, "utf-16")

    began = time.monotonic()
    assert browser.end() == 0
    assert time.monotonic() - began < 5
    assert closed(ready["port"])
    assert browser.stdout.read() == b""


def test_a_second_hello_gets_the_same_answer(browse: Start) -> None:
    browser = browse()

    assert browser.meet() == browser.meet()


def test_the_extension_s_own_tag_for_messages_is_understood(browse: Start) -> None:
    browser = browse()
    browser.say(kind="hello", origin=FIREFOX_ORIGIN)

    assert browser.hear()["type"] == "ready"


def test_each_start_has_a_port_and_a_token_of_its_own(browse: Start, request_to: Start) -> None:
    one, other = browse().meet(), browse().meet()

    assert one["token"] != other["token"]
    assert one["port"] != other["port"]
    crossed = {"port": one["port"], "token": other["token"]}
    assert request_to(crossed, "/v1/health")[0] == 401


def test_what_it_does_not_know_it_says_so_and_goes_on(browse: Start) -> None:
    browser = browse()
    browser.say(type="sing")
    browser.say()

    assert browser.hear() == {"type": "unknown"}
    assert browser.hear() == {"type": "unknown"}
    assert browser.meet()["type"] == "ready"


@pytest.mark.parametrize(
    "raw",
    [
        struct.pack("=I", 0),
        struct.pack("=I", 1024 * 1024 + 1),
        struct.pack("=I", 0xFFFFFFFF),
        struct.pack("=I", 5) + b"hello",
        struct.pack("=I", 2) + b"[]",
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_a_bad_frame_ends_it_quickly_and_without_a_word(raw: bytes, browse: Start) -> None:
    browser = browse()
    ready = browser.meet()
    began = time.monotonic()
    browser.send(raw)

    assert browser.process.wait(5) == 2
    assert time.monotonic() - began < 3  # well under a second on a computer with nothing else to do
    assert browser.stdout.read() == b""
    assert browser.process.stderr.read() == b""
    assert closed(ready["port"])


@pytest.mark.parametrize("raw", [b"\x05", struct.pack("=I", 100) + b"half"])
def test_a_browser_that_dies_inside_a_frame_leaves_nothing_behind(
    raw: bytes, browse: Start
) -> None:
    browser = browse()
    browser.send(raw)

    assert browser.end() == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["chrome-extension://abcdefghijklmnopabcdefghijklmnop/"],
        ["manifest.json", "other@example.org"],
        ["--help"],
        ["--version"],
    ],
)
def test_strangers_get_no_port(arguments: list[str], browse: Start) -> None:
    browser = browse(*arguments)

    assert browser.process.wait(10) == 2
    assert browser.stdout.read() == b""


def test_it_goes_when_the_browser_is_killed(tmp_path: Path) -> None:
    """A parent that starts a host, prints its pid and port, and is then killed."""
    script = (
        "import json, struct, subprocess, sys, time\n"
        "host = subprocess.Popen([sys.executable, '-m', 'helper', 'host', sys.argv[1]],\n"
        "    stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        'hello = b\'{"type":"hello"}\'\n'
        "host.stdin.write(struct.pack('=I', len(hello)) + hello); host.stdin.flush()\n"
        "length, = struct.unpack('=I', host.stdout.read(4))\n"
        "print(host.pid, json.loads(host.stdout.read(length))['port'], flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, f"{CHROMIUM_ORIGIN}/"],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
    ) as parent:
        assert parent.stdout is not None
        pid, port = map(int, parent.stdout.readline().split())
        host = psutil.Process(pid)
        parent.send_signal(signal.SIGKILL)
        parent.wait(5)
        _, alive = psutil.wait_procs([host], timeout=5)

    assert alive == []
    assert closed(port)


def test_chromium_s_extension_may_call_and_others_may_not(browse: Start, request_to: Start) -> None:
    ready = browse().meet(origin="https://evil.example")

    status, headers, _ = request_to(ready, body={"text": "a"}, Origin=CHROMIUM_ORIGIN)
    assert status == 200
    assert headers["Access-Control-Allow-Origin"] == CHROMIUM_ORIGIN
    for origin in ("https://evil.example", FIREFOX_ORIGIN, "null"):
        status, headers, _ = request_to(ready, body={"text": "a"}, Origin=origin)
        assert status == 403
        assert "Access-Control-Allow-Origin" not in headers


def test_firefox_s_extension_says_its_origin_and_then_only_that_one_may_call(
    browse: Start, request_to: Start
) -> None:
    ready = browse(*FIREFOX).meet(origin=FIREFOX_ORIGIN)

    status, headers, _ = request_to(ready, body={"text": "a"}, Origin=FIREFOX_ORIGIN)
    assert status == 200
    assert headers["Access-Control-Allow-Origin"] == FIREFOX_ORIGIN
    for origin in (CHROMIUM_ORIGIN, FIREFOX_ORIGIN.replace("1", "2")):
        assert request_to(ready, body={"text": "a"}, Origin=origin)[0] == 403


@pytest.mark.parametrize("origin", [None, 1, "https://evil.example", CHROMIUM_ORIGIN, "*"])
def test_firefox_without_a_believable_origin_gets_no_cors(
    origin: Any, browse: Start, request_to: Start
) -> None:
    ready = browse(*FIREFOX).meet(origin=origin)

    status, headers, _ = request_to(ready, body={"text": "a"}, Origin=FIREFOX_ORIGIN)
    assert status == 200
    assert "Access-Control-Allow-Origin" not in headers
    if isinstance(origin, str):
        assert request_to(ready, body={"text": "a"}, Origin=origin)[0] == 403


def test_nothing_it_prints_can_fill_a_pipe_that_nobody_reads(
    browse: Start, request_to: Start
) -> None:
    """Thirty-two callers at once, with standard output and error unread all the while."""
    browser = browse()
    ready = browser.meet()
    codes: list[int] = []

    def load() -> None:
        for _ in range(8):
            codes.append(request_to(ready, body={"text": "Hello"})[0])

    callers = [threading.Thread(target=load) for _ in range(32)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(60)

    assert len(codes) == 256
    assert set(codes) <= {200, 429}
    assert browser.end() == 0
    assert browser.stdout.read() == b""
    assert browser.process.stderr.read() == b""


def test_a_stray_print_reaches_neither_the_protocol_nor_a_pipe(browse: Start) -> None:
    """A library that prints far more than a pipe holds, to every stream there is."""
    noisy = (
        "import os, sys\n"
        "from helper.link import host\n"
        "meet = host._converse\n"
        "def shout(*rest):\n"
        "    for _ in range(50):\n"
        "        print('x' * 9000); print('x' * 9000, file=sys.stderr)\n"
        "        os.write(1, b'x' * 9000); os.write(2, b'x' * 9000)\n"
        "    return meet(*rest)\n"
        "host._converse = shout\n"
        "sys.exit(host.main(sys.argv[1:]))\n"
    )
    browser = browse(command=[sys.executable, "-c", noisy])

    assert browser.meet()["type"] == "ready"
    assert browser.end() == 0
    assert browser.process.stderr.read() == b""


def test_the_token_and_the_draft_are_nowhere_to_be_read(
    browse: Start, request_to: Start, tmp_path: Path
) -> None:
    browser = browse()
    ready = browser.meet()
    canary = "canary7f3a"
    request_to(ready, body={"text": canary})
    request_to(ready, body={"text": [canary]})
    process = psutil.Process(browser.process.pid)
    shown = " ".join(process.cmdline()) + json.dumps(process.environ())
    browser.end()

    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in written] == ["helper.log"]
    for secret in (ready["token"], canary):
        assert secret not in shown
        assert secret not in written[0].read_text()
    assert "started for chromium" in written[0].read_text()


def test_it_stays_small(browse: Start, request_to: Start) -> None:
    browser = browse()
    ready = browser.meet()
    for revision in range(40):
        request_to(ready, body={"text": "We at Ripley think so. " * 12, "revision": revision})

    # The aim is 60 MB, which `make bench` measures; this keeps it from growing unseen.
    assert psutil.Process(browser.process.pid).memory_info().rss <= 80 * 1024 * 1024
