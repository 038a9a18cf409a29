"""What is wrong with a file under rules/, where, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake; line and column count from 1, so that editors can jump to it."""

    file: str
    line: int
    column: int
    what: str
    write: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.what}; {self.write}"


class RulebookError(Exception):
    """The files under rules/ cannot be used; `problems` says why, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def nearest(word: str, known: list[str]) -> str:
    """The known word most like `word`, as advice: "did you mean ...?"; else what is known."""
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]!r}?"
    shown = sorted(known)[:20]
    return "write one of: " + ", ".join(shown) + ("" if len(known) <= 20 else ", ...")
