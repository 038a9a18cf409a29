"""The phrase language of rules/concepts: one line of it in, what the matcher follows out.

    teach at Ripley         these words, in this order, in one sentence
    (work|teach) at         one of these; a choice may hold several words: (work for|am at)
    (still)? work           may be missing; so may a single word: still? work
    teach*                  any word that begins so: teach, teacher, teaching
    {trust-name}            another concept, in this place
    ~3                      up to three other words
    ^ teach   at Ripley $   ^ is the beginning of a sentence (or line), $ its end

Capitals, accents, curly quotes and hyphens do not matter, and neither do contractions: "I'm",
"Im" and "I am" are the same, and so are "Ripley" and "Ripley's".
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from helper.engine.book import (
    AnyWord,
    Choice,
    Edge,
    Element,
    Gap,
    Mention,
    Phrase,
    Sequence,
    Stem,
    Word,
    Wordings,
    few_or_many,
)
from helper.engine.normalise import normalise
from helper.engine.tokens import is_plain, words_of

MOST_CHARACTERS = 500
MOST_SKIPPED = 12
_PIECE = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\)\??)|(?P<bar>\|)|\{(?P<name>[a-z0-9-]+)\}(?P<maybe>\??)"
    r"|(?P<edge>[$^])(?!\w)|~(?P<gap>\d+)|(?P<word>[^\s(){}|~]+))"
)


@dataclass(frozen=True, slots=True)
class PhraseError(Exception):
    """A line that is not the phrase language; `column` counts from 0 within the line."""

    column: int
    what: str
    write: str


_FLAT = re.compile(r"\s*\(([a-z0-9 ]+(?:\|[a-z0-9 ]+)*)\)(\??)")
"""A choice between plain words: most of what is ever written, so it is read at one go."""
_MOST_WORDS_KEPT = 8192


@dataclass(slots=True)
class _Parser:
    text: str
    at: int = 0

    def sequence(self, depth: int = 0) -> tuple[list[Sequence], str]:
        """Read alternatives up to a closing bracket or the end; return them and what closed."""
        options: list[Sequence] = []
        current: list[Element] = []
        while True:
            if self.at >= len(self.text):
                options.append(tuple(current))
                return options, ""
            flat = self._flat()
            if flat is not None:
                current.append(flat)
                continue
            piece = _PIECE.match(self.text, self.at)
            if piece is None:
                raise self._unreadable()
            start = piece.end() - len(piece.group().lstrip())
            self.at = piece.end()
            if piece["open"]:
                current.append(self._choice(start, depth))
            elif piece["close"]:
                options.append(tuple(current))
                return options, piece["close"]
            elif piece["bar"]:
                options.append(tuple(current))
                current = []
                if depth == 0:
                    raise PhraseError(start, "a | stands outside brackets", "write (one|other)")
            elif piece["name"]:
                mention = _mention(piece["name"])
                current.append(_maybe(mention) if piece["maybe"] else mention)
            elif piece["edge"]:
                current.append(Edge(piece["edge"] == "^"))
            elif piece["gap"]:
                current.append(_gap(int(piece["gap"]), start))
            else:
                current += _words(piece["word"], start)

    def _flat(self) -> Element | None:
        """The choice between plain words that stands here, if one does."""
        found = _FLAT.match(self.text, self.at)
        if found is None:
            return None
        flat = _plain_choice(found[1])
        if flat is None:
            return None
        self.at = found.end()
        return _maybe(flat) if found[2] else flat

    def _choice(self, start: int, depth: int) -> Element:
        options, closed_by = self.sequence(depth + 1)
        if not closed_by:
            raise PhraseError(start, "this bracket is never closed", "add a )")
        if not all(options):
            raise PhraseError(start, "a choice here is empty", "write (one|other), or (one)?")
        flat = _choice(options)
        return _maybe(flat) if closed_by == ")?" else flat

    def _unreadable(self) -> PhraseError:
        sign = self.text[self.at :].lstrip()[:1]
        write = "write the concept's name between { and }, such as {trust-name}"
        return PhraseError(self.at, f"{sign!r} does not belong here", write)


def _maybe(element: Element) -> Choice:
    return Choice(((element,), ()))


def _plain_choice(written: str) -> AnyWord | Wordings | None:
    """The choice between plain words that is written so; None where it is more than that."""
    options = [option.split() for option in written.split("|")]
    if not all(options) or not all(_plain(word) for words in options for word in words):
        return None
    return _flat(options)


def _flat(options: Iterable[Iterable[str]]) -> AnyWord | Wordings:
    """A choice between plain words, each option one or more of them."""
    tails: dict[str, dict[tuple[str, ...], None]] = {}
    for first, *rest in options:
        tails.setdefault(sys.intern(first), {})[tuple(map(sys.intern, rest))] = None
    lengths = [1 + len(tail) for known in tails.values() for tail in known]
    if max(lengths) == 1:
        return _any_word(few_or_many(tails))
    return Wordings(
        {first: _shared(tuple(known)) for first, known in tails.items()},
        min(lengths),
        max(lengths),
    )


@lru_cache(maxsize=_MOST_WORDS_KEPT)
def _shared(tails: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """One object for equal tails, most of which are empty or one common word."""
    return tails


@lru_cache(maxsize=_MOST_WORDS_KEPT)
def _any_word(texts: tuple[str, ...] | frozenset[str]) -> AnyWord:
    return AnyWord(texts)


def forget() -> None:
    """Let go of what was kept while many phrases were being read."""
    for kept in (_word, _plain, _any_word, _mention, _shared):
        kept.cache_clear()


def _choice(options: list[Sequence]) -> Element:
    """A choice; its options of plain words are made one, which is found at one look."""
    plain: list[list[str]] = []
    others: list[Sequence] = []
    for option in options:
        words = [element.text for element in option if isinstance(element, Word)]
        if len(words) == len(option):
            plain.append(words)
        else:
            others.append(option)
    if not plain:
        return Choice(tuple(others))
    flat = _flat(plain)
    return Choice(((flat,), *others)) if others else flat


def _gap(most: int, column: int) -> Gap:
    if not 1 <= most <= MOST_SKIPPED:
        raise PhraseError(column, f"~{most} skips too many words", f"write ~1 to ~{MOST_SKIPPED}")
    return _skip(most)


@lru_cache(maxsize=MOST_SKIPPED)
def _skip(most: int) -> Gap:
    return Gap(most)


@lru_cache(maxsize=_MOST_WORDS_KEPT)
def _mention(concept: str) -> Mention:
    return Mention(sys.intern(concept))


@lru_cache(maxsize=_MOST_WORDS_KEPT)
def _word(text: str) -> Word:
    """One object for each word, however many phrases hold it."""
    return Word(text)


@lru_cache(maxsize=_MOST_WORDS_KEPT)
def _plain(written: str) -> Word | None:
    """The word that is just as it is written, or None where it has to be cut first."""
    return _word(written) if is_plain(written) else None


def _words(written: str, column: int) -> list[Element]:
    plain = _plain(written)
    if plain is not None:
        return [plain]
    maybe = written.endswith("?") and len(written) > 1
    bare = written[:-1] if maybe else written
    if bare.endswith("*"):
        stem = normalise(bare[:-1]).text
        if len(stem.lstrip("@#")) < 2 or not re.fullmatch(r"[@#]?\w+", stem):
            raise PhraseError(
                column, f"{written!r} could be nearly any word", "give at least two letters"
            )
        found: list[Element] = [Stem(stem)]
    else:
        found = [_word(text) for text in words_of(normalise(bare).text)]
    if not found:
        raise PhraseError(column, f"{written!r} holds no word", "write words; signs do not count")
    return [Choice((tuple(found), ()))] if maybe else found


def parse(line: str) -> Phrase:
    """Compile one phrase.

    Raises:
        PhraseError: where and why it cannot be one.
    """
    if len(line) > MOST_CHARACTERS:
        raise PhraseError(
            0, f"this phrase is longer than {MOST_CHARACTERS} characters", "make two of it"
        )
    parser = _Parser(line.rstrip())
    options, closed_by = parser.sequence()
    if closed_by:
        raise PhraseError(parser.at - 1, "there is a ) too many", "remove it")
    elements = options[0]
    if not elements or _can_be_empty(elements):
        raise PhraseError(0, "this phrase could match nothing at all", "make one word certain")
    if isinstance(elements[0], Gap):
        raise PhraseError(0, "a phrase cannot begin with ~", "begin with a word")
    return Phrase(elements)


def _can_be_empty(sequence: Sequence) -> bool:
    return all(
        isinstance(element, (Gap, Edge))
        or (isinstance(element, Choice) and any(map(_can_be_empty, element.options)))
        for element in sequence
    )


def mentions(sequence: Sequence) -> set[str]:
    """The concepts that `sequence` speaks of."""
    found: set[str] = set()
    for element in sequence:
        if isinstance(element, Mention):
            found.add(element.concept)
        elif isinstance(element, Choice):
            for option in element.options:
                found |= mentions(option)
    return found
