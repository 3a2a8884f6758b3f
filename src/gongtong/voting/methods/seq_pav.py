"""Sequential PAV: a ballot counts one, then a half, then a third, as its candidates get seats (序贯比例赞成法)."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.traces import Count, Measure
from gongtong.voting.methods.seats_in_turn import fill_in_turn

if TYPE_CHECKING:
    from collections.abc import Collection

    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee

_NAME: Final = "seq-pav"


class Shares:
    """What each ballot still counts, as sets of ballots with equally many elected (选票折算)."""

    measure = Measure.POINTS

    def __init__(self, ballots: Approvals) -> None:
        """Begin with ballots that count one each."""
        self._ballots = ballots
        self._with_elected = [ballots.everyone]

    def figures(self, standing: Collection[int]) -> dict[int, Fraction]:
        """Give what the ballots that name each candidate count together (折算得分)."""
        whole = lcm(*range(1, len(self._with_elected) + 1))
        total = self._ballots.weights.total
        return {
            number: Fraction(
                sum(
                    whole // place * total(self._ballots.supporters[number] & rows)
                    for place, rows in enumerate(self._with_elected, start=1)
                ),
                whole,
            )
            for number in standing
        }

    def seat(self, number: int) -> None:
        """Let the ballots that name a candidate count less from now on (折减)."""
        self._with_elected = one_more_elected(self._with_elected, self._ballots.supporters[number])


def one_more_elected(with_elected: list[int], supporters: int) -> list[int]:
    """Move ballots on to the next set, where set j holds those with j elected candidates (进一级).

    >>> one_more_elected([0b100, 0b011], 0b110)
    [0, 5, 2]
    """
    moved = [rows & supporters for rows in with_elected]
    stayed = [rows ^ part for rows, part in zip(with_elected, moved, strict=True)]
    after = [rows | part for rows, part in zip([*stayed, 0], [0, *moved], strict=True)]
    if not after[-1]:
        after.pop()
    return after


def count_seq_pav(ballots: Approvals, settings: CountSettings, referee: Referee) -> Count:
    """Give each seat to the candidate who adds the most points (序贯比例赞成法计票)."""
    return fill_in_turn(Shares(ballots), ballots, settings, referee, method=_NAME)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="序贯比例赞成法",
    en="sequential proportional approval",
    family=Family.COMMITTEES,
    takes=(Approvals,),
    source=Source(
        "Lackner, Skowron: Multi-Winner Voting with Approval Preferences",
        "Springer 2023, section 2.3",
        standing=Standing.UNVERIFIED,
        note="after T. N. Thiele 1895",
    ),
    definition_zh="每张选票先计1分；所赞成的人每有一人当选，依次改计1/2、1/3……。每次由得分最高的候选人当选。",
    definition_en=(
        "A ballot counts one point at first, and a half, a third and so on as candidates whom it"
        " names get seats. Each seat goes to the candidate with the most points."
    ),
    count=count_seq_pav,
)
