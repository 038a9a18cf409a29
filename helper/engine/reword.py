"""A judged rule and its reading in, edits out that say the same in the writer's own voice."""

from __future__ import annotations

from helper.engine.judge import Sighted
from helper.engine.model import Edit, Span
from helper.engine.reading import Reading

_OWN = {"we": "I", "us": "me", "our": "my", "ours": "mine", "ourselves": "myself"}
_TO_BE = {"are": "am", "were": "was"}
_BETWEEN = frozenset(
    """all both also always never still just really truly simply certainly now then only not so
    very here too and proudly often fully already""".split()
)
_BODIES = frozenset(
    "school trust academy department team staff college organisation faculty".split()
)
_STANCES = {
    "believes": "believe",
    "thinks": "think",
    "supports": "support",
    "backs": "back",
    "feels": "feel",
    "knows": "know",
    "hopes": "hope",
    "wants": "want",
    "welcomes": "welcome",
    "opposes": "oppose",
    "rejects": "reject",
    "condemns": "condemn",
    "agrees": "agree",
    "disagrees": "disagree",
    "stands": "stand",
    "says": "say",
    "does": "do",
    "is": "am",
}
_VIEWS = frozenset("view views position stance opinion verdict take".split())
_REACH = 4
_BEFORE_NAME = frozenset("at for in from @ joining join joined".split())
_VOICES = frozenset("here we us all staff".split())
_ARTICLES = frozenset("a an the our my this".split())


def own_voice(case: Sighted, reading: Reading) -> tuple[Edit, ...]:
    """Turn "we" into "I", verbs with it, in the sighted sentences and what follows on the line.

    Quotations keep their words. Nothing comes out where the change would not read well.
    """
    lines = _lines(case, reading)
    edits: dict[int, Edit] = {}
    words = reading.words
    for at, word in enumerate(words):
        if at in edits or reading.quoted[at] or not lines[at]:
            continue
        following = words[at + 1] if at + 1 < len(words) else ""
        if word == "our" and following in _BODIES and _body(at, reading, edits):
            continue
        if word == "a" and at and words[at - 1] == "as" and following in _BODIES:
            edits[at] = Edit(reading.span(at, at + 2), "one of the staff")
        elif word == "us" and at and words[at - 1] == "of":
            if words[at - 2 : at] != ["all", "of"] or not reading.at_edge(at - 2, start=True):
                return ()
            if not _work_there(at - 2, at, reading, edits):
                return ()
        elif word in _OWN and not _abroad(at, reading):
            _own(at, reading, edits)
    return tuple(edits[at] for at in sorted(edits))


def _body(at: int, reading: Reading, edits: dict[int, Edit]) -> bool:
    """Reword "our school believes" and "our school's view"; False where it is neither."""
    words = reading.words
    if at + 2 >= len(words):
        return False
    stance = _STANCES.get(words[at + 2])
    if stance:
        edits[at] = Edit(reading.span(at, at + 3), f"I {stance}")
        return True
    if words[at + 2] in _VIEWS:
        start, end = reading.span(at, at + 1).start, reading.span(at + 2, at + 3).start
        edits[at] = Edit(Span(start, end), _like("my", at, reading) + " ")
        return True
    return False


def _work_there(first: int, last: int, reading: Reading, edits: dict[int, Edit]) -> bool:
    """Reword "we at <name> are" to "I work at <name> and I am"; False where it cannot be."""
    joint = _joint(last, reading)
    if joint is None:
        return False
    edits[last] = Edit(reading.span(first, last + 1), "I work")
    after = reading.span(joint - 1, joint).end
    edits[joint - 1] = Edit(Span(after, after), " and I")
    _agree(joint, reading, edits)
    return True


def _own(at: int, reading: Reading, edits: dict[int, Edit]) -> None:
    """Reword one "we", "us" or "our"."""
    words = reading.words
    placed = words[at] == "we" and at + 1 < len(words) and words[at + 1] in ("at", "in")
    if placed and _work_there(at, at, reading, edits):
        return
    edits[at] = Edit(reading.span(at, at + 1), _like(_OWN[words[at]], at, reading))
    if words[at] == "we":
        _agree(at + 1, reading, edits)
        before = at - 1
        if before >= 0 and words[before] in _TO_BE and before not in edits:
            edits[before] = Edit(
                reading.span(before, at), _like(_TO_BE[words[before]], before, reading)
            )


def _joint(at: int, reading: Reading) -> int | None:
    """After "we at <name>": the index of the verb, when the name runs straight into one."""
    words, source = reading.words, reading.source
    end = reading.bounds[at]
    for verb in range(at + 3, min(at + 12, end)):
        gap = source[reading.span(verb - 1, verb).end : reading.span(verb, verb + 1).start]
        if gap.strip():
            return None
        if words[verb] in _VERBS:
            return verb
    return None


_VERBS = frozenset(
    """are were have had do did can could will would should must think believe say know feel hope
    want support back welcome love stand agree disagree never always do see hold take wish oppose
    reject condemn find expect need understand value care work try aim pride all""".split()
)


def _agree(start: int, reading: Reading, edits: dict[int, Edit]) -> None:
    """Fix the "are" or "were" that belongs to a "we" just before `start`."""
    words = reading.words
    for at in range(start, min(reading.bounds[start - 1], start + _REACH)):
        if words[at] in _TO_BE:
            span = reading.span(at, at + 1)
            shortened = reading.source[span.start : span.end].startswith(("'", "’"))
            edits[at] = Edit(span, "'m" if shortened else _like(_TO_BE[words[at]], at, reading))
        elif words[at] not in _BETWEEN:
            return


def _like(word: str, at: int, reading: Reading) -> str:
    """`word` with the capitals of what it replaces."""
    span = reading.span(at, at + 1)
    written = reading.source[span.start : span.end]
    if word == "I":
        return word
    if len(written) > 1 and written.isupper():
        return word.upper()
    return word.capitalize() if written[:1].isupper() else word


def _abroad(at: int, reading: Reading) -> bool:
    """Whether "us" is the country, or part of "let us"."""
    if reading.words[at] != "us":
        return False
    span = reading.span(at, at + 1)
    country = reading.source[span.start : span.end] == "US" and not reading.source.isupper()
    return country or (at > 0 and reading.words[at - 1] in ("let", "the"))


def _lines(case: Sighted, reading: Reading) -> list[bool]:
    """For each word, whether it stands in a sighted sentence or later on the same line."""
    sighted = {reading.sentences[first] for first, _ in case.places}
    flags: list[bool] = []
    on = False
    for at, number in enumerate(reading.sentences):
        if at:
            gap = reading.normalised.text[reading.ends[at - 1] : reading.starts[at]]
            on = on and "\n" not in gap
        on = on or number in sighted
        flags.append(on)
    return flags


def without_name(case: Sighted, reading: Reading) -> tuple[Edit, ...]:
    """Say "a school" where the name stands; nothing where that would not read well."""
    edits: list[Edit] = []
    words = reading.words
    taken = -1
    for first, last in case.places:
        if first < taken:
            continue
        taken = last
        before = words[first - 1] if first else ""
        if before in _ARTICLES and reading.bounds[first] > last:
            begins = first - 1
            article = "a" if before == "an" else before
            edits.append(
                Edit(reading.span(begins, last), f"{_like(article, begins, reading)} school")
            )
        elif (
            before in _BEFORE_NAME
            and not words[first].startswith(("@", "#"))
            and (first < 2 or words[first - 2] not in _VOICES)
        ):
            edits.append(Edit(reading.span(first, last), "a school"))
        else:
            return ()
    return tuple(edits)
