"""Equal shares of a budget: voters pay for what they want, each from the same part (均分预算法)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.methods.budget_shares import BudgetShares

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count

_NAME: Final = "pb-equal-shares"


def count_pb_equal_shares(votes: ProjectVotes, settings: CountSettings, referee: Referee) -> Count:
    """Divide the budget among all voters and buy what its supporters can pay (均分预算计票).

    Voters who abstain have their part too. The money that is left over stays, unless the settings
    name a completion; `comparison` in the settings asks afterwards whether more voters get more of
    what they want by votes alone, as Wieliczka did.
    """
    shares = BudgetShares(_NAME, votes, settings, referee)
    return shares.finish(shares.trial(shares.equal_part))


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="均分预算法",
    en="method of equal shares for a budget",
    family=Family.BUDGETS,
    takes=(ProjectVotes,),
    source=Source(
        "Peters, Pierczyński and Skowron, Proportional Participatory Budgeting with Additive Utilities",
        "NeurIPS 2021",
        standing=Standing.UNVERIFIED,
        note="read as told and computed on equalshares.net",
    ),
    definition_zh=(
        "预算平均分给每位投票人；每次选出支持者能付清、且按效用计单价最低的项目，"
        "由支持者分摊，钱不够的付其所余；没有项目能付清时结束。"
    ),
    definition_en=(
        "The budget is divided equally among the voters. The project with the lowest price for its "
        "worth that its supporters can pay is bought: they pay equally, or all they have left. It "
        "ends when no project can be paid."
    ),
    count=count_pb_equal_shares,
)
