"""A year's budget, line by line, and which version of it holds (预算)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from gongtong.core.offices import Mandate, Office
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.accounts import Account, AccountKind
from gongtong.ledger.books.entries import MOST_FEN
from gongtong.ledger.duties import reasons_of_office

BUDGET_RULES: Final = Source("预算规则", standing=Standing.HOUSE)
MAY_ADOPT: Final = frozenset({Office.CHAIR})


@frozen
class BudgetLine:
    """What may be spent from a fund in an expense account in a year, in fen (预算行)."""

    fund: str
    expense_account: str
    amount_fen: int


@frozen
class Budget:
    """One version of a year's budget and the decision that adopted it (年度预算).

    The highest version of a year holds; earlier ones are kept, so that what was shown can be explained.
    """

    year: int
    version: int
    lines: tuple[BudgetLine, ...]
    mandate: Mandate
    adopted_on: date
    adopted_by: str

    def amount_of(self, fund: str, expense_account: str) -> int | None:
        """What a line allows, in fen; nothing where the budget has no such line (预算数)."""
        return next(
            (
                line.amount_fen
                for line in self.lines
                if line.fund == fund and line.expense_account == expense_account
            ),
            None,
        )


@frozen
class AdoptBudget:
    """A request to put a year's budget in force, or to change it as a whole (通过预算申请)."""

    year: int
    lines: tuple[BudgetLine, ...]
    mandate: Mandate


@frozen
class BudgetAdopted:
    """A year's budget was adopted, or replaced by another version (预算已通过)."""

    budget: Budget


@frozen
class BudgetFacts:
    """What is known when a budget is to be adopted (预算依据)."""

    actor: str
    held: Collection[Office]
    today: date
    accounts: Mapping[str, Account]
    funds: Collection[str]
    versions: Sequence[Budget] = ()


def in_force(budgets: Iterable[Budget]) -> Budget | None:
    """Give the version that holds: the highest one of these (现行预算)."""
    return max(budgets, key=lambda budget: budget.version, default=None)


def budget_lines(budgets: Iterable[Budget]) -> tuple[BudgetLine, ...]:
    """Give the lines of the version that holds, by fund and account (现行预算各行)."""
    holding = in_force(budgets)
    return () if holding is None else tuple(sorted(holding.lines, key=_place_of))


def rule_on_budget(request: AdoptBudget, facts: BudgetFacts) -> Granted[BudgetAdopted] | Refused:
    """Let the chair put in force what was decided (通过预算审核).

    Grounds, in this order: the office, no line, the year, a decision of the future, one older than the
    version it would replace; then line by line: the amount, the fund, the account, a line given twice.
    """
    reasons = (
        *reasons_of_office(facts.held, MAY_ADOPT, BUDGET_RULES, act=("通过预算", "adopt a budget")),
        *_reasons_of_whole(request, facts),
        *_reasons_of_lines(request.lines, facts),
    )
    if reasons:
        return Refused(reasons)
    holding = in_force(facts.versions)
    return Granted(
        BudgetAdopted(
            Budget(
                year=request.year,
                version=1 if holding is None else holding.version + 1,
                lines=tuple(sorted(request.lines, key=_place_of)),
                mandate=request.mandate,
                adopted_on=facts.today,
                adopted_by=facts.actor,
            )
        )
    )


def _place_of(line: BudgetLine) -> tuple[str, str]:
    return line.fund, line.expense_account


def _reasons_of_whole(request: AdoptBudget, facts: BudgetFacts) -> Iterator[Reason]:
    if not request.lines:
        yield Reason(
            "ledger.budget_empty", "预算没有任何一行", "the budget has no line", BUDGET_RULES
        )
    if not date.min.year < request.year < date.max.year:
        yield Reason(
            "ledger.budget_year",
            f"没有{request.year}年度",
            f"there is no year {request.year}",
            BUDGET_RULES,
            (("year", str(request.year)),),
        )
    decided_on, holding = request.mandate.decided_on, in_force(facts.versions)
    if decided_on > facts.today:
        yield Reason(
            "ledger.budget_not_decided",
            f"决定日期{decided_on}尚未到来",
            f"the day of the decision, {decided_on}, has not come yet",
            BUDGET_RULES,
        )
    if holding is not None and decided_on < holding.mandate.decided_on:
        yield Reason(
            "ledger.budget_superseded",
            f"现行预算由{holding.mandate.decided_on}的决定通过，晚于{decided_on}",
            f"the budget in force was decided on {holding.mandate.decided_on}, after {decided_on}",
            BUDGET_RULES,
            (("version", str(holding.version)),),
        )


def _reasons_of_lines(lines: Sequence[BudgetLine], facts: BudgetFacts) -> Iterator[Reason]:
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(lines, start=1):
        for code, zh, en in _faults(line, facts):
            yield _reason_of_line(number, code, zh, en)
        if _place_of(line) in seen:
            yield _reason_of_line(
                number, "budget_line_twice", "与前面的行重复", "the line is given twice"
            )
        seen.add(_place_of(line))


def _reason_of_line(number: int, code: str, zh: str, en: str) -> Reason:
    return Reason(
        f"ledger.{code}",
        f"第{number}行：{zh}",
        f"line {number}: {en}",
        BUDGET_RULES,
        (("line", str(number)),),
    )


def _faults(line: BudgetLine, facts: BudgetFacts) -> Iterator[tuple[str, str, str]]:
    amount: object = line.amount_fen
    if type(amount) is not int or not 0 <= amount <= MOST_FEN:
        yield (
            "budget_amount",
            "金额须是以分为单位的非负整数",
            "the amount is a whole number of fen, not below nothing",
        )
    if line.fund not in facts.funds:
        yield "fund_unknown", f"没有资金“{line.fund}”", f"there is no fund {line.fund!r}"
    account = facts.accounts.get(line.expense_account)
    if account is None or account.kind is not AccountKind.EXPENSE:
        yield (
            "not_an_expense_account",
            f"“{line.expense_account}”不是支出科目",
            f"{line.expense_account!r} is not an expense account",
        )
