"""Plurality: whoever is named on the most ballots is elected (相对多数)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.seats import fill_seats
from gongtong.voting.counting.traces import Act, Count, Round, Stage, Step, Why, amounts

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee

_NAME: Final = "plurality"


def count_plurality(
    ballots: Approvals | Rankings, settings: CountSettings, referee: Referee
) -> Count:
    """Count the ballots that name each candidate, or rank it first (相对多数计票).

    Candidates who share the first rank of a ballot get equal parts of it.
    """
    names = ballots.candidates
    figures = _figures(ballots)
    filled = fill_seats(figures, settings.seats, referee)
    scores = amounts(names, figures)
    steps = tuple(Step(Act.ELECTED, names[number], Why.MOST) for number in filled.elected)
    return Count(
        method=_NAME,
        candidates=names,
        seats=settings.seats,
        ballots=ballots.total,
        elected=tuple(names[number] for number in filled.elected),
        undecided=tuple(names[number] for number in filled.undecided),
        ties=tuple(referee.ties),
        rounds=(Round(number=1, stage=Stage.COUNT, amounts=scores, steps=steps),),
        scores=scores,
    )


def _figures(ballots: Approvals | Rankings) -> dict[int, Fraction | int]:
    if isinstance(ballots, Approvals):
        return dict(enumerate(ballots.tallies()))
    figures: dict[int, Fraction | int] = dict.fromkeys(range(len(ballots.candidates)), 0)
    for pile in ballots.piles(ballots.everyone, range(len(ballots.candidates))):
        part = Fraction(ballots.weights.total(pile.rows), len(pile.candidates))
        for number in pile.candidates:
            figures[number] += part
    return figures


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="相对多数",
    en="plurality",
    family=Family.CHOICES,
    takes=(Approvals, Rankings),
    source=Source("general practice of elections", standing=Standing.HOUSE),
    definition_zh="得票最多的当选，不要求过半数。",
    definition_en="Whoever has the most votes is elected; more than half is not needed.",
    count=count_plurality,
)
