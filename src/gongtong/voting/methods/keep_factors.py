"""Keep factors: ballots in a tree, and what each candidate keeps of them (保留系数).

Meek's method lets everybody who is elected keep a part of each ballot and hand on the rest. Ballots
that name the same elected candidates in the same order before the first who stands, are counted at
once: they form a branch of a tree, and only its weights depend on the factors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.voting.counting.rankings import Rankings

UNIT: Final = 10**9
"""How many of the smallest units make one vote: nine decimals (最小单位数)."""


class _Branch:
    """Ballots that name the same candidates, and what they name behind them once it is asked."""

    __slots__ = ("behind", "rows", "weight")

    def __init__(self, *, looks_behind: bool) -> None:
        self.rows = 0
        self.weight = 0
        self.behind: dict[int, _Branch] | None = {} if looks_behind else None


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
        """Let everybody stand, and hand each ballot to the candidate it names first."""
        self.factors = dict.fromkeys(range(len(rankings.candidates)), UNIT)
        self._rankings = rankings
        self._elected: set[int] = set()
        self._root = _Branch(looks_behind=True)
        self._add(self._root, rankings.everyone, ())

    def elect(self, candidate: int) -> None:
        """Look behind a candidate from now on, since it may hand on a part (当选者留待分割)."""
        self._elected.add(candidate)
        for branch, path in list(self._branches(self._root, ())):
            if path[-1:] == (candidate,):
                branch.behind = {}
                self._deal(branch, branch.rows, path)

    def take_out(self, candidate: int) -> None:
        """Let a candidate keep nothing, and hand its ballots to those whom they name next (淘汰)."""
        del self.factors[candidate]
        for branch, path in list(self._branches(self._root, ())):
            lost = branch.behind.pop(candidate, None) if branch.behind else None
            if lost is not None:
                self._deal(branch, lost.rows, path)

    def votes(self) -> dict[int, int]:
        """Count what everybody has, in units; a part of a ballot is rounded up (得票)."""
        votes = dict.fromkeys(self.factors, 0)
        waiting = [(self._root, UNIT)]
        while waiting:
            branch, value = waiting.pop()
            for candidate, behind in (branch.behind or {}).items():
                kept = -(-value * self.factors[candidate] // UNIT)
                votes[candidate] += kept * behind.weight
                if kept < value and behind.behind:
                    waiting.append((behind, value - kept))
        return votes

    def _branches(
        self, branch: _Branch, path: tuple[int, ...]
    ) -> Iterator[tuple[_Branch, tuple[int, ...]]]:
        yield branch, path
        for candidate, behind in (branch.behind or {}).items():
            yield from self._branches(behind, (*path, candidate))

    def _add(self, branch: _Branch, rows: int, path: tuple[int, ...]) -> None:
        branch.rows |= rows
        branch.weight += self._rankings.weights.total(rows)
        if branch.behind is not None:
            self._deal(branch, rows, path)

    def _deal(self, branch: _Branch, rows: int, path: tuple[int, ...]) -> None:
        """Hand ballots to whom they name next; who is on the path has had them."""
        left = [candidate for candidate in self.factors if candidate not in path]
        if branch.behind is None:
            return
        for pile in self._rankings.piles(rows, left):
            (candidate,) = pile.candidates
            if candidate not in branch.behind:
                branch.behind[candidate] = _Branch(looks_behind=candidate in self._elected)
            self._add(branch.behind[candidate], pile.rows, (*path, candidate))
