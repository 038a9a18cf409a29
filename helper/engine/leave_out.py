"""A judged rule and its reading in, edits out that leave something out of the draft."""

from __future__ import annotations

from helper.engine.judge import Sighted
from helper.engine.model import Edit, Span
from helper.engine.reading import Reading

_PEOPLE = {
    "pupil": "a pupil",
    "colleague": "a colleague",
    "parent": "a parent",
    "someone": "someone",
}
_BLANK = "•••"
_LONGEST_NAME = 5
"""Words: "Amelia Walsh in Year 4"."""
_PLURAL = frozenset("all both two three some these those many several".split())


def without_sentence(case: Sighted, reading: Reading) -> tuple[Edit, ...]:
    """Cut each sighted sentence; nothing where no words of the draft would be left."""
    numbers = sorted({reading.sentences[first] for first, _ in case.places})
    if len(numbers) == len(reading.openings):
        return ()
    edits: list[Edit] = []
    for number in numbers:
        first = reading.openings[number]
        last = reading.bounds[first]
        start = reading.span(first, first + 1).start if first else 0
        end = reading.span(last, last + 1).start if last < len(reading.words) else None
        if end is None:
            start = reading.span(first - 1, first).end
            start += _marks_after(reading.source, start)
            end = len(reading.source)
        edits.append(Edit(Span(start, end), ""))
    return tuple(_joined(edits))


def _marks_after(source: str, at: int) -> int:
    """How many signs that end a sentence stand at `at`."""
    rest = source[at:]
    return len(rest) - len(rest.lstrip(".!?…)\"'”’"))


def _joined(edits: list[Edit]) -> list[Edit]:
    """Cuts that touch made one, so that they are undone as one."""
    joined: list[Edit] = []
    for edit in edits:
        if joined and joined[-1].span.end >= edit.span.start:
            joined[-1] = Edit(Span(joined[-1].span.start, edit.span.end), "")
        else:
            joined.append(edit)
    return joined


def said_of(whom: str, case: Sighted, reading: Reading) -> tuple[Edit, ...]:
    """Say "a pupil" and the like where the sighted words stand.

    Nothing comes out where several people are meant, or where the words are more than a name and a
    class: what they tell would go with them.
    """
    edits: list[Edit] = []
    for first, last in case.places:
        if last - first > _LONGEST_NAME or (first and reading.words[first - 1] in _PLURAL):
            return ()
        span = reading.span(first, last)
        text = _PEOPLE[whom]
        if reading.at_edge(first, start=True):
            text = text[0].upper() + text[1:]
        edits.append(Edit(span, text))
    return tuple(edits)


def blanked(case: Sighted, reading: Reading) -> tuple[Edit, ...]:
    """Put dots where the sighted words stand."""
    return tuple(Edit(reading.span(first, last), _BLANK) for first, last in case.places)
