"""The compiled rulebook: what the engine reads instead of files. Everything here is frozen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import regex

from helper.engine.model import Draft, Severity, Span
from helper.engine.working_time import NO_WORKING_TIME, WorkingTime

# ---------------------------------------------------------------- the policy and the Trust


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a clause is answered: by rules, by other means, or by nothing and a reason."""

    by: tuple[str, ...]
    top: Severity | None
    reason: str
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the policy, word for word; `read_with` names those whose words come before."""

    id: str
    title: str
    text: str
    modality: str
    coverage: Coverage
    read_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the policy."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy: `review_due` is the date or month printed in it, such as `2026-06`."""

    title: str
    version: str
    review_due: str
    sections: tuple[Section, ...]
    clauses: Mapping[str, Clause]


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone a card's "ask" can reach."""

    title: str
    name: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """The line that cards offer for clause 9.5, in full and for boxes with a tight limit."""

    full: str
    short: str


@dataclass(frozen=True, slots=True)
class Academy:
    """One academy: names that can only mean it, and names that could mean something else."""

    name: str
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """The Trust: what it is called, where it lives on the web, whom to ask."""

    name: str
    short_names: tuple[str, ...]
    ambiguous_short_names: tuple[str, ...]
    academies: tuple[Academy, ...]
    handles: tuple[str, ...]
    hashtags: tuple[str, ...]
    domains: tuple[str, ...]
    lookalike_phrases: tuple[str, ...]
    lookalike_cues: tuple[str, ...]
    contacts: Mapping[str, Contact]
    disclaimer: Disclaimer
    replies: Mapping[str, str]
    working_time: WorkingTime = NO_WORKING_TIME


# ---------------------------------------------------------------- concepts


@dataclass(frozen=True, slots=True)
class Word:
    """One word, exactly."""

    text: str


@dataclass(frozen=True, slots=True)
class AnyWord:
    """One word out of several: the common case of a choice, kept flat for speed."""

    texts: Collection[str]  # as `few_or_many` gives it


_FEW = 12


def few_or_many(words: Iterable[str]) -> tuple[str, ...] | frozenset[str]:
    """Words to be looked up in: a tuple of few, which is small, or a set of many, which is fast."""
    known = frozenset(words)
    return tuple(sorted(known)) if len(known) <= _FEW else known


@dataclass(frozen=True, slots=True)
class Stem:
    """A word that begins so."""

    start: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words that do not matter."""

    most: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The sentence's first word comes next, or its last word came before."""

    start: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """Another concept, in this place."""

    concept: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """One of several wordings of plain words: what may come after each first word, if anything.

    The shortest has `least` words and the longest `most`.
    """

    tails: Mapping[str, tuple[tuple[str, ...], ...]]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; an empty one makes it optional."""

    options: tuple[tuple[Element, ...], ...]


Element = Word | AnyWord | Stem | Gap | Edge | Mention | Wordings | Choice
Sequence = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying something.

    A `whole` phrase is a name: no comma or other sign may stand between its words.
    """

    elements: Sequence
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression over the normalised text; it is tried only where `needs` occurs."""

    source: str
    compiled: regex.Pattern[str]
    needs: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A named set of ways to say one thing, and what makes a sighting not count.

    `spotter` names a finder of the engine's own, for what neither phrases nor patterns can say.
    The guards are names of concepts too: `excepts` covers the sighting, `after` ends where it
    begins, `before` begins where it ends, `sentence` stands in its sentence, `near` in that one
    or a neighbour, `text` anywhere.
    """

    name: str
    means: str
    phrases: tuple[Phrase, ...]
    patterns: tuple[Pattern, ...] = ()
    spotter: str = ""
    excepts: str = ""
    after: str = ""
    before: str = ""
    sentence: str = ""
    near: str = ""
    text: str = ""
    file: str = ""


# ---------------------------------------------------------------- conditions


@dataclass(frozen=True, slots=True)
class Reach:
    """How far apart two sightings may stand and still belong together."""

    within: str = "sentence"  # sentence, neighbours, words, text
    words: int = 0


