"""Ranked ballots of many voters: who stands where, the next choice, who is preferred (排序选票).

Ranks may be shared (ties) and ballots may be short (truncation): whoever is not ranked stands below
everybody who is, and level with the others who are not. A rank may also be empty (a skipped line).
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import Factory, field, frozen

from gongtong.voting.counting.bitsets import Weights, all_rows, column_planes, one_hot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

UNRANKED: Final = 255
"""In a row of bytes: no candidate at this place, or this candidate not ranked (未排序)."""
_MOST: Final = 255


class SharedRanks(StrEnum):
    """What becomes of a ballot where candidates share a rank and its turn has come (同列名次处理).

    `SPLIT` gives each of those still standing an equal share; `SKIP` passes over the shared rank,
    `EXHAUST` ends the ballot there.
    """

    SPLIT = "split"
    SKIP = "skip"
    EXHAUST = "exhaust"


@frozen
class Pile:
    """Ballots whose best standing candidates are these; several only where they share a rank (票堆)."""

    candidates: tuple[int, ...]
    rows: int


@frozen(eq=False)
class Rankings:
    """Rankings of the candidates by many voters, each row with its weight (排序选票集).

    `at[c][r]` is the set of rows that put candidate c at rank r, the best rank being 0. Candidates
    are meant by their number, which is their place in `candidates`.
    """

    candidates: tuple[str, ...]
    size: int
    at: tuple[tuple[int, ...], ...]
    weights: Weights
    has_shared_ranks: bool = field(
        init=False, default=Factory(lambda self: _shares(self.at), takes_self=True)
    )

    @classmethod
    def from_orders(
        cls, candidates: Sequence[str], orders: bytes, weights: Weights | None = None
    ) -> Rankings:
        """Read rows of one byte for each rank: the number of the candidate there, or 255 (由名次序列生成).

        A candidate twice in a row is refused with `ValueError`.
        """
        width = _width(orders, candidates)
        per_rank = _columns(orders, width, len(candidates))
        at = tuple(zip(*per_rank, strict=True))
        for name, ranks in zip(candidates, at, strict=True):
            seen = 0
            for rows in ranks:
                if seen & rows:
                    number = (seen & rows & -(seen & rows)).bit_length() - 1
                    message = f"row {number} ranks {name} twice"
                    raise ValueError(message)
                seen |= rows
        size = len(orders) // width
        return cls(tuple(candidates), size, at, weights or Weights.ones(size))

    @classmethod
    def from_ranks(
        cls, candidates: Sequence[str], ranks: bytes, weights: Weights | None = None
    ) -> Rankings:
        """Read rows of one byte for each candidate: its rank from 0, or 255 where it has none (由名次生成)."""
        width = len(candidates)
        size = len(ranks) // _width(ranks, candidates)
        at = tuple(_columns(ranks, width, _depth(ranks, width)))
        return cls(tuple(candidates), size, at, weights or Weights.ones(size))

    @classmethod
    def from_ballots(
        cls,
        candidates: Sequence[str],
        ballots: Iterable[tuple[Sequence[Collection[int]], int]],
    ) -> Rankings:
        """Take ballots with how often each was cast; equal ones are put together (由选票生成).

        A ballot is a sequence of ranks, each with the numbers of the candidates on it.

        >>> Rankings.from_ballots("ab", [([[0], [1]], 3), ([[1]], 2)]).first_choices()
        [3, 2]
        """
        counted: Counter[bytes] = Counter()
        for ballot, times in ballots:
            ranks = bytearray([UNRANKED]) * len(candidates)
            for rank, names in enumerate(ballot):
                for candidate in names:
                    if ranks[candidate] != UNRANKED:
                        message = f"a ballot ranks {candidates[candidate]} twice"
                        raise ValueError(message)
                    ranks[candidate] = rank
            counted[bytes(ranks)] += times
        weights = Weights.of(list(counted.values()))
        return cls.from_ranks(candidates, b"".join(counted), weights)

    def __add__(self, other: Rankings) -> Rankings:
        """Put further ballots on the same candidates beside these, in their order."""
        if self.candidates != other.candidates:
            message = "only ballots on the same candidates can be put together"
            raise ValueError(message)
        depth = max(self.depth, other.depth)
        at = tuple(
            tuple(
                (mine[rank] if rank < len(mine) else 0)
                | (theirs[rank] if rank < len(theirs) else 0) << self.size
                for rank in range(depth)
            )
            for mine, theirs in zip(self.at, other.at, strict=True)
        )
        weights = self.weights.beside(other.weights, self.size)
        return Rankings(self.candidates, self.size + other.size, at, weights)

    @property
    def everyone(self) -> int:
        """The set of all rows (全部选票)."""
        return all_rows(self.size)

    @property
    def total(self) -> int:
        """What all rows weigh together (总票数)."""
        return self.weights.total(self.everyone)

    @property
    def depth(self) -> int:
        """How many ranks there are at the most (最大名次数)."""
        return max((len(ranks) for ranks in self.at), default=0)

    def ranked(self, candidate: int) -> int:
        """Give the rows that rank a candidate at all (排有该候选人的选票)."""
        rows = 0
        for at_rank in self.at[candidate]:
            rows |= at_rank
        return rows

    def first_choices(self) -> list[int]:
        """Weigh the rows that put each candidate first; a shared first rank counts for each (首选票)."""
        return [self.weights.total(ranks[0]) if ranks else 0 for ranks in self.at]

    def piles(self, rows: int, standing: Collection[int]) -> list[Pile]:
        """Hand out rows to the best candidate still standing; rows that name none are left over (分票).

        What is left over is `rows` without the rows of all piles.
        """
        if self.has_shared_ranks:
            return self._shared_piles(rows, standing)
        found = dict.fromkeys(standing, 0)
        for rank in range(self.depth):
            if not rows:
                break
            for candidate in found:
                here = rows & self.at[candidate][rank]
                if here:
                    found[candidate] |= here
                    rows ^= here
        return [Pile((candidate,), rows) for candidate, rows in found.items() if rows]

    def _shared_piles(self, rows: int, standing: Collection[int]) -> list[Pile]:
        found: dict[tuple[int, ...], int] = {}
        for rank in range(self.depth):
            if not rows:
                break
            groups: dict[tuple[int, ...], int] = {(): rows}
            for candidate in standing:
                here = rows & self.at[candidate][rank]
                if here:
                    groups = _split(groups, candidate, here)
            rows = groups.pop((), 0)
            for names, part in groups.items():
                found[names] = found.get(names, 0) | part
        return [Pile(names, part) for names, part in found.items()]

    def preferences(self) -> list[list[int]]:
        """Weigh for each pair the rows that rank the first above the second (两两比较)."""
        bits = self.depth.bit_length()
        planes = [self._rank_bits(candidate, bits) for candidate in range(len(self.candidates))]
        whole = self.total
        table = [[0] * len(planes) for _ in planes]
        for one, mine in enumerate(planes):
            for other in range(one + 1, len(planes)):
                above, differing = _compare(mine, planes[other])
                table[one][other] = self.weights.total(above)
                level = 0 if differing == self.everyone else whole - self.weights.total(differing)
                table[other][one] = whole - level - table[one][other]
        return table

    def _rank_bits(self, candidate: int, bits: int) -> list[int]:
        planes = [0] * bits
        seen = 0
        for rank, rows in enumerate(self.at[candidate]):
            seen |= rows
            for bit in range(bits):
                if rank >> bit & 1:
                    planes[bit] |= rows
        absent = self.everyone ^ seen
        if absent:
            depth = self.depth
            for bit in range(bits):
                if depth >> bit & 1:
                    planes[bit] |= absent
        return planes

    def with_shared_ranks(self, rule: SharedRanks) -> Rankings:
        """Apply a rule for shared ranks before the count; `SPLIT` is applied in it (处理同列名次)."""
        if rule is SharedRanks.SPLIT or not self.has_shared_ranks:
            return self
        spoilt = 0
        at = [list(ranks) for ranks in self.at]
        for rank in range(self.depth):
            once = twice = 0
            for ranks in at:
                twice |= once & ranks[rank]
                once |= ranks[rank]
            spoilt = twice | spoilt if rule is SharedRanks.EXHAUST else twice
            for ranks in at:
                ranks[rank] &= ~spoilt
        return Rankings(self.candidates, self.size, tuple(map(tuple, at)), self.weights)


def _width(rows: bytes, candidates: Sequence[str]) -> int:
    if not 1 <= len(candidates) <= _MOST or len(set(candidates)) < len(candidates):
        message = f"{len(candidates)} candidates: 1 to {_MOST} with different names can be ranked"
        raise ValueError(message)
    if len(rows) % len(candidates):
        message = f"{len(rows)} bytes are no rows of {len(candidates)} candidates"
        raise ValueError(message)
    return len(candidates)


def _columns(rows: bytes, width: int, values: int) -> list[tuple[int, ...]]:
    """Give for each column the rows that have each value below `values` there."""
    strange = rows.translate(None, bytes(range(values)))
    if strange.strip(bytes([UNRANKED])):
        message = f"{strange.strip(bytes([UNRANKED]))[0]} is no number below {values}"
        raise ValueError(message)
    if strange:
        # the smallest number that is no value stands for none, so that fewer bits are needed
        rows = rows.translate(bytes([*range(UNRANKED), values]))
    everyone = all_rows(len(rows) // width)
    bits = max((values if strange else values - 1).bit_length(), 1)
    return [
        one_hot(planes, values, everyone) for planes in column_planes(rows, width=width, bits=bits)
    ]


def _depth(ranks: bytes, width: int) -> int:
    for rank in range(UNRANKED - 1, -1, -1):
        if rank in ranks:
            if rank >= width:
                message = f"{rank} is no rank among {width} candidates, the best being 0"
                raise ValueError(message)
            return rank + 1
    return 1


def _shares(at: tuple[tuple[int, ...], ...]) -> bool:
    for on_rank in zip(*at, strict=True):
        seen = 0
        for rows in on_rank:
            if seen & rows:
                return True
            seen |= rows
    return False


def _split(
    groups: dict[tuple[int, ...], int], candidate: int, rows: int
) -> dict[tuple[int, ...], int]:
    parts: dict[tuple[int, ...], int] = {}
    for names, part in groups.items():
        with_candidate = part & rows
        if with_candidate:
            parts[*names, candidate] = with_candidate
        if part ^ with_candidate:
            parts[names] = part ^ with_candidate
    return parts


def _compare(mine: Sequence[int], theirs: Sequence[int]) -> tuple[int, int]:
    """Give the rows in which the first number is smaller, and those in which they differ."""
    above = differing = 0
    for one, other in zip(mine, theirs, strict=True):
        unlike = one ^ other
        differing |= unlike
        above ^= (above ^ other) & unlike
    return above, differing
