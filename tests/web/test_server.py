"""The server under the application: small limits, one error shape, and a clean stop."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from helper import settings
from helper.web import server as module
from helper.web.access import Access, new_token
from helper.web.app import create_app
from helper.web.server import LocalServer, Parser


def test_it_listens_on_this_computer_only(served: Any) -> None:
    listening = [
        connection.laddr
        for connection in psutil.Process().net_connections("inet")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == served.access.port
    ]

    assert listening == [("127.0.0.1", served.access.port)]


def test_a_port_that_is_taken_is_an_error_and_not_shared(served: Any) -> None:
    with pytest.raises(OSError):
        LocalServer(served.access.port)


def test_nobody_else_can_listen_on_our_port(served: Any) -> None:
    for option in (socket.SO_REUSEADDR, getattr(socket, "SO_REUSEPORT", socket.SO_REUSEADDR)):
        with socket.socket() as thief:
            thief.setsockopt(socket.SOL_SOCKET, option, 1)
            with pytest.raises(OSError):
                thief.bind(("127.0.0.1", served.access.port))
                thief.listen()


def test_it_does_not_say_what_it_is_made_of(served: Any) -> None:
    for raw in (served.request(), b"GET / HTTP/1.1\r\n\r\n", b"nonsense\r\n\r\n"):
        _, headers, body = served.send(raw)
        assert "server" not in headers
        for name in (b"waitress", b"werkzeug", b"flask", b"python"):
            assert name not in body.lower()


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET\r\n\r\n", 400),
        (b"GET /v1/health HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"GET /v1/health HTTP/1.1\r\nHost: a\nb\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET /v1/health HTTP/1.1\r\nCANARY: " + b"x" * 20_000 + b"\r\n\r\n", 431),
        (b"POST /v1/check HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST /v1/check HTTP/1.1\r\nContent-Length: 5, 6\r\n\r\nhello", 400),
        (b"POST /v1/check HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n", 413),
    ],
)
def test_what_the_server_itself_refuses_is_a_problem_too(
    raw: bytes, status: int, served: Any
) -> None:
    code, headers, body = served.send(raw)

    assert code == status
    assert headers["content-type"] == "application/problem+json"
    assert json.loads(body)["status"] == status
    assert b"CANARY" not in body


@pytest.mark.parametrize(
    "line",
    [
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: \x0bchunked",
        "transfer-encoding: CHUNKED",
        "Transfer-Encoding: x",
    ],
)
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_transfer_encoding_is_refused(line: str, version: str, served: Any) -> None:
    raw = served.request(b"5\r\nhello\r\n0\r\n\r\n", line, head=f"POST /v1/check HTTP/{version}")

    assert served.send(raw)[0] == 400
    assert served.send(raw.replace(b"Content-Length", b"X-Length"))[0] == 400


def test_without_our_parser_chunks_would_be_unwrapped_unseen(
    serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Parser, "parse_header")
    served = serve()
    body = b'{"text":"Hello"}'
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)

    raw = served.request(chunked, "Transfer-Encoding: chunked", "Content-Length:")
    assert served.send(raw)[0] == 200


def test_a_body_over_the_limit_gets_its_answer_and_not_a_reset(served: Any) -> None:
    body = json.dumps({"text": "x" * 100_000}).encode()
    code, _, answer = served.send(served.request(body))

    assert code == 413
    assert json.loads(answer)["limit"] == settings.BODY_LIMIT


def test_half_open_connections_do_not_lock_good_requests_out(serve: Callable[..., Any]) -> None:
    served = serve()
    idle = [socket.create_connection(("127.0.0.1", served.access.port), 5) for _ in range(100)]
    try:
        for connection in idle:
            connection.sendall(b"POST /v1/check HTTP/1.1\r\nHost: ")
        assert served.send(served.request())[0] == 200
    finally:
        for connection in idle:
            connection.close()


def test_after_a_flood_of_half_open_connections_it_serves_again(served: Any) -> None:
    flood = []
    for _ in range(300):
        connection = socket.socket()
        connection.setblocking(False)
        connection.connect_ex(("127.0.0.1", served.access.port))
        flood.append(connection)
    for connection in flood:
        connection.close()

    assert served.send(served.request(), seconds=15)[0] == 200


def test_stopping_frees_the_port_and_drops_connections(rules: SimpleNamespace) -> None:
    server = LocalServer()
    access = Access(server.port, new_token())
    server.start(create_app(rules, access))
    connection = socket.create_connection(("127.0.0.1", server.port), 5)
    connection.sendall(b"GET /v1/health HTTP/1.1\r\nHost: elsewhere\r\n\r\n")
    assert connection.recv(65536).startswith(b"HTTP/1.1 403")

    began = time.monotonic()
    server.stop()

    assert time.monotonic() - began < 2
    while connection.recv(65536):
        pass
    connection.close()
    again = LocalServer(access.port)
    assert again.port == access.port
    again.stop()


def test_stopping_does_not_wait_for_a_request_that_hangs() -> None:
    released = threading.Event()
    entered = threading.Event()

    def hanging(environ: Any, start_response: Any) -> list[bytes]:
        entered.set()
        released.wait(30)
        start_response("200 OK", [])
        return []

    server = LocalServer()
    server.start(hanging)
    with socket.create_connection(("127.0.0.1", server.port), 5) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert entered.wait(5)
        began = time.monotonic()
        server.stop()
        took = time.monotonic() - began
    released.set()

    assert took < 3


def test_bodies_and_answers_never_overflow_into_files() -> None:
    server = LocalServer()
    server.start(lambda environ, start_response: [])
    assert server._listener is not None
    limits = server._listener.adj
    server.stop()

    assert limits.inbuf_overflow > limits.max_request_body_size >= settings.BODY_LIMIT
    assert limits.outbuf_overflow >= 16 * 1024 * 1024


def test_the_thread_pool_answers_many_callers_at_once(serve: Callable[..., Any]) -> None:
    served = serve()
    codes: list[int] = []

    def call() -> None:
        codes.extend(served.send(served.request())[0] for _ in range(10))

    callers = [threading.Thread(target=call) for _ in range(16)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(30)

    assert codes == [200] * 160
    assert module.THREADS > 1
