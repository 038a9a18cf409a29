"""The text of a YAML file in, a tree of nodes with places out; everything stays a string.

YAML's own readings (`no` as False, `9.10` as 9.1, the last of two equal keys winning) never
happen here. Anchors, aliases and tags are refused, and so are files that are too large.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from helper.rulebook.problems import Problem

MOST_BYTES = 2 * 1024 * 1024
_DEEPEST = 20

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Scalar:
    """A piece of text; `style` is YAML's: None or empty for unquoted, `|` for a block."""

    value: str
    line: int
    column: int
    style: str = ""


@dataclass(slots=True)
class Listing:
    """A list."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True)
class Table:
    """Keys with values, in order, each key once."""

    entries: dict[str, tuple[Scalar, Node]]
    line: int
    column: int


Node = Scalar | Listing | Table


class BadFileError(Exception):
    """The file is not usable YAML."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(slots=True)
class _Builder:
    file: str
    events: Iterator[yaml.Event]
    problems: list[Problem] = field(default_factory=list)

    def complain(self, event: yaml.Event, what: str, write: str) -> BadFileError:
        return BadFileError(Problem(self.file, *_place(event), what, write))

    def node(self, event: yaml.Event, depth: int = 0) -> Node:
        line, column = _place(event)
        if depth > _DEEPEST:
            raise self.complain(event, "this is nested too deeply", "bring it nearer the margin")
        if isinstance(event, yaml.AliasEvent):
            raise self.complain(
                event,
                f"an alias (*{event.anchor}) is not allowed",
                "write the words out, in quotes",
            )
        if event.anchor is not None:  # type: ignore[attr-defined]
            raise self.complain(
                event, "an anchor (&name) is not allowed", "write the words out, in quotes"
            )
        if event.tag not in (None, "!"):  # type: ignore[attr-defined]
            raise self.complain(event, "a tag (!name) is not allowed", "put the words in quotes")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line, column, event.style or "")
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(item, depth + 1))
            return Listing(items, line, column)
        return self._table(line, column, depth)

    def _table(self, line: int, column: int, depth: int) -> Table:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                raise self.complain(
                    event,
                    "a key must be a plain word",
                    "put words that begin with { or [ in quotes",
                )
            if key.value in entries:
                first = entries[key.value][0].line
                self.problems.append(
                    Problem(
                        self.file,
                        key.line,
                        key.column,
                        f"{key.value!r} stands here twice (first on line {first})",
                        "keep one of the two",
                    )
                )
                continue
            entries[key.value] = (key, value)
        return Table(entries, line, column)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def read(file: str, data: bytes) -> tuple[Node, list[Problem]]:
    """The node tree of one file, and the repeated keys in it.

    Args:
        file: its name, for problems.
        data: its bytes.

    Raises:
        BadFileError: too large, not UTF-8, not YAML, or YAML that is not allowed here.
    """
    if len(data) > MOST_BYTES:
        raise BadFileError(
            Problem(file, 1, 1, "the file is larger than 2 MiB", "split it into several files")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadFileError(
            Problem(file, line, 1, "these bytes are not UTF-8", "save the file as UTF-8")
        ) from None
    try:
        events = yaml.parse(text, Loader=_Loader)
        builder = _Builder(file, events)
        next(events)  # the stream
        first = next(events)
        if isinstance(first, yaml.StreamEndEvent):
            raise BadFileError(
                Problem(file, 1, 1, "the file is empty", "write the file or delete it")
            )
        node = builder.node(next(events))
        next(events)  # the document's end
        if not isinstance(after := next(events), yaml.StreamEndEvent):
            raise builder.complain(after, "a second document begins here", "remove the --- line")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise BadFileError(
            Problem(file, line, column, _plain(error.problem), _advice(error.problem))
        ) from None
    except yaml.YAMLError:
        raise BadFileError(
            Problem(
                file, 1, 1, "this cannot be read as YAML", "remove characters that cannot be seen"
            )
        ) from None
    except RecursionError:
        raise BadFileError(
            Problem(file, 1, 1, "this is nested too deeply", "bring it nearer the margin")
        ) from None
    return node, builder.problems


def _plain(problem: str | None) -> str:
    return f"this is not YAML ({problem or 'unreadable'})"


def _advice(problem: str | None) -> str:
    known = problem or ""
    if "tab" in known or "cannot start any token" in known:
        return "indent with spaces, and put text that begins with a sign such as @ in quotes"
    if "mapping values" in known:
        return "put text that holds a colon in quotes"
    return "check the indentation and the quotes on this line and the one before"
