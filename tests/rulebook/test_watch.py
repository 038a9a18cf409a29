"""The running helper picks a change up, and keeps the last good rules when one is broken."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from helper.rulebook import RulebookError, Watcher
from tests.engine.book import RULE, write

CONCEPTS = "sighting: {means: a thing, phrases: [alpha]}\n"
HERE = "9.5-disclaimer/a.yaml"


@contextmanager
def watching(folder: Path) -> Iterator[Watcher]:
    write(folder, {"concepts/all.yaml": CONCEPTS, HERE: RULE})
    watcher = Watcher(folder, interval=0.02)
    try:
        yield watcher
    finally:
        watcher.close()


def becomes_true(told: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    pause = threading.Event()
    while not told():
        if time.monotonic() > deadline:
            return False
        pause.wait(0.01)
    return True


def test_a_change_is_picked_up(tmp_path: Path) -> None:
    with watching(tmp_path) as watcher:
        first = watcher.current
        write(tmp_path, {HERE: RULE.replace("Have a look", "Look again")})
        assert becomes_true(lambda: watcher.current is not first)
        assert watcher.current.rules["9.5-disclaimer/a"].short == "Look again"
        assert watcher.problems == ()


def test_a_new_rule_and_a_removed_one_are_picked_up(tmp_path: Path) -> None:
    with watching(tmp_path) as watcher:
        write(tmp_path, {"9.5-disclaimer/b.yaml": RULE})
        assert becomes_true(lambda: len(watcher.current.rules) == 2)
        (tmp_path / HERE).unlink()
        assert becomes_true(lambda: list(watcher.current.rules) == ["9.5-disclaimer/b"])


def test_a_broken_change_keeps_the_last_good_rules_and_says_why(tmp_path: Path) -> None:
    with watching(tmp_path) as watcher:
        good = watcher.current
        write(tmp_path, {HERE: RULE.replace("short:", "shrt:")})
        assert becomes_true(lambda: bool(watcher.problems))
        assert watcher.current is good
        assert str(watcher.problems[0]).startswith(f"{HERE}:")
        write(tmp_path, {HERE: RULE})
        assert becomes_true(lambda: watcher.problems == ())


def test_rules_that_are_broken_at_the_start_are_refused(tmp_path: Path) -> None:
    write(tmp_path, {HERE: RULE})
    with pytest.raises(RulebookError, match="no concept 'sighting'"):
        Watcher(tmp_path)


def test_closing_ends_the_thread(tmp_path: Path) -> None:
    with watching(tmp_path):
        assert any(t.name == "rules-watcher" for t in threading.enumerate())
    assert not any(t.name == "rules-watcher" for t in threading.enumerate())
