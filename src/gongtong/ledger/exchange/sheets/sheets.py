"""A table as it goes out: headings, rows, which columns add up (导出表格).

What people wrote is never run as a formula by whoever opens the file: see `harmless`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Final, TypeAlias

from attrs import field, frozen

Cell: TypeAlias = str | int | date | None
"""Text, an amount in fen or a count, a day, or nothing."""
SheetRow: TypeAlias = tuple[Cell, ...]

MOST_NUMERIC_FEN: Final = 10**15 - 1
"""A spreadsheet keeps fifteen digits of a number; larger amounts go out as text, exact (数值上限)."""
MOST_NAME: Final = 31
"""Characters in the name of a sheet in a workbook (表名长度上限)."""

# signs with which spreadsheets begin a formula, and their full-width twins
_BEGINS_FORMULA: Final = frozenset("=+-@＝＋－\uff20")
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class CellKind(StrEnum):
    """What a column holds (单元格类别)."""

    TEXT = "text"
    DAY = "day"
    FEN = "fen"
    COUNT = "count"


@frozen
class Column:
    """A column: its heading, what it holds, how wide it is, and whether it adds up (列).

    `width` is in characters, of which a Chinese one takes two.
    """

    heading: str
    kind: CellKind = CellKind.TEXT
    width: int = 12
    is_summed: bool = False


def _fits(cell: Cell, kind: CellKind) -> bool:
    if cell is None:
        return True
    match kind:
        case CellKind.TEXT:
            return isinstance(cell, str)
        case CellKind.DAY:
            return isinstance(cell, date) and not isinstance(cell, datetime)
        case CellKind.FEN | CellKind.COUNT:
            return type(cell) is int


def _in_a_tuple(rows: Iterable[SheetRow]) -> tuple[SheetRow, ...]:
    return tuple(rows)


@frozen
class Sheet:
    """A table with its name, what stands above it, and its rows (导出表格).

    Amounts are whole fen. Raises `ValueError` for a row that does not fit the columns.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...] = field(converter=_in_a_tuple)
    about: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse what no writer could set out without a guess (表格检查)."""
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"{self.name}: row {number} has {len(row)} cells, not {len(self.columns)}"
                )
            for column, cell in zip(self.columns, row, strict=True):
                if not _fits(cell, column.kind):
                    raise ValueError(
                        f"{self.name}: row {number}, {column.heading}: {cell!r} is no {column.kind}"
                    )

    @property
    def totals(self) -> tuple[int | None, ...]:
        """The exact sum of each column that adds up (合计)."""
        return tuple(
            sum(cell for cell in cells if isinstance(cell, int)) if column.is_summed else None
            for column, cells in zip(self.columns, self._by_column(), strict=True)
        )

    @property
    def has_totals(self) -> bool:
        """Whether any column adds up (有无合计)."""
        return any(column.is_summed for column in self.columns)

    def _by_column(self) -> list[list[Cell]]:
        return [[row[place] for row in self.rows] for place in range(len(self.columns))]


def harmless(text: str) -> str:
    """Make text that stays text in CSV: on one line, and with ' before what would begin a formula (公式注入防护).

    Control and format characters, and half characters, are taken out; nothing else is changed. Source
    of the rule: OWASP, CSV Injection.

    >>> harmless("=1+1"), harmless(" -5"), harmless("卫生费 10-1-602")
    ("'=1+1", "'-5", '卫生费 10-1-602')
    """
    line = on_one_line(text)
    return f"'{line}" if begins_formula(line) else line


def begins_formula(text: str) -> bool:
    """Say whether a spreadsheet may take a text for a formula (是否形似公式)."""
    return text[:1] in _BEGINS_FORMULA and text != ""


def on_one_line(text: str) -> str:
    """Put a text on one line, without what cannot be seen (单行文本)."""
    blanked = "".join(" " if sign in "\t\n\r\v\f" else sign for sign in text)
    seen = "".join(sign for sign in blanked if unicodedata.category(sign) not in _UNSEEN)
    return " ".join(seen.split())


def sheet_names(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """Name the sheets of one workbook: signs that it forbids left out, short, and each once (工作表命名).

    >>> one, two = Sheet("a/b", (), ()), Sheet("ab", (), ())
    >>> sheet_names([one, two])
    ('ab', 'ab 2')
    """
    names: list[str] = []
    taken: set[str] = set()
    for sheet in sheets:
        plain = _NOT_IN_A_NAME.sub("", on_one_line(sheet.name)).strip() or "表"
        name, number = plain[:MOST_NAME], 2
        while name.casefold() in taken:
            tail = f" {number}"
            name, number = plain[: MOST_NAME - len(tail)] + tail, number + 1
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)
