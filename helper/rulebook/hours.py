"""`working_time` and `term_dates` of organisation.yaml in; the Trust's working time out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import TypeVar

from helper.engine.working_time import WorkingTime
from helper.rulebook.nodes import Node
from helper.rulebook.reader import Reader
from helper.rulebook.shape import Key

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORKING_TIME = {
    "days": Key("the days of the week", {}, True),
    "from": Key("when work begins, as 08:30", {}, True),
    "to": Key("when it ends, as 15:30", {}, True),
    "breaks": Key("breaks, each with from and to", {}),
}
BREAK = {
    "from": Key("when it begins, as 12:30", {}, True),
    "to": Key("when it ends, as 13:20", {}, True),
}
TERM = {
    "first": Key("its first day, as 2026-09-02", {}, True),
    "last": Key("its last day, as 2026-10-23", {}, True),
}
_Moment = TypeVar("_Moment", date, time)


def read_hours(reader: Reader, working_time: Node | None, term_dates: Node | None) -> WorkingTime:
    """The Trust's working time; what is missing stays unknown."""
    fields = reader.table(working_time, WORKING_TIME, "working_time")
    breaks = [
        _stretch(reader, item, BREAK, time.fromisoformat, "a break")
        for item in reader.items(fields.get("breaks"), "breaks")
    ]
    terms = [
        _stretch(reader, item, TERM, date.fromisoformat, "a stretch of term")
        for item in reader.items(term_dates, "term_dates")
    ]
    return WorkingTime(
        frozenset(map(_DAYS.index, reader.choices(fields.get("days"), _DAYS, "days"))),
        _moment(reader, fields.get("from"), time.fromisoformat, "from", "08:30"),
        _moment(reader, fields.get("to"), time.fromisoformat, "to", "15:30"),
        tuple(found for found in breaks if found),
        tuple(found for found in terms if found),
    )


def _stretch(
    reader: Reader,
    node: Node,
    keys: dict[str, Key],
    parse: Callable[[str], _Moment],
    what: str,
) -> tuple[_Moment, _Moment] | None:
    fields = reader.table(node, keys, what)
    like = "12:30" if keys is BREAK else "2026-09-02"
    begin, end = (_moment(reader, fields.get(key), parse, key, like) for key in keys)
    if begin is None or end is None:
        return None
    if end < begin:
        reader.complain(node, f"{what} ends before it begins", "swap the two")
        return None
    return begin, end


def _moment(
    reader: Reader, node: Node | None, parse: Callable[[str], _Moment], what: str, like: str
) -> _Moment | None:
    written = reader.text(node, what)
    if node is None or not written:
        return None
    try:
        return parse(written)
    except ValueError:
        reader.complain(node, f"{what} cannot be {written!r}", f'write it as "{like}"')
        return None
