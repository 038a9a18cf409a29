"""Names by their capitals: words that are written large where nothing else asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from helper.engine.reading import Reading


def _firsts(reading: Reading) -> list[str]:
    """The first letter of each word as it was typed."""
    source, folded = reading.source, reading.normalised
    if folded.starts is None:
        return [source[start] for start in reading.starts]
    places = folded.starts
    return [source[places[start]] for start in reading.starts]


def capitalised(reading: Reading) -> Iterator[tuple[int, int]]:
    """Words written with one capital, that do not open a sentence, in a text with small letters.

    In a text typed all in capitals no capital tells anything, so nothing is found there.
    """
    if reading.source.isupper():
        return
    for at, char in enumerate(_firsts(reading)):
        if not char.isupper() or reading.at_edge(at, start=True):
            continue
        word = reading.written(at)
        if len(word) > 1 and word[0].isupper() and not word[1:].isupper():
            yield at, at + 1


def small(reading: Reading) -> Iterator[tuple[int, int]]:
    """Words that begin with a small letter; in a text typed all in capitals there are none."""
    for at, char in enumerate(_firsts(reading)):
        if char.islower():
            yield at, at + 1


def initial(reading: Reading) -> Iterator[tuple[int, int]]:
    """Single capital letters, as in "Olivia R" or "T. Ashworth"; "I" is left out."""
    for at, word in enumerate(reading.words):
        if len(word) == 1 and word.isalpha() and word != "i" and reading.written(at).isupper():
            yield at, at + 1


def shouted(reading: Reading) -> Iterator[tuple[int, int]]:
    """Words all in capitals, as abbreviations are, in a text that has small letters."""
    if reading.source.isupper():
        return
    for at, char in enumerate(_firsts(reading)):
        if char.isupper() and len(word := reading.written(at)) > 1 and word.isupper():
            yield at, at + 1


def possessive(reading: Reading) -> Iterator[tuple[int, int]]:
    """Words that can say whose the next word is: "Tommy's mum", "jo's dad", "the twins nan"."""
    text, starts, ends = reading.normalised.text, reading.starts, reading.ends
    for word, places in reading.where.items():
        in_s = len(word) > 2 and word[-1] == "s"
        for at in places:
            if at + 1 < len(starts):
                between = text[ends[at] : starts[at + 1]]
                if (between == "'s " and len(word) > 1) or (in_s and between in (" ", "' ")):
                    yield at, at + 1


def set_off(reading: Reading) -> Iterator[tuple[int, int]]:
    """Large words between commas or at an edge, as one calls to somebody: "You too, Aaliyah!"."""
    text = reading.normalised.text
    for at in range(len(reading.words)):
        before = text[reading.ends[at - 1] : reading.starts[at]] if at else ","
        if "," not in before and not reading.at_edge(at, start=True):
            continue
        after = text[reading.ends[at] : reading.ends[at] + 1]
        if after in ("", ",", "!", "?", ".") and reading.written(at)[0].isupper():
            yield at, at + 1
