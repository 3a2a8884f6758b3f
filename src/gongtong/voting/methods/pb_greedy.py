"""Greedy budget: projects by votes, those that no longer fit are passed over (按票数支出)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.methods.greedy_purchases import WhenShort, count_by_votes

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count

_NAME: Final = "pb-greedy"


def count_pb_greedy(votes: ProjectVotes, _: CountSettings, referee: Referee) -> Count:
    """Buy projects in the order of votes, passing over what does not fit (按票数支出).

    Projects have points instead of votes where ballots give points. A minimum, exclusions and caps
    that belong to the vote hold here as everywhere. A project that nobody voted for comes last, and
    is bought if there is money: who wants otherwise sets a minimum of 1.
    """
    return count_by_votes(_NAME, votes, referee, WhenShort.SKIP)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="按票数支出",
    en="greedy budget",
    family=Family.BUDGETS,
    takes=(ProjectVotes,),
    source=Source(
        "Pabulib, a library of participatory budgets",
        "rule greedy",
        note="the words of the format, and the program that checks its files (pabulib-checker)",
    ),
    definition_zh="项目按得票由多到少依次支出；余额不足的跳过，继续看后面的项目，直到看完。",
    definition_en=(
        "Projects are bought in the order of their votes; one that costs more than is left is passed over, and the list goes on."
    ),
    count=count_pb_greedy,
)
