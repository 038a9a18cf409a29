"""Source text in; folded text out, with a map from each folded character to its source.

Folding: Unicode NFKC and case folding, look-alike letters of other scripts, curly quotes and
dashes to their plain forms, accents off, zero-width characters out. Lengths change (`ß`, `ﬁ`,
`İ`), so nobody may assume that an offset here is an offset there: ask `source_span`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from helper.engine.model import Span

_LOOKALIKES = str.maketrans(
    {
        # Cyrillic
        **dict(zip("аеорсухіјѕһԁԛԝґвкмнтүӏғ", "aeopcyxijshdqwrbkmhtylf", strict=True)),
        # Greek
        **dict(zip("αοορνικτυχεηγω", "aoopviktuxenyw", strict=True)),
        # Latin letters that NFKC leaves alone
        **dict(zip("ıłøđɡɑɩʟɴʀɪʏʜʙɢ", "ilodgailnriyhbg", strict=True)),
        **dict(zip("ƒħŧƀɓƈɗɠɦƙɱɲŋɳƥɾʂƭʋʐƶⱥɛɔ", "fhtbbcdghkmnnnprstvzzaeo", strict=True)),
        # small capitals
        **dict(zip("ᴀᴄᴅᴇᴊᴋᴍᴏᴘꜱᴛᴜᴠᴡᴢꜰ", "acdejkmopstuvwzf", strict=True)),
        # capitals in black circles and squares, which NFKC leaves alone too
        **{chr(0x1F150 + at): chr(0x61 + at) for at in range(26)},
        **{chr(0x1F170 + at): chr(0x61 + at) for at in range(26)},
        # quotes, dashes, spaces
        **dict.fromkeys("‘’‚‛′ʼ´`", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        # signs that stand for a letter left out
        **dict.fromkeys("•●∗⁎✱✲＊×·∙■█", "*"),
        "…": "...",
    }
)
_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
    "\u206a\u206b\u206c\u206d\u206e\u206f\ufe0e\ufe0f\ufeff"
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """Folded `text`; `starts[i]` and `ends[i]` are where its character i came from.

    The map is None when every character folded to exactly one in the same place.
    """

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def source_span(self, start: int, end: int) -> Span:
        """The source range (code points) behind folded `[start, end)`, which is not empty."""
        if self.starts is None or self.ends is None:
            return Span(start, end)
        return Span(self.starts[start], self.ends[end - 1])


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    if char in _INVISIBLE:
        return ""
    char = char.translate(_LOOKALIKES)
    folded = unicodedata.normalize("NFKC", char).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return bare.translate(_LOOKALIKES)


def normalise(text: str) -> Normalised:
    """Fold `text`. Any string survives, lone surrogates and NUL included."""
    if text.isascii():
        return Normalised(text.lower())
    folds = {ord(char): char.lower() if char < "\x80" else _fold(char) for char in set(text)}
    folded = text.translate(folds)
    uneven = [code for code, piece in folds.items() if len(piece) != 1]
    if not uneven:
        return Normalised(folded)
    starts: list[int] = []
    ends: list[int] = []
    lengths = dict.fromkeys(folds, 1) | {code: len(folds[code]) for code in uneven}
    for at, char in enumerate(text):
        for _ in range(lengths[ord(char)]):
            starts.append(at)
            ends.append(at + 1)
    return Normalised(folded, tuple(starts), tuple(ends))
