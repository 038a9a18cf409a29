"""Where a span lies in lines and columns, for terminals and for SARIF."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A line (from 0) and a column within it, in code points (from 0)."""

    line: int
    column: int


class Lines:
    """The lines of one text, without their ends."""

    def __init__(self, text: str) -> None:
        breaks = list(_BREAK.finditer(text))
        self._starts = [0, *(found.end() for found in breaks)]
        ends = [*(found.start() for found in breaks), len(text)]
        self.texts = [text[start:end] for start, end in zip(self._starts, ends, strict=True)]

    def place(self, offset: int) -> Place:
        """The place of a code point offset."""
        line = bisect_right(self._starts, offset) - 1
        return Place(line, offset - self._starts[line])
