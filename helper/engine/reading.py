"""One text, read once: words with their sentences, quotations and places in the source."""

from __future__ import annotations

from helper.engine.model import Span
from helper.engine.normalise import Normalised, normalise
from helper.engine.segment import quotations, quoted, sentences
from helper.engine.tokens import cut, unmask


class Reading:
    """What the spotters look at.

    Args:
        source: the text exactly as written.
        vocabulary: the words the rulebook knows, for opening disguised ones.
    """

    __slots__ = (
        "bounds",
        "ends",
        "held",
        "normalised",
        "openings",
        "quoted",
        "sentences",
        "source",
        "starts",
        "where",
        "words",
    )

    def __init__(self, source: str, vocabulary: frozenset[str]) -> None:
        self.source = source
        self.normalised: Normalised = normalise(source)
        text = self.normalised.text
        tokens = unmask(text, cut(text), vocabulary)
        self.words = tokens.words
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.sentences = sentences(text, tokens)
        self.quoted = quoted(tokens, quotations(text))
        self.where: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            self.where.setdefault(word, []).append(at)
        self.bounds = _bounds(self.sentences)
        self.openings = _openings(self.sentences)
        # The words of each sentence.
        self.held = [frozenset(self.words[at : self.bounds[at]]) for at in self.openings]

    def span(self, first: int, last: int) -> Span:
        """The source range (code points) of the words `[first, last)`.

        No words at all stand for the whole text: a draft may hold nothing but emoji.
        """
        if first == last:
            return Span(0, len(self.source))
        return self.normalised.source_span(self.starts[first], self.ends[last - 1])

    def written(self, at: int) -> str:
        """The word numbered `at` as its writer typed it, capitals and all."""
        if self.normalised.starts is None:
            return self.source[self.starts[at] : self.ends[at]]
        span = self.span(at, at + 1)
        return self.source[span.start : span.end]

    def is_whole(self, first: int, last: int) -> bool:
        """Whether nothing but spaces, full stops, apostrophes and hyphens parts these words."""
        text = self.normalised.text
        return all(
            not text[self.ends[at] : self.starts[at + 1]].strip(" \t.'-")
            for at in range(first, last - 1)
        )

    def at_edge(self, at: int, start: bool) -> bool:
        """Whether a sentence starts (or, for `start` False, ended) just before word `at`."""
        if at in (0, len(self.words)):
            return start == (at == 0)
        return self.sentences[at] != self.sentences[at - 1]

    def matched(self, first: int, last: int) -> str:
        """The normalised words `[first, last)`, for fingerprints."""
        return " ".join(self.words[first:last])


def _bounds(numbers: list[int]) -> list[int]:
    """For each word, the index just past the last word of its sentence."""
    bounds = [0] * len(numbers)
    end = len(numbers)
    for at in range(len(numbers) - 1, -1, -1):
        if at + 1 < len(numbers) and numbers[at + 1] != numbers[at]:
            end = at + 1
        bounds[at] = end
    return bounds


def _openings(numbers: list[int]) -> list[int]:
    """For each sentence, the index of its first word."""
    openings: list[int] = []
    for at, number in enumerate(numbers):
        if number == len(openings):
            openings.append(at)
    return openings
