"""Tables that go out, and text that is never run as a formula."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongtong.ledger.exchange.sheets.sheets import (
    MOST_NAME,
    CellKind,
    Column,
    Sheet,
    begins_formula,
    harmless,
    on_one_line,
    sheet_names,
)

MONEY = Column("金额", CellKind.FEN, is_summed=True)
DANGEROUS = "=+-@＝＋－＠\t\r\n"


@pytest.mark.parametrize("first", DANGEROUS)
def test_text_that_would_begin_a_formula_is_marked(first: str) -> None:
    """Whatever sign a spreadsheet takes for the beginning of a formula, it does not stand first."""
    text = harmless(f"{first}HYPERLINK(1)")
    assert text[0] not in DANGEROUS
    assert text.removeprefix("'").endswith("HYPERLINK(1)")


@given(st.text())
def test_no_text_begins_a_formula_and_none_has_two_lines(text: str) -> None:
    """Any text: it is one line, begins nothing, and what can be read of it is all there."""
    made = harmless(text)
    assert not made or made[0] not in DANGEROUS
    assert len(made.splitlines()) <= 1
    assert not begins_formula(made)
    assert made.removeprefix("'") in {on_one_line(text), on_one_line(text).removeprefix("'")}
    assert on_one_line(made) == made


def test_ordinary_text_is_left_alone() -> None:
    """A label, a name, a sum in words: nothing is added to them."""
    for text in ("10-1-602", "王芳", "300.00元", "'quoted", ""):
        assert harmless(text) == text


@pytest.mark.parametrize(
    "row",
    [
        ("文字",),
        (True,),
        (1.5,),
        (date(2025, 1, 1),),
        (),
        (1, 2),
    ],
)
def test_a_row_that_does_not_fit_is_refused(row: tuple[object, ...]) -> None:
    """An amount is a whole number of fen, and a row has as many cells as there are columns."""
    with pytest.raises(ValueError, match="row 1"):
        Sheet("表", (MONEY,), [row])  # type: ignore[list-item] # cells of the wrong kind are what is refused


def test_a_day_is_a_day_and_text_is_text() -> None:
    """An instant is no day, and a number is no text."""
    day, text = Column("日", CellKind.DAY), Column("文")
    assert Sheet("表", (day, text), [(date(2025, 1, 1), "a"), (None, None)]).rows[1] == (None, None)
    with pytest.raises(ValueError, match="is no day"):
        Sheet("表", (day,), [(datetime(2025, 1, 1, tzinfo=UTC),)])
    with pytest.raises(ValueError, match="is no text"):
        Sheet("表", (text,), [(5,)])


@given(st.lists(st.integers(-(10**17), 10**17) | st.none()))
def test_totals_are_exact(amounts: list[int | None]) -> None:
    """A column adds up to the last fen, whatever its size; empty cells are nothing."""
    sheet = Sheet("表", (MONEY, Column("文")), [(amount, "x") for amount in amounts])
    assert sheet.totals == (sum(amount or 0 for amount in amounts), None)
    assert sheet.has_totals


def test_sheets_of_a_workbook_have_names_of_their_own() -> None:
    """Signs that a workbook forbids are left out; long and equal names are cut and counted."""
    names = ["明细账 1012.wechat/微信", "a" * 40, "a" * 50, "A" * 40, "[]:*?/\\", "'"]
    made = sheet_names([Sheet(name, (), ()) for name in names])
    assert made[0] == "明细账 1012.wechat微信"
    assert made[1:4] == ("a" * MOST_NAME, "a" * 29 + " 2", "A" * 29 + " 3")
    assert made[4:] == ("表", "表 2")
