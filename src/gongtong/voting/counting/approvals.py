"""Ballots that name some candidates, without order: one choice, up to n, approval (赞成选票)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.counting.bitsets import Weights, all_rows, column_planes
from gongtong.voting.counting.papers import distinct_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


@frozen(eq=False)
class Approvals:
    """Which candidates each voter names, each row with its weight (赞成选票集).

    `supporters[c]` is the set of rows that name candidate c, which is meant by its place in
    `candidates`. A row that names nobody abstains.
    """

    candidates: tuple[str, ...]
    size: int
    supporters: tuple[int, ...]
    weights: Weights

    @classmethod
    def from_flags(
        cls, candidates: Sequence[str], flags: bytes, weights: Weights | None = None
    ) -> Approvals:
        """Read rows of one byte for each candidate, 1 where it is named and 0 elsewhere (由标记生成)."""
        names = distinct_names(candidates)
        if len(flags) % len(names) or flags.translate(None, b"\0\1"):
            message = f"rows of {len(names)} bytes, each 0 or 1, are needed"
            raise ValueError(message)
        planes = column_planes(flags, width=len(names), bits=1)
        size = len(flags) // len(names)
        return cls(names, size, tuple(bits[0] for bits in planes), weights or Weights.ones(size))

    @classmethod
    def from_ballots(
        cls, candidates: Sequence[str], ballots: Iterable[tuple[Collection[int], int]]
    ) -> Approvals:
        """Take ballots with how often each was cast; equal ones are put together (由选票生成).

        >>> Approvals.from_ballots("ab", [({0, 1}, 3), ({1}, 2)]).tallies()
        [3, 5]
        """
        names = distinct_names(candidates)
        counted: Counter[bytes] = Counter()
        for named, times in ballots:
            flags = bytearray(len(names))
            for candidate in named:
                flags[candidate] = 1
            counted[bytes(flags)] += times
        return cls.from_flags(names, b"".join(counted), Weights.of(list(counted.values())))

    def __add__(self, other: Approvals) -> Approvals:
        """Put further ballots on the same candidates beside these, in their order."""
        if self.candidates != other.candidates:
            message = "only ballots on the same candidates can be put together"
            raise ValueError(message)
        supporters = tuple(
            mine | theirs << self.size
            for mine, theirs in zip(self.supporters, other.supporters, strict=True)
        )
        weights = self.weights.beside(other.weights, self.size)
        return Approvals(self.candidates, self.size + other.size, supporters, weights)

    @property
    def everyone(self) -> int:
        """The set of all rows (全部选票)."""
        return all_rows(self.size)

    @property
    def total(self) -> int:
        """What all rows weigh together (总票数)."""
        return self.weights.total(self.everyone)

    def tallies(self) -> list[int]:
        """Weigh the supporters of each candidate (各候选人得票)."""
        return [self.weights.total(rows) for rows in self.supporters]

    def abstaining(self) -> int:
        """Give the rows that name nobody (弃权选票)."""
        named = 0
        for rows in self.supporters:
            named |= rows
        return self.everyone ^ named
