"""Takes standard input and output for the protocol, and leaves everyone else a silent pair.

A library's stray print would break a frame, and a warning into a pipe that the browser does not
read would stop the process for good. So the numbers 1 and 2 themselves point at nothing.
"""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pipes:
    """The browser's two ends, unbuffered and binary."""

    incoming: io.RawIOBase
    outgoing: io.RawIOBase


def claim() -> Pipes:
    """Moves descriptors 0 and 1 out of reach and points 0, 1 and 2 at nothing."""
    incoming, outgoing = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415

        for descriptor in (incoming, outgoing):
            msvcrt.setmode(descriptor, os.O_BINARY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    reading, writing = os.open(os.devnull, os.O_RDONLY), os.open(os.devnull, os.O_WRONLY)
    os.dup2(reading, 0)
    os.dup2(writing, 1)
    os.dup2(writing, 2)
    os.close(reading)
    os.close(writing)
    return Pipes(
        incoming=io.FileIO(incoming, "r", closefd=True),
        outgoing=io.FileIO(outgoing, "w", closefd=True),
    )
