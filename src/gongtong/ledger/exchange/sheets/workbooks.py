"""Tables as a workbook: real numbers and days, a frozen heading, totals (导出 XLSX).

A total is a SUM formula with its exact result beside it, so that programs which do not calculate, such
as the preview of a telephone, show it as well. The same tables give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Context, Decimal
from typing import Any, Final

from gongtong.core.extras import load_extra
from gongtong.core.money import plain_yuan
from gongtong.ledger.exchange.sheets.sheets import (
    MOST_NUMERIC_FEN,
    Cell,
    CellKind,
    Sheet,
    begins_formula,
    on_one_line,
    sheet_names,
)

FORMATS: Final = {
    CellKind.TEXT: "@",
    CellKind.DAY: "yyyy-mm-dd",
    CellKind.FEN: "#,##0.00",
    CellKind.COUNT: "0",
}
"""How a spreadsheet shows what a column holds (数字格式)."""
TOTAL: Final = "合计"

_MADE_AT: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - workbooks keep no zone, and this day is no date
_ZIPPED_AT: Final = (2000, 1, 1, 0, 0, 0)
_FORMULA: Final = re.compile(rb"<f>(SUM\([A-Z0-9:]+\))</f><v\s*/?>(?:</v>)?")
_FIFTEEN_DIGITS: Final = Context(prec=15)
_NUMBER: Final = re.compile(rb"<v>(-?[0-9.]+)</v>")
_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write tables as an XLSX workbook, one sheet each (写出工作簿).

    Amounts are numbers of yuan with two decimals; those of more than fifteen digits, which no
    spreadsheet keeps, are exact text, and so is a total over them. Text stays text, whatever it begins
    with. Raises `MissingExtraError` without openpyxl and `ValueError` without a sheet.
    """
    openpyxl = load_extra("openpyxl", purpose="writing a workbook (xlsx)")
    if not sheets:
        raise ValueError("a workbook has at least one sheet")
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "gongtong"
    totals: list[dict[str, str]] = []
    for name, sheet in zip(sheet_names(sheets), sheets, strict=True):
        totals.append(_Writer(book.create_sheet(name), sheet).write())
    raw = io.BytesIO()
    book.save(raw)
    return _finished(raw.getvalue(), totals)


class _Writer:
    """Fills one sheet, and remembers which formula comes to what."""

    def __init__(self, page: Any, sheet: Sheet) -> None:
        self._page = page
        self._sheet = sheet
        self._cells = load_extra("openpyxl.cell", purpose="writing a workbook (xlsx)")
        self._styles = load_extra("openpyxl.styles", purpose="writing a workbook (xlsx)")
        self._letter = load_extra("openpyxl.utils", purpose="writing").get_column_letter
        self._results: dict[str, str] = {}

    def write(self) -> dict[str, str]:
        sheet, page = self._sheet, self._page
        for place, column in enumerate(sheet.columns, start=1):
            page.column_dimensions[self._letter(place)].width = column.width
        first = len(sheet.about) + 2
        page.freeze_panes = f"A{first}"
        for line in sheet.about:
            page.append([self._text(line)])
        page.append([self._text(column.heading, bold=True) for column in sheet.columns])
        for row in sheet.rows:
            page.append(
                [
                    self._cell(cell, column.kind)
                    for cell, column in zip(row, sheet.columns, strict=True)
                ]
            )
        if sheet.has_totals:
            page.append(list(self._totals(first, first + len(sheet.rows) - 1)))
        return self._results

    def _cell(self, cell: Cell, kind: CellKind, *, bold: bool = False) -> Any:
        if cell is None:
            return None
        if isinstance(cell, str):
            return self._text(cell, bold=bold)
        if kind is CellKind.FEN and isinstance(cell, int):
            if abs(cell) > MOST_NUMERIC_FEN:
                return self._text(plain_yuan(cell), bold=bold)
            return self._number(Decimal(plain_yuan(cell)), kind, bold=bold)
        return self._number(cell, kind, bold=bold)

    def _number(self, value: object, kind: CellKind, *, bold: bool = False) -> Any:
        made = self._cells.WriteOnlyCell(self._page, value=value)
        made.number_format = FORMATS[kind]
        if bold:
            made.font = self._styles.Font(bold=True)
        return made

    def _text(self, text: str, *, bold: bool = False) -> Any:
        line = on_one_line(text)
        made = self._cells.WriteOnlyCell(self._page, value=line)
        made.data_type = "s"
        made.number_format = FORMATS[CellKind.TEXT]
        # text that looks like a formula stays text also when somebody edits the cell
        made.quotePrefix = begins_formula(line)
        if bold:
            made.font = self._styles.Font(bold=True)
        return made

    def _totals(self, first: int, last: int) -> Iterator[Any]:
        for place, (column, total) in enumerate(
            zip(self._sheet.columns, self._sheet.totals, strict=True), start=1
        ):
            if total is None:
                yield self._text(TOTAL, bold=True) if place == 1 else None
            elif last < first or not self._is_numeric(place - 1, total):
                yield self._cell(total, column.kind, bold=True)
            else:
                letter = self._letter(place)
                formula = f"SUM({letter}{first}:{letter}{last})"
                money = column.kind is CellKind.FEN
                self._results[formula] = plain_yuan(total) if money else str(total)
                yield self._number(f"={formula}", column.kind, bold=True)

    def _is_numeric(self, place: int, total: int) -> bool:
        cells = (row[place] for row in self._sheet.rows)
        return abs(total) <= MOST_NUMERIC_FEN and all(
            abs(cell) <= MOST_NUMERIC_FEN for cell in cells if isinstance(cell, int)
        )


def _finished(raw: bytes, totals: Sequence[dict[str, str]]) -> bytes:
    """Put results beside the formulas, and take out when it was made."""
    by_file = {f"xl/worksheets/sheet{n}.xml": found for n, found in enumerate(totals, start=1)}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name in by_file:
                content = _NUMBER.sub(_as_it_was, content)
            if found := by_file.get(name):
                content = _FORMULA.sub(lambda match: _with_result(match, found), content)
            if name == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>" + _MADE_AT.isoformat().encode() + rb"Z\2", content)
            info = zipfile.ZipInfo(name, _ZIPPED_AT)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()


def _as_it_was(match: re.Match[bytes]) -> bytes:
    """Write a number with the fifteen digits it has: openpyxl writes 9864.78 as 9864.780000000001."""
    number = _FIFTEEN_DIGITS.create_decimal(match[1].decode()).normalize()
    return f"<v>{number:f}</v>".encode()


def _with_result(match: re.Match[bytes], results: dict[str, str]) -> bytes:
    formula = match[1].decode()
    return f"<f>{formula}</f><v>{results[formula]}</v>".encode()
