"""The nouns every stage shares. Ranges here are half-open and count code points of `Draft.text`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum


class Severity(IntEnum):
    """How loudly a finding speaks, quietest first (clauses.md: info, advice, warn, stop)."""

    INFO = 0
    ADVICE = 1
    WARN = 2
    STOP = 3

    @property
    def word(self) -> str:
        """The level's name on the wire."""
        return self.name.lower()


class Verdict(StrEnum):
    """The whole report in one word; `CLEAR` also covers findings that are only `info`."""

    CLEAR = "clear"
    ADVISE = "advise"
    WARN = "warn"
    STOP = "stop"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of the draft, in code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Account:
    """What the person has said about the account they write from, and about a break."""

    kind: str = "unknown"  # personal, official, unknown
    bio_disclaimer: bool = False
    on_break: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft and its circumstances: everything the engine may look at."""

    text: str
    site: str = ""
    kind: str = "post"
    thread: str = ""
    attachments: tuple[str, ...] = ()
    audience: str = "unknown"
    account: Account = field(default_factory=Account)
    limit: int | None = None  # the box's own length limit, in UTF-16 code units
    now: datetime | None = None
    device: str = "unknown"  # personal, trust, unknown


@dataclass(frozen=True, slots=True)
class Hit:
    """An unjudged sighting: a concept at a span, with the way of saying it that matched."""

    concept: str
    span: Span
    via: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the words at `span` by `text`; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing the person can do: edits to the draft, or an action by name. Never both."""

    title: str
    edits: tuple[Edit, ...] = ()
    action: str = ""
    preview: str = ""  # the words the edits will leave behind


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause as a card shows it."""

    id: str
    title: str
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A judged hit: the rule, its clauses, where, how serious, what to do."""

    id: str
    rule: str
    severity: Severity
    clauses: tuple[Citation, ...]
    span: Span
    message: str
    short: str
    fixes: tuple[Fix, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the rulebook says about one draft, most serious finding first.

    `incomplete` is None, or the reason why part of the rulebook was not applied.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    incomplete: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
