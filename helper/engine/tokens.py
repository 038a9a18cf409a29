"""Normalised text in, words out. The one definition of a word: phrases are cut by it as well.

Contractions are opened ("I'm" and "im" are both `i am`, "don't" is `do not`), a possessive 's
is dropped, hyphens part words, and @names, #tags and web hosts are one word each, so that a
policy owner never has to think of any of it. Disguised words ("f**k", "s h i t", "sh1t") are
opened only where that yields a word the rulebook knows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

_TOKEN = re.compile(
    r"(?P<plain>\w++)(?=[\s,;!?)\"]|\.?(?:\s|\Z))"
    r"|(?P<mail>[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,})"
    r"|(?P<host>(?:https?://)?(?:www\.)?"
    r"(?P<name>(?:[a-z0-9-]+\.)+(?:com|org|net|uk|edu|gov|io|info|school|wales|scot|eu|me|tv|ly))"
    r"\b(?!\.?\w)(?:[/?#]\S*)?)"
    r"|(?P<word>[@#]?\w+(?:'\w+)*)"
    r"|(?P<sign>[@&+])"
)
_ENDINGS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_TAKES_IS = frozenset("it that this he she who what there here where how when".split())
_NEGATED = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_SIGNS = {"&": "and", "+": "and", "@": "@"}
_BARE = {
    "im": "i am",
    "ive": "i have",
    "weve": "we have",
    "youve": "you have",
    "theyve": "they have",
    "youre": "you are",
    "theyre": "they are",
    "thats": "that is",
    "whats": "what is",
    "theres": "there is",
    "hes": "he is",
    "shes": "she is",
    "cannot": "can not",
    "cant": "can not",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "werent": "were not",
    "wont": "will not",
    "wouldnt": "would not",
    "couldnt": "could not",
    "shouldnt": "should not",
    "hasnt": "has not",
    "havent": "have not",
    "hadnt": "had not",
    "aint": "is not",
    "gonna": "going to",
    "wanna": "want to",
}
_OPENED = {bare: tuple(full.split()) for bare, full in _BARE.items()}

_DISGUISED = re.compile(r"(?<![\w@#])(?=[\w*$!@]*[a-z])(?=[\w*$!@]*[*$!@0-9])[\w*$!@]{3,24}(?!\w)")
_SPACED = re.compile(r"(?<!\w)\w(?:[ .*_-]\w){2,20}(?!\w)")
_COUNTED = re.compile(r"\d+[a-z]{1,3}")
_READS_AS = {
    "0": "o",
    "1": "il",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "9": "g",
    "$": "s",
    "@": "a",
    "!": "i",
}
_MOST_READINGS = 64
_PLAIN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: `words[i]` stands at normalised `[starts[i], ends[i])`."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def _open(word: str) -> tuple[str, ...]:
    """The plain words behind one written word."""
    if "'" not in word:
        return _OPENED.get(word, (word,))
    head, _, tail = word.partition("'")
    if tail == "t" and head.endswith("n"):
        stem = head[:-1]
        return (_NEGATED.get(stem, stem), "not") if stem != "ca" else ("can", "not")
    if tail == "s":
        return (head, "is") if head in _TAKES_IS else (head,)
    ending = _ENDINGS.get(tail)
    if ending is not None:
        return (head, ending)
    return (word.replace("'", ""),)


def is_plain(word: str) -> bool:
    """Whether `word` stands for itself, whatever is done to it: small letters and digits only."""
    return word not in _OPENED and _PLAIN.fullmatch(word) is not None


def words_of(text: str) -> list[str]:
    """The words of a piece of normalised text, without their places."""
    return cut(text).words


def cut(text: str) -> Tokens:
    """Cut normalised `text` into words."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        written = match[0]
        start, end = match.span()
        if group == "plain" or group == "word":  # noqa: PLR1714
            if "'" not in written and written not in _OPENED:
                words.append(written)
                starts.append(start)
                ends.append(end)
                continue
            opened = _open(written)
        elif group == "mail":
            opened = ("@" + written.rpartition("@")[2],)
        elif group == "sign":
            opened = (_SIGNS[written],)
        else:
            opened = (match.group("name"),)
        _place(opened, written, start, end, (words, starts, ends))
    return Tokens(words, starts, ends)


def _place(
    opened: tuple[str, ...],
    written: str,
    start: int,
    end: int,
    into: tuple[list[str], list[int], list[int]],
) -> None:
    """Give each opened word its own stretch where the spelling shows one."""
    words, starts, ends = into
    if len(opened) == 1:
        words.append(opened[0])
        starts.append(start)
        shorter = written.startswith(opened[0] + "'")
        ends.append(start + len(opened[0]) if shorter else end)
        return
    first, second = opened
    cut_at = start + len(first) if written.startswith(first) and len(written) > len(first) else end
    if cut_at >= end:
        cut_at = start + max(1, len(written) - 1)
    words.extend((first, second))
    starts.extend((start, cut_at))
    ends.extend((cut_at, end))


def unmask(text: str, tokens: Tokens, vocabulary: frozenset[str]) -> Tokens:
    """Open disguised words: where several signs hide one known word, put that word."""
    found: list[tuple[int, int, str]] = []
    if any(sign in text for sign in "*$!@0123456789"):
        behind: dict[str, str] = {}
        for match in _DISGUISED.finditer(text):
            written = match[0]
            if written not in behind:
                behind[written] = _undisguise(written, vocabulary)
            if behind[written]:
                found.append((*match.span(), behind[written]))
    for match in _SPACED.finditer(text):
        letters = match.group()[::2]
        start = match.start()
        for skipped in range(len(letters) - 2):
            if letters[skipped:] in vocabulary:
                found.append((start + 2 * skipped, match.end(), letters[skipped:]))
                break
    if not found:
        return tokens
    words, starts, ends = list(tokens.words), list(tokens.starts), list(tokens.ends)
    for start, end, word in sorted(found, reverse=True):
        first, last = bisect_left(starts, start), bisect_right(ends, end)
        if first >= last or any(len(w) > 1 and w in vocabulary for w in words[first:last]):
            continue
        words[first:last], starts[first:last], ends[first:last] = [word], [start], [end]
    return Tokens(words, starts, ends)


@lru_cache(maxsize=1)
def _shelved(vocabulary: frozenset[str]) -> dict[tuple[str, int], list[str]]:
    """The words of a rulebook by first letter and length."""
    shelves: dict[tuple[str, int], list[str]] = {}
    for word in vocabulary:
        shelves.setdefault((word[0], len(word)), []).append(word)
    return shelves


def _fits(written: str, word: str) -> bool:
    """Whether each sign of `written` is that of `word`, or a star for a letter of it."""
    return all(
        sign == char or (sign == "*" and "a" <= char <= "z")
        for sign, char in zip(written, word, strict=True)
    )


def _undisguise(written: str, vocabulary: frozenset[str]) -> str:
    """The known word that `written` stands for, or an empty string."""
    if written in vocabulary or _COUNTED.fullmatch(written):
        return ""
    if "*" in written:
        if sum(char != "*" for char in written) < 2 or not written[0].isalpha():
            return ""
        alike = _shelved(vocabulary).get((written[0], len(written)), ())
        fits = [word for word in alike if _fits(written, word)]
        return fits[0] if len(fits) == 1 else ""
    choices = [_READS_AS.get(char, char) for char in written]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count > _MOST_READINGS:
        return ""
    for reading in product(*choices):
        word = "".join(reading)
        if word in vocabulary:
            return word
    return ""
