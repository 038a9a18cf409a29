"""Waitress on a socket of our own: this computer only, small limits, quiet logs, a clean stop."""

from __future__ import annotations

import logging
import os
import select
import socket
import threading
from typing import TYPE_CHECKING, Any, cast

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError, TransferEncodingNotImplemented
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher

from helper import settings
from helper.web import problems

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 4
CONNECTIONS = 200  # with 64, a handful of half-open sockets locked good requests out
IDLE_SECONDS = 10
SWEEP_SECONDS = 5
STOP_SECONDS = 1  # how long a running request may keep the helper from going


class Parser(HTTPRequestParser):
    """Refuses Transfer-Encoding outright; Waitress would unwrap it and hide it from the guard."""

    def parse_header(self, header_plus: bytes) -> None:
        """Reads the head of a request.

        Raises:
            ParsingError: The head is malformed or names a transfer encoding.
        """
        try:
            super().parse_header(header_plus)
        except TransferEncodingNotImplemented:
            raise ParsingError("Transfer-Encoding") from None
        if self.chunked or "TRANSFER_ENCODING" in self.headers:
            raise ParsingError("Transfer-Encoding")


class ProblemTask(ErrorTask):
    """Answers what Waitress itself refuses in our error shape; its own can quote the request."""

    def execute(self) -> None:
        """Writes the problem and closes the connection."""
        request = cast("HTTPRequestParser", self.request)
        kind = problems.kind_for(getattr(request.error, "code", 500))
        body = problems.body(kind)
        self.status = f"{kind.status.value} {kind.status.phrase}"
        self.response_headers = [
            ("Content-Type", problems.MEDIA_TYPE),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):
    """One connection."""

    parser_class = Parser
    error_task_class = ProblemTask


class _Listener(TcpWSGIServer):
    channel_class = Channel

    def set_reuse_addr(self) -> None:
        """Nothing: the socket is bound, and on Windows the option would let others take it."""


class LocalServer:
    """Binds at once, so that `port` is ours before anybody is told; serves when asked to.

    Args:
        port: 0 lets the system pick one.

    Raises:
        OSError: The port is taken.
    """

    def __init__(self, port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            _own_exclusively(self._socket)
            self._socket.bind((settings.HOST, port))
        except OSError:
            self._socket.close()
            raise
        self.port: int = self._socket.getsockname()[1]
        self._channels: dict[int, Any] = {}  # what the loop watches, by descriptor
        self._listener: _Listener | None = None
        self._thread: threading.Thread | None = None

    def start(self, app: WSGIApplication) -> None:
        """Serves `app` in a thread that never keeps the process alive."""
        self._listen(app)
        self._thread = threading.Thread(
            target=_loop, args=(self._channels,), name="http", daemon=True
        )
        self._thread.start()

    def run(self, app: WSGIApplication) -> None:
        """Serves `app` in this thread until interrupted."""
        self._listen(app)
        _loop(self._channels)

    def stop(self) -> None:
        """Closes the port and every connection; gives running requests a second."""
        listener = self._listener
        if listener is None:
            self._socket.close()
            return
        # Workers first: they wake the loop through a descriptor that closing would free for others.
        listener.task_dispatcher.shutdown(cancel_pending=True, timeout=STOP_SECONDS)
        if self._thread is not None and self._thread.is_alive():
            trigger = cast("Any", listener.trigger)  # the stubs call it an int
            trigger.pull_trigger(self._close_all)
            self._thread.join(STOP_SECONDS)
        else:
            self._close_all()

    def _close_all(self) -> None:
        wasyncore.close_all(self._channels, ignore_all=True)

    def _listen(self, app: WSGIApplication) -> None:
        _quieten()
        adjustments = Adjustments(
            threads=THREADS,
            max_request_header_size=settings.HEADER_LIMIT,
            max_request_body_size=settings.BODY_READ,
            inbuf_overflow=2 * settings.BODY_READ,  # past this Waitress writes bodies to disk
            outbuf_overflow=64 * 1024 * 1024,  # and likewise answers
            connection_limit=CONNECTIONS,
            channel_timeout=IDLE_SECONDS,
            cleanup_interval=SWEEP_SECONDS,
            ident=None,
            clear_untrusted_proxy_headers=True,
            log_socket_errors=False,
            expose_tracebacks=False,
        )
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(THREADS)
        self._listener = _Listener(
            app,
            map=self._channels,
            _sock=self._socket,
            dispatcher=dispatcher,
            adj=adjustments,
            sockinfo=(socket.AF_INET, socket.SOCK_STREAM, 0, self._socket.getsockname()),
            bind_socket=False,
        )


def _own_exclusively(sock: socket.socket) -> None:
    """Nobody else may listen on our port, and we may take it again at once after a restart."""
    if os.name == "nt":
        sock.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE"), 1)  # noqa: B009
    else:  # here the option only shortens the wait after a close; it shares no listening port
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)


def _quieten() -> None:
    """Full queues are ordinary; and a warning into a pipe that nobody reads stops the server."""
    logging.getLogger("waitress").setLevel(logging.ERROR)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)


def _loop(channels: dict[int, Any]) -> None:
    wasyncore.loop(timeout=1.0, map=channels, use_poll=hasattr(select, "poll"))
