"""Ballots as a reader meets them: equal ones together, in the order of their first appearance (选票汇集)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.bitsets import Weights, column_planes, number_planes
from gongtong.voting.counting.papers import distinct_names
from gongtong.voting.counting.rankings import UNRANKED, Rankings
from gongtong.voting.counting.scores import Scores

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_BYTE: Final = 8
_MOST_IN_A_BYTE: Final = 255


class RankingTally:
    """Rankings that were read, with how often each was cast (排序票汇集).

    A strict order is a row of candidates' numbers, the best first; an order with shared ranks is a
    sequence of groups. Blank ballots are counted apart and do not take part.
    """

    def __init__(self, candidates: int) -> None:
        """Begin with no ballots."""
        self.candidates = candidates
        self.blank = 0
        self._nobody = bytes([UNRANKED]) * candidates
        self._orders: dict[bytes, int] = {}
        self._groups: dict[tuple[tuple[int, ...], ...], int] = {}

    def add_order(self, order: bytes, times: int) -> None:
        """Add ballots that rank candidates strictly (加入严格排序)."""
        if order:
            self._orders[order] = self._orders.get(order, 0) + times
        else:
            self.blank += times

    def add_groups(self, groups: tuple[tuple[int, ...], ...], times: int) -> None:
        """Add ballots with shared or empty ranks (加入含并列的排序)."""
        if any(groups):
            self._groups[groups] = self._groups.get(groups, 0) + times
        else:
            self.blank += times

    @property
    def seen(self) -> bool:
        """Whether any ballot ranks anybody (是否有有效票)."""
        return bool(self._orders or self._groups)

    def rankings(self, names: Sequence[str]) -> Rankings:
        """Put the ballots together (汇成排序票)."""
        weights = Weights.of([*self._orders.values(), *self._groups.values()])
        if not self._groups:
            rows = b"".join(
                order.ljust(self.candidates, bytes([UNRANKED])) for order in self._orders
            )
            return Rankings.from_orders(names, rows, weights)
        ranks = [self._ranks(tuple((one,) for one in order)) for order in self._orders]
        ranks += [self._ranks(groups) for groups in self._groups]
        return Rankings.from_ranks(names, b"".join(ranks), weights)

    def _ranks(self, groups: tuple[tuple[int, ...], ...]) -> bytes:
        row = bytearray(self._nobody)
        rank = 0
        for group in groups:
            for candidate in group:
                row[candidate] = rank
            # a skipped rank is left out: who stands above whom stays the same
            rank += bool(group)
        return bytes(row)


class ApprovalTally:
    """Ballots that name candidates, with how often each was cast (赞成票汇集).

    Each is a set of candidates as the bits of a number.
    """

    def __init__(self, candidates: int) -> None:
        """Begin with no ballots."""
        self.candidates = candidates
        self._named: dict[int, int] = {}

    def add(self, named: Iterable[int], times: int) -> None:
        """Add ballots that name these candidates, perhaps nobody (加入赞成票)."""
        flags = 0
        for candidate in named:
            flags |= 1 << candidate
        self._named[flags] = self._named.get(flags, 0) + times

    def approvals(self, names: Sequence[str]) -> Approvals:
        """Put the ballots together (汇成赞成票)."""
        return Approvals(
            distinct_names(names),
            len(self._named),
            _columns(self._named, self.candidates),
            Weights.of(list(self._named.values())),
        )


class ScoreTally:
    """Ballots that give points to some candidates, with how often each was cast (评分票汇集)."""

    def __init__(self, candidates: int) -> None:
        """Begin with no ballots."""
        self.candidates = candidates
        self._given: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}

    def add(self, given: tuple[int, ...], points: tuple[int, ...], times: int) -> None:
        """Add ballots that give these candidates these points, in the same order (加入评分票)."""
        key = (given, points)
        self._given[key] = self._given.get(key, 0) + times

    def scores(self, names: Sequence[str]) -> Scores:
        """Put the ballots together (汇成评分票)."""
        most = max((max(points, default=0) for _, points in self._given), default=0)
        given: list[int] = []
        for candidates, _ in self._given:
            flags = 0
            for candidate in candidates:
                flags |= 1 << candidate
            given.append(flags)
        return Scores(
            tuple(names),
            len(self._given),
            self._small(most.bit_length() or 1) if most <= _MOST_IN_A_BYTE else self._large(),
            _columns(given, self.candidates),
            Weights.of(list(self._given.values())),
        )

    def _small(self, bits: int) -> tuple[tuple[int, ...], ...]:
        """Put points that fit into so many bits of a byte into planes."""
        rows = bytearray(self.candidates * len(self._given))
        start = 0
        for candidates, points in self._given:
            for candidate, score in zip(candidates, points, strict=True):
                rows[start + candidate] = score
            start += self.candidates
        planes = column_planes(bytes(rows), width=self.candidates, bits=bits)
        return tuple(_without_empty(column) for column in planes)

    def _large(self) -> tuple[tuple[int, ...], ...]:
        columns = [[0] * len(self._given) for _ in range(self.candidates)]
        for row, (candidates, points) in enumerate(self._given):
            for candidate, score in zip(candidates, points, strict=True):
                columns[candidate][row] = score
        return tuple(map(number_planes, columns))


def _columns(rows: Collection[int], width: int) -> tuple[int, ...]:
    """Turn rows that are sets of columns into columns that are sets of rows."""
    size = -(-width // _BYTE)
    packed = b"".join(row.to_bytes(size, "little") for row in rows)
    planes = column_planes(packed, width=size, bits=_BYTE)
    return tuple(chain.from_iterable(planes))[:width]


def _without_empty(planes: tuple[int, ...]) -> tuple[int, ...]:
    """Leave out the highest planes in which nobody is."""
    used = len(planes)
    while used and not planes[used - 1]:
        used -= 1
    return planes[:used]
