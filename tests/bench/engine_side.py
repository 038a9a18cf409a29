"""The engine's figures, in process: time over length, over the number of rules, and in bulk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from time import process_time

from figures import Figure, median, pair

from helper.cli.drafts import judge
from helper.engine import check
from helper.engine.book import Rulebook
from helper.engine.model import Draft
from helper.engine.report import MOST_CARDS
from helper.rulebook import find_rules, load

DRAFTS = Path(__file__).parents[1] / "drafts" / "ordinary.jsonl"
LENGTHS = (50, 500, 5_000, 50_000, 100_000)
PLENTY = 600.0
"""Seconds: so that no check is cut short while it is being timed."""


def measure() -> list[Figure]:
    """All figures of the engine, in one run. Times are the processor's, not the clock's."""
    rulebook = load(find_rules())
    lines = DRAFTS.read_bytes().splitlines()
    posts = [str(json.loads(line)["text"]) for line in lines]
    for text in posts[:50]:
        _timed(text, rulebook)
    short = [_timed(text, rulebook) for text in _cut(posts, 280, 300)]
    long = [_timed(text, rulebook) for text in _cut(posts, 5_000, 20)]
    figures = pair("check of 280 characters in process", short, "ms", 2, "median")
    figures += pair("check of 5,000 characters in process", long, "ms", 20, "median")
    figures += _by_length(posts, rulebook)
    figures += _by_rules(posts, rulebook)
    start = process_time()
    count = sum(1 for _ in judge(lines, rulebook))
    rate = count / (process_time() - start)
    figures.append(Figure("check --drafts, posts a second and core", rate, "posts"))
    return figures


def _cut(posts: Sequence[str], length: int, count: int) -> list[str]:
    """`count` texts of exactly `length` characters out of ordinary posts, no two alike."""
    stream = "\n".join(islice(cycle(posts), len(posts) * 4 + length // 20))
    while len(stream) < length:
        stream += "\n" + stream
    step = max(1, (len(stream) - length) // count)
    return [stream[number * step : number * step + length] for number in range(count)]


def _timed(text: str, rulebook: Rulebook) -> float:
    """Milliseconds of processor time for one check, the better of two."""
    spent = []
    for _ in range(2):
        start = process_time()
        check(Draft(text), rulebook, budget=PLENTY, most=MOST_CARDS)
        spent.append((process_time() - start) * 1000)
    return min(spent)


def _by_length(posts: Sequence[str], rulebook: Rulebook) -> list[Figure]:
    """Milliseconds for each 1,000 characters: the same at every length, where it is linear."""
    figures = []
    for length in LENGTHS:
        times = [_timed(text, rulebook) for text in _cut(posts, length, 60 if length < 5000 else 2)]
        each = median(times) * 1000 / length
        figures.append(Figure(f"for each 1,000 characters of {length:,}", each, "ms"))
    return figures


def _by_rules(posts: Sequence[str], rulebook: Rulebook) -> list[Figure]:
    """The same posts with some of the rules and with all: how much the others add."""
    figures = []
    texts = _cut(posts, 280, 100)
    names = list(rulebook.rules)
    for share in (4, 2, 1):
        kept = {name: rulebook.rules[name] for name in names[::share]}
        fewer = replace(rulebook, rules=kept)
        time = median([_timed(text, fewer) for text in texts])
        figures.append(Figure(f"280 characters with {len(kept)} rules, median", time, "ms"))
    return figures
