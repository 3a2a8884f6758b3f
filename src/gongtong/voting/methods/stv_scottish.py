"""Single transferable vote as Scottish councils are elected (苏格兰单记可转移投票)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.methods.transfer_rounds import count_transferable
from gongtong.voting.methods.transferable_votes import (
    Quota,
    StvRules,
    Surpluses,
    refuse_majority_of_all,
    refuse_shared_ranks,
)

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count

_NAME: Final = "stv-scottish"

RULES: Final = StvRules(
    quota=Quota.WHOLE,
    decimals=5,
    surpluses=Surpluses.LARGEST_FIRST,
    looks_back=True,
)
"""Rules 45 to 52 of the Order: the quota of rule 46, transfer values of rule 48 (苏格兰计票规则)."""


def count_stv_scottish(ballots: Rankings, settings: CountSettings, referee: Referee) -> Count:
    """Count stage by stage, as rules 45 to 52 of schedule 1 of the Order say (苏格兰单记可转移投票计票).

    A tie goes by the most recent stage at which the tied differed (rules 49 and 51), whatever the rule
    for ties says, which is asked where they were level at all stages; the Order itself draws lots.
    Raises `UncountableError` where a majority of all ballots is asked for, and where ballots share ranks.
    """
    refuse_majority_of_all(settings, _NAME)
    refuse_shared_ranks(ballots, _NAME)
    return count_transferable(ballots, settings.seats, referee, rules=RULES, method=_NAME)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="单记可转移投票（苏格兰规则）",
    en="single transferable vote, Scottish rules",
    family=Family.RANKINGS,
    takes=(Rankings,),
    source=Source(
        "Scottish Local Government Elections Order 2007 (SSI 2007/42)",
        "schedule 1, part III, rules 45-52",
    ),
    definition_zh=(
        "当选票数为有效票除以名额加一，舍去小数后加一。超出部分按该人所持全部选票等比转给下一位，"
        "转移值截至五位小数；无超出部分可转时，得票最少者出局。"
    ),
    definition_en=(
        "The quota is the valid ballots divided by the seats plus one, without the fraction, plus one. "
        "A surplus moves on with all ballots of its holder at a value cut off behind five decimals; "
        "where there is none, whoever has fewest goes out."
    ),
    count=count_stv_scottish,
)
