"""Readings are taken as written, in thousandths, and every line that is none is told."""

import io
from datetime import date

import openpyxl
import pytest

from gongtong.core.errors import InputError, InputProblem
from gongtong.ledger.exchange.meter_sheet import MeterRow, read_meter_sheet, stream_meter_sheet

SHEET = """\
抄表员：王芳
表号,抄表日期,读数,方式,归零
W001,2025-01-31,"1,234.5",实抄,
W002,2025/1/31,12,估抄,否
W003,20250131,0.125,,是
"""


def told(text: str) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(InputError) as caught:
        read_meter_sheet(text.encode(), file="m.csv")
    assert all(one.remedy and one.message_zh for one in caught.value.problems)
    return [(one.line, one.column, one.code) for one in caught.value.problems]


def test_readings_are_read_exactly() -> None:
    """Below a remark, in either encoding; who saw it, and whether it began again."""
    day = date(2025, 1, 31)
    rows = (
        MeterRow(3, "W001", day, 1_234_500),
        MeterRow(4, "W002", day, 12_000, is_estimated=True),
        MeterRow(5, "W003", day, 125, has_rolled_over=True),
    )
    assert read_meter_sheet(SHEET.encode(), file="m.csv") == rows
    assert read_meter_sheet(SHEET.encode("gb18030"), file="m.csv") == rows
    assert read_meter_sheet(io.BytesIO(SHEET.encode()), file="m.csv") == rows


def test_a_workbook_says_the_same() -> None:
    """Numbers and days of cells; the two columns that may be left out are."""
    book = openpyxl.Workbook()
    (sheet,) = book.worksheets
    for row in (["表号", "读数", "抄表日期"], [7001, 1234.5, date(2025, 1, 31)]):
        sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    assert read_meter_sheet(kept.getvalue(), file="m.xlsx") == (
        MeterRow(2, "7001", date(2025, 1, 31), 1_234_500),
    )


def test_every_problem_is_told_with_line_and_column() -> None:
    """No meter, no day, no value, words nobody knows, and a meter read twice on a day."""
    text = "表号,抄表日期,读数,方式,归零\n,昨天,-1,看,x\nW1,2025-01-31,5,,\nW1,2025-01-31,6,,\nW2\n"
    assert told(text) == [
        (2, "表号", "meter_missing"),
        (2, "抄表日期", "bad_date"),
        (2, "读数", "bad_value"),
        (2, "方式", "unknown_word"),
        (2, "归零", "unknown_word"),
        (4, "表号", "read_twice"),
        (5, "抄表日期", "short_row"),
    ]


@pytest.mark.parametrize("value", ["", "1.2345", "1e3", "1,23", "九", "-0", "1234567890123"])
def test_what_a_meter_cannot_show_is_refused(value: str) -> None:
    """Zeros beyond three decimals are no matter, other figures are."""
    text = f'表号,抄表日期,读数\nW1,2025-01-31,"{value}"\n'
    assert told(text) == [(2, "读数", "bad_value")]
    rows = read_meter_sheet("表号,抄表日期,读数\nW1,2025-01-31,1.12500\n".encode(), file="m.csv")
    assert rows[0].value == 1_125


def test_a_sheet_without_the_columns_is_refused() -> None:
    """With the heading that looks like the one that is missing."""
    assert told("表号,日期,读数\nW1,2025-01-31,5\n") == [(1, "抄表日期", "missing_column")]


def test_readings_stream_to_the_line_that_is_no_csv() -> None:
    """Those before it have been given."""
    text = '表号,抄表日期,读数\nW1,2025-01-31,5\nW2,2025-01-31,"6\n'
    first, second = stream_meter_sheet(text.encode(), file="m.csv")
    assert isinstance(first, MeterRow)
    assert isinstance(second, InputProblem)
    assert (second.code, second.line) == ("not_csv", 3)
