"""Greedy budget with a minimum: a project with too few votes is never bought (设最低得票的按票数支出)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.rulings import Source
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.methods.greedy_purchases import WhenShort, count_by_votes

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count

_NAME: Final = "pb-greedy-threshold"


def count_pb_greedy_threshold(votes: ProjectVotes, _: CountSettings, referee: Referee) -> Count:
    """Buy projects in the order of votes, none under the minimum (设最低得票的按票数支出).

    A project with exactly the minimum can be bought. Where the vote sets no minimum it is 0, which
    every project reaches; each round says what was needed.
    """
    told = votes if votes.minimum_score is not None else evolve(votes, minimum_score=0)
    return count_by_votes(_NAME, told, referee, WhenShort.SKIP)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="设最低得票的按票数支出",
    en="greedy budget with a minimum",
    family=Family.BUDGETS,
    takes=(ProjectVotes,),
    source=Source(
        "Pabulib, a library of participatory budgets",
        "rule greedy-threshold",
        note="the words of the format, and the program that checks its files (pabulib-checker)",
    ),
    definition_zh="得票（或得分）不到最低数的项目不得支出；其余按得票由多到少依次支出，余额不足的跳过。",
    definition_en=(
        "A project under the minimum of votes or points is never bought; the others are bought in the order of their votes, and one that costs more than is left is passed over."
    ),
    count=count_pb_greedy_threshold,
)
