"""Ballots that give every candidate a number: scores, points, shares of a budget (评分选票)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.counting.bitsets import Weights, all_rows, number_planes
from gongtong.voting.counting.papers import distinct_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@frozen(eq=False)
class Scores:
    """What each voter gives each candidate, in whole numbers from 0, each row with its weight (评分选票集).

    `planes[c][k]` is the set of rows whose score for candidate c has bit k; `given[c]` the rows that
    give it a score at all, which may be 0.
    """

    candidates: tuple[str, ...]
    size: int
    planes: tuple[tuple[int, ...], ...]
    given: tuple[int, ...]
    weights: Weights

    @classmethod
    def from_ballots(
        cls, candidates: Sequence[str], ballots: Iterable[tuple[Mapping[int, int], int]]
    ) -> Scores:
        """Take ballots with how often each was cast; equal ones are put together (由选票生成).

        A ballot maps the number of a candidate to its score.

        >>> Scores.from_ballots("ab", [({0: 5, 1: 2}, 3), ({1: 4}, 1)]).sums()
        [15, 10]
        """
        names = distinct_names(candidates)
        counted: Counter[tuple[int, ...]] = Counter()
        for ballot, times in ballots:
            row = [-1] * len(names)
            for candidate, score in ballot.items():
                if score < 0:
                    message = f"a ballot gives {names[candidate]} {score}; scores start at 0"
                    raise ValueError(message)
                row[candidate] = score
            counted[tuple(row)] += times
        columns = list(zip(*counted, strict=True)) or [()] * len(names)
        planes = tuple(number_planes([max(score, 0) for score in column]) for column in columns)
        given = tuple(
            (number_planes([score >= 0 for score in column]) or (0,))[0] for column in columns
        )
        return cls(names, len(counted), planes, given, Weights.of(list(counted.values())))

    def __add__(self, other: Scores) -> Scores:
        """Put further ballots on the same candidates beside these, in their order."""
        if self.candidates != other.candidates:
            message = "only ballots on the same candidates can be put together"
            raise ValueError(message)
        planes = tuple(
            Weights(mine).beside(Weights(theirs), self.size).planes
            for mine, theirs in zip(self.planes, other.planes, strict=True)
        )
        given = tuple(a | b << self.size for a, b in zip(self.given, other.given, strict=True))
        weights = self.weights.beside(other.weights, self.size)
        return Scores(self.candidates, self.size + other.size, planes, given, weights)

    @property
    def everyone(self) -> int:
        """The set of all rows (全部选票)."""
        return all_rows(self.size)

    @property
    def total(self) -> int:
        """What all rows weigh together (总票数)."""
        return self.weights.total(self.everyone)

    def sums(self, rows: int | None = None) -> list[int]:
        """Add up what each candidate got, from some rows or from all (各候选人总分)."""
        among = self.everyone if rows is None else rows
        return [
            sum(self.weights.total(among & plane) << bit for bit, plane in enumerate(planes))
            for planes in self.planes
        ]

    def preferring(self, one: int, other: int) -> int:
        """Give the rows that score one candidate above another (评分高于另一人的选票)."""
        mine, theirs = self.planes[one], self.planes[other]
        above = 0
        for bit in range(max(len(mine), len(theirs))):
            high = mine[bit] if bit < len(mine) else 0
            low = theirs[bit] if bit < len(theirs) else 0
            above ^= (above ^ high) & (high ^ low)
        return above
