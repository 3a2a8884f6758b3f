"""Equal shares with add1: every voter gets more until the projects would cost too much (逐元加额均分法)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.rulings import Source
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.traces import Figure, FigureName
from gongtong.voting.methods.budget_shares import BudgetShares

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count
    from gongtong.voting.methods.budget_shares import Trial

_NAME: Final = "pb-equal-shares-add1"


def count_pb_equal_shares_add1(
    votes: ProjectVotes, settings: CountSettings, referee: Referee
) -> Count:
    """Raise what every voter has by one unit of the currency, as long as the projects fit (逐元加额计票).

    It begins with the budget divided by the voters and goes on in whole units from the next one. The
    last amount with which the projects cost no more than the budget decides; a larger one is not
    tried, even if it would fit again. The same
    tie is broken the same way in every trial; its round is 0. The money that is left over stays,
    as in Świecie 2023 and Assen 2024, unless the settings name a completion. Amounts with which the
    same purchases are proven are leapt over.
    """
    shares = BudgetShares(_NAME, votes, settings, referee)
    shares.put_alike_together()
    answers: dict[tuple[int, ...], int] = {}

    def first_of(tied: list[int]) -> int:
        key = tuple(tied)
        if key not in answers:
            answers[key] = referee.first(tied, round_number=0)
        return answers[key]

    best = shares.trial(shares.equal_part, first_of)
    leap = 1
    while best.wants_money:
        next_whole = Fraction((best.per_voter // votes.units + 1) * votes.units)
        more = shares.trial(next_whole, first_of, more=leap * votes.units)
        if more.spending.left < 0:
            # a leap leaves the trace of its first step behind
            best = shares.trial(best.per_voter, first_of)
            return shares.finish(best, _too_much(more, votes.units))
        if more.is_sure and more.wants_money:
            best = evolve(more, per_voter=more.per_voter + leap * votes.units)
            leap *= 2
        else:
            best = more
            leap = max(leap // 2, 1)
    return shares.finish(best)


def _too_much(trial: Trial, units: int) -> tuple[Figure, ...]:
    return (
        Figure(FigureName.TOO_MUCH_PER_VOTER, trial.per_voter / units),
        Figure(FigureName.TOO_MUCH_COST, Fraction(trial.spending.spent, units)),
    )


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="逐元加额均分法",
    en="method of equal shares with add1",
    family=Family.BUDGETS,
    takes=(ProjectVotes,),
    source=Source(
        "equalshares.net",
        "Completion of the Method of Equal Shares",
        note="without the stop at an outcome to which nothing can be added, as Pabulib checks its rule "
        "equalshares/add1; Wieliczka 2023, Świecie 2023 and Assen 2024 follow so",
    ),
    definition_zh=(
        "按均分预算法计票；每位投票人的份额逐次提高到下一个整元重新计票，直到所选项目总价将超出预算，"
        "以最后一次未超出预算的结果为准。"
    ),
    definition_en=(
        "Equal shares are counted again and again, every voter having the next whole unit of the "
        "currency each time, until the projects would cost more than the budget; the last outcome within it "
        "stands."
    ),
    count=count_pb_equal_shares_add1,
)
