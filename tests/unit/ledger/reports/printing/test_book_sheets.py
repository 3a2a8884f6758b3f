"""The books as tables: every row adds up to what the report says."""

from datetime import date

from gongtong.core.periods import between, year_span
from gongtong.ledger.books.accounts import Chart, Fund
from gongtong.ledger.books.balances.folding import AccountBalance, fold, trial_balance_of
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import Entry
from gongtong.ledger.reports.account_page import account_page_of
from gongtong.ledger.reports.as_of import NOW, Window
from gongtong.ledger.reports.balance_sheet import balance_sheet_of
from gongtong.ledger.reports.budget_comparison import PlannedAmount, budget_comparison_of
from gongtong.ledger.reports.cash_flow import cash_flow_of
from gongtong.ledger.reports.folds import (
    fold_account_moves,
    fold_as_of,
    fold_money_moves,
    fold_results,
)
from gongtong.ledger.reports.income_and_spending import income_and_spending_of
from gongtong.ledger.reports.printing.book_sheets import (
    account_page_sheet,
    balance_sheet_sheet,
    budget_sheet,
    cash_flow_sheet,
    income_and_spending_sheet,
    journal_sheet,
    trial_balance_sheet,
)
from gongtong.ledger.reports.printing.words import Wording

WORDING = Wording("测试小区", DEFAULT_CHART)
QUARTER = Window(between("2025-01-01", "2025-04-01"))
Year = tuple[Entry, ...]


def test_a_journal_has_a_row_for_each_posting(year: Year) -> None:
    """Debits and credits of the journal are equal, and every row names voucher, day, account and fund."""
    sheet = journal_sheet(year, WORDING)
    assert len(sheet.rows) == sum(len(entry.postings) for entry in year)
    assert sheet.rows[0] == (
        "2025-0001",
        date(2025, 1, 1),
        "期初",
        "第1笔",
        "1001 库存现金",
        "卫生服务费",
        1_000_00,
        None,
        "",
    )
    assert sheet.totals[6] == sheet.totals[7]


def test_a_trial_balance_adds_up_on_both_sides(year: Year) -> None:
    """Its two columns of money come to the same."""
    trial = trial_balance_of(fold(year).accounts, DEFAULT_CHART)
    sheet = trial_balance_sheet(trial, WORDING)
    assert sheet.totals[3] == sheet.totals[4] == trial.debit_fen
    assert sheet.about == ("测试小区 试算平衡表", "全部凭证；金额单位：元")


def test_an_account_page_begins_with_what_stood_there(year: Year) -> None:
    """The first row is the opening balance, and the last balance the closing one."""
    bank = next(one for one in DEFAULT_CHART.accounts if one.code == "1002")
    moves = fold_account_moves(year, QUARTER, "1002", "sanitation")
    page = account_page_of(bank, "sanitation", QUARTER.span, opening_fen=5, moves=moves)
    sheet = account_page_sheet(page, WORDING)
    assert sheet.rows[0][-1] == 5
    assert sheet.rows[-1][3:] == ("5101 清洁支出", None, 120_00, page.closing_fen)
    assert (sheet.name, sheet.totals[4:6]) == ("1002 银行存款", (900_00, 120_00))


def test_income_and_spending_add_up_to_the_surplus(year: Year) -> None:
    """Spending is negative in the table, so that the total is the surplus of all funds."""
    results = fold_results(year, QUARTER, DEFAULT_CHART)
    report = income_and_spending_of(QUARTER, results, [], DEFAULT_CHART)
    sheet = income_and_spending_sheet(report, WORDING)
    assert sheet.totals[3:] == (560_00, 0, 560_00)
    assert [row[1] for row in sheet.rows] == ["收入", "收入", "支出"]
    assert "上期2024-10-01 至 2024-12-31" in sheet.about[1]


def test_cash_adds_up_to_what_is_there(year: Year) -> None:
    """What was held, came in and went out is what all funds hold in the end."""
    opening = fold_as_of(year, QUARTER.opening).accounts
    moves = fold_money_moves(year, QUARTER, DEFAULT_CHART)
    flow = cash_flow_of(QUARTER.span, opening, moves, DEFAULT_CHART)
    sheet = cash_flow_sheet(flow, WORDING)
    assert sheet.totals[4] == sum(fund.closing_fen for fund in flow.funds) == 1_310_00
    assert [row[1] for row in sheet.rows[:4]] == ["期初结存", "期初", "收款", "支出"]


def test_both_sides_of_a_balance_sheet_come_to_the_same(year: Year) -> None:
    """Assets equal liabilities and net assets, with the surplus that nobody has carried on."""
    report = balance_sheet_of(NOW, fold(year[:6]).accounts, DEFAULT_CHART)
    sheet = balance_sheet_sheet(report, WORDING)
    assert sheet.totals[3] == sheet.totals[4] == 1_610_00
    assert sheet.rows[-1][2:] == ("未结转结余", None, 80_00)


def test_a_budget_says_how_much_of_it_has_happened() -> None:
    """The rate is cut to a tenth of a percent, so that 100.0% is all of it; without a plan there is none."""
    comparison = budget_comparison_of(
        year_span(2025),
        [PlannedAmount("sanitation", "5101", 3_00)],
        [AccountBalance("5101", "sanitation", 2_00), AccountBalance("5102", "sanitation", 1)],
        DEFAULT_CHART,
    )
    rows = budget_sheet(comparison, WORDING).rows
    assert [row[3:] for row in rows] == [(3_00, 2_00, 1_00, "66.6%"), (0, 1, -1, "")]


def test_amounts_of_several_currencies_are_not_added(year: Year) -> None:
    """Yuan and dollars have no common total; the rows stay."""
    dollars = Fund("gift", "捐赠", "Gift", currency="USD")
    wording = Wording("测试小区", Chart(DEFAULT_CHART.accounts, (*DEFAULT_CHART.funds, dollars)))
    balances = (*fold(year).accounts, AccountBalance("1001", "gift", 5))
    trial = trial_balance_of(balances, wording.chart)
    sheet = trial_balance_sheet(trial, wording)
    assert not sheet.has_totals
    assert sheet.rows[-1] == ("1001", "库存现金", "捐赠（USD）", 5, None)
    assert trial_balance_sheet(trial_balance_of(balances[:-1], wording.chart), wording).has_totals
