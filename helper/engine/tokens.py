"""Normalised text in, words out. The one definition of a word: phrases are cut by it as well.

Contractions are opened ("I'm" and "im" are both `i am`, "don't" is `do not`), a possessive 's
is dropped, hyphens part words, and @names, #tags and web hosts are one word each, so that a
policy owner never has to think of any of it. Disguised words ("f**k", "s h i t", "sh1t") are
opened only where that yields a word the rulebook knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from helper.engine.disguise import disguises, put

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
        return (_NEGATED.get(stem, stem), "not") if stem else ("not",)
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
    found = disguises(text, tokens.words, tokens.starts, tokens.ends, vocabulary)
    if not found:
        return tokens
    words, starts, ends = list(tokens.words), list(tokens.starts), list(tokens.ends)
    put(words, starts, ends, found)
    return Tokens(words, starts, ends)
