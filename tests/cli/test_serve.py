"""`postcheck serve`: the helper by hand, for the try-out page and for scripts."""

from __future__ import annotations

import http.client
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

ROOT = Path(__file__).parents[2]
ORIGIN = "chrome-extension://idhnnfgicaliaeobhmcgfiholmdhhdgc"


class Serving:
    """A `postcheck serve` process whose output is read as it comes."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "helper", "serve", *arguments],
            cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self.process.stdout and self.process.stderr
        self.out: queue.Queue[str] = queue.Queue()
        self.err: queue.Queue[str] = queue.Queue()
        self.readers = [
            threading.Thread(target=self._read, args=pair)
            for pair in ((self.process.stdout, self.out), (self.process.stderr, self.err))
        ]
        for reader in self.readers:
            reader.start()

    @staticmethod
    def _read(pipe: IO[bytes], lines: queue.Queue[str]) -> None:
        for line in pipe:
            lines.put(line.decode())

    def until(self, lines: queue.Queue[str], words: str) -> str:
        """The next line with these words."""
        while True:
            line = lines.get(timeout=15)
            if words in line:
                return line

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.close()

    def close(self) -> int:
        code = self.process.wait(10)
        for reader in self.readers:
            reader.join(5)
        for pipe in (self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()
        return code


@pytest.fixture
def serve() -> Iterator[Callable[..., Serving]]:
    started: list[Serving] = []

    def start(*arguments: str) -> Serving:
        started.append(Serving(*arguments))
        return started[-1]

    yield start
    for serving in started:
        if serving.process.poll() is None:
            serving.process.kill()
            serving.close()


def ask(
    ready: dict[str, Any], method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", ready["port"], timeout=5)
    named = {"Authorization": f"Bearer {ready['token']}"} if "token" in ready else {}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        data = None if body is None else json.dumps(body)
        if data is not None:
            named["Content-Type"] = "application/json"
        connection.request(method, path, data, named)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_for_scripts_the_first_line_says_port_token_and_api(
    serve: Callable[..., Serving], zoo: Path
) -> None:
    serving = serve("--json", "--rules", str(zoo))
    ready = json.loads(serving.out.get(timeout=15))

    assert set(ready) == {"port", "token", "api"}
    assert ready["api"] == {"min": 1, "max": 1}
    status, _, body = ask(ready, "POST", "/v1/check", {"text": "A zebra.", "revision": 2})
    assert (status, json.loads(body)["verdict"]) == (200, "warn")
    assert ask({"port": ready["port"]}, "GET", "/v1/health")[0] == 401


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_when_asked(number: int, serve: Callable[..., Serving], zoo: Path) -> None:
    serving = serve("--json", "--rules", str(zoo))
    ready = json.loads(serving.out.get(timeout=15))
    began = time.monotonic()

    assert serving.end(number) == 0
    assert time.monotonic() - began < 3
    assert serving.err.get(timeout=5) == "Stopped.\n"
    with pytest.raises(OSError):
        ask(ready, "GET", "/v1/health")


def test_a_person_gets_the_address_of_the_try_out_page(
    serve: Callable[..., Serving], zoo: Path
) -> None:
    serving = serve("--rules", str(zoo))
    address = serving.until(serving.out, "http://127.0.0.1:").strip()
    page, _, token = address.partition("#token=")

    port = int(page.removeprefix("http://127.0.0.1:").removesuffix("/tryout"))
    status, headers, body = ask({"port": port}, "GET", "/tryout")
    assert status in (200, 503)
    assert headers["Content-Type"].startswith("text/html")
    assert ask({"port": port, "token": token}, "GET", "/v1/health")[0] == 200
    assert "Ctrl+C" in serving.until(serving.out, "Ctrl+C")
    assert token.encode() not in body


def test_changed_rules_are_taken_up_and_mistakes_are_told(
    serve: Callable[..., Serving], own_zoo: Path
) -> None:
    serving = serve("--json", "--rules", str(own_zoo))
    ready = json.loads(serving.out.get(timeout=15))
    file = own_zoo / "9.4-own-behalf" / "zebra.yaml"
    good = file.read_text()

    def message() -> str:
        _, _, body = ask(ready, "POST", "/v1/check", {"text": "A zebra."})
        said: str = json.loads(body)["findings"][0]["message"]
        return said

    file.write_text(good.replace("think of another animal", "think of a cow"))
    serving.until(serving.err, "read again")
    assert message() == "You've mentioned stripes, so please think of a cow."

    file.write_text(good.replace("present: stripes", "present: strips"))
    serving.until(serving.err, "mistake")
    assert "zebra.yaml:5:12: " in serving.until(serving.err, "zebra.yaml")
    assert message() == "You've mentioned stripes, so please think of a cow."
    _, _, health = ask(ready, "GET", "/v1/health")
    assert json.loads(health)["status"] == "rules-broken"

    file.write_text(good)
    serving.until(serving.err, "read again")
    assert message() == "You've mentioned stripes, so please think of another animal."


def test_no_draft_is_printed(serve: Callable[..., Serving], zoo: Path) -> None:
    serving = serve("--json", "--rules", str(zoo))
    ready = json.loads(serving.out.get(timeout=15))
    ask(ready, "POST", "/v1/check", {"text": "A zebra canary7f3a"})
    ask(ready, "POST", "/v1/check", {"text": ["canary7f3a"]})
    serving.end()

    printed = [*serving.out.queue, *serving.err.queue]
    assert "canary7f3a" not in "".join(printed)


def test_a_named_extension_gets_cors_and_others_do_not(
    serve: Callable[..., Serving], zoo: Path
) -> None:
    paired = "moz-extension://12345678-90ab-cdef-1234-567890abcdef"
    serving = serve("--json", "--rules", str(zoo), "--origin", paired)
    ready = json.loads(serving.out.get(timeout=15))

    _, headers, _ = ask(ready, "GET", "/v1/health", Origin=paired)
    assert headers["Access-Control-Allow-Origin"] == paired
    status, headers, _ = ask(ready, "GET", "/v1/health", Origin=ORIGIN)
    assert status == 200
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("origin", ["*", "https://evil.example", "null", ORIGIN + "/", ".*"])
def test_only_extensions_can_be_named(origin: str, run: Callable[..., Any]) -> None:
    result = run("serve", "--origin", origin)

    assert result.exit_code == 2
    assert "is not an extension's origin" in result.stderr


def test_a_port_that_is_taken_is_said_to_be(
    serve: Callable[..., Serving], zoo: Path, run: Callable[..., Any]
) -> None:
    ready = json.loads(serve("--json", "--rules", str(zoo)).out.get(timeout=15))
    result = run("serve", "--port", str(ready["port"]))

    assert result.exit_code == 2
    assert f"Port {ready['port']} cannot be used" in result.stderr


def test_broken_rules_at_the_start_are_trouble(own_zoo: Path, run: Callable[..., Any]) -> None:
    (own_zoo / "organisation.yaml").unlink()
    result = run("serve", rules=own_zoo)

    assert result.exit_code == 2
    assert f"{own_zoo}/organisation.yaml:1:1: the file is missing" in result.stderr


def test_scripts_are_not_held_to_a_typist_s_pace(serve: Callable[..., Serving], zoo: Path) -> None:
    ready = json.loads(serve("--json", "--rules", str(zoo)).out.get(timeout=15))
    codes = {ask(ready, "POST", "/v1/check", {"text": "A cow."})[0] for _ in range(150)}

    assert codes == {200}
