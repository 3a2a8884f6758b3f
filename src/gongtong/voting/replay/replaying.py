"""Checking a whole count: its trace against itself, and against the ballots one by one (复核计票).

The check shares no counting code with the methods. It is slow and plain, and meant for whoever does
not want to believe the count: an auditor, a resident, a test.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from gongtong.core.errors import GongtongError
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import Utility
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.telling import Sentence
from gongtong.voting.counting.traces import FigureName
from gongtong.voting.replay.bookkeeping import check_bookkeeping
from gongtong.voting.replay.departures import Departure
from gongtong.voting.replay.in_turn import replay_loads, replay_satisfaction
from gongtong.voting.replay.pairs import replay_locks, replay_minimax, replay_schulze
from gongtong.voting.replay.paper_ballots import naming_papers, ranked_papers, scoring_papers
from gongtong.voting.replay.points import replay_borda, replay_names, replay_scores
from gongtong.voting.replay.purchases import replay_budget, replay_descent, replay_payments
from gongtong.voting.replay.transfers import replay_keep_factors, replay_transfers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gongtong.voting.counting.traces import Count
    from gongtong.voting.replay.paper_ballots import RankedPaper

_RANKED: Final[dict[str, Callable[[Count, Sequence[RankedPaper]], Iterator[Departure]]]] = {
    "borda": replay_borda,
    "two-round": replay_transfers,
    "irv": replay_transfers,
    "stv-scottish": replay_transfers,
    "stv-meek": replay_keep_factors,
    "schulze": replay_schulze,
    "ranked-pairs": replay_locks,
    "minimax": replay_minimax,
}


class NotReplayableError(GongtongError):
    """A count of a method, or of ballots, for which there is no check by hand (无法复核)."""


def replay(
    count: Count,
    ballots: Rankings | Approvals | Scores | ProjectVotes,
    *,
    utility: Utility = Utility.COST,
) -> tuple[Departure, ...]:
    """Give everything in a count that the ballots, or the count itself, do not bear out (复核).

    `ballots` are those that were counted, with the rule for shared ranks applied; `utility` is what a
    project was worth to its supporters under equal shares. Nothing found means that the trace holds. Raises `NotReplayableError` for a method that is not known here, such as a
    plugin's: `check_bookkeeping` can still be asked of its trace.
    """
    return (*check_bookkeeping(count), *_against_ballots(count, ballots, utility))


def _against_ballots(
    count: Count, ballots: Rankings | Approvals | Scores | ProjectVotes, utility: Utility
) -> Iterator[Departure]:
    if count.ballots != ballots.total:
        yield Departure(
            0,
            f"选票写为{count.ballots}张，实为{ballots.total}张",
            f"{count.ballots} ballots are told, and {ballots.total} are there",
        )
    if not count.rounds:
        return
    match ballots:
        case Rankings() if count.method in _RANKED:
            yield from _RANKED[count.method](count, ranked_papers(ballots))
        case Rankings() if count.method in ("plurality", "block"):
            most = 1 if count.method == "plurality" else count.seats
            yield from replay_names(count, ranked_papers(ballots), most=most)
        case Approvals():
            yield from _against_names(count, ballots)
        case Scores() if count.method in ("score", "star"):
            yield from replay_scores(count, scoring_papers(ballots))
        case ProjectVotes() if count.method.startswith("pb-"):
            yield from _against_project_votes(count, ballots, utility)
        case _:
            message = f"no check by hand is known for {count.method} of {type(ballots).__name__}"
            raise NotReplayableError(message)


def _against_names(count: Count, ballots: Approvals) -> Iterator[Departure]:
    papers = naming_papers(ballots)
    match count.method:
        case "plurality" | "block" | "approval":
            yield from replay_names(count, papers, most=None)
        case "seq-phragmen":
            yield from replay_loads(count, papers)
        case "seq-pav":
            yield from replay_satisfaction(count, papers)
        case "equal-shares":
            each = Fraction(count.seats, max(ballots.total, 1))
            costs = dict.fromkeys(count.candidates, Fraction(1))
            yield from replay_payments(count, papers, costs=costs, each=each, by_cost=False)
        case _:
            message = f"no check by hand is known for {count.method} of approvals"
            raise NotReplayableError(message)


def _against_project_votes(
    count: Count, ballots: ProjectVotes, utility: Utility
) -> Iterator[Departure]:
    inner = ballots.ballots
    papers = scoring_papers(inner) if isinstance(inner, Scores) else naming_papers(inner)
    yield from replay_budget(count, ballots, papers)
    if count.method.startswith("pb-greedy"):
        yield from replay_descent(count)
    elif isinstance(inner, Approvals):
        yield from replay_payments(
            count,
            naming_papers(inner),
            costs={
                name: Fraction(cost, ballots.units)
                for name, cost in zip(ballots.candidates, ballots.costs, strict=True)
            },
            each=_part_of_each(count, Fraction(ballots.budget, ballots.units)),
            by_cost=utility is Utility.COST,
        )


def _part_of_each(count: Count, budget: Fraction) -> Fraction:
    """Give what every voter could spend: as the count says of add1, else an equal part of the budget."""
    if count.method == "pb-equal-shares-add1":
        for figure in count.notes:
            if figure.name is FigureName.BUDGET_PER_VOTER:
                return figure.amount
    return budget / max(count.ballots, 1)


def left_unchecked(count: Count) -> tuple[Sentence, ...]:
    """Say what the check by hand leaves out for the method of a count (未复核事项)."""
    found: list[Sentence] = []
    if count.method == "pb-equal-shares-add1":
        found.append(
            Sentence(
                "未复核：再加一级份额是否确实超出预算",
                "not checked: that the next part for each voter would cost too much",
            )
        )
    if count.method.endswith(("equal-shares", "equal-shares-add1")):
        found.append(
            Sentence(
                "未复核：未选中项目的单价，以及补足轮次中的先后",
                "not checked: the prices of projects that were not bought, and the order of a completion",
            )
        )
    return tuple(found)
