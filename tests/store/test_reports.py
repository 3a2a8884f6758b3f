"""Reports of a place that has charged, been paid, spent and corrected, on both engines."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.offices import Mandate
from gongtong.core.periods import month_span, year_span
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.budgets.budget_lines import AdoptBudget, BudgetLine
from gongtong.ledger.exchange.sheets.csv_files import write_csv
from gongtong.ledger.exchange.sheets.workbooks import write_workbook
from gongtong.ledger.reports.as_of import AsOf, Window
from gongtong.testing.examples.payments import charge_everybody
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, dwelling_id

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

MARCH = month_span(2025, 3)
IN_APRIL = datetime(2025, 4, 2, 1, 0, tzinfo=UTC)
IN_MAY = datetime(2025, 5, 20, 1, 0, tzinfo=UTC)
YEAR = Window(year_span(2025))
FUND = "sanitation"


def post(stage: Stage, day: date, fen: int, *, now: datetime, accounts: tuple[str, str]) -> None:
    lines = (Posting(accounts[0], FUND, fen), Posting(accounts[1], FUND, -fen))
    with stage.work(BOOKKEEPER, now=now) as work:
        draft = Draft(EntryKind.MANUAL, day, "扫雪 王芳", lines)
        work.ledger.books.post_entry(draft, key=f"{day}/{fen}")


@pytest.fixture
def books(place: Stage) -> Stage:
    """Four charges in January, 50 yuan for cleaning booked in April for March, 20 more in May."""
    charge_everybody(place)
    post(place, date(2025, 3, 30), 50_00, now=IN_APRIL, accounts=("5101", "1001"))
    post(place, date(2025, 3, 31), 20_00, now=IN_MAY, accounts=("5101", "1001"))
    return place


def test_the_report_of_march_is_known_as_it_was_published(books: Stage) -> None:
    """In April it showed 50 yuan spent; what was booked for March in May is seen only afterwards."""
    with books.work() as work:
        reports = work.ledger.reports
        published = reports.income_and_spending(Window(MARCH, IN_APRIL))
        corrected = reports.income_and_spending(Window(MARCH))
        assert [one.spending_fen for one in published.results] == [50_00]
        assert [one.spending_fen for one in corrected.results] == [70_00]
        # the opening balance of these books was written down in June only
        sheet = reports.balance_sheet(AsOf(MARCH.last_day, IN_APRIL)).funds[0]
        assert (sheet.assets_fen, sheet.surplus_fen, sheet.is_balanced) == (-50_00, -50_00, True)
        flow = reports.cash_flow(Window(MARCH)).funds[0]
        assert (flow.opening_fen, flow.closing_fen) == (1_000_000, 1_000_000 - 70_00)


def test_an_account_or_dwelling_that_is_not_there_is_named(books: Stage) -> None:
    """A slip in a number is an error and not an empty report."""
    with books.work() as work:
        for account, fund, kind in (("9999", FUND, "account"), ("1001", "none", "fund")):
            with pytest.raises(UnknownReferenceError) as missing:
                work.ledger.reports.account_page(account, fund, YEAR)
            assert missing.value.kind == kind


def test_arrears_are_aged_with_what_stands_besides_charges(books: Stage) -> None:
    """A charge of January is overdue in March; an opening debt without a charge stands beside it."""
    home = dwelling_id(books)
    lines = (Posting("1122", FUND, 7_00, home), Posting("3101", FUND, -7_00))
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(
            Draft(EntryKind.MANUAL, date(2025, 1, 1), "旧欠", lines), key="old"
        )
        report = work.ledger.reports.ageing(AsOf(date(2025, 3, 31)))
    assert [(str(one.label), one.overdue_fen, one.other_fen) for one in report.dwellings] == [
        ("1-1-101", 300_00, 7_00),
        ("1-1-102", 300_00, 0),
        ("2-1-101", 300_00, 0),
        ("2-1-102", 300_00, 0),
    ]
    assert report.total_fen == 1_207_00


def test_a_debt_of_a_dwelling_that_is_nowhere_is_named(books: Stage) -> None:
    """Somebody wrote a debt on a dwelling that no register knows: the report does not leave it out."""
    lines = (Posting("1122", FUND, 7_00, books.place.id), Posting("3101", FUND, -7_00))
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(
            Draft(EntryKind.MANUAL, date(2025, 1, 1), "旧欠", lines), key="old"
        )
        with pytest.raises(UnknownReferenceError):
            work.ledger.reports.ageing()


def test_the_budget_in_force_stands_beside_the_books(books: Stage) -> None:
    """60 yuan were planned for cleaning: 10 left in the report of April, 10 too much in that of May."""
    mandate = Mandate("业主大会决定", date(2025, 1, 10), "2025年第1号")
    with books.work(CHAIR, now=datetime(2025, 2, 1, tzinfo=UTC)) as work:
        request = AdoptBudget(2025, (BudgetLine(FUND, "5101", 60_00),), mandate)
        work.ledger.budgets.adopt_budget(request, key="budget")
    with books.work() as work:
        reports = work.ledger.reports
        for known_at, variance_fen in ((IN_APRIL, 10_00), (None, -10_00)):
            lines = reports.budget_comparison(2025, known_at).lines
            (cleaning,) = [line for line in lines if line.account.code == "5101"]
            assert (cleaning.planned_fen, cleaning.variance_fen) == (60_00, variance_fen)
        early = reports.budget_comparison(2025, datetime(2025, 1, 20, tzinfo=UTC))
        assert all(line.planned_fen == 0 for line in early.lines)


def test_all_reports_go_into_one_workbook(books: Stage) -> None:
    """Seven sheets, with names masked; in full only for who asks for it."""
    home = dwelling_id(books)
    with books.work() as work:
        sheets = work.ledger.report_sheets
        pack = (
            *sheets.of_span(YEAR),
            sheets.account_page("1001", FUND, YEAR),
            sheets.household_statement(home, YEAR),
        )
        in_full = write_csv(sheets.in_full().journal(YEAR)).decode()
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(pack)))
    assert book.sheetnames == [
        "序时账",
        "试算平衡表",
        "收支表",
        "现金流量表",
        "资产负债表",
        "欠费账龄表",
        "预算执行表",
        "1001 库存现金",
        "对账单 1-1-101",
    ]
    written = "".join(write_csv(sheet).decode() for sheet in pack)
    assert "王芳" not in written
    assert "扫雪 王*" in written
    assert "扫雪 王芳" in in_full
