"""Native messaging's frames: a 32-bit length in the machine's byte order, then JSON in UTF-8."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, Protocol

LIMIT = 1024 * 1024  # bytes; browsers take no larger message from a host, and we take none either
_LENGTH = struct.Struct("=I")


class FrameError(ValueError):
    """The bytes are not a frame of ours; nothing after them can be trusted."""


class Reader(Protocol):
    """Raw bytes in: at most `size`, fewer if fewer are there, none at the end."""

    def read(self, size: int, /) -> bytes | None:
        """The next bytes."""


class Writer(Protocol):
    """Raw bytes out: returns how many were taken."""

    def write(self, data: bytes, /) -> int | None:
        """Takes the first bytes of `data`."""


def read(stream: Reader) -> dict[str, Any] | None:
    """The next message, or None where the stream ends between two messages.

    Raises:
        FrameError: The length is 0 or over `LIMIT`, the stream ends inside a frame, or the
            content is not a JSON object.
    """
    head = _exactly(stream, _LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise FrameError("the stream ends inside a length")
    (length,) = _LENGTH.unpack(head)
    if not 0 < length <= LIMIT:
        raise FrameError("the length is out of bounds")
    content = _exactly(stream, length)
    if len(content) < length:
        raise FrameError("the stream ends inside a message")
    try:
        message = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise FrameError("the message is not JSON") from None
    if not isinstance(message, dict):
        raise FrameError("the message is not an object")
    return message


def write(stream: Writer, message: Mapping[str, Any]) -> None:
    """Sends one message.

    Raises:
        FrameError: The message is larger than a browser takes.
        OSError: The browser has gone.
    """
    content = json.dumps(message, separators=(",", ":")).encode("ascii")
    if len(content) > LIMIT:
        raise FrameError("the message is too large")
    rest = _LENGTH.pack(len(content)) + content
    while rest:
        rest = rest[stream.write(rest) or 0 :]


def _exactly(stream: Reader, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = stream.read(size - len(parts))
        if not part:
            break
        parts += part
    return bytes(parts)
