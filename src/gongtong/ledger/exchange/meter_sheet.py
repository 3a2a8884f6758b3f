"""Readings of meters as somebody walks them down: one line a meter, CSV or XLSX (抄表记录)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.errors import InputError, InputProblem
from gongtong.core.records import CsvForm, Source
from gongtong.core.tabular import Row, TableForm, open_table
from gongtong.ledger.exchange.banks.cells import read_moment

METER, DAY, VALUE, HOW, ROLLED = "表号", "抄表日期", "读数", "方式", "归零"
COLUMNS: Final = (METER, DAY, VALUE)
"""The columns that must be there; 方式 and 归零 may be (必备列)."""

_DAYS: Final = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日")
_VALUE: Final = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,3})0*)?", re.ASCII)
_HOW: Final = {"": False, "实抄": False, "估抄": True}
_ROLLED: Final = {"": False, "否": False, "是": True}
_THOUSANDTHS: Final = 1000


@frozen
class MeterRow:
    """What one line says of a meter (抄表明细).

    `meter` is the number on the device, `value` what it showed in thousandths of its unit. `is_estimated` says
    that nobody saw it, `has_rolled_over` that it began at nothing again since the last time.
    """

    line: int
    meter: str
    day: date
    value: int
    is_estimated: bool = False
    has_rolled_over: bool = False


def stream_meter_sheet(source: Source, *, file: str) -> Iterator[MeterRow | InputProblem]:
    """Give the readings of a sheet one by one, or what is wrong with them (逐行读取抄表记录).

    Raises `InputError` when the sheet has not the columns 表号, 抄表日期 and 读数.
    """
    form = TableForm(
        COLUMNS,
        csv=CsvForm(("utf-8-sig", "gb18030")),
        is_header=lambda cells: METER in cells or VALUE in cells,
    )
    table = open_table(source, file=file, form=form)
    first_line_of: dict[tuple[str, date], int] = {}
    try:
        for row in table.rows:
            if isinstance(row, InputProblem):
                yield row
            else:
                yield from _LineOf(file, row).read(first_line_of)
    except InputError as error:  # what is no CSV from here on
        yield from error.problems


def read_meter_sheet(source: Source, *, file: str) -> tuple[MeterRow, ...]:
    """Read a sheet of readings whole; raises `InputError` with every problem (读取抄表记录)."""
    rows: list[MeterRow] = []
    problems: list[InputProblem] = []
    for one in stream_meter_sheet(source, file=file):
        if isinstance(one, MeterRow):
            rows.append(one)
        else:
            problems.append(one)
    if problems:
        raise InputError(problems)
    return tuple(rows)


class _LineOf:
    """Reads one row, and keeps what is wrong with it."""

    def __init__(self, file: str, row: Row) -> None:
        self._file = file
        self._row = row
        self._problems: list[InputProblem] = []

    def read(self, first_line_of: dict[tuple[str, date], int]) -> Iterator[MeterRow | InputProblem]:
        row, meter = self._row, self._row[METER]
        if not meter:
            remedy = "write the number on the meter"
            self._complain(METER, "meter_missing", "the line names no meter", "缺少表号", remedy)
        day, value = self._day(), self._value()
        is_estimated, has_rolled = self._word(HOW, _HOW), self._word(ROLLED, _ROLLED)
        if day is not None and meter:
            first = first_line_of.setdefault((meter, day), row.line)
            if first != row.line:
                en = f"meter {meter} was read on {day} in line {first} already"
                remedy = "keep the right line and delete the other"
                self._complain(METER, "read_twice", en, f"与第{first}行同表同日", remedy)
        yield from self._problems
        if not self._problems and day is not None and value is not None:
            yield MeterRow(row.line, meter, day, value, is_estimated, has_rolled)

    def _day(self) -> date | None:
        try:
            day = read_moment(self._row[DAY], _DAYS)[0]
        except ValueError:
            day = None
        if day is None:
            said = self._row[DAY]
            remedy = "write it as 2025-01-31"
            self._complain(DAY, "bad_date", f"{said!r} is not a day", f"“{said}”不是日期", remedy)
        return day

    def _value(self) -> int | None:
        said = self._row[VALUE]
        value = _thousandths(said)
        if value is None:
            en = f"{said!r} is not a reading with at most three decimals"
            remedy = "write the figures that the meter shows"
            self._complain(VALUE, "bad_value", en, f"“{said}”不是读数", remedy)
        return value

    def _word(self, column: str, known: Mapping[str, bool]) -> bool:
        said = self._row.cells.get(column, "")
        if said not in known:
            choices = "、".join(filter(None, known))
            en, zh = f"{said!r} is not one of {choices}", f"“{said}”无法识别"
            self._complain(column, "unknown_word", en, zh, f"write {choices}, or leave it empty")
        return known.get(said, False)

    def _complain(self, column: str, code: str, *words: str) -> None:
        en, zh, remedy = words
        line = self._row.line
        problem = InputProblem(self._file, line, column, code, en, zh, remedy)
        self._problems.append(problem)


def _thousandths(text: str) -> int | None:
    match = _VALUE.fullmatch(text)
    if match is None:
        return None
    return int(match[1].replace(",", "")) * _THOUSANDTHS + int((match[2] or "").ljust(3, "0"))
