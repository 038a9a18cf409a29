"""A moment and the Trust's working time in; whether staff are at work then, out.

Days, hours, breaks and terms come from organisation.yaml. Bank holidays of England are worked
out here: they follow from the calendar, but for a few one-off days and moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

_MONDAY = 0
_SATURDAY = 5
_SUNDAY = 6
_MOVED = {
    # The early May holiday moved for the anniversaries of VE Day, the spring one for jubilees.
    (1995, "early May"): date(1995, 5, 8),
    (2020, "early May"): date(2020, 5, 8),
    (2002, "spring"): date(2002, 6, 4),
    (2012, "spring"): date(2012, 6, 4),
    (2022, "spring"): date(2022, 6, 2),
}
_ONCE = (
    date(1999, 12, 31),
    date(2002, 6, 3),
    date(2011, 4, 29),
    date(2012, 6, 5),
    date(2022, 6, 3),
    date(2022, 9, 19),
    date(2023, 5, 8),
)


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When staff are usually at work; without hours or terms nothing is known.

    Weekdays count from 0, Monday. A term is the first and the last day between two holidays.
    """

    days: frozenset[int] = frozenset()
    start: time | None = None
    end: time | None = None
    breaks: tuple[tuple[time, time], ...] = ()
    terms: tuple[tuple[date, date], ...] = ()


NO_WORKING_TIME = WorkingTime()


def is_working_time(now: datetime | None, working: WorkingTime) -> bool:
    """Whether `now`, the person's local time, falls into working time; no when unsure."""
    if now is None or working.start is None or working.end is None:
        return False
    day, clock = now.date(), now.time()
    return (
        day.weekday() in working.days
        and working.start <= clock < working.end
        and not any(start <= clock < end for start, end in working.breaks)
        and any(first <= day <= last for first, last in working.terms)
        and day not in bank_holidays(day.year)
    )


@lru_cache(maxsize=8)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year from 1978, when the early May one began."""
    easter = easter_sunday(year)
    found = {
        _first_working_day(date(year, 1, 1)),
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _MOVED.get((year, "early May"), _monday_from(date(year, 5, 1))),
        _MOVED.get((year, "spring"), _monday_from(date(year, 5, 25))),
        _monday_from(date(year, 8, 25)),
    }
    return frozenset(found | _christmas(year) | {day for day in _ONCE if day.year == year})


def easter_sunday(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning (the anonymous algorithm of 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, odd = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - shift + 15) % 30
    quarter, left = divmod(rest, 4)
    sunday = (32 + 2 * odd + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _christmas(year: int) -> set[date]:
    """Christmas and Boxing Day, or the weekdays that stand in for them."""
    christmas = date(year, 12, 25)
    if christmas.weekday() in (_SATURDAY, _SUNDAY):
        return {date(year, 12, 27), date(year, 12, 28 if christmas.weekday() == _SATURDAY else 26)}
    return {christmas, _first_working_day(date(year, 12, 26))}


def _first_working_day(day: date) -> date:
    while day.weekday() in (_SATURDAY, _SUNDAY):
        day += timedelta(days=1)
    return day


def _monday_from(day: date) -> date:
    return day + timedelta(days=(_MONDAY - day.weekday()) % 7)
