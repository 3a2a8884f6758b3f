"""What a spending takes: how many approvals, whose consent, and whether a vote (支出所需手续)."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.rulings import Reason
from gongtong.ledger.budgets.budget_checks import (
    DEFAULT_BUDGET_RULE,
    BudgetPosition,
    BudgetRule,
    OverBudget,
)
from gongtong.ledger.spending.requests import RequestSpending, Spending
from gongtong.ledger.spending.two_keys import SpendingScope, SpendingStep, SplitRule, TwoKeysRule


@frozen
class Circumstances:
    """What stands around a spending (支出相关情况).

    ``alike_fen`` is what else is asked for and counts as one with it; ``position`` is where it stands
    in the budget of the year; ``unsettled`` is how many emergencies were not ratified in time.
    """

    alike_fen: int = 0
    position: BudgetPosition | None = None
    budget_rule: BudgetRule = DEFAULT_BUDGET_RULE
    unsettled: int = 0


@frozen
class Demands:
    """What has to be there before money leaves (所需手续).

    ``counted_fen`` is the amount by which tiers, limits and scopes go: with everything that counts
    as one with it. ``one_decides`` where the amount takes one approval: somebody whose office goes so
    far must be among those who say yes, also where the budget asks for one more.
    """

    counted_fen: int
    approvals: int
    consents: int
    by_vote: bool
    one_decides: bool = False

    def are_met_by(self, spending: Spending, *, afterwards: bool = False) -> bool:
        """Say whether everything is there; ``afterwards`` ratifications count as well (是否齐备)."""
        given = len(spending.approvals) + (len(spending.ratifications) if afterwards else 0)
        return (
            given >= self.approvals
            and len(spending.consents) >= self.consents
            and (spending.rests_on is not None or not self.by_vote)
        )


def demands_of(
    asked: Spending | RequestSpending, rule: TwoKeysRule, around: Circumstances
) -> Demands:
    """Say what a spending takes in the ordinary way (一般手续)."""
    counted_fen = asked.amount_fen + around.alike_fen
    outcome = _outcome(around)
    needs_consent = outcome is OverBudget.SUPERVISION or _covered(rule.supervised, asked, around)
    by_tier = max(1, rule.approvals_for(counted_fen))
    return Demands(
        counted_fen=counted_fen,
        approvals=by_tier + (outcome is OverBudget.FURTHER_APPROVAL),
        consents=rule.consents if needs_consent else 0,
        by_vote=_covered(rule.voted, asked, around),
        one_decides=by_tier == 1,
    )


def goes_so_far(held: Collection[Office], rule: TwoKeysRule, demands: Demands) -> bool:
    """Say whether a yes of these offices is enough by itself, or need not be (职权是否足够)."""
    if not demands.one_decides or not rule.limits:
        return True
    entitled = set(held) & set(rule.offices_for(SpendingStep.APPROVE))
    limit = rule.limit_of(held)
    return bool(entitled) and (limit is None or demands.counted_fen <= limit)


def demands_before_payment(spending: Spending, rule: TwoKeysRule, around: Circumstances) -> Demands:
    """Say what a spending takes before it is paid: less in an emergency (付款前手续)."""
    demands = demands_of(spending, rule, around)
    if spending.emergency is None or rule.emergency is None:
        return demands
    fewer = min(rule.emergency.approvals, demands.approvals)
    return Demands(demands.counted_fen, fewer, consents=0, by_vote=False)


def alike_fen(
    asked: Spending | RequestSpending, others: Iterable[tuple[str, str, int]], split: SplitRule
) -> int:
    """Add up what counts as one with a spending: payee, purpose and amount of each other (拆分合计).

    >>> asked = RequestSpending("sanitation", "5102", 400_000, "水泵", "新民建材")
    >>> alike_fen(asked, [("新民 建材", "水泵", 300_000), ("新民建材", "油漆", 1)], SplitRule(30))
    300000
    """
    return sum(
        amount_fen
        for payee, purpose, amount_fen in others
        if _plain(payee) == _plain(asked.payee)
        and (not split.same_purpose or _plain(purpose) == _plain(asked.purpose))
    )


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def reasons_of_limit(
    asked: Spending, held: Collection[Office], rule: TwoKeysRule, demands: Demands
) -> Iterator[Reason]:
    """Refuse the yes of somebody who alone may not go so far (审批限额审核).

    Where the amount takes several approvals nobody is alone, and the limits of the offices do not
    count. Whoever does not hold an office to approve is refused for that already.
    """
    limit = rule.limit_of(held)
    if limit is None or goes_so_far(held, rule, demands):
        return
    if asked.amount_fen <= limit:
        yield _split(asked, rule, demands, up_to_fen=limit)
        return
    yield Reason(
        "ledger.above_office_limit",
        f"本职务一人可审批至{format_yuan(limit)}元，本笔{format_yuan(asked.amount_fen)}元",
        f"the office approves up to {format_yuan(limit)} yuan alone; this is {format_yuan(asked.amount_fen)}",
        rule.source,
        (("limit_fen", str(limit)), ("amount_fen", str(asked.amount_fen))),
    )


def reasons_of_vote(asked: Spending, rule: TwoKeysRule, demands: Demands) -> Iterator[Reason]:
    """Refuse what takes a decision by vote and rests on none (表决要求)."""
    if not demands.by_vote or asked.rests_on is not None:
        return
    if not _covered(rule.voted, asked, Circumstances()):
        yield _split(asked, rule, demands, up_to_fen=asked.amount_fen)
        return
    yield Reason(
        "ledger.vote_required",
        f"支出{format_yuan(asked.amount_fen)}元须先经表决通过，并由表决结果引出",
        f"a spending of {format_yuan(asked.amount_fen)} yuan must rest on the certified result of a vote",
        rule.source,
        (("amount_fen", str(asked.amount_fen)),),
    )


def _split(asked: Spending, rule: TwoKeysRule, demands: Demands, *, up_to_fen: int) -> Reason:
    days = 0 if rule.split is None else rule.split.within_days
    counted = format_yuan(demands.counted_fen)
    return Reason(
        "ledger.purchase_split",
        f"{days}日内付给{asked.payee}的同类支出合计{counted}元，按合计金额审批",
        f"with what goes to {asked.payee} within {days} days it comes to {counted} yuan, and is decided as that",
        rule.source,
        (
            ("counted_fen", str(demands.counted_fen)),
            ("up_to_fen", str(up_to_fen)),
            ("within_days", str(days)),
        ),
    )


def _outcome(around: Circumstances) -> OverBudget:
    if around.position is None:
        return OverBudget.ALLOWED
    return around.position.outcome(around.budget_rule)


def _covered(
    scopes: tuple[SpendingScope, ...], asked: Spending | RequestSpending, around: Circumstances
) -> bool:
    counted_fen = asked.amount_fen + around.alike_fen
    return any(scope.covers(asked.fund, asked.expense_account, counted_fen) for scope in scopes)
