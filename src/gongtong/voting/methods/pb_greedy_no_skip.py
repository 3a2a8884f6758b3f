"""Greedy budget without passing over: the list ends at the first project that does not fit (不跳过的按票数支出)."""

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

_NAME: Final = "pb-greedy-no-skip"


def count_pb_greedy_no_skip(votes: ProjectVotes, _: CountSettings, referee: Referee) -> Count:
    """Buy projects in the order of votes up to the first that does not fit (不跳过的按票数支出).

    A project under a minimum, or excluded by one that was bought, is passed over and does not end the
    list: only money does. Where a cap is full, the list of that cap ends, and the others go on.
    """
    return count_by_votes(_NAME, votes, referee, WhenShort.STOP)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="不跳过的按票数支出",
    en="greedy budget, no skipping",
    family=Family.BUDGETS,
    takes=(ProjectVotes,),
    source=Source(
        "Pabulib, a library of participatory budgets",
        "rule greedy-no-skip",
        note="the words of the format, and the program that checks its files (pabulib-checker)",
    ),
    definition_zh="项目按得票由多到少依次支出；遇到第一个余额不足的项目即停止，后面的项目即使便宜也不再支出。",
    definition_en=(
        "Projects are bought in the order of their votes up to the first that costs more than is left; nothing behind it is bought, however cheap."
    ),
    count=count_pb_greedy_no_skip,
)
