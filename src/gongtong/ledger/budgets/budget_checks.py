"""A spending held against the budget: under it, at it, or over it, and what that takes (预算控制)."""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import Final

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.rulings import Reason, Source, Standing

HOUSE_BUDGET: Final = Source("预算规则", "超预算支出", standing=Standing.HOUSE)


class OverBudget(StrEnum):
    """What a spending beyond the budget takes (超预算处理)."""

    ALLOWED = "allowed"
    FURTHER_APPROVAL = "further_approval"
    SUPERVISION = "supervision"
    BARRED = "barred"

    @property
    def zh(self) -> str:
        """What it takes, as residents say it (中文说法)."""
        return _WORDS[self]


_WORDS: Final = {
    OverBudget.ALLOWED: "不限制",
    OverBudget.FURTHER_APPROVAL: "须另加一人审批",
    OverBudget.SUPERVISION: "须经监督委员会同意",
    OverBudget.BARRED: "不得支出",
}


@frozen
class BudgetRule:
    """What a place does about spending beyond its budget (预算控制规则).

    A spending is over where more is used than the line allows and its tolerance: `tolerance_percent`
    of the line or `tolerance_fen`, whichever is less where both are given, exactly at it being within.
    `without_line` is for accounts of which the year's budget says nothing, and for years without one.
    """

    over: OverBudget = OverBudget.FURTHER_APPROVAL
    without_line: OverBudget = OverBudget.ALLOWED
    tolerance_percent: int | None = None
    tolerance_fen: int | None = None
    source: Source = HOUSE_BUDGET

    def tolerance_of(self, budgeted_fen: int) -> Fraction:
        """How far a line may be exceeded, in fen and parts of one (超支容差)."""
        bounds = [
            *(() if self.tolerance_fen is None else (Fraction(self.tolerance_fen),)),
            *(
                ()
                if self.tolerance_percent is None
                else (Fraction(budgeted_fen * self.tolerance_percent, 100),)
            ),
        ]
        return min(bounds, default=Fraction(0))


DEFAULT_BUDGET_RULE: Final = BudgetRule()
"""What a place starts with: beyond the budget one more person approves (默认预算控制)."""


@frozen
class BudgetPosition:
    """Where a spending stands in the budget of its year, in fen (预算占用).

    `used_fen` is what is booked or promised in the line without this spending; `budgeted_fen` is
    nothing where the budget has no such line.
    """

    year: int
    fund: str
    expense_account: str
    budgeted_fen: int | None
    used_fen: int
    amount_fen: int

    @property
    def left_fen(self) -> int:
        """What the line would have left after it; below nothing where it is exceeded (预算余额)."""
        return (self.budgeted_fen or 0) - self.used_fen - self.amount_fen

    def outcome(self, rule: BudgetRule) -> OverBudget:
        """Say what the spending takes (预算结论).

        >>> BudgetPosition(2025, "sanitation", "5101", 100, 60, 41).outcome(BudgetRule())
        <OverBudget.FURTHER_APPROVAL: 'further_approval'>
        """
        if self.budgeted_fen is None:
            return rule.without_line
        if -self.left_fen > rule.tolerance_of(self.budgeted_fen):
            return rule.over
        return OverBudget.ALLOWED


def reasons_of_budget(position: BudgetPosition | None, rule: BudgetRule) -> Iterator[Reason]:
    """Refuse what the budget bars (预算审核)."""
    if position is None or position.outcome(rule) is not OverBudget.BARRED:
        return
    params = (
        ("fund", position.fund),
        ("account", position.expense_account),
        ("year", str(position.year)),
    )
    if position.budgeted_fen is None:
        yield Reason(
            "ledger.not_in_budget",
            f"{position.year}年度预算没有这项支出",
            f"the budget of {position.year} has no line for it",
            rule.source,
            params,
        )
        return
    over = format_yuan(-position.left_fen)
    yield Reason(
        "ledger.over_budget",
        f"超出{position.year}年度预算{over}元",
        f"it exceeds the budget of {position.year} by {over} yuan",
        rule.source,
        (*params, ("over_fen", str(-position.left_fen))),
    )
