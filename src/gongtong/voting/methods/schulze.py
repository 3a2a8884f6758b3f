"""Schulze's method: the strongest paths of winning votes decide (舒尔策法)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.traces import (
    Act,
    Count,
    Figure,
    FigureName,
    Measure,
    Round,
    Stage,
    Step,
    Why,
    amounts,
)
from gongtong.voting.methods.highest_figures import refuse_majority
from gongtong.voting.methods.pairwise import (
    PairTable,
    fill_levels,
    levels_of,
    on_lower_levels,
    pair_table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee

_NAME: Final = "schulze"


def strongest_paths(table: PairTable) -> list[list[int]]:
    """Find the strength of the strongest path from each candidate to each, 0 where there is none (最强路径).

    A link leads from a candidate to one whom more voters rank below than above it, and is as strong
    as the number of those voters (winning votes). A path is as strong as its weakest link.
    """
    size = len(table.candidates)
    strength = [[0] * size for _ in range(size)]
    for winner, loser in table.defeats():
        strength[winner][loser] = table.prefer[winner][loser]
    for middle in range(size):
        onward = strength[middle]
        for start, row in enumerate(strength):
            reach = row[middle]
            if not reach or start == middle:
                continue
            for end in range(size):
                through = min(reach, onward[end])
                if through > row[end] and start != end:
                    row[end] = through
    return strength


def schulze_levels(strength: Sequence[Sequence[int]]) -> list[list[int]]:
    """Put candidates on levels: one stands above another by the stronger path (舒尔策分层)."""
    numbers = range(len(strength))
    above = [
        sum(1 << other for other in numbers if strength[other][one] > strength[one][other])
        for one in numbers
    ]
    return levels_of(above)


def count_schulze(
    ballots: Rankings | PairTable, settings: CountSettings, referee: Referee
) -> Count:
    """Elect whom nobody reaches by a stronger path than it reaches them (舒尔策法计票).

    That relation is an order. On its first level are the potential winners; on the next those above
    whom only earlier levels stand, and so on. Several seats go level by level, and a level with more
    candidates than seats left is a tie. `scores` counts those on lower levels.
    """
    refuse_majority(settings, _NAME)
    table = pair_table(ballots)
    names = table.candidates
    strength = strongest_paths(table)
    levels = schulze_levels(strength)
    filled = fill_levels(levels, settings.seats, referee, round_number=1)
    best = table.beats_all()
    steps = tuple(
        Step(Act.ELECTED, names[number], Why.BEATS_ALL if number == best else Why.UNBEATEN)
        for number in filled.elected
    )
    only = Round(
        number=1,
        stage=Stage.PAIRS,
        pairs=table.pairs(),
        figures=tuple(_figures(names, strength)),
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
        scores=amounts(names, on_lower_levels(levels)),
        measure=Measure.POINTS,
    )


def _figures(names: Sequence[str], strength: Sequence[Sequence[int]]) -> Iterator[Figure]:
    for start, row in enumerate(strength):
        for end, reach in enumerate(row):
            if reach:
                yield Figure(FigureName.STRENGTH, Fraction(reach), names[start], names[end])


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="舒尔策法",
    en="Schulze method",
    family=Family.PAIRS,
    takes=(Rankings, PairTable),
    source=Source(
        "Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent "
        "single-winner election method",
        "Social Choice and Welfare 36 (2011)",
        standing=Standing.UNVERIFIED,
        note="winning votes; several seats by the levels of the order",
    ),
    definition_zh=(
        "逐对比较，胜方得票数为一段路径的强度，整条路径以最弱一段为准；"
        "若甲到乙的最强路径强于乙到甲的，甲排在乙前；没有人排在其前的当选，其余席位逐层递补。"
    ),
    definition_en=(
        "Candidates are compared two by two; a win is a link as strong as its votes, a path as strong "
        "as its weakest link. Whoever has the stronger path to the other stands above it. Nobody "
        "stands above the elected; further seats go level by level."
    ),
    count=count_schulze,
    advice="hand in Rankings: only an order of the candidates says who is preferred to whom",
)
