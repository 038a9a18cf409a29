"""People by title and name: "Mrs Okafor", "Mr B", "miss rowe"."""

from __future__ import annotations

from collections.abc import Iterator

from helper.engine.reading import Reading

_PLAIN = frozenset("mr mrs ms mx".split())
_LARGE = frozenset("dr rev revd reverend canon prof professor madame mme mlle herr frau".split())
_TITLES = _PLAIN | _LARGE | {"miss", "father", "senor", "senora", "senorita", "mademoiselle"}
_NO_NAME = frozenset(
    "a about after all also always an and are as asked at bag before big but came can could did do "
    "does for from gave get go got had has have he her here him his home how i if in into is it "
    "just like look me men my never no not of off on or our out over own right said says see she "
    "should so some sure take than that the their them then there they thinks this to told up us "
    "wanted wants was we went were what when where which who why will with would wrong you "
    "your".split()
)
"""Words that follow a title used by itself ("the mrs says", "ask miss if"), never a name."""
_INTRODUCE = frozenset("is its am with from and hi hello dear ask see hiya".split())
"""Words after which even a small "miss" is a title."""
_MOST = 3
"""Words at most after the title."""


def titled(reading: Reading) -> Iterator[tuple[int, int]]:
    """A title with a name or an initial, as far as the name goes on in capitals."""
    words, where = reading.words, reading.where
    for title in _TITLES & where.keys():
        for at in where[title]:
            name = at + 1
            if name >= reading.bounds[at] or words[name].isdigit():
                continue
            large = reading.written(name)[0].isupper()
            if words[name] in _NO_NAME and not (words[name] == "a" and large):
                continue
            if not large and not _small_name(reading, title, at):
                continue
            if title == "miss" and large and not _is_title(reading, at):
                continue
            end = name + 1
            while (
                large and end < min(at + 1 + _MOST, reading.bounds[at]) and _goes_on(reading, end)
            ):
                end += 1
            yield at, end


def _small_name(reading: Reading, title: str, at: int) -> bool:
    """Whether a small word after this title is still a name: all typed small, or one letter."""
    word = reading.words[at + 1]
    if title in _PLAIN:
        return len(word) == 1 or (len(word) > 2 and reading.written(at)[0].islower())
    if title == "miss":
        return len(word) > 2 and at > 0 and reading.words[at - 1] in _INTRODUCE
    return title == "dr" and len(word) > 2 and reading.written(at)[0].islower()


def _is_title(reading: Reading, at: int) -> bool:
    """Whether "miss" before a large name is a title: "Miss Rowe", and not "I miss Blackpool"."""
    if reading.written(at)[0].isupper() and not reading.at_edge(at, start=True):
        return True
    if reading.at_edge(at, start=True):
        return reading.written(at)[0].isupper()
    return reading.words[at - 1] in _INTRODUCE


def _goes_on(reading: Reading, at: int) -> bool:
    """Whether the word at `at` follows the one before within a name."""
    between = reading.normalised.text[reading.ends[at - 1] : reading.starts[at]]
    written = reading.written(at)
    return between in (" ", "-") and written[0].isupper() and not reading.source.isupper()
