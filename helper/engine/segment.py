"""Words in, sentence numbers and quotation marks out: where a thought ends, whose words these are.

A line is a sentence too, so that bios, lists and verses work.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from helper.engine.tokens import Tokens

_BREAK = re.compile(r"[.!?]+[\"')\]]*(?:\s|$)|\n")
_SOFT = frozenset(
    "st mr mrs ms miss dr prof rev revd sir vs approx dept e.g i.e eg ie etc no nos hon gov".split()
)
_DOUBLE = re.compile(r'"([^"\n]{2,600})"')
_SINGLE = re.compile(r"(?<![\w'])'(?=\w)([^\n]{2,400}?)(?<=[\w.,!?…])'(?!\w)")
_BLOCK = re.compile(r"(?m)^[ \t]*>[^\n]*$")


def sentences(text: str, tokens: Tokens) -> list[int]:
    """The sentence number of each word, rising by one at full stops and line ends."""
    numbers: list[int] = []
    number = 0
    previous_end = 0
    starts, ends, words = tokens.starts, tokens.ends, tokens.words
    for i, start in enumerate(starts):
        if i and (start - previous_end > 1 or text[previous_end:start] == "\n"):
            gap = text[previous_end:start]
            broken = _BREAK.search(gap)
            if broken and not (
                "\n" not in gap and gap[0] == "." and _is_abbreviation(words[i - 1], gap)
            ):
                number += 1
        numbers.append(number)
        previous_end = ends[i]
    return numbers


def _is_abbreviation(word: str, gap: str) -> bool:
    return gap.startswith(". ") and (word in _SOFT or (len(word) == 1 and word.isalpha()))


def quotations(text: str) -> list[tuple[int, int]]:
    """Stretches of normalised `text` inside quotation marks or quoted lines, in order.

    A draft that is one quotation from end to end is the writer's own words in marks.
    """
    found: list[tuple[int, int]] = []
    if '"' in text:
        found += [match.span(1) for match in _DOUBLE.finditer(text)]
    if "'" in text:
        found += [match.span(1) for match in _SINGLE.finditer(text)]
    if ">" in text:
        found += [match.span() for match in _BLOCK.finditer(text)]
    whole = len(text.strip()) - 2
    return sorted(span for span in found if span[1] - span[0] < whole)


def quoted(tokens: Tokens, stretches: list[tuple[int, int]]) -> list[bool]:
    """Whether each word stands inside one of the stretches."""
    if not stretches:
        return [False] * len(tokens)
    begins = [start for start, _ in stretches]
    flags = []
    for start in tokens.starts:
        at = bisect_right(begins, start) - 1
        flags.append(at >= 0 and start < stretches[at][1])
    return flags
