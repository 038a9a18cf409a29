"""The helper's figures: answers over HTTP, memory, and how soon a fresh one can answer."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import IO

import psutil
from figures import Figure, median, pair

from helper.link.names import CHROMIUM_ORIGINS

ROOT = Path(__file__).parents[2]
WARM = 20
CHECKS = 300
FRESH = 100
STARTS = 7

POSTS = (
    "I teach maths at Ripley St Thomas and we think the new timetable is daft, ",
    "Lovely walk along the prom this morning, dog asleep already, kettle on, ",
    "On behalf of the Bay Learning Trust: the new timetable starts on Monday, ",
    "Does anybody know a good plumber near Lancaster, the boiler has gone again, ",
)


@dataclass(frozen=True, slots=True)
class Helper:
    """A running helper: its process, and what a caller needs."""

    process: subprocess.Popen[bytes]
    port: int
    token: str


@contextmanager
def served() -> Iterator[Helper]:
    """`postcheck serve`, ended afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "helper", "serve", "--json"], cwd=ROOT, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        hello = json.loads(process.stdout.readline())
        yield Helper(process, hello["port"], hello["token"])
    finally:
        process.terminate()
        process.wait(timeout=10)


def measure() -> list[Figure]:
    """All figures of the helper, in one run."""
    figures = []
    with served() as helper:
        process = psutil.Process(helper.process.pid)
        before = process.cpu_times()
        kept, fresh = _answers(helper)
        after = process.cpu_times()
        figures += pair("/v1/check, 280 characters, one connection", kept, "ms", 5, "median")
        figures += pair("/v1/check, a connection each", fresh, "ms", 5, "median")
        spent = (after.user - before.user + after.system - before.system) * 1000
        each = spent / (WARM + CHECKS + FRESH)
        figures.append(Figure("the helper's processor time for one of them, mean", each, "ms"))
        memory = process.memory_info().rss / 2**20
        figures.append(Figure("helper in memory, after the checks", memory, "MB", 60))
    hellos, answers, resident = _starts()
    figures.append(Figure(f"helper's hello to the browser, median of {STARTS}", hellos, "ms"))
    figures.append(Figure("first answer after a cold start, median", answers, "ms", 1500))
    figures.append(Figure("helper as the browser starts it, in memory", resident, "MB", 60))
    return figures


def _post(number: int) -> bytes:
    """A post of exactly 280 characters, never the same twice."""
    words = f"{number}: " + POSTS[number % len(POSTS)] * 8
    return json.dumps({"text": words[:280], "revision": number}).encode()


def _answers(helper: Helper) -> tuple[list[float], list[float]]:
    connection = HTTPConnection("127.0.0.1", helper.port)
    for number in range(WARM):
        _ask(connection, helper, number)
    kept = [_timed(connection, helper, number) for number in range(100, 100 + CHECKS)]
    connection.close()
    fresh = []
    for number in range(1000, 1000 + FRESH):
        connection = HTTPConnection("127.0.0.1", helper.port)
        fresh.append(_timed(connection, helper, number))
        connection.close()
    return kept, fresh


def _timed(connection: HTTPConnection, helper: Helper, number: int) -> float:
    """Milliseconds from before connecting or sending until the whole answer has been read."""
    start = time.perf_counter()
    _ask(connection, helper, number)
    return (time.perf_counter() - start) * 1000


def _ask(connection: HTTPConnection, helper: Helper, number: int) -> None:
    headers = {"Authorization": f"Bearer {helper.token}", "Content-Type": "application/json"}
    connection.request("POST", "/v1/check", _post(number), headers)
    answer = connection.getresponse()
    body = json.loads(answer.read())
    assert answer.status == 200, body
    assert body["revision"] == number


def _starts() -> tuple[float, float, float]:
    """Starts the helper as a browser does: milliseconds to its hello and first answer, and MB."""
    hellos, answers, resident = [], [], []
    for number in range(STARTS):
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "helper", "host", _caller()],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        _say(process.stdin, {"kind": "hello", "origin": CHROMIUM_ORIGINS[0]})
        hello = _hear(process.stdout)
        hellos.append((time.perf_counter() - start) * 1000)
        helper = Helper(process, int(hello["port"]), str(hello["token"]))
        connection = HTTPConnection("127.0.0.1", helper.port)
        _ask(connection, helper, number)
        answers.append((time.perf_counter() - start) * 1000)
        resident.append(psutil.Process(process.pid).memory_info().rss / 2**20)
        connection.close()
        process.stdin.close()
        process.wait(timeout=10)
        process.stdout.close()
    return median(hellos), median(answers), max(resident)


def _caller() -> str:
    """Our own extension's origin, as Chromium puts it on the command line."""
    return f"{CHROMIUM_ORIGINS[0]}/"


def _say(stream: IO[bytes], message: object) -> None:
    body = json.dumps(message).encode()
    stream.write(struct.pack("=I", len(body)) + body)
    stream.flush()


def _hear(stream: IO[bytes]) -> dict[str, object]:
    (length,) = struct.unpack("=I", stream.read(4))
    heard: dict[str, object] = json.loads(stream.read(length))
    return heard
