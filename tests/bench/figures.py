"""A figure with its target, and the table that `make bench` prints."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number.

    Attributes:
        name: What was measured, and how often.
        value: The number, in `unit`.
        unit: ms, MB or KB.
        target: What it should stay at or below; None where it is only told for comparison.
    """

    name: str
    value: float
    unit: str
    target: float | None = None

    @property
    def verdict(self) -> str:
        """`pass`, `MISS`, or nothing where there is no target."""
        if self.target is None:
            return ""
        return "pass" if self.value <= self.target else "MISS"


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The value that 19 of 20 stay at or below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def pair(name: str, values: Sequence[float], unit: str, target: float, at: str) -> list[Figure]:
    """The median and the 95th percentile, of which the one named `at` has the target."""
    goals = {at: target}
    return [
        Figure(f"{name}, median of {len(values)}", median(values), unit, goals.get("median")),
        Figure(f"{name}, 95th percentile", p95(values), unit, goals.get("p95")),
    ]


def table(figures: Iterable[Figure]) -> str:
    """Lines of name, value, target and verdict, in columns."""
    rows = [
        (
            figure.name,
            f"{figure.value:.2f} {figure.unit}",
            "" if figure.target is None else f"at most {figure.target:g} {figure.unit}",
            figure.verdict,
        )
        for figure in figures
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    lines = (
        f"  {name:<{widths[0]}}  {value:>{widths[1]}}  {target:<{widths[2]}}  {verdict}"
        for name, value, target, verdict in rows
    )
    return "\n".join(line.rstrip() for line in lines)
