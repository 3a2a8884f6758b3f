"""Electing those with the highest figures, of those who have the majority that was asked (得数高者当选)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gongtong.core.shares import MoreThan
from gongtong.voting.counting.counting_method import UncountableError
from gongtong.voting.counting.seats import fill_seats
from gongtong.voting.counting.traces import (
    Act,
    Count,
    Measure,
    Needed,
    Round,
    Stage,
    Step,
    Why,
    amounts,
)

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.methods.tallies import Tallies


def elect_highest(
    tallies: Tallies,
    settings: CountSettings,
    referee: Referee,
    *,
    method: str,
    measure: Measure = Measure.VOTES,
) -> Count:
    """Fill the seats from the highest figure down, in one round (按得数高低当选).

    Where `settings.majority` is given, it is a share of all ballots that were tallied, those that
    name nobody among them. Whoever has less is not elected, even if a seat stays open; with as many
    candidates as seats as well as with more (等额选举, 差额选举). Of no ballots nobody has a majority.
    """
    names = tallies.candidates
    figures = dict(enumerate(tallies.figures))
    needed = _needed(settings, tallies.ballots)
    enough = {
        number: figure
        for number, figure in figures.items()
        if needed is None or (tallies.ballots > 0 and needed.is_met_by(figure))
    }
    filled = fill_seats(enough, settings.seats, referee)
    why = Why.MOST if needed is None or len(enough) > settings.seats else Why.REACHED_THRESHOLD
    steps = [Step(Act.ELECTED, names[number], why) for number in filled.elected]
    steps += [
        Step(Act.ELIMINATED, names[number], Why.BELOW_THRESHOLD)
        for number in figures
        if number not in enough
    ]
    scores = amounts(names, figures)
    only = Round(
        number=1,
        stage=Stage.COUNT,
        measure=measure,
        amounts=scores,
        needed=needed,
        steps=tuple(steps),
    )
    return Count(
        method=method,
        candidates=names,
        seats=settings.seats,
        ballots=tallies.ballots,
        elected=tuple(names[number] for number in filled.elected),
        undecided=tuple(names[number] for number in filled.undecided),
        ties=tuple(referee.ties),
        rounds=(only,),
        scores=scores,
        measure=measure,
    )


def _needed(settings: CountSettings, ballots: int) -> Needed | None:
    bound = settings.majority
    if bound is None:
        return None
    return Needed(Fraction(bound.fraction * ballots), more_than=isinstance(bound, MoreThan))


def refuse_majority(settings: CountSettings, method: str) -> None:
    """Refuse a majority of ballots where figures are no numbers of ballots (不适用过半数要求).

    Raises `UncountableError`: a setting that a method cannot heed must not be passed over in silence.
    """
    if settings.majority is not None:
        message = (
            f"{method} does not count how many ballots name a candidate, so no majority of them "
            "can be asked; leave the majority away, or count by plurality, block or approval"
        )
        raise UncountableError(message)
