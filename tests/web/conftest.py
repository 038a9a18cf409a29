"""A helper to knock at: over Flask's own client, and over real sockets."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from helper.rulebook import find_rules, load
from helper.settings import Rate
from helper.web import guard
from helper.web.access import Access, new_token
from helper.web.app import create_app
from helper.web.server import LocalServer

CHROMIUM = "chrome-extension://idhnnfgicaliaeobhmcgfiholmdhhdgc"


@pytest.fixture(scope="session")
def rules() -> SimpleNamespace:
    return SimpleNamespace(current=load(find_rules()), problems=())


@pytest.fixture
def access() -> Access:
    return Access(41234, new_token(), listed=(CHROMIUM,), tryout=True, rate=Rate(1000, 1000))


@pytest.fixture
def app(rules: SimpleNamespace, access: Access) -> Flask:
    return create_app(rules, access)


@dataclass
class Visitor:
    """A caller who does everything right unless told otherwise; None leaves a header out."""

    client: FlaskClient
    access: Access

    def headers(self, **changed: str | None) -> dict[str, str]:
        right: dict[str, str | None] = {
            "Host": self.access.host,
            "Authorization": f"Bearer {self.access.token}",
        }
        named = {name.replace("_", "-"): value for name, value in changed.items()}
        return {name: value for name, value in (right | named).items() if value is not None}

    def check(self, body: Any = None, **changed: str | None) -> Any:
        data = body if isinstance(body, bytes) else json.dumps(body or {"text": "Hello"})
        kind = changed.pop("Content_Type", "application/json")
        return self.client.post(
            "/v1/check", data=data, content_type=kind, headers=self.headers(**changed)
        )

    def get(self, path: str, method: str = "GET", **changed: str | None) -> Any:
        return self.client.open(path, method=method, headers=self.headers(**changed))


@pytest.fixture
def visitor(app: Flask, access: Access) -> Visitor:
    return Visitor(app.test_client(), access)


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Weakens the guard by one check, so that a test can show it would have noticed."""

    def weaken(name: str) -> None:
        left = tuple(check for check in guard.CHECKS if check.__name__ != name)
        assert len(left) == len(guard.CHECKS) - 1
        monkeypatch.setattr(guard, "CHECKS", left)

    return weaken


@dataclass
class Served:
    """A helper on a real socket."""

    access: Access

    def send(self, raw: bytes, seconds: float = 5.0) -> tuple[int, dict[str, str], bytes]:
        """Sends the bytes as they are; gives the status, the headers and the body."""
        with socket.create_connection(("127.0.0.1", self.access.port), seconds) as connection:
            connection.sendall(raw)
            return read_answer(connection)

    def request(
        self, body: bytes = b'{"text":"Hello"}', *extra: str, head: str = "POST /v1/check HTTP/1.1"
    ) -> bytes:
        """A good request's bytes; lines in `extra` replace the good line of the same name."""
        lines = {
            "host": f"Host: {self.access.host}",
            "authorization": f"Authorization: Bearer {self.access.token}",
            "content-type": "Content-Type: application/json",
            "content-length": f"Content-Length: {len(body)}",
        }
        for line in extra:
            lines[line.partition(":")[0].strip().lower()] = line
        kept = [line for line in lines.values() if line.partition(":")[2]]
        return "\r\n".join([head, *kept, "", ""]).encode("latin-1") + body


def read_answer(connection: socket.socket) -> tuple[int, dict[str, str], bytes]:
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65536)
        if not part:
            raise ConnectionError("closed without an answer")
        received += part
    head, _, body = received.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in lines)
    }
    while len(body) < int(headers.get("content-length", "0")):
        part = connection.recv(65536)
        if not part:
            break
        body += part
    return int(status.split()[1]), headers, body


@pytest.fixture
def serve(rules: SimpleNamespace) -> Iterator[Callable[..., Served]]:
    """Starts helpers with the given locks and stops them all afterwards."""
    servers: list[LocalServer] = []

    def start(**locks: Any) -> Served:
        server = LocalServer()
        servers.append(server)
        given = {"token": new_token(), "listed": (CHROMIUM,), "rate": Rate(100000, 100000)} | locks
        access = Access(server.port, **given)
        server.start(create_app(rules, access))
        return Served(access)

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def served(serve: Callable[..., Served]) -> Served:
    return serve()
