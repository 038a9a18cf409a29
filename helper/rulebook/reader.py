"""Nodes in, plain values out; what is wrong is noted with its place and reading goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helper.rulebook import shape
from helper.rulebook.nodes import Listing, Node, Scalar, Table
from helper.rulebook.problems import Problem, nearest


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file, from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text and where it stands."""

    value: str
    place: Place
    quoted: bool = True


class Reader:
    """Reads one file's nodes.

    Args:
        file: its name, for problems.
        lines: its text by lines, to find columns inside blocks.
        problems: where to note what is wrong.
    """

    def __init__(self, file: str, lines: list[str], problems: list[Problem]) -> None:
        self.file = file
        self._lines = lines
        self._problems = problems

    def complain(self, where: Node | Place | Text, what: str, write: str) -> None:
        """Note a problem."""
        place = where.place if isinstance(where, Text) else where
        self._problems.append(Problem(self.file, place.line, place.column, what, write))

    def table(self, node: Node | None, keys: Mapping[str, shape.Key], what: str) -> dict[str, Node]:
        """The values of a table with these keys; unknown and missing keys are noted."""
        if not isinstance(node, Table):
            if node is not None:
                self.complain(node, f"{what} must be a list of keys", "write `key: value` lines")
            return {}
        for name, (key, _) in node.entries.items():
            if name not in keys:
                self.complain(key, f"{what} has no key {name!r}", nearest(name, list(keys)))
        for name, spec in keys.items():
            if spec.required and name not in node.entries:
                self.complain(node, f"{what} lacks {name!r}", f"add `{name}:` {spec.about.lower()}")
        return {name: value for name, (_, value) in node.entries.items() if name in keys}

    def entries(self, node: Node | None, what: str) -> dict[str, tuple[Scalar, Node]]:
        """The entries of a table whose keys are free."""
        if isinstance(node, Table):
            return node.entries
        if node is not None:
            self.complain(node, f"{what} must be a list of keys", "write `key: value` lines")
        return {}

    def text(self, node: Node | None, what: str, *, empty: bool = False) -> str:
        """One piece of text."""
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.complain(
                node, f"{what} must be text", "put text that begins with { or [ in quotes"
            )
            return ""
        value = node.value.strip()
        if not value and not empty:
            self.complain(node, f"{what} is empty", "write it or remove the key")
        return value

    def choice(self, node: Node | None, options: Iterable[str], what: str, default: str) -> str:
        """One of several words."""
        if node is None:
            return default
        value = self.text(node, what)
        known = list(options)
        if value and value not in known:
            self.complain(node, f"{what} cannot be {value!r}", nearest(value, known))
            return default
        return value or default

    def flag(self, node: Node | None, what: str, *, default: bool = False) -> bool:
        """Yes or no."""
        word = "yes" if default else "no"
        return self.choice(node, shape.YES + shape.NO, what, word) in shape.YES

    def items(self, node: Node | None, what: str) -> list[Node]:
        """The items of a list, which is not empty."""
        if node is None:
            return []
        if not isinstance(node, Listing):
            self.complain(node, f"{what} must be a list", "begin each line with a dash")
            return []
        if not node.items:
            self.complain(node, f"{what} is empty", "write something in it or remove the key")
        return node.items

    def texts(self, node: Node | None, what: str) -> list[Text]:
        """A list of texts; a single text will do."""
        if isinstance(node, Scalar):
            value = self.text(node, what)
            return [self._of(node)] if value else []
        found = []
        for item in self.items(node, what):
            if self.text(item, what) and isinstance(item, Scalar):
                found.append(self._of(item))
        return found

    def choices(self, node: Node | None, options: Iterable[str], what: str) -> tuple[str, ...]:
        """Several words out of a set."""
        known = list(options)
        found = []
        for text in self.texts(node, what):
            if text.value in known:
                found.append(text.value)
            else:
                self.complain(text, f"{what} cannot be {text.value!r}", nearest(text.value, known))
        return tuple(found)

    def lines(self, node: Node | None, what: str) -> list[Text]:
        """One text a line of a block, or a list of texts; lines that begin with `# ` are notes."""
        if not (isinstance(node, Scalar) and node.style == "|"):
            return self.texts(node, what)
        found = []
        for offset, line in enumerate(node.value.split("\n")):
            value = line.strip()
            if not value or value == "#" or value.startswith("# "):
                continue
            number = node.line + 1 + offset
            written = self._lines[number - 1] if number <= len(self._lines) else line
            found.append(Text(value, Place(number, max(written.find(value), 0) + 1)))
        if not found:
            self.complain(node, f"{what} is empty", "write something in it or remove the key")
        return found

    @staticmethod
    def _of(node: Scalar) -> Text:
        column = node.column + (1 if node.style in ("'", '"') else 0)
        return Text(node.value.strip(), Place(node.line, column), node.style in ("'", '"'))
