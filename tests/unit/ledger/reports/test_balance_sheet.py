"""Both sides of a fund."""

from gongtong.ledger.books.balances.folding import AccountBalance, fold
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import Entry
from gongtong.ledger.reports.as_of import NOW
from gongtong.ledger.reports.balance_sheet import balance_sheet_of


def test_both_sides_are_equal_before_the_year_is_carried_on(year: tuple[Entry, ...]) -> None:
    """What was taken in and not carried on is the fund's own as well."""
    sheet = balance_sheet_of(NOW, fold(year[:6]).accounts, DEFAULT_CHART)
    sanitation, common = sheet.funds
    assert [(line.account.code, line.amount_fen) for line in sanitation.assets] == [
        ("1001", 100_00),
        ("1002", 780_00),
        ("1012.wechat", 350_00),
        ("1122", 300_00),
    ]
    assert (sanitation.liabilities_fen, sanitation.surplus_fen) == (50_00, 480_00)
    assert sanitation.assets_fen == 1_530_00 == 50_00 + sanitation.net_assets_fen
    assert (common.fund, common.assets_fen, common.surplus_fen) == ("common-income", 80_00, 80_00)
    assert sanitation.is_balanced
    assert common.is_balanced


def test_both_sides_are_equal_after_the_year_is_carried_on(year: tuple[Entry, ...]) -> None:
    """The surplus has moved to net assets, and the sum is the same."""
    sheet = balance_sheet_of(NOW, fold(year).accounts, DEFAULT_CHART)
    assert (sheet.funds[0].surplus_fen, sheet.funds[0].net_assets_fen) == (0, 1_480_00)
    assert sheet.funds[0].is_balanced


def test_a_sheet_that_does_not_balance_says_so() -> None:
    """An asset out of nothing is seen."""
    sheet = balance_sheet_of(NOW, [AccountBalance("1001", "sanitation", 1)], DEFAULT_CHART)
    assert not sheet.funds[0].is_balanced
