"""Committees that are filled one seat after another, the best candidate first (逐席产生)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from gongtong.voting.counting.counting_method import UncountableError
from gongtong.voting.counting.traces import (
    Act,
    Amount,
    Count,
    Measure,
    Round,
    Stage,
    Step,
    Why,
    amounts,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from gongtong.voting.counting.approvals import Approvals
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee


class Turns(Protocol):
    """What a method says of each turn: how every candidate stands, and what a seat changes (逐席规则).

    With `Measure.LOAD` the smallest figure gets the seat, with any other measure the largest.
    """

    measure: Measure

    def figures(self, standing: Collection[int]) -> dict[int, Fraction]:
        """Give the figure of each candidate without a seat (各候选人得数)."""
        ...

    def seat(self, number: int) -> None:
        """Give the seat to a candidate (产生一席)."""
        ...


def named_by_somebody(ballots: Approvals, settings: CountSettings, method: str) -> list[int]:
    """Give the candidates whom at least one ballot names, who alone can get a seat (获赞成的候选人).

    Raises `UncountableError` where a majority of all ballots is asked for: a committee in
    proportion consists of members whom a part of the voters supports.
    """
    if settings.majority is not None:
        message = (
            f"{method} elects in proportion, and a majority for each of the elected cannot be asked"
            " for; count with block or approval, or without a majority"
        )
        raise UncountableError(message)
    return [number for number, votes in enumerate(ballots.tallies()) if votes]


def fill_in_turn(
    turns: Turns, ballots: Approvals, settings: CountSettings, referee: Referee, *, method: str
) -> Count:
    """Fill seat after seat; seats for which nobody is left whom a ballot names stay open (逐席计票)."""
    standing = named_by_somebody(ballots, settings, method)
    names = ballots.candidates
    rounds: list[Round] = []
    elected: list[int] = []
    fewer_is_better = turns.measure is Measure.LOAD
    # whom nobody names adds nothing; no load would be great enough to seat them
    latest = {} if fewer_is_better else dict.fromkeys(range(len(names)), Fraction(0))
    while standing and len(elected) < settings.seats:
        figures = turns.figures(standing)
        best = (min if fewer_is_better else max)(figures.values())
        chosen = referee.first(
            [number for number in standing if figures[number] == best],
            round_number=len(rounds) + 1,
            seats=settings.seats - len(elected),
            # loads of earlier turns say nothing of merit: they only grow
            past=() if fewer_is_better else rounds,
        )
        rounds.append(_round(names, turns.measure, figures, chosen=chosen, number=len(rounds) + 1))
        turns.seat(chosen)
        standing.remove(chosen)
        elected.append(chosen)
        latest |= figures
    return Count(
        method=method,
        candidates=names,
        seats=settings.seats,
        ballots=ballots.total,
        elected=tuple(names[number] for number in elected),
        ties=tuple(referee.ties),
        rounds=tuple(rounds),
        scores=tuple(Amount(names[number], latest[number]) for number in sorted(latest)),
        measure=turns.measure,
    )


def _round(
    names: tuple[str, ...],
    measure: Measure,
    figures: dict[int, Fraction],
    *,
    chosen: int,
    number: int,
) -> Round:
    why = Why.LEAST_LOAD if measure is Measure.LOAD else Why.MOST
    return Round(
        number=number,
        stage=Stage.SEAT,
        measure=measure,
        amounts=amounts(names, dict(figures)),
        steps=(Step(Act.ELECTED, names[chosen], why, amount=figures[chosen]),),
    )
