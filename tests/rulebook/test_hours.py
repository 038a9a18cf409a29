"""What can be wrong with the working time and the terms in organisation.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from helper.rulebook import RulebookError, load
from tests.engine.book import ORGANISATION, RULE, write

CONCEPT = 'sighting: {means: "something", phrases: "alpha"}\n'


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ('working_time: {days: [Moonday], from: "09:00", to: "15:00"}', "days cannot be 'Moonday'"),
        ('working_time: {days: [Monday], from: "9", to: "15:00"}', "from cannot be '9'"),
        ('working_time: {days: [Monday], to: "15:00"}', "working_time lacks 'from'"),
        (
            'working_time: {days: [Monday], from: "09:00", to: "15:00", '
            'breaks: [{from: "13:00", to: "12:00"}]}',
            "a break ends before it begins",
        ),
        ('term_dates: [{first: "2 September", last: "2026-10-23"}]', "first cannot be"),
        ('term_dates: [{first: "2026-10-23", last: "2026-09-02"}]', "ends before it begins"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, lines: str, complaint: str) -> None:
    files = {
        "organisation.yaml": ORGANISATION + lines + "\n",
        "concepts/all.yaml": CONCEPT,
        "9.5-disclaimer/a.yaml": RULE,
    }
    with pytest.raises(RulebookError, match=complaint):
        load(write(tmp_path, files))


def test_an_example_may_say_when_it_was_written(tmp_path: Path) -> None:
    rule = RULE.replace('passes: ["y"]', 'passes: [{text: "y", now: "yesterday"}]')
    files = {"concepts/all.yaml": CONCEPT, "9.5-disclaimer/a.yaml": rule}
    with pytest.raises(RulebookError, match="'yesterday' is not a moment"):
        load(write(tmp_path, files))
