"""The pattern spotter: regular expressions over the normalised text, each under a time limit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from helper.engine.book import Pattern
from helper.engine.reading import Reading


def sightings(pattern: Pattern, reading: Reading, timeout: float) -> set[tuple[int, int]]:
    """The word ranges that `pattern` touches.

    Args:
        pattern: what to look for; it runs only where its required literal occurs.
        reading: the text.
        timeout: seconds left.

    Raises:
        TimeoutError: the pattern did not finish in time.
    """
    text = reading.normalised.text
    if pattern.needs not in text:
        return set()
    found: set[tuple[int, int]] = set()
    for match in pattern.compiled.finditer(text, timeout=timeout):
        start, end = match.span()
        first = bisect_right(reading.ends, start)
        last = bisect_left(reading.starts, end)
        if first < last:
            found.add((first, last))
    return found
