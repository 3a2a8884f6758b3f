"""Charts of the books for the notice board: income and spending by month, arrears by age, a budget (账务图表).

Each chart is one SVG that stands by itself, drawn on whole coordinates from whole fen. Nothing is told
by colour alone: spending and what is overdue are hatched, and every figure stands as text. No chart
names a household.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from gongtong.core.money import format_yuan
from gongtong.ledger.books.accounts import AccountKind
from gongtong.notices.vote_charts import bar, drawing, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.ledger.books.balances.folding import MonthlyFlow
    from gongtong.ledger.books.periods import Period
    from gongtong.ledger.reports.arrears.ageing import Ageing
    from gongtong.ledger.reports.budget_comparison import BudgetComparison, ComparedPlan

MOST_MONTHS: Final = 24
"""How many months a chart draws at the most: the last ones (最多月数)."""
MOST_LINES: Final = 30
"""How many lines of a budget a chart draws at the most; the rest belongs in a table (最多预算行数)."""

_LABEL_WIDTH, _ROOM, _ROW, _TOP, _LEGEND = 150, 380, 26, 74, 46


def flows_chart(flows: Sequence[MonthlyFlow], *, title: str) -> str:
    """Draw income and spending of each month under one another (月度收支图).

    Months in which nothing happened are drawn between the first and the last. A month whose sum is
    negative, because something was taken back, has no bar and keeps its figure. Give the flows of funds
    of one currency.
    """
    sums: defaultdict[tuple[Period, AccountKind], int] = defaultdict(int)
    for flow in flows:
        sums[flow.period, flow.kind] += flow.amount_fen
    months = _months(sorted({flow.period for flow in flows}))
    drawn = months[-MOST_MONTHS:]
    greatest = max(sums.values(), default=0)

    def body() -> Iterator[str]:
        yield from _legend((("won", "收入"), ("open", "支出")))
        for place, month in enumerate(drawn):
            y = _TOP + place * 2 * _ROW
            yield label(_LABEL_WIDTH - 8, y + 26, str(month), "end strong")
            for shift, (kind, shown) in enumerate(_SIDES):
                amount = sums[month, kind]
                yield from _row(y + shift * (_ROW - 4), _part(amount, greatest), amount, shown)
        yield from _left_out(len(months) - len(drawn), len(drawn) * 2, "个月")

    income = sum(flow.amount_fen for flow in flows if flow.kind is AccountKind.INCOME)
    spending = sum(flow.amount_fen for flow in flows) - income
    described = (
        f"收入{format_yuan(income)}元，支出{format_yuan(spending)}元。实色为收入，斜线为支出。"
    )
    return drawing(
        _height(len(drawn) * 2, is_cut=len(months) > len(drawn)),
        title=title,
        description=described,
        body=body(),
    )


_SIDES: Final = ((AccountKind.INCOME, "won"), (AccountKind.EXPENSE, "open"))


def ageing_chart(ageing: Ageing, *, title: str) -> str:
    """Draw what all dwellings owe together, by how long it has been due (欠费账龄图)."""
    totals = ageing.totals_fen
    greatest = max(totals, default=0)
    households = [
        sum(1 for one in ageing.dwellings if one.amounts_fen[place] > 0)
        for place in range(len(totals))
    ]

    def body() -> Iterator[str]:
        yield from _legend((("lost", "未到期"), ("open", "已到期")))
        for place, name in enumerate(ageing.buckets.names):
            y = _TOP + place * _ROW
            kind = "open" if place else "lost"
            yield label(_LABEL_WIDTH - 8, y + 14, name, "end")
            length = _part(totals[place], greatest)
            yield from _row(y, length, totals[place], kind, f"，{households[place]}户")

    overdue = sum(totals[1:])
    described = (
        f"截至{ageing.on}，未缴{format_yuan(sum(totals))}元，其中已到期{format_yuan(overdue)}元。"
    )
    return drawing(
        _height(len(totals)),
        title=f"{title}（已到期{format_yuan(overdue)}元）",
        description=described,
        body=body(),
    )


def budget_use_chart(
    comparison: BudgetComparison, *, title: str, names: dict[str, str] | None = None
) -> str:
    """Draw how much of each line of a budget has happened, with a mark where the plan ends (预算执行图).

    `names` says what funds are called; an account has its own name. A line beyond its plan reaches over
    the mark and is hatched.
    """
    drawn = comparison.lines[:MOST_LINES]
    greatest = max((max(one.planned_fen, one.actual_fen) for one in drawn), default=0)

    def body() -> Iterator[str]:
        yield from _legend((("won", "预算内"), ("open", "超出预算")))
        for place, line in enumerate(drawn):
            yield from _plan_row(_TOP + place * 2 * _ROW, line, greatest, names or {})
        yield from _left_out(len(comparison.lines) - len(drawn), len(drawn) * 2, "行")

    over = sum(1 for line in comparison.lines if line.variance_fen < 0)
    return drawing(
        _height(len(drawn) * 2, is_cut=len(comparison.lines) > len(drawn)),
        title=title,
        description=f"共{len(comparison.lines)}行，{over}行不及预算要求。虚线为预算。",
        body=body(),
    )


def _plan_row(y: int, line: ComparedPlan, greatest: int, names: dict[str, str]) -> Iterator[str]:
    fund = names.get(line.fund, line.fund)
    kind = "open" if line.actual_fen > line.planned_fen else "won"
    planned, actual = _part(line.planned_fen, greatest), _part(line.actual_fen, greatest)
    figures = f"{format_yuan(line.actual_fen)}元，预算{format_yuan(line.planned_fen)}元"
    yield label(12, y + 16, f"{fund}·{line.account.zh}", "strong")
    yield bar(_LABEL_WIDTH, y + 23, actual, kind)
    yield label(_LABEL_WIDTH + max(planned, actual) + 8, y + 37, figures, "muted")
    if line.planned_fen:
        mark = _LABEL_WIDTH + planned
        yield f'<path d="M{mark} {y + 20}V{y + 44}" class="mark"/>'


def _row(y: int, length: int, amount_fen: int, kind: str, more: str = "") -> Iterator[str]:  # noqa: PLR0917 - place, length, figure and kind of one bar
    yield bar(_LABEL_WIDTH, y + 1, length, kind)
    yield label(_LABEL_WIDTH + length + 8, y + 15, f"{format_yuan(amount_fen)}元{more}", "muted")


def _part(amount_fen: int, greatest_fen: int) -> int:
    if amount_fen <= 0:
        return 0
    # what is not nothing shows at least a line
    return max(_ROOM * amount_fen // greatest_fen, 1)


def _legend(entries: Sequence[tuple[str, str]]) -> Iterator[str]:
    for place, (kind, name) in enumerate(entries):
        x = _LABEL_WIDTH + place * 120
        yield bar(x, _LEGEND, 24, kind)
        yield label(x + 32, _LEGEND + 14, name)


def _left_out(number: int, rows: int, what: str) -> Iterator[str]:
    if number > 0:
        yield label(12, _TOP + rows * _ROW + 15, f"另有 {number} {what}见表", "muted")


def _height(rows: int, *, is_cut: bool = False) -> int:
    return _TOP + (rows + is_cut) * _ROW + 12


def _months(found: Sequence[Period]) -> tuple[Period, ...]:
    if not found:
        return ()
    first, last = found[0], found[-1]
    kind = type(first)
    return tuple(
        kind(at // 12, at % 12 + 1)
        for at in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    )
