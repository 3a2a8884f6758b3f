"""Instant run-off: whoever has fewest goes out, until somebody has more than half (排序复选)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.methods.transfer_rounds import count_transferable
from gongtong.voting.methods.transferable_votes import Quota, StvRules, refuse_majority_of_all

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count

_NAME: Final = "irv"

RULES: Final = StvRules(quota=Quota.MAJORITY, quota_each_round=True)
"""More than half of the votes then in play; one candidate goes out in each round (排序复选规则)."""


def count_irv(ballots: Rankings, settings: CountSettings, referee: Referee) -> Count:
    """Count rounds until one candidate has more than half of the votes still in play (排序复选计票).

    Candidates who share a rank of a ballot have equal parts of it while they stand. Candidates who
    are level for going out and sure to lose whatever the order go out in one round, where no rule for
    ties was named. Of the last two, whoever has more is elected. Raises `UncountableError` where a
    majority of all ballots is asked for.
    """
    refuse_majority_of_all(settings, _NAME)
    return count_transferable(ballots, settings.seats, referee, rules=RULES, method=_NAME)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="排序复选制",
    en="instant run-off",
    family=Family.RANKINGS,
    takes=(Rankings,),
    source=Source(
        "Robert's Rules of Order Newly Revised, 12th ed.",
        "45:62-69 (preferential voting)",
        standing=Standing.UNVERIFIED,
    ),
    definition_zh=(
        "每轮把每张选票计给其上仍在场的最靠前者；有人得票超过仍在计数之票的一半即当选，"
        "否则得票最少者出局，其选票转给下一位。"
    ),
    definition_en=(
        "In each round a ballot counts for the best candidate on it who still stands. Whoever has more "
        "than half of the votes in play is elected; otherwise whoever has fewest goes out, and those "
        "ballots move to the next."
    ),
    count=count_irv,
    fixed_seats=1,
)
