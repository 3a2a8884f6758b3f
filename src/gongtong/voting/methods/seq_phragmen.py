"""Sequential Phragmén: seats are loads that supporters share, as evenly as can be (序贯弗拉格门法)."""

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

_NAME: Final = "seq-phragmen"


class Loads:
    """What each voter carries, as sets of voters who carry the same (选民负载).

    Every seat puts a load of one on the supporters of whoever gets it. It is shared so that all of
    them carry the same afterwards, so there is one set of voters for each seat, and one for those
    who carry nothing yet.
    """

    measure = Measure.LOAD

    def __init__(self, ballots: Approvals) -> None:
        """Begin with voters who carry nothing."""
        self._ballots = ballots
        self._carrying: dict[Fraction, int] = {Fraction(0): ballots.everyone}
        self._figures: dict[int, Fraction] = {}

    def figures(self, standing: Collection[int]) -> dict[int, Fraction]:
        """Give what each supporter would carry if the candidate got the seat (当选后人均负载)."""
        whole = lcm(*(load.denominator for load in self._carrying))
        groups = [
            (load.numerator * (whole // load.denominator), rows)
            for load, rows in self._carrying.items()
        ]
        self._figures = {number: self._shared(number, groups, whole) for number in standing}
        return self._figures

    def _shared(self, number: int, groups: list[tuple[int, int]], whole: int) -> Fraction:
        supporters, total = self._ballots.supporters[number], self._ballots.weights.total
        heads, carried = 0, whole
        for load, rows in groups:
            among = total(supporters & rows)
            heads += among
            carried += load * among
        return Fraction(carried, whole * heads)

    def seat(self, number: int) -> None:
        """Put the load of a seat on the supporters of a candidate (分摊负载)."""
        supporters = self._ballots.supporters[number]
        carrying = {load: rows & ~supporters for load, rows in self._carrying.items()}
        load = self._figures[number]
        carrying[load] = carrying.get(load, 0) | supporters
        self._carrying = {load: rows for load, rows in carrying.items() if rows}


def count_seq_phragmen(ballots: Approvals, settings: CountSettings, referee: Referee) -> Count:
    """Give each seat to the candidate whose supporters would carry the least (序贯弗拉格门法计票)."""
    return fill_in_turn(Loads(ballots), ballots, settings, referee, method=_NAME)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="序贯弗拉格门法",
    en="sequential Phragmén",
    family=Family.COMMITTEES,
    takes=(Approvals,),
    source=Source(
        "Brill, Freeman, Janson, Lackner: Phragmén's Voting Methods and Justified Representation",
        "Mathematical Programming 203 (2024), section 3",
        standing=Standing.UNVERIFIED,
        note="after E. Phragmén 1894",
    ),
    definition_zh=(
        "每产生一席，其赞成者共同承担1份负载，并使他们此后的负载相同。每次由当选后赞成者人均负载最小的候选人当选。"
    ),
    definition_en=(
        "Every seat is a load of one, shared by the supporters of whoever gets it so that all of"
        " them carry the same afterwards. Each seat goes to the candidate whose supporters would"
        " then carry the least."
    ),
    count=count_seq_phragmen,
)
