"""The smallest number of ballots that could change a result, whatever the method (假设分析)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.margins.eliminations import least_for_eliminations
from gongtong.voting.counting.margins.margin import Change, Least, Margin
from gongtong.voting.counting.margins.pairs import Final as FinalOfTwo
from gongtong.voting.counting.margins.pairs import least_for_pairs
from gongtong.voting.counting.margins.tallies import least_for_points, least_for_votes
from gongtong.voting.counting.rankings import Rankings, SharedRanks
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.traces import TieBreak

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongtong.voting.counting.traces import Count

# these follow from the ballots alone, whatever rule for ties was named
_BY_BALLOTS: Final = (TieBreak.HEAD_TO_HEAD, TieBreak.MORE_POINTS, TieBreak.EARLIER_ROUNDS)


@frozen
class _Facts:
    count: Count
    ballots: object
    highest_score: int | None


def what_if(
    count: Count,
    ballots: object,
    *,
    shared_ranks: SharedRanks = SharedRanks.SPLIT,
    highest_score: int | None = None,
) -> tuple[Margin, Margin]:
    """Give the fewest ballots, switched and added, that could change a result (最少变动票数).

    `ballots` are those that were counted, `shared_ranks` the rule they were counted with, and
    `highest_score` the most that a ballot may give a candidate, without which little can be said of
    counts of scores. Exact for plurality, block and approval (for plurality not where ballots share
    their first rank). A lower bound for score, Borda, STAR, two rounds, instant run-off, Schulze,
    ranked pairs and minimax. For every other method all that is said is that the same ballots give
    the same result: at least one must change. Raises `ValueError` where `highest_score` is below 1.
    """
    if isinstance(ballots, Rankings):
        ballots = ballots.with_shared_ranks(shared_ranks)
    if highest_score is not None and highest_score < 1:
        message = f"the most that a ballot may give is {highest_score}; it must be at least 1"
        raise ValueError(message)
    if _everybody_always(count):
        return _margins(Least(None, None), is_exact=True)
    if count.undecided or (_hangs_on_a_tie(count) and count.method not in _EXACT):
        return _margins(Least(0, 0), is_exact=True)
    if count.method in _EXACT:
        is_exact = _EXACT[count.method](ballots)
        return _margins(least_for_votes(count), is_exact=is_exact)
    bound = _BOUNDS.get(count.method, _nothing_known)(_Facts(count, ballots, highest_score))
    return _margins(_at_least_one(bound), is_exact=False)


def _margins(least: Least, *, is_exact: bool) -> tuple[Margin, Margin]:
    return (
        Margin(change=Change.SWITCHED, ballots=least.switched, is_exact=is_exact),
        Margin(change=Change.ADDED, ballots=least.added, is_exact=is_exact),
    )


def _everybody_always(count: Count) -> bool:
    """Whether there is a seat for everybody, which no majority and no lack of votes can take."""
    if len(count.elected) < len(count.candidates):
        return False
    asks = count.method in _EXACT and count.rounds[0].needed is not None
    return not asks and (count.method in _EXACT or count.method in _BOUNDS)


def _hangs_on_a_tie(count: Count) -> bool:
    return any(tie.matters and tie.broken_by not in _BY_BALLOTS for tie in count.ties)


def _at_least_one(bound: Least) -> Least:
    return Least(
        None if bound.switched is None else max(1, bound.switched),
        None if bound.added is None else max(1, bound.added),
    )


def _nothing_known(_: _Facts) -> Least:
    return Least(1, 1)


def _one_vote_each(ballots: object) -> bool:
    """Whether every ballot gives each candidate one vote or none, no part of one."""
    return isinstance(ballots, Approvals) or (
        isinstance(ballots, Rankings) and not ballots.has_shared_ranks
    )


def _score(facts: _Facts) -> Least:
    if facts.highest_score is None:
        return Least(1, 1)
    return least_for_points(facts.count, facts.highest_score)


def _borda(facts: _Facts) -> Least:
    return least_for_points(facts.count, len(facts.count.candidates) - 1)


def _winner(facts: _Facts) -> int:
    (winner,) = facts.count.elected
    return facts.count.candidates.index(winner)


def _star(facts: _Facts) -> Least:
    ballots, count = facts.ballots, facts.count
    if facts.highest_score is None or count.seats > 1 or not isinstance(ballots, Scores):
        return Least(1, 1)
    winner, weigh = _winner(facts), ballots.weights.total
    leads = [
        weigh(ballots.preferring(winner, other)) - weigh(ballots.preferring(other, winner))
        for other in range(len(count.candidates))
    ]
    figures = [one.amount for one in count.scores]
    return FinalOfTwo(winner, figures, leads, facts.highest_score).least()


def _two_round(facts: _Facts) -> Least:
    if not isinstance(facts.ballots, Rankings):
        return Least(1, 1)
    winner, table = _winner(facts), facts.ballots.preferences()
    leads = [table[winner][other] - table[other][winner] for other in range(len(table))]
    had = {one.candidate: one.amount for one in facts.count.rounds[0].amounts}
    figures = [had.get(name, Fraction(0)) for name in facts.count.candidates]
    return FinalOfTwo(winner, figures, leads, 1).least()


def _irv(facts: _Facts) -> Least:
    if not isinstance(facts.ballots, Rankings):
        return Least(1, 1)
    return least_for_eliminations(facts.ballots, _winner(facts))


_EXACT: Final[dict[str, Callable[[object], bool]]] = {
    "plurality": _one_vote_each,
    "block": lambda _: True,
    "approval": lambda _: True,
}
_BOUNDS: Final[dict[str, Callable[[_Facts], Least]]] = {
    "score": _score,
    "borda": _borda,
    "star": _star,
    "two-round": _two_round,
    "irv": _irv,
    "schulze": lambda facts: least_for_pairs(facts.count, by_margins=False),
    "minimax": lambda facts: least_for_pairs(facts.count, by_margins=False),
    "ranked-pairs": lambda facts: least_for_pairs(facts.count, by_margins=True),
}
