"""Tables as CSV that spreadsheets open in Chinese (导出 CSV)."""

from __future__ import annotations

import csv
import io
from typing import Final

from gongtong.core.money import plain_yuan
from gongtong.ledger.exchange.sheets.sheets import Cell, CellKind, Sheet, harmless

BOM: Final = b"\xef\xbb\xbf"
"""The mark by which Excel knows UTF-8 (字节序标记)."""


def write_csv(sheet: Sheet, *, bom: bool = True) -> bytes:
    """Write a table as CSV in UTF-8: headings, then rows; no totals, for programs read it too (写出 CSV).

    Amounts are in yuan without thousands commas, days as 2025-03-31, lines end with CR LF (RFC 4180).
    With `bom` Excel opens it in the right encoding.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([harmless(column.heading) for column in sheet.columns])
    kinds = [column.kind for column in sheet.columns]
    writer.writerows(
        [_written(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in sheet.rows
    )
    return (BOM if bom else b"") + out.getvalue().encode()


def _written(cell: Cell, kind: CellKind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if kind is CellKind.FEN and isinstance(cell, int):
        return plain_yuan(cell)
    return str(cell)
