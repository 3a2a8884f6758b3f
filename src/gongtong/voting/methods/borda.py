"""Borda count: points for the place on each ballot, shared places averaged (波达计数)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.traces import Measure
from gongtong.voting.methods.highest_figures import elect_highest, refuse_majority
from gongtong.voting.methods.tallies import Tallies, checked

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count

_NAME: Final = "borda"


def tally_borda(ballots: Rankings, settings: CountSettings) -> Tallies:
    """Give points for places: with m candidates m - 1 for the best, 0 for the last (波达计数合计).

    Candidates who share a rank get the mean of the points of the places that they cover, and so do
    all whom a ballot does not rank, who cover the lowest places. This variant is called averaged.
    In other words: a point for everybody ranked below, half a point for everybody level. A ballot
    that ranks nobody gives all the same.
    """
    counted = ballots.with_shared_ranks(settings.shared_ranks)
    lengths = None if counted.has_shared_ranks else _rows_by_length(counted)
    doubled = _from_pairs(counted) if lengths is None else _from_places(counted, lengths)
    return Tallies(
        of=_NAME,
        candidates=ballots.candidates,
        figures=tuple(Fraction(points, 2) for points in doubled),
        ballots=ballots.total,
    )


def _rows_by_length(ballots: Rankings) -> list[int] | None:
    """Give for each number of ranks the rows that rank so many; nothing where a rank is left out."""
    longer = ballots.everyone
    by_length: list[int] = []
    for on_rank in zip(*ballots.at, strict=True):
        here = 0
        for rows in on_rank:
            here |= rows
        if here & ~longer:
            return None
        by_length.append(longer ^ here)
        longer = here
    return [*by_length, longer]


def _from_places(ballots: Rankings, lengths: list[int]) -> list[int]:
    """Give the doubled points where no rank is shared and none is left out."""
    last = len(ballots.candidates) - 1
    short = [(length, rows) for length, rows in enumerate(lengths[:last]) if rows]
    points: list[int] = []
    for number, ranks in enumerate(ballots.at):
        total = sum(
            2 * (last - rank) * ballots.weights.total(rows) for rank, rows in enumerate(ranks)
        )
        if short:
            unranked = ~ballots.ranked(number)
            total += sum(
                (last - length) * ballots.weights.total(rows & unranked) for length, rows in short
            )
        points.append(total)
    return points


def _from_pairs(ballots: Rankings) -> list[int]:
    """Give the doubled points from who is preferred to whom: all, more those above, less those below."""
    table = ballots.preferences()
    whole = ballots.total * (len(table) - 1)
    below = [sum(column) for column in zip(*table, strict=True)]
    return [whole + sum(row) - less for row, less in zip(table, below, strict=True)]


def count_borda(ballots: Rankings | Tallies, settings: CountSettings, referee: Referee) -> Count:
    """Elect those with the most points for their places, in the averaged variant (波达计数计票)."""
    refuse_majority(settings, _NAME)
    tallies = (
        checked(ballots, _NAME) if isinstance(ballots, Tallies) else tally_borda(ballots, settings)
    )
    return elect_highest(tallies, settings, referee, method=_NAME, measure=Measure.POINTS)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="波达计数",
    en="Borda count (averaged)",
    family=Family.RANKINGS,
    takes=(Rankings, Tallies),
    source=Source(
        "Borda, Mémoire sur les élections au scrutin",
        "Histoire de l'Académie royale des sciences (1781)",
        standing=Standing.UNVERIFIED,
        note="shared places averaged, as Black (1958) and others do",
    ),
    definition_zh=(
        "m名候选人时，每票给第一名m-1分，依次递减，末名0分；同列名次取所占各名次分数的平均，"
        "未排序的一起占最低名次；总分最高的当选。"
    ),
    definition_en=(
        "With m candidates a ballot gives m - 1 points to its first, one less to each next, 0 to the "
        "last. A shared rank gets the mean of the places it covers; the unranked share the lowest. "
        "The most points are elected."
    ),
    count=count_borda,
)
