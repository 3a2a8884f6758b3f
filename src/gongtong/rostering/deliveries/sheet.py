"""The sheet of households that wait for something, as CSV or XLSX (配送户表)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.tabular import Row, problem_at, read_table
from gongtong.rostering.deliveries.runs import Household
from gongtong.rostering.rosters.orders import minute_of

CODE: Final = "户号"
BUILDING: Final = "楼栋"
STAIR: Final = "单元"
FLOOR: Final = "楼层"
PARCELS: Final = "件数"
FIRST: Final = "优先"
TIMES: Final = "可收时段"
COLUMNS: Final = (CODE, BUILDING, STAIR, FLOOR, PARCELS, FIRST, TIMES)

_FIRST: Final = {"是": True, "否": False, "": False}
_NUMBERS: Final = (STAIR, FLOOR, PARCELS)


def read_household_sheet(content: bytes, *, file: str) -> tuple[Household, ...]:
    """Read who gets how many parcels; raises `InputError` with every problem at once (读取配送户表).

    Times are written as 9:00-11:30, or left empty where any time suits.
    """
    found: list[Household] = []
    problems: list[InputProblem] = []
    for row in read_table(content, file=file, columns=COLUMNS):
        wrong = [*_problems(file, row)]
        problems += wrong
        if not wrong:
            found.append(_household(row))
    if problems:
        raise InputError(problems)
    return tuple(found)


def _household(row: Row) -> Household:
    stair, floor, parcels = (int(row[column]) for column in _NUMBERS)
    times = _times(row[TIMES])
    code, building = row[CODE].strip(), row[BUILDING].strip()
    return Household(code, building, stair, floor, parcels, _FIRST[row[FIRST].strip()], *times)


def _times(cell: str) -> tuple[int, ...]:
    """Read the times, none for an empty cell; raises `ValueError`."""
    if not cell.strip():
        return ()
    opens, _, closes = cell.partition("-")
    return minute_of(opens.strip()), minute_of(closes.strip())


def _problems(file: str, row: Row) -> Iterator[InputProblem]:
    for column in (CODE, BUILDING):
        if not row[column].strip():
            yield _wrong(file, row, column, "write it", "不能为空")
    for column in _NUMBERS:
        if not (row[column].isdecimal() and row[column].isascii() and int(row[column]) > 0):
            yield _wrong(file, row, column, "write a whole number from 1", "须为正整数")
    if row[FIRST].strip() not in _FIRST:
        yield _wrong(file, row, FIRST, "write 是 or 否, or leave it empty", "须为是或否")
    try:
        _times(row[TIMES])
    except ValueError:
        yield _wrong(file, row, TIMES, "write it as 9:00-11:30, or leave it empty", "时段有误")


def _wrong(file: str, row: Row, column: str, remedy: str, zh: str) -> InputProblem:  # noqa: PLR0917 - what a person reads of one cell
    return problem_at(
        file,
        line=row.line,
        column=column,
        code="bad_cell",
        en=f"{row[column]!r} cannot be used",
        zh=f"{column}{zh}",
        remedy=remedy,
    )
