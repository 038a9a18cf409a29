"""Working time: days, hours, breaks, terms, and the bank holidays of England."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from helper.engine import check
from helper.engine.model import Account, Draft
from helper.engine.working_time import (
    WorkingTime,
    bank_holidays,
    easter_sunday,
    is_working_time,
)
from helper.rulebook import load
from tests.engine.book import ORGANISATION, RULE, write

HOURS = WorkingTime(
    frozenset(range(5)),
    time(8, 30),
    time(15, 30),
    ((time(12, 30), time(13, 20)),),
    ((date(2026, 9, 2), date(2026, 10, 23)), (date(2026, 11, 2), date(2027, 5, 28))),
)


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        ("2026-11-10T10:15", True),
        ("2026-11-10T10:15+00:00", True),
        ("2026-11-10T08:30", True),
        ("2026-11-10T08:29:59", False),
        ("2026-11-10T15:30", False),
        ("2026-11-10T12:30", False),
        ("2026-11-10T13:20", True),
        ("2026-11-14T10:15", False),
        ("2026-10-28T10:15", False),
        ("2026-09-01T10:15", False),
        ("2027-05-28T10:15", True),
        ("2027-05-03T10:15", False),
    ],
)
def test_working_time(moment: str, working: bool) -> None:
    assert is_working_time(datetime.fromisoformat(moment), HOURS) is working


@pytest.mark.parametrize(
    "unknown",
    [
        WorkingTime(),
        WorkingTime(HOURS.days, HOURS.start, HOURS.end, (), ()),
        WorkingTime(HOURS.days, None, HOURS.end, (), HOURS.terms),
    ],
)
def test_a_calendar_that_is_not_filled_in_says_nothing(unknown: WorkingTime) -> None:
    assert not is_working_time(datetime(2026, 11, 10, 10, 15), unknown)
    assert not is_working_time(None, HOURS)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
        (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
        (2016, "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27"),
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
    ],
)
def test_bank_holidays_are_those_of_england(year: int, days: str) -> None:
    assert bank_holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in days.split()}


@pytest.mark.parametrize(
    "day", ["1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2019-04-21", "2038-04-25"]
)
def test_easter(day: str) -> None:
    sunday = date.fromisoformat(day)
    assert easter_sunday(sunday.year) == sunday


CALENDAR = """
working_time: {days: [Tuesday], from: "09:00", to: "15:00", breaks: [{from: "12:00", to: "13:00"}]}
term_dates: [{first: "2026-11-02", last: "2026-12-18"}]
"""


@pytest.mark.parametrize(
    ("when", "draft", "fires"),
    [
        ("time: [working]", Draft("alpha", now=datetime(2026, 11, 10, 10, 15)), True),
        ("time: [working]", Draft("alpha", now=datetime(2026, 11, 11, 10, 15)), False),
        ("time: [working]", Draft("alpha"), False),
        ("device: [trust]", Draft("alpha", device="trust"), True),
        ("device: [trust]", Draft("alpha"), False),
        ("on_break: yes", Draft("alpha", account=Account(on_break=True)), True),
        ("on_break: yes", Draft("alpha"), False),
    ],
)
def test_rules_may_ask_for_them(tmp_path: Path, when: str, draft: Draft, fires: bool) -> None:
    rule = RULE.replace("when: sighting", f"when: {{context: {{{when}}}}}")
    files = {"organisation.yaml": ORGANISATION + CALENDAR, "9.5-disclaimer/a.yaml": rule}
    assert bool(check(draft, load(write(tmp_path, files))).findings) is fires
