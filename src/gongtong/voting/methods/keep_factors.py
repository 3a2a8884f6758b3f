"""Keep factors: ballots in a tree, and what each candidate keeps of them (保留系数).

Meek's method lets everybody who is elected keep a part of each ballot and hand on the rest. Ballots
that name the same elected candidates in the same order before the first who stands are counted at
once: they form a branch of a tree, and only what a branch is worth depends on the factors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

if TYPE_CHECKING:
    from gongtong.voting.counting.rankings import Rankings

UNIT: Final = 10**9
"""How many of the smallest units make one vote: nine decimals (最小单位数)."""


@frozen(eq=False)
class _Branch:
    """Whom ballots name next, how many of them, and what is behind each of the elected."""

    candidate: int
    weight: int
    behind: tuple[_Branch, ...] = ()


class KeepFactors:
    """The factors of a running count, with the ballots that they divide (保留系数计票).

    `factors` are in units: `UNIT` for who stands, less for who is elected; who is out has none.

    >>> from gongtong.voting.counting.rankings import Rankings
    >>> count = KeepFactors(Rankings.from_ballots("ab", [([[0], [1]], 4)]))
    >>> count.elect(0)
    >>> count.factors[0] = UNIT // 4
    >>> [votes / UNIT for votes in count.votes().values()]
    [1.0, 3.0]
    """

    def __init__(self, rankings: Rankings) -> None:
        """Let everybody stand, with every ballot whole."""
        self.factors = dict.fromkeys(range(len(rankings.candidates)), UNIT)
        self._rankings = rankings
        self._elected: set[int] = set()
        self._tree: tuple[_Branch, ...] | None = None

    def elect(self, candidate: int) -> None:
        """Look behind a candidate from now on, since it may hand on a part (当选者留待分割)."""
        self._elected.add(candidate)
        self._tree = None

    def take_out(self, candidate: int) -> None:
        """Let a candidate keep nothing, so that its ballots are those of whom they name next (淘汰)."""
        del self.factors[candidate]
        self._tree = None

    def votes(self) -> dict[int, int]:
        """Count what everybody has, in units; a part of a ballot is rounded up (得票)."""
        if self._tree is None:
            self._tree = self._grown(self._rankings.everyone, tuple(self.factors))
        votes = dict.fromkeys(self.factors, 0)
        waiting = [(self._tree, UNIT)]
        while waiting:
            branches, value = waiting.pop()
            for branch in branches:
                kept = -(-value * self.factors[branch.candidate] // UNIT)
                votes[branch.candidate] += kept * branch.weight
                if branch.behind and kept < value:
                    waiting.append((branch.behind, value - kept))
        return votes

    def _grown(self, rows: int, left: tuple[int, ...]) -> tuple[_Branch, ...]:
        """Sort ballots by whom they name next of those left, and so on behind the elected."""
        branches: list[_Branch] = []
        for pile in self._rankings.piles(rows, left):
            (candidate,) = pile.candidates
            behind: tuple[_Branch, ...] = ()
            if candidate in self._elected:
                others = tuple(one for one in left if one != candidate)
                behind = self._grown(pile.rows, others)
            weight = self._rankings.weights.total(pile.rows)
            branches.append(_Branch(candidate, weight, behind))
        return tuple(branches)
