"""Minimax, also Simpson and Kramer's: whose worst defeat is smallest is elected (最小最大败绩法)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.seats import fill_seats
from gongtong.voting.counting.traces import (
    Act,
    Count,
    Measure,
    Round,
    Stage,
    Step,
    Why,
    amounts,
)
from gongtong.voting.methods.highest_figures import refuse_majority
from gongtong.voting.methods.pairwise import PairTable, pair_table

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee

_NAME: Final = "minimax"


def worst_defeats(table: PairTable) -> list[int]:
    """Give for each candidate the most voters who prefer one that beats it; 0 if nobody does (最大败绩).

    These are winning votes. Where every ballot ranks all candidates without sharing ranks, margins
    order the candidates alike; where ballots are short or ranks shared, they may not.
    """
    worst = [0] * len(table.candidates)
    for winner, loser in table.defeats():
        worst[loser] = max(worst[loser], table.prefer[winner][loser])
    return worst


def count_minimax(
    ballots: Rankings | PairTable, settings: CountSettings, referee: Referee
) -> Count:
    """Elect those whose worst defeat, in winning votes, is smallest (最小最大败绩法计票)."""
    refuse_majority(settings, _NAME)
    table = pair_table(ballots)
    names = table.candidates
    worst = dict(enumerate(worst_defeats(table)))
    filled = fill_seats(
        {number: -votes for number, votes in worst.items()}, settings.seats, referee
    )
    best = table.beats_all()
    steps = tuple(
        Step(Act.ELECTED, names[number], Why.BEATS_ALL if number == best else Why.SMALLEST_DEFEAT)
        for number in filled.elected
    )
    scores = amounts(names, dict(worst))
    only = Round(
        number=1,
        stage=Stage.PAIRS,
        measure=Measure.OPPOSED,
        amounts=scores,
        pairs=table.pairs(),
        steps=steps,
    )
    return Count(
        method=_NAME,
        candidates=names,
        seats=settings.seats,
        ballots=table.ballots,
        elected=tuple(names[number] for number in filled.elected),
        undecided=tuple(names[number] for number in filled.undecided),
        ties=tuple(referee.ties),
        rounds=(only,),
        scores=scores,
        measure=Measure.OPPOSED,
    )


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="最小最大败绩法",
    en="minimax (winning votes)",
    family=Family.PAIRS,
    takes=(Rankings, PairTable),
    source=Source(
        "Simpson, On Defining Areas of Voter Choice",
        "Quarterly Journal of Economics 83 (1969)",
        standing=Standing.UNVERIFIED,
        note="also Kramer (1977); winning votes",
    ),
    definition_zh="逐对比较，每人取其败局中对方得票的最大值，未败者为零；该值最小的当选。",
    definition_en=(
        "Candidates are compared two by two. Each has the most votes of one that beats it, 0 if "
        "nobody does; whoever has the least is elected."
    ),
    count=count_minimax,
    advice="hand in Rankings: only an order of the candidates says who is preferred to whom",
)
