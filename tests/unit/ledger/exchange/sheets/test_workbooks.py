"""Tables as a workbook: numbers to the fen, text that stays text, totals with their results."""

import builtins
import io
import re
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongtong.core.errors import MissingExtraError
from gongtong.core.money import plain_yuan
from gongtong.ledger.exchange.sheets.sheets import (
    MOST_NUMERIC_FEN,
    CellKind,
    Column,
    Sheet,
    on_one_line,
)
from gongtong.ledger.exchange.sheets.workbooks import write_workbook

MONEY = Column("金额", CellKind.FEN, 18, is_summed=True)
COLUMNS = (Column("摘要", width=40), Column("日期", CellKind.DAY), MONEY)


def opened(content: bytes, *, results: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=results)


def xml(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_a_workbook_has_a_frozen_heading_widths_and_formats() -> None:
    """Above the rows stand title and headings, which stay in sight; amounts have two decimals."""
    sheet = Sheet("账", COLUMNS, [("收费", date(2025, 3, 31), 186_050)], about=("测试小区", "三月"))
    page = opened(write_workbook([sheet]))["账"]
    assert [[cell.value for cell in row] for row in page.iter_rows(max_row=4)] == [
        ["测试小区", None, None],
        ["三月", None, None],
        ["摘要", "日期", "金额"],
        ["收费", datetime(2025, 3, 31), 1860.5],  # noqa: DTZ001 - openpyxl gives days as instants without a zone
    ]
    assert page.freeze_panes == "A4"
    assert (page.column_dimensions["A"].width, page["C4"].number_format) == (40, "#,##0.00")
    assert (page["B4"].number_format, page["A3"].font.bold) == ("yyyy-mm-dd", True)


def test_a_total_is_a_formula_with_its_result() -> None:
    """Who changes a cell sees the sum change; who cannot calculate sees it all the same."""
    rows = [("a", None, 10), ("b", None, -3), ("c", None, None)]
    content = write_workbook([Sheet("账", COLUMNS, rows), Sheet("账", COLUMNS, rows[:1])])
    assert opened(content)["账"]["C5"].value == "=SUM(C2:C4)"
    assert opened(content, results=True)["账"]["C5"].value == 0.07
    assert opened(content, results=True)["账 2"]["C3"].value == 0.1
    assert opened(content)["账"]["A5"].value == "合计"


def test_a_table_without_rows_adds_up_to_nothing() -> None:
    """There is nothing to point a formula at: the total is 0.00."""
    page = opened(write_workbook([Sheet("账", COLUMNS, [])]))["账"]
    assert page["C2"].value == 0


@pytest.mark.parametrize(
    ("fen", "numeric"),
    [(MOST_NUMERIC_FEN, True), (MOST_NUMERIC_FEN + 1, False), (-MOST_NUMERIC_FEN, True)],
)
def test_more_than_fifteen_digits_go_out_as_text(fen: int, *, numeric: bool) -> None:
    """A spreadsheet would round them; as text they are exact, and so is the total over them."""
    page = opened(write_workbook([Sheet("账", COLUMNS, [("a", None, fen)])]))["账"]
    assert (page["C2"].data_type == "n") is numeric
    assert Decimal(str(page["C2"].value)) == Decimal(plain_yuan(fen))
    assert (page["C3"].value == "=SUM(C2:C2)") is numeric


def test_a_total_beyond_fifteen_digits_is_exact_text() -> None:
    """Each part is a number, but no number holds their sum."""
    sheet = Sheet("账", COLUMNS, [("a", None, MOST_NUMERIC_FEN), ("b", None, 1)])
    assert opened(write_workbook([sheet]))["账"]["C4"].value == "10000000000000.00"


AMOUNTS = st.one_of(st.integers(-MOST_NUMERIC_FEN, MOST_NUMERIC_FEN), st.integers(-(10**8), 10**8))


@given(st.lists(AMOUNTS, min_size=1, max_size=20))
@example([986_478, MOST_NUMERIC_FEN, -MOST_NUMERIC_FEN, 1, -1])
@settings(max_examples=60, deadline=None)
def test_every_fen_is_in_the_file(amounts: list[int]) -> None:
    """What is written into the cell is the amount, digit by digit, and the result the exact sum."""
    sheet = Sheet("账", COLUMNS, [("a", None, fen) for fen in amounts])
    written = re.findall(r'<c r="C\d+"[^>]*t="n"><v>([^<]*)</v>', xml(write_workbook([sheet])))
    assert [Decimal(value) * 100 for value in written[: len(amounts)]] == amounts
    found = re.search(r"<f>SUM[^<]*</f><v>([^<]*)</v>", xml(write_workbook([sheet])))
    total = sum(amounts)
    if abs(total) <= MOST_NUMERIC_FEN:
        assert found is not None
        assert Decimal(found[1]) * 100 == total
    else:
        assert found is None


@given(st.lists(st.text(), max_size=8))
@settings(max_examples=40, deadline=None)
def test_text_stays_text(texts: list[str]) -> None:
    """No text becomes a formula, a number or an error, and no text breaks the file."""
    page = opened(write_workbook([Sheet("账", (Column("摘要"),), [(text,) for text in texts])]))[
        "账"
    ]
    cells = [page.cell(row=place, column=1) for place in range(2, len(texts) + 2)]
    assert [cell.value or "" for cell in cells] == [on_one_line(text) for text in texts]
    assert {cell.data_type for cell in cells if cell.value} <= {"s"}


def test_text_like_a_formula_stays_text_when_it_is_edited() -> None:
    """The cell is marked as quoted, as if somebody had typed ' before it."""
    content = write_workbook([Sheet("账", (Column("摘要"),), [("=1+1",)])])
    assert "<f>" not in xml(content)
    assert 'quotePrefix="1"' in xml(content, "xl/styles.xml")


def test_the_same_tables_give_the_same_bytes() -> None:
    """Nothing in the file says when it was made, so that a digest of it can be published."""
    sheet = Sheet("账", COLUMNS, [("a", date(2025, 1, 1), 1)])
    assert write_workbook([sheet]) == write_workbook([sheet])
    assert "2000-01-01T00:00:00Z" in xml(write_workbook([sheet]), "docProps/core.xml")


def test_a_workbook_has_a_sheet() -> None:
    """Nothing to write is a slip of the caller."""
    with pytest.raises(ValueError, match="at least one sheet"):
        write_workbook([])


def test_without_openpyxl_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who did not install the extra is told its name."""
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "openpyxl":
            raise ModuleNotFoundError(name=name)
        return real(name, *rest, **more)

    for name in [name for name in sys.modules if name.partition(".")[0] == "openpyxl"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"gongtong\[files\]"):
        write_workbook([Sheet("账", COLUMNS, [])])
