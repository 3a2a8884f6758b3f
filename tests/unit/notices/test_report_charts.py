"""Charts of the books: drawn from exact figures, readable without colours, naming no household."""

from datetime import date
from uuid import UUID
from xml.etree import ElementTree as ET

from gongtong.core.periods import year_span
from gongtong.core.places import DwellingLabel
from gongtong.ledger.books.accounts import AccountKind
from gongtong.ledger.books.balances.folding import AccountBalance, MonthlyFlow
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.periods import Period
from gongtong.ledger.reports.arrears.ageing import AgeBuckets, OpenCharge, age
from gongtong.ledger.reports.budget_comparison import PlannedAmount, budget_comparison_of
from gongtong.notices.report_charts import (
    MOST_LINES,
    MOST_MONTHS,
    ageing_chart,
    budget_use_chart,
    flows_chart,
)
from gongtong.notices.vote_charts import WIDTH

SVG = "{http://www.w3.org/2000/svg}"
FUND = "sanitation"


def texts(chart: str) -> list[str]:
    root = ET.fromstring(chart)  # noqa: S314 - our own drawing is read, no stranger's
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def bars(chart: str, kind: str) -> list[int]:
    """The widths of the bars of a kind, without the one of the legend."""
    root = ET.fromstring(chart)  # noqa: S314 - our own drawing is read, no stranger's
    found = [one for one in root.iter(f"{SVG}rect") if one.get("class") == kind]
    return [int(one.get("width", "0")) for one in found][1:]


def flow(month: Period, fen: int, kind: AccountKind = AccountKind.INCOME) -> MonthlyFlow:
    return MonthlyFlow(month, FUND, "4301" if kind is AccountKind.INCOME else "5101", kind, fen)


def test_months_are_drawn_with_those_in_which_nothing_happened() -> None:
    """December, January without anything, February: six bars, to scale, with their figures."""
    flows = [
        flow(Period(2024, 12), 1_000_00),
        flow(Period(2024, 12), 1_000_00),
        flow(Period(2025, 2), 500_00, AccountKind.EXPENSE),
    ]
    chart = flows_chart(flows, title="月度收支")
    assert [text for text in texts(chart) if text.startswith("202")] == [
        "2024-12",
        "2025-01",
        "2025-02",
    ]
    assert bars(chart, "won") == [380, 0, 0]
    assert bars(chart, "open") == [0, 0, 95]
    assert "2,000.00元" in texts(chart)
    assert "收入2,000.00元，支出500.00元" in chart


def test_a_month_that_was_taken_back_has_a_figure_and_no_bar() -> None:
    """A reversal in the next month makes a negative income there; a single fen shows at least a line."""
    chart = flows_chart([flow(Period(2025, 1), 10**15), flow(Period(2025, 2), -1)], title="收支")
    assert bars(chart, "won") == [380, 0]
    assert "-0.01元" in texts(chart)
    tiny = flows_chart([flow(Period(2025, 1), 10**15), flow(Period(2025, 2), 1)], title="收支")
    assert bars(tiny, "won") == [380, 1]


def test_more_months_than_fit_are_the_last_ones() -> None:
    """What is left out is said."""
    flows = [flow(Period(2020 + at // 12, at % 12 + 1), 1) for at in range(MOST_MONTHS + 2)]
    chart = flows_chart(flows, title="收支")
    assert "另有 2 个月见表" in texts(chart)
    assert "2020-02" not in texts(chart)
    assert "2020-03" in texts(chart)


def test_a_chart_of_nothing_can_be_drawn() -> None:
    """A place without entries has an empty chart and no error."""
    assert "收入0.00元" in flows_chart([], title="收支")


def test_arrears_are_drawn_by_age_and_name_nobody() -> None:
    """What is not due is plain, what is overdue hatched; households are counted, not named."""
    on = date(2025, 12, 31)
    charges = [
        OpenCharge(UUID(int=1), DwellingLabel(1, 1, 101), FUND, date(2026, 1, 1), 50_00),
        OpenCharge(UUID(int=1), DwellingLabel(1, 1, 101), FUND, date(2025, 12, 1), 100_00),
        OpenCharge(UUID(int=2), DwellingLabel(1, 1, 102), FUND, date(2025, 12, 1), 100_00),
    ]
    chart = ageing_chart(age(charges, on, AgeBuckets((30,))), title="欠费")
    assert bars(chart, "lost") == [95]
    assert bars(chart, "open") == [380, 0]
    assert "200.00元，2户" in texts(chart)
    assert "欠费（已到期200.00元）" in texts(chart)
    assert "1-1-101" not in chart


def test_a_line_beyond_its_plan_is_hatched() -> None:
    """Just at the plan it is plain, a fen over it is not; the plan is marked and written down."""
    comparison = budget_comparison_of(
        year_span(2025),
        [PlannedAmount(FUND, "5101", 100_00), PlannedAmount(FUND, "5102", 100_00)],
        [AccountBalance("5101", FUND, 100_00), AccountBalance("5102", FUND, 100_01)],
        DEFAULT_CHART,
    )
    chart = budget_use_chart(comparison, title="预算", names={FUND: "卫生服务费"})
    assert (bars(chart, "won"), bars(chart, "open")) == ([379], [380])
    assert "卫生服务费·清洁支出" in texts(chart)
    assert "100.01元，预算100.00元" in texts(chart)
    assert chart.count('class="mark"') == 2
    assert "1行不及预算要求" in chart


def test_spending_without_a_plan_has_no_mark_and_long_budgets_are_cut() -> None:
    """There is nothing to mark; what does not fit is counted."""
    actual = [AccountBalance("5101", f"fund-{at}", 1) for at in range(MOST_LINES + 1)]
    comparison = budget_comparison_of(year_span(2025), [], actual, DEFAULT_CHART)
    chart = budget_use_chart(comparison, title="预算")
    assert 'class="mark"' not in chart
    assert "另有 1 行见表" in texts(chart)


def test_charts_are_safe_and_stay_inside() -> None:
    """A title is text, and no bar with its figure leaves the picture."""
    chart = flows_chart([flow(Period(2025, 1), 10**15)], title="<script>")
    assert "<script>" not in chart
    assert max(bars(chart, "won")) + 150 < WIDTH
