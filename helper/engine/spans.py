"""The only place that knows both units: code points inside, UTF-16 code units on the wire.

Counting never encodes, because JSON may carry lone surrogates, which no codec accepts.
"""

from __future__ import annotations

from bisect import bisect_right

from helper.engine.model import Span

_LAST_BMP = 0xFFFF


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 code units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(ord(char) > _LAST_BMP for char in text)


class Ruler:
    """Converts offsets within one text, both ways.

    Args:
        text: the draft exactly as received.
    """

    __slots__ = ("_astral", "_length")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral: list[int] = (
            [] if text.isascii() else [at for at, char in enumerate(text) if ord(char) > _LAST_BMP]
        )

    def to_utf16(self, offset: int) -> int:
        """The UTF-16 offset of the code point boundary `offset`."""
        if not self._astral:
            return offset
        return offset + bisect_right(self._astral, offset - 1)

    def from_utf16(self, offset: int) -> int:
        """The code point boundary at UTF-16 `offset`; inside a pair, the boundary before it."""
        low, high = 0, self._length
        while low < high:
            middle = (low + high + 1) // 2
            if self.to_utf16(middle) <= offset:
                low = middle
            else:
                high = middle - 1
        return low

    def span_to_utf16(self, span: Span) -> dict[str, int]:
        """A range as it goes on the wire."""
        return {"start": self.to_utf16(span.start), "end": self.to_utf16(span.end)}