@dataclass(frozen=True, slots=True)
class Present:
    """Any of these concepts occurs, in the text or in the thread, outside quotations.

    A sighting with one of `without` in its reach does not count.
    """

    concepts: tuple[str, ...]
    where: str = "text"  # text, thread, either
    quoted: bool = False  # whether a sighting inside a quotation counts
    without: tuple[str, ...] = ()
    reach: Reach = Reach()


@dataclass(frozen=True, slots=True)
class Together:
    """Each of these groups of concepts occurs in reach of the first, and none of `without`.

    `order` says which group to look for first, so as to be done soon where one is missing.
    """

    groups: tuple[tuple[str, ...], ...]
    reach: Reach
    where: str = "text"  # text, thread
    quoted: bool = False
    without: tuple[str, ...] = ()
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """The draft's circumstances are among these; an empty field asks for nothing."""

    kinds: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    bio_disclaimer: bool | None = None
    on_break: bool | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; `order` says which to ask first, as in `Together`."""

    parts: tuple[Condition, ...]
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds; the first that does is the evidence."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Present | Together | Context | All | Any | Not


# ---------------------------------------------------------------- rules


@dataclass(frozen=True, slots=True)
class FixPlan:
    """A fix as the rule names it: `kind` is do, or one of the ways of writing in fix.py."""

    kind: str
    what: str
    title: str


@dataclass(frozen=True, slots=True)
class Example:
    """A draft that a rule must flag (at `span`) or pass (`span` is None)."""

    draft: Draft
    span: Span | None
    raw: str | Mapping[str, object]
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Turns concepts and circumstances into a finding under its clauses.

    `wants` holds sets of concepts: where a draft can hold nothing of one, the rule is silent.
    """

    id: str
    title: str
    clauses: tuple[str, ...]
    confidence: str
    status: str
    when: Condition
    unless: Condition | None
    mark: tuple[str, ...]
    every: bool
    message: str
    short: str
    why: str
    fixes: tuple[FixPlan, ...]
    over: tuple[str, ...]
    joins: tuple[str, ...]
    flags: tuple[Example, ...]
    passes: tuple[Example, ...]
    file: str
    severity: Severity = Severity.INFO
    wants: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """Words, beginnings of words and concepts of which a sentence must hold at least one."""

    words: Collection[str] = ()  # as `few_or_many` gives it, or the keys of wordings
    stems: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trail:
    """A phrase, and what is known of it before it is tried.

    A sentence must meet each of `needs`, besides the anchor that the phrase is filed under. The
    phrase begins with what `begins` names (None: with anything), and from `least` to `most` of its
    words come before the anchor.
    """

    phrase: Phrase
    needs: tuple[Need, ...]
    begins: Need | None
    least: int
    most: int


Filed = tuple[tuple[str, tuple[Trail, ...]], ...]
"""Phrases by concept: its name, and its phrases."""


@dataclass(frozen=True, slots=True)
class Index:
    """Which phrases can occur at all, by the words a text must hold for them.

    `alone` maps a word to the concepts that it says by itself. `words` and `stems` map an anchor
    to phrases, and `stems_from` two letters to the stems that begin so. `leaning` lists, per
    concept, the phrases that hold on to another concept, or to nothing (an empty name), and
    `leaned_on` the same by what they hold on to. `signs` names the concepts that are looked for
    by patterns or finders, each with letters that must be there.
    """

    alone: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Filed]
    stems: Mapping[str, Filed]
    stems_from: Mapping[str, tuple[str, ...]]
    leaning: Mapping[str, tuple[tuple[Trail, str], ...]]
    leaned_on: Mapping[str, tuple[tuple[str, Trail], ...]]
    signs: tuple[tuple[str, str], ...]
    vocabulary: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything under rules/, checked and compiled; `digest` is over the files' bytes."""

    policy: Policy
    organisation: Organisation
    rules: Mapping[str, Rule]
    concepts: Mapping[str, Concept]
    index: Index
    digest: str
    version: str
    files: tuple[str, ...] = field(default=())
