"""The published text format of nurse rosters by Curtois and Qu, written as statements (护士排班基准格式).

Hard are days off, the kinds and numbers of shifts, minutes, blocks of days, weekends and what may not follow what; soft are requests and
cover. A block that touches an end of the horizon may be short: nobody knows what was before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from attrs import frozen

from gongtong.rostering.rosters.problem import RosterProblem
from gongtong.rostering.rosters.statements import (
    Barred,
    Cap,
    Limit,
    Need,
    Statement,
    Touched,
    Wish,
)

_WEEK: Final = 7
_SATURDAY: Final = 5


class CurtoisFormatError(ValueError):
    """A text that is not in the format; says which line (格式错误)."""


@frozen
class _Kind:
    minutes: int
    not_before: tuple[str, ...]


@frozen
class _Nurse:
    name: str
    most_of: Mapping[str, int]
    most_minutes: int
    least_minutes: int
    most_days: int
    least_days: int
    least_off: int
    weekends: int


@frozen
class _Text:
    """The lines of each section, with their numbers, without comments."""

    lines: Mapping[str, tuple[tuple[int, tuple[str, ...]], ...]]

    def section(self, name: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
        return self.lines.get(f"SECTION_{name}", ())


def read_curtois(text: str) -> RosterProblem:
    """Read an instance (读取护士排班实例).

    Codes of shifts are the day from 00 and the kind, as in `03/D`. Raises `CurtoisFormatError` with the line that it cannot read.
    """
    parts = _sections(text)
    (horizon,) = [_number(number, row[0]) for number, row in parts.section("HORIZON")[:1]] or [0]
    kinds = {
        row[0]: _Kind(_number(number, row[1]), tuple(one for one in row[2].split("|") if one))
        for number, row in _rows(parts, "SHIFTS", 3)
    }
    if not horizon or not kinds:
        raise CurtoisFormatError("the text has no SECTION_HORIZON or no SECTION_SHIFTS")
    nurses = [_nurse(number, row) for number, row in _rows(parts, "STAFF", 8)]
    said = [one for nurse in nurses for one in _rules_of(nurse, kinds, horizon)]
    for number, row in _rows(parts, "DAYS_OFF", 2):
        for day in row[1:]:
            said += [
                Barred("days off", row[0], _code(_number(number, day), kind)) for kind in kinds
            ]
    requests, base = _requests(parts)
    said += [*requests, *_cover(parts, tuple(nurse.name for nurse in nurses))]
    shifts = tuple(_code(day, kind) for day in range(horizon) for kind in kinds)
    return RosterProblem(tuple(nurse.name for nurse in nurses), shifts, tuple(said), base)


def _code(day: int, kind: str) -> str:
    return f"{day:02d}/{kind}"


def _sections(text: str) -> _Text:
    found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    name = None
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("SECTION_"):
            name = line
            found[name] = []
        elif name is None:
            raise CurtoisFormatError(f"line {number} stands before any section")
        else:
            found[name].append((number, tuple(each.strip() for each in line.split(","))))
    return _Text({name: tuple(rows) for name, rows in found.items()})


def _rows(parts: _Text, name: str, least: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in parts.section(name):
        if len(row) < least:
            raise CurtoisFormatError(f"line {number} of {name} has fewer than {least} fields")
        yield number, row


def _number(line: int, text: str) -> int:
    if not text.isdecimal():
        raise CurtoisFormatError(f"line {line}: {text!r} is no whole number")
    return int(text)


def _nurse(number: int, row: tuple[str, ...]) -> _Nurse:
    most_of = {}
    for one in row[1].split("|"):
        kind, _, limit = one.partition("=")
        most_of[kind] = _number(number, limit)
    most, least, *rest = (_number(number, each) for each in row[2:8])
    return _Nurse(row[0], most_of, most, least, *rest)


def _rules_of(nurse: _Nurse, kinds: Mapping[str, _Kind], horizon: int) -> Iterator[Statement]:
    who, days = nurse.name, range(horizon)
    for day in days:
        yield Limit("one a day", who, _on(kinds, [day]), None, 1)
    for kind in kinds:
        terms = tuple((_code(day, kind), 1) for day in days)
        yield Limit("kinds", who, terms, None, nurse.most_of.get(kind, 0))
    minutes = tuple((_code(day, kind), one.minutes) for day in days for kind, one in kinds.items())
    yield Limit("minutes", who, minutes, nurse.least_minutes, nurse.most_minutes)
    for day, after in pairwise(days):
        for kind, one in kinds.items():
            if one.not_before:
                follow = tuple((_code(after, each), 1) for each in one.not_before)
                yield Limit("succession", who, ((_code(day, kind), 1), *follow), None, 1)
    yield from _blocks(nurse, kinds, horizon)
    weekends = tuple(
        tuple(_code(_WEEK * week + _SATURDAY + day, kind) for day in (0, 1) for kind in kinds)
        for week in range(horizon // _WEEK)
    )
    yield Touched("weekends", who, weekends, nurse.weekends)


def _blocks(nurse: _Nurse, kinds: Mapping[str, _Kind], horizon: int) -> Iterator[Statement]:
    who = nurse.name
    for first in range(horizon - nurse.most_days):
        window = _on(kinds, range(first, first + nurse.most_days + 1))
        yield Limit("days at work", who, window, None, nurse.most_days)
    for length in range(1, nurse.least_days):
        for first in range(1, horizon - length):
            block = _on(kinds, range(first, first + length))
            ends = _on(kinds, (first - 1, first + length), -1)
            yield Limit("days at work", who, block + ends, None, length - 1)
    for length in range(1, nurse.least_off):
        for first in range(1, horizon - length):
            block = _on(kinds, range(first, first + length), -1)
            ends = _on(kinds, (first - 1, first + length))
            yield Limit("days off work", who, block + ends, None, 1)


def _on(kinds: Iterable[str], days: Iterable[int], count: int = 1) -> tuple[tuple[str, int], ...]:
    return tuple((_code(day, kind), count) for day in days for kind in kinds)


def _requests(parts: _Text) -> tuple[list[Statement], int]:
    said: list[Statement] = []
    base = 0
    for number, row in _rows(parts, "SHIFT_ON_REQUESTS", 4):
        points = _number(number, row[3])
        said.append(Wish("requests", row[0], _code(_number(number, row[1]), row[2]), -points))
        base += points
    for number, row in _rows(parts, "SHIFT_OFF_REQUESTS", 4):
        spot = _code(_number(number, row[1]), row[2])
        said.append(Wish("requests", row[0], spot, _number(number, row[3])))
    return said, base


def _cover(parts: _Text, everybody: tuple[str, ...]) -> Iterator[Statement]:
    for number, row in _rows(parts, "COVER", 5):
        day, need, under, over = (_number(number, row[each]) for each in (0, 2, 3, 4))
        yield Need("cover", _code(day, row[1]), everybody, need, under)
        yield Cap("cover", _code(day, row[1]), everybody, need, over)
