"""The native-messaging host: the process that the browser starts is the whole helper.

It binds a port and makes a token, tells the extension both when asked with `hello`, and goes when
its standard input closes, which is also what happens when the browser dies.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from helper import __version__, settings
from helper.link import framing, journal, pipes
from helper.link.caller import Caller, StrangerError, identify
from helper.rulebook import RulebookError, Watcher, find_rules
from helper.web.access import Access, is_firefox_origin, new_token
from helper.web.app import create_app
from helper.web.server import LocalServer

if TYPE_CHECKING:
    from helper.link.framing import Writer

LOG = journal.LOG

DONE = 0
TROUBLE = 2


def main(arguments: Sequence[str]) -> int:
    """Runs the host until the browser closes it; returns the process's exit code.

    Args:
        arguments: What the browser put on the command line.
    """
    ends = pipes.claim()
    journal.keep()
    try:
        caller = identify(arguments)
    except StrangerError:
        LOG.error("started by a stranger")
        return TROUBLE
    try:
        watcher = Watcher(find_rules())
    except RulebookError as error:
        problems = [str(problem) for problem in error.problems]
        LOG.error("the rules cannot be read: %s", "; ".join(problems))
        _send(ends.outgoing, {"type": "failed", "reason": "rules", "errors": problems[:20]})
        return TROUBLE
    return _converse(ends, caller, watcher)  # the watcher's thread ends with the process, at once


def _converse(ends: pipes.Pipes, caller: Caller, watcher: Watcher) -> int:
    server = LocalServer()
    token = new_token()
    ready = {
        "type": "ready",
        "port": server.port,
        "token": token,
        "api": {"min": settings.API_MIN, "max": settings.API_MAX},
        "version": __version__,
    }
    serving = False
    LOG.info("started for %s, rules %s", caller.family, watcher.current.digest)
    try:
        while (message := framing.read(ends.incoming)) is not None:
            if not _is_hello(message):
                framing.write(ends.outgoing, {"type": "unknown"})
                continue
            if not serving:
                access = _access(server.port, token, caller, message)
                server.start(create_app(watcher, access))
                serving = True
            framing.write(ends.outgoing, ready)
    except framing.FrameError as error:
        LOG.error("bad frame: %s", error)
        return TROUBLE
    except OSError as error:
        LOG.error("the browser's pipe failed: %s", type(error).__name__)
        return TROUBLE
    finally:
        server.stop()
        LOG.info("stopped")
    return DONE


def _is_hello(message: dict[str, Any]) -> bool:
    return "hello" in (message.get("type"), message.get("kind"))  # the extension's tag is `kind`


def _access(port: int, token: str, caller: Caller, hello: dict[str, Any]) -> Access:
    """The locks for this caller: its own origin and no other, where we can know it.

    Firefox makes up the origin's UUID per install and does not put it on the command line, so the
    extension says it in `hello`; one that does not may still call, but gets no CORS.
    """
    if caller.origin is not None:
        return Access(port, token, paired=(caller.origin,))
    named = hello.get("origin")
    if isinstance(named, str) and is_firefox_origin(named):
        return Access(port, token, paired=(named,))
    return Access(port, token, any_firefox=True)


def _send(stream: Writer, message: dict[str, Any]) -> None:
    try:
        framing.write(stream, message)
    except OSError:
        LOG.error("the browser's pipe failed")
