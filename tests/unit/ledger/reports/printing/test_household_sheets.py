"""Tables about households: labels as they are, names masked."""

from datetime import date
from uuid import UUID

from gongtong.core.periods import month_span
from gongtong.core.places import DwellingLabel
from gongtong.ledger.books.balances.folding import AccountBalance, DwellingPosting
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.reports.arrears.ageing import AgeBuckets, OpenCharge, OtherDebt, age
from gongtong.ledger.reports.household import household_statement_of
from gongtong.ledger.reports.printing.household_sheets import ageing_sheet, statement_sheet
from gongtong.ledger.reports.printing.words import NamesShown, Wording

HOME, LABEL = UUID(int=101), DwellingLabel(1, 1, 101)
FUND = "sanitation"
WORDING = Wording("测试小区", DEFAULT_CHART, people={"王芳"})


def test_a_statement_begins_with_what_was_owed() -> None:
    """The opening balance, then every line with the balance that it leaves; the name is masked."""
    posting = DwellingPosting(
        UUID(int=3), 2025, 3, date(2025, 2, 6), "微信 王芳", "1122", FUND, -100_00
    )
    statement = household_statement_of(
        HOME, month_span(2025, 2), [AccountBalance("1122", FUND, 300_00)], [posting]
    )
    sheet = statement_sheet(statement, LABEL, "王芳", WORDING)
    assert sheet.about[0] == "测试小区 住户对账单 1栋1单元101室 王*"
    assert sheet.rows[0][2:] == ("期初余额", "1122 应收住户款", "卫生服务费", None, None, 300_00)
    assert sheet.rows[1] == (
        "2025-0003",
        date(2025, 2, 6),
        "微信 王*",
        "1122 应收住户款",
        "卫生服务费",
        None,
        100_00,
        200_00,
    )


def test_an_ageing_table_adds_up_to_the_receivable() -> None:
    """Every bucket and what has no charge add up to the last column; full names only when asked for."""
    on = date(2025, 12, 31)
    ageing = age(
        [OpenCharge(HOME, LABEL, FUND, date(2025, 12, 1), 70)],
        on,
        AgeBuckets((30, 90)),
        others=[OtherDebt(HOME, LABEL, 5)],
    )
    sheet = ageing_sheet(ageing, {HOME: "王芳"}, WORDING)
    assert sheet.rows == (("1-1-101", "王*", 0, 70, 0, 0, 5, 75),)
    assert [column.heading for column in sheet.columns[2:6]] == [
        "未到期",
        "1-30天",
        "31-90天",
        "90天以上",
    ]
    in_full = Wording("测试小区", DEFAULT_CHART, NamesShown.IN_FULL)
    assert ageing_sheet(ageing, {HOME: "王芳"}, in_full).rows[0][1] == "王芳"
