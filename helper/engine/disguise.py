"""Disguised words opened: starred, spelt with digits, spaced, run together, cut up, misspelt.

A disguise is opened only where that yields a word the rulebook knows, and where the honest
reading is no word at all. Mere slips of the keyboard are mended for the words in `lookalikes`
alone, which people misspell to slip past a reader.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise, product

from helper.engine.lookalikes import GLUE, HIDDEN, HONEST, HONEST_PAIRS, HONEST_WHOLE

Opened = tuple[int, int, tuple[str, ...], tuple[int, ...]]
"""Where a disguise stands, the words behind it, and how many characters each takes."""

_DISGUISED = re.compile(
    r"(?<![\w@#*$])(?=[^\s]*[a-z])(?=\w*[*$!@#%^~+|€£?0-9])[\w*$!@#%^~+|€£?]{2,24}(?!\w)"
)
_SPACED = re.compile(r"(?<!\w)\w(?:[ .*_-]\w){2,40}(?!\w)")
_PARTED = re.compile(r"(?<![\w.-])[a-z]{1,8}[.'_-][a-z]{1,8}(?![\w-])")
_COUNTED = re.compile(r"\d+[a-z]{1,3}")
_DRAGGED = re.compile(r"(.)\1{2,}")
_PICTURES = {
    "\U0001f595": "middlefinger",
    "\U0001f4a9": "shit",
    "\U0001f921": "clown",
    "\U0001f40d": "snake",
    "\U0001f400": "rat",
    "\U0001f401": "rat",
    "\U0001f437": "pig",
    "\U0001f416": "pig",
    "\U0001f412": "monkey",
    "\U0001f435": "monkey",
    "\U0001f98d": "gorilla",
    "\U0001fab3": "cockroach",
    "\U0001f42e": "cow",
    "\U0001f404": "cow",
}
_PICTURED = re.compile(
    r"\b(?:an?|is|are|of|the|you|u|ur|all|like|these|those|total|fucking|absolute)\s+"
    rf"(?P<sign>[{''.join(_PICTURES)}])|(?P<rude>\U0001f595)"
)
"""A picture counts as a word where the words before it wait for one; a raised finger always."""
_READS_AS = {
    "0": "o",
    "1": "il",
    "2": "z",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "gb",
    "7": "t",
    "8": "b",
    "9": "g",
    "$": "s",
    "@": "a",
    "!": "i",
    "|": "il",
    "+": "t",
    "€": "e",
    "£": "e",
}
_MOST_READINGS = 64
_SHORTEST = 3
_SHORTEST_GLUED = 5
_LONGEST_PIECE = 13
_VOWELS = "aeiouy"
_SOUNDS = {"c": "k", "k": "cq", "s": "z", "z": "s", "g": "q", "q": "g", "u": "v", "v": "u"}
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def disguises(
    text: str, words: list[str], starts: list[int], ends: list[int], vocabulary: frozenset[str]
) -> list[Opened]:
    """Every disguise in `text`, later ones first."""
    found: list[Opened] = []
    _signed(text, vocabulary, found)
    for match in _SPACED.finditer(text):
        found += _spaced(match[0], match.start(), vocabulary)
    if "." in text or "'" in text or "_" in text or "-" in text:
        for match in _PARTED.finditer(text):
            word = _behind_stars(re.sub(r"[.'_-]", "*", match[0]), vocabulary, HIDDEN)
            if word:
                found.append((match.start(), match.end(), (word,), ()))
    if not text.isascii():
        for match in _PICTURED.finditer(text):
            sign = match["sign"] or match["rude"]
            at = match.end() - len(sign)
            found.append((at, match.end(), (_PICTURES[sign],), ()))
    found += _plain(text, words, starts, ends, vocabulary)
    return sorted(found, reverse=True)


def put(words: list[str], starts: list[int], ends: list[int], found: Iterable[Opened]) -> None:
    """Put the words behind each disguise in the place of what was written."""
    limit = None
    for start, end, opened, lengths in found:
        if limit is not None and end > limit:
            continue
        limit = start
        first, last = bisect_left(starts, start), bisect_right(ends, end)
        last = max(first, last)
        if len(opened) == 1 or not lengths:
            words[first:last] = list(opened)
            starts[first:last] = [start] * len(opened)
            ends[first:last] = [end] * len(opened)
            continue
        edges = [start]
        for length in lengths:
            edges.append(edges[-1] + length)
        words[first:last] = list(opened)
        starts[first:last] = edges[:-1]
        ends[first:last] = [*edges[1:-1], end]


def _signed(text: str, vocabulary: frozenset[str], found: list[Opened]) -> None:
    """Words with stars, digits or other signs for letters."""
    if not any(sign in text for sign in "*$!@#%^~+|€£?0123456789"):
        return
    counted: list[Opened] = []
    for match in _DISGUISED.finditer(text):
        written = match[0]
        word = _undisguise(written, vocabulary)
        if not word:
            bare = written.rstrip("!?")
            word = _undisguise(bare, vocabulary) if len(bare) != len(written) else ""
            written = bare
        if word:
            opened = (match.start(), match.start() + len(written), (word,), ())
            (counted if _COUNTED.fullmatch(written) else found).append(opened)
    if found:
        found += counted


def _spaced(written: str, start: int, vocabulary: frozenset[str]) -> Iterator[Opened]:
    """One word, or a few, with a gap between all their letters."""
    letters = written[::2]
    end = start + len(written)
    pieces = () if letters in vocabulary else _pieces(letters)
    if pieces:
        yield (start, end, pieces, tuple(2 * len(piece) for piece in pieces))
        return
    for skipped in range(len(letters) - 2):
        if letters[skipped:] in vocabulary:
            yield (start + 2 * skipped, end, (letters[skipped:],), ())
            return


def _plain(
    text: str, words: list[str], starts: list[int], ends: list[int], vocabulary: frozenset[str]
) -> Iterator[Opened]:
    """Words of letters only: misspelt, dragged out, run together or cut in two."""
    joined = _joined()
    for at, word in enumerate(words):
        if word in vocabulary:
            follows = joined.get(word)
            if follows is None:
                continue
        else:
            follows = joined.get(word)
            opened = _mended(word, vocabulary)
            if opened:
                start, end = starts[at], ends[at]
                lengths = tuple(map(len, opened)) if sum(map(len, opened)) == end - start else ()
                yield (start, end, opened, lengths)
                continue
        if follows is not None and at + 1 < len(words):
            whole = follows.get(words[at + 1])
            if (
                whole is not None
                and starts[at + 1] - ends[at] == 1
                and text[ends[at]] in " -._*"
                and whole in vocabulary
            ):
                yield (starts[at], ends[at + 1], (whole,), ())


@lru_cache(maxsize=8192)
def _mended(word: str, vocabulary: frozenset[str]) -> tuple[str, ...]:
    """The known words behind one that is not known; empty if there are none."""
    if word[0] == "#":
        return _pieces(word[1:])
    if len(word) < 4 or not word.isalpha():
        return ()
    if word in HONEST:
        return ()
    known = _misspelt().get(word)
    if known is not None and known in vocabulary:
        return (known,)
    if _DRAGGED.search(word):
        for kept in (r"\1", r"\1\1"):
            short = _DRAGGED.sub(kept, word)
            if short in vocabulary:
                return (short,)
            known = _misspelt().get(short)
            if known is not None and short not in HONEST:
                return (known,)
    return _pieces(word)


@lru_cache(maxsize=8192)
def _pieces(word: str) -> tuple[str, ...]:
    """The words that were run together into `word`, a hidden one among them; else nothing."""
    if len(word) < _SHORTEST_GLUED or word in HONEST_WHOLE:
        return ()
    hidden = _hidden()
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_PIECE), end):
            before = best[start]
            if before is None:
                continue
            piece = word[start:end]
            if piece in hidden or piece in GLUE or (start == 0 and piece == "i"):
                known = best[end]
                if known is None or len(known) > len(before) + 1:
                    best[end] = (*before, piece)
    pieces = best[-1] or ()
    tells = any(piece in hidden and len(piece) > 3 for piece in pieces)
    return pieces if tells and len(pieces) > 1 else ()


@lru_cache(maxsize=1)
def _hidden() -> frozenset[str]:
    return frozenset(HIDDEN)


@lru_cache(maxsize=1)
def _joined() -> dict[str, dict[str, str]]:
    """The second half by the first, for each hidden word cut in two."""
    halves: dict[str, dict[str, str]] = {}
    for word in HIDDEN:
        if len(word) < 5:
            continue
        for at in range(2, len(word) - 1):
            if f"{word[:at]}.{word[at:]}" not in HONEST_PAIRS:
                halves.setdefault(word[:at], {}).setdefault(word[at:], word)
    return halves


@lru_cache(maxsize=1)
def _misspelt() -> dict[str, str]:
    """Each hidden word by what one slip of the keyboard makes of it."""
    near: dict[str, str] = {}
    for row in _KEYS:
        for one, other in pairwise(row):
            near[one] = near.get(one, "") + other
            near[other] = near.get(other, "") + one
    slips: dict[str, str] = {}
    hidden = _hidden()
    for word in HIDDEN:
        for slip in _slips(word, near):
            if slip not in hidden and slip not in HONEST:
                slips.setdefault(slip, word)
    return slips


def _slips(word: str, near: dict[str, str]) -> Iterator[str]:
    """Two letters swapped, one lost, one doubled, one wrong."""
    size = len(word)
    if size < 4:
        return
    for at in range(size - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if size == 4:
        for at in range(size):
            yield word[: at + 1] + word[at:]
        return
    for at in range(1, size):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield before + after
        yield before + letter + letter + after
        wrong = (_VOWELS if letter in _VOWELS else "") + _SOUNDS.get(letter, "")
        if size > 5:
            wrong += near[letter]
        for other in wrong:
            yield before + other + after
            if size > 5:
                yield before + other + letter + after


@lru_cache(maxsize=1)
def _shelved(vocabulary: frozenset[str]) -> dict[tuple[str, int], list[str]]:
    """The words of a rulebook by first letter and length."""
    shelves: dict[tuple[str, int], list[str]] = {}
    for word in sorted(vocabulary):
        shelves.setdefault((word[0], len(word)), []).append(word)
    return shelves


def _fits(written: str, word: str) -> bool:
    """Whether each sign of `written` is that of `word`, or a star for a letter of it."""
    return all(
        sign == char or (sign == "*" and "a" <= char <= "z")
        for sign, char in zip(written, word, strict=True)
    )


def _behind_stars(written: str, vocabulary: frozenset[str], hidden: Iterable[str]) -> str:
    """The first of `hidden` that `written`, stars for letters, can stand for."""
    for word in hidden:
        if len(word) == len(written) and word in vocabulary and _fits(written, word):
            return word
    return ""


@lru_cache(maxsize=4096)
def _undisguise(written: str, vocabulary: frozenset[str]) -> str:
    """The known word that `written` stands for, or an empty string."""
    if len(written) < _SHORTEST or written in vocabulary:
        return ""
    if "*" in written:
        return _unstarred(written, vocabulary)
    choices = [_READS_AS.get(char, char) for char in written]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count <= _MOST_READINGS:
        for reading in product(*choices):
            word = "".join(reading)
            if word in vocabulary:
                return word
    if written[0].isalpha() and written[-1].isalpha() and not any(map(str.isdigit, written)):
        return _behind_stars(re.sub(r"[^\w]", "*", written), vocabulary, HIDDEN)
    return ""


def _unstarred(written: str, vocabulary: frozenset[str]) -> str:
    """The known word behind stars: the only one that fits, or else the first hidden one."""
    if not written[0].isalpha() or (written.count("*") == 1 and written[-1] == "*"):
        return ""
    plain = "".join(_READS_AS.get(char, char)[0] for char in written)
    letters = sum(char != "*" for char in plain)
    known = _behind_stars(plain, vocabulary, HIDDEN)
    if letters < 2:
        return known if len(plain) > 3 else ""
    if known:
        return known
    alike = _shelved(vocabulary).get((plain[0], len(plain)), ())
    fits = [word for word in alike if _fits(plain, word)]
    if len(fits) == 1:
        return fits[0]
    if fits or "**" not in plain:
        return ""
    loose = re.compile(re.sub(r"\*\*+", r"\\w{1,8}", plain).replace("*", r"\w"))
    return next((w for w in HIDDEN if w in vocabulary and loose.fullmatch(w)), "")
