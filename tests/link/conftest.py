"""A browser's side of native messaging, around the real host process."""

from __future__ import annotations

import http.client
import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
ORIGIN = "chrome-extension://idhnnfgicaliaeobhmcgfiholmdhhdgc/"


class Browser:
    """Starts the host as a browser would and speaks frames with it."""

    def __init__(
        self, command: list[str], home: Path, cwd: Path, variables: Mapping[str, str]
    ) -> None:
        environment = {key: value for key, value in os.environ.items() if "PYTHON" not in key}
        environment |= {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")} | variables
        self.process = subprocess.Popen(
            command,
            cwd=cwd,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self.process.stdin and self.process.stdout
        self.stdin, self.stdout = self.process.stdin, self.process.stdout

    def send(self, raw: bytes) -> None:
        self.stdin.write(raw)
        self.stdin.flush()

    def say(self, **message: Any) -> None:
        content = json.dumps(message).encode()
        self.send(struct.pack("=I", len(content)) + content)

    def hear(self) -> dict[str, Any]:
        (length,) = struct.unpack("=I", self.stdout.read(4))
        message: dict[str, Any] = json.loads(self.stdout.read(length))
        return message

    def meet(self, **more: Any) -> dict[str, Any]:
        self.say(type="hello", api={"min": 1, "max": 1}, **more)
        return self.hear()

    def end(self) -> int:
        """Closes the host's standard input; gives its exit code."""
        if not self.stdin.closed:
            with suppress(BrokenPipeError):
                self.stdin.close()
        return self.process.wait(5)


def call(
    ready: dict[str, Any], path: str = "/v1/check", body: Any = None, **headers: str
) -> tuple[int, dict[str, str], Any]:
    """One request to the helper that said `ready`."""
    connection = http.client.HTTPConnection("127.0.0.1", ready["port"], timeout=5)
    named = {"Authorization": f"Bearer {ready['token']}"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        if body is None:
            connection.request("GET", path, headers=named)
        else:
            named["Content-Type"] = "application/json"
            connection.request("POST", path, json.dumps(body), named)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), json.loads(answer.read())
    finally:
        connection.close()


@pytest.fixture
def browse(tmp_path: Path) -> Iterator[Callable[..., Browser]]:
    """Starts hosts and makes sure that none outlives the test."""
    started: list[Browser] = []

    def start(
        *arguments: str, command: list[str] | None = None, cwd: Path = ROOT, **variables: str
    ) -> Browser:
        line = command or [sys.executable, "-m", "helper", "host"]
        browser = Browser([*line, *(arguments or (ORIGIN,))], tmp_path, cwd, variables)
        started.append(browser)
        return browser

    yield start
    for browser in started:
        if browser.process.poll() is None:
            browser.process.kill()
            browser.process.wait(5)
        for pipe in (browser.process.stdin, browser.process.stdout, browser.process.stderr):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


@pytest.fixture
def request_to() -> Callable[..., tuple[int, dict[str, str], Any]]:
    return call
