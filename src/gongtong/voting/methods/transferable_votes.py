"""Transferable votes: ballots in parcels, what each is worth, and how they move (可转移选票).

Amounts are whole numbers of the smallest unit in which a rule counts (a hundred-thousandth of a vote
where it says five decimals), so that nothing is rounded except where the rule cuts digits off.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen
from attrs.validators import ge

from gongtong.voting.counting.counting_method import UncountableError
from gongtong.voting.counting.rankings import SharedRanks
from gongtong.voting.counting.traces import Needed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.rankings import Rankings


class Quota(StrEnum):
    """How many votes elect (当选票数算法).

    `MAJORITY` is more than half of the votes in play. `WHOLE` divides the votes by one more than the
    seats, ignores what is behind the point, and adds one. `FRACTIONAL` cuts off behind the decimals
    of the rule instead, and adds the smallest unit.
    """

    MAJORITY = "majority"
    WHOLE = "whole"
    FRACTIONAL = "fractional"


class Surpluses(StrEnum):
    """Whether and when an elected candidate's surplus is handed on (余额转移次序).

    `NONE` hands nothing on, where there is one seat, and elects whoever has more of the last two, be
    it the quota or not. `LARGEST_FIRST` hands on one surplus a round,
    and none once the seats are filled. `TOGETHER` hands on all surpluses of a round in which somebody
    was elected, and nobody goes out in it; the last surpluses are handed on too, for the report.
    """

    NONE = "none"
    LARGEST_FIRST = "largest_first"
    TOGETHER = "together"


class Cutting(StrEnum):
    """Where digits are cut off when a surplus is handed on (截位方式).

    `ONCE` cuts off value times surplus divided by votes. `RATE_FIRST` cuts off surplus divided by
    votes, and then value times that rate.
    """

    ONCE = "once"
    RATE_FIRST = "rate_first"


@frozen(kw_only=True)
class StvRules:
    """What is laid down for a count of transferable votes (可转移票制规则).

    `quota_each_round` finds the quota anew in each round from the votes then in play. `decimals` are
    the digits behind the point of a ballot's value. `sure_losers_together` takes out at once everybody
    who cannot catch up even with all votes of those below. `looks_back` lets earlier rounds break a
    tie before the rule for ties is asked. `first_out` can never be elected and go out before anybody
    else, such as write-ins whom nobody declared.
    """

    quota: Quota
    quota_each_round: bool = False
    decimals: int = field(default=0, validator=ge(0))
    surpluses: Surpluses = Surpluses.NONE
    cutting: Cutting = Cutting.ONCE
    sure_losers_together: bool = False
    looks_back: bool = False
    first_out: tuple[str, ...] = ()

    @property
    def unit(self) -> int:
        """How many of the smallest units make one vote (每票单位数)."""
        return int(10**self.decimals)

    def needed(self, in_play: int | Fraction, seats: int) -> Needed:
        """Find the quota for votes in play, which are counted in units (当选票数).

        >>> rules = StvRules(quota=Quota.FRACTIONAL, decimals=4)
        >>> rules.needed(29 * rules.unit, seats=3).amount
        Fraction(72501, 10000)
        """
        match self.quota:
            case Quota.MAJORITY:
                return Needed(Fraction(in_play, 2 * self.unit), more_than=True)
            case Quota.WHOLE:
                return Needed(Fraction(in_play // (self.unit * (seats + 1)) + 1))
            case Quota.FRACTIONAL:
                return Needed(Fraction(in_play // (seats + 1) + 1, self.unit))

    def passed_on(self, value: int, surplus: int, votes: int) -> int:
        """Find what a ballot is worth when it is handed on from a surplus (转移值).

        >>> scottish = StvRules(quota=Quota.WHOLE, decimals=5)
        >>> scottish.passed_on(scottish.unit, surplus=102, votes=1899)
        5371
        """
        if self.cutting is Cutting.ONCE:
            return value * surplus // votes
        return value * (surplus * self.unit // votes) // self.unit


@frozen
class Move:
    """Units of votes that move, from whom, to whom, and what each ballot is worth then (票的移动).

    `taker` is None where the ballots name nobody else who still stands.
    """

    giver: int
    taker: int | None
    amount: int | Fraction
    value: int


class Parcels:
    """The ballots of a running count, by who holds them and what each is worth (选票堆).

    `amounts` are the units that each candidate holds now, `exhausted` the units that nobody holds
    because a ballot names nobody else; ballots that name nobody at all belong to it from the start.
    """

    def __init__(self, rankings: Rankings, unit: int, standing: Collection[int]) -> None:
        """Hand every ballot to its best candidate at the value of one vote."""
        self.amounts: dict[int, int | Fraction] = dict.fromkeys(standing, 0)
        self.exhausted: int | Fraction = 0
        self._rankings = rankings
        self._held: dict[tuple[int, ...], dict[int, int]] = {}
        for names, rows in self._deal(rankings.everyone, standing):
            amount = rankings.weights.total(rows) * unit
            if not names:
                self.exhausted = amount
            else:
                self._hold(names, unit, rows)
                for name in names:
                    self.amounts[name] += _part(amount, len(names))

    def take_out(self, losers: Collection[int], standing: Collection[int]) -> list[Move]:
        """Take candidates out and hand on what they hold, at the value it has (淘汰并转移).

        Candidates who share a rank of a ballot hold equal parts of it. `standing` are those left.
        """
        moved: dict[tuple[int, int | None, int], int | Fraction] = defaultdict(int)
        for names in [names for names in self._held if not set(names).isdisjoint(losers)]:
            gone = [name for name in names if name in losers]
            stay = tuple(name for name in names if name not in losers)
            for value, rows in self._held.pop(names).items():
                dealt = [(stay, rows)] if stay else self._deal(rows, standing)
                for takers, part in dealt:
                    amount = self._rankings.weights.total(part) * value
                    if takers:
                        self._hold(takers, value, part)
                    # the equal part of each who goes out, in equal parts for those who take it
                    share = _part(amount, len(names) * max(len(takers), 1))
                    for giver in gone:
                        for taker in takers or (None,):
                            moved[giver, taker, value] += share
        moves = _moves(moved)
        self._settle(moves)
        for loser in losers:
            del self.amounts[loser]
        return moves

    def hand_on(
        self, giver: int, quota: int, rules: StvRules, standing: Collection[int]
    ) -> tuple[list[Move], int]:
        """Hand on what an elected candidate has beyond the quota, on all ballots it holds (余额转移).

        Gives the moves, and the units that are lost because digits are cut off.
        """
        votes = int(self.amounts[giver])
        surplus = votes - quota
        moved: dict[tuple[int, int | None, int], int | Fraction] = defaultdict(int)
        for value, rows in self._held.pop((giver,), {}).items():
            passed = rules.passed_on(value, surplus, votes)
            if passed > 0:
                for takers, part in self._deal(rows, standing):
                    if takers:
                        self._hold(takers, passed, part)
                    taker = takers[0] if takers else None
                    amount = self._rankings.weights.total(part) * passed
                    moved[giver, taker, passed] += amount
        moves = _moves(moved)
        self._settle(moves)
        lost = int(self.amounts[giver]) - quota
        self.amounts[giver] = quota
        return moves, lost

    def _deal(self, rows: int, standing: Collection[int]) -> list[tuple[tuple[int, ...], int]]:
        """Sort ballots by their best standing candidates; by nobody where they name none."""
        dealt = [(pile.candidates, pile.rows) for pile in self._rankings.piles(rows, standing)]
        for _, part in dealt:
            rows ^= part
        return [*dealt, ((), rows)] if rows else dealt

    def _hold(self, names: tuple[int, ...], value: int, rows: int) -> None:
        parcels = self._held.setdefault(names, {})
        parcels[value] = parcels.get(value, 0) | rows

    def _settle(self, moves: Sequence[Move]) -> None:
        for move in moves:
            self.amounts[move.giver] -= move.amount
            if move.taker is None:
                self.exhausted += move.amount
            else:
                self.amounts[move.taker] += move.amount


def _part(amount: int, parts: int) -> int | Fraction:
    return amount if parts == 1 else Fraction(amount, parts)


def _moves(moved: dict[tuple[int, int | None, int], int | Fraction]) -> list[Move]:
    """Put moves in the order of the paper, with what is exhausted last."""
    moves = [
        Move(giver, taker, amount, value)
        for (giver, taker, value), amount in moved.items()
        if amount
    ]
    return sorted(moves, key=lambda one: (one.giver, one.taker is None, one.taker or 0, -one.value))


def refuse_shared_ranks(ballots: Rankings, method: str) -> None:
    """Raise `UncountableError` where a method has no rule for candidates who share a rank (同列名次不计)."""
    if ballots.has_shared_ranks:
        message = (
            f"{method} has no rule for candidates who share a rank; say before the vote whether such a "
            f"rank is passed over (shared_ranks={SharedRanks.SKIP.value}) or ends the ballot "
            f"(shared_ranks={SharedRanks.EXHAUST.value})"
        )
        raise UncountableError(message)


def refuse_majority_of_all(settings: CountSettings, method: str) -> None:
    """Raise `UncountableError` where a share of all ballots is asked for each of the elected (过半数要求不适用)."""
    if settings.majority is not None:
        message = (
            f"{method} elects by votes that move and may leave the count, so a share of all ballots cannot "
            "be asked of each of the elected; leave the majority away, or count by plurality, block or "
            "approval"
        )
        raise UncountableError(message)
