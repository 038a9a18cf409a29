"""Edits that leave something out keep everything else as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from helper.engine import check
from helper.engine.fix import apply
from helper.engine.model import Draft
from tests.engine.book import book

CONCEPTS = """
secret:
  means: "a secret"
  phrases: [(daisy|the red fox was sent home for a week)]
"""
RULE = """
title: A secret
clauses: ["9.10"]
confidence: high
when: secret
mark: secret
every: yes
message: "A secret is in here, so please leave it out."
short: Leave it out
fixes:
  - {fix}
examples:
  flags: ["[[Daisy]] ran."]
  passes: ["Nobody ran."]
"""


def mended(folder: Path, fix: str, text: str) -> str | None:
    rulebook = book(folder, CONCEPTS, {"9.10-a/a": RULE.replace("{fix}", fix)})
    fixes = check(Draft(text), rulebook, budget=10).findings[0].fixes
    return apply(text, fixes[0].edits) if fixes else None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hello all. Daisy is ill! Bye now.", "Hello all. Bye now."),
        ("Daisy is ill. Bye now.", "Bye now."),
        ("Hello all. Daisy is ill.", "Hello all."),
        ("One.\nDaisy is ill\nTwo.", "One.\nTwo."),
        ("😀 Hello. “Oh.” Daisy is ill 😀", "😀 Hello. “Oh.”"),
        ("Daisy is ill.", None),
    ],
)
def test_a_sentence_is_left_out_whole(tmp_path: Path, text: str, left: str | None) -> None:
    assert mended(tmp_path, "remove: sentence", text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Daisy is ill.", "A pupil is ill."),
        ("I saw Daisy. Poor daisy!", "I saw a pupil. Poor a pupil!"),
        ("I saw all Daisy people.", None),
        ("The red fox was sent home for a week on Monday.", None),
    ],
)
def test_a_person_becomes_a_pupil(tmp_path: Path, text: str, left: str | None) -> None:
    assert mended(tmp_path, "swap: pupil", text) == left


def test_words_are_blanked(tmp_path: Path) -> None:
    assert mended(tmp_path, "blank: words", "It is daisy, ok?") == "It is •••, ok?"


def test_a_ready_answer_takes_the_place_of_the_draft(tmp_path: Path) -> None:
    assert mended(tmp_path, "reply: press", "Daisy did it. I saw.") == "Please ask the Headteacher."


def test_an_answer_that_nobody_wrote_is_not_offered(tmp_path: Path) -> None:
    assert mended(tmp_path, "reply: pupil", "Daisy did it. I saw.") is None
