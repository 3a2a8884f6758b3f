"""Ballots as a reader meets them: equal ones together, in the order of their first appearance (选票汇集)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.bitsets import Weights, column_planes, number_planes
from gongtong.voting.counting.rankings import UNRANKED, Rankings
from gongtong.voting.counting.scores import Scores

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """Ballots that name candidates, with how often each was cast (赞成票汇集)."""

    def __init__(self, candidates: int) -> None:
        """Begin with no ballots."""
        self.candidates = candidates
        self._named: dict[frozenset[int], int] = {}

    def add(self, named: frozenset[int], times: int) -> None:
        """Add ballots that name these candidates, perhaps nobody (加入赞成票)."""
        self._named[named] = self._named.get(named, 0) + times

    def approvals(self, names: Sequence[str]) -> Approvals:
        """Put the ballots together (汇成赞成票)."""
        rows = bytearray(self.candidates * len(self._named))
        for number, named in enumerate(self._named):
            start = number * self.candidates
            for candidate in named:
                rows[start + candidate] = 1
        return Approvals.from_flags(names, bytes(rows), Weights.of(list(self._named.values())))


class ScoreTally:
    """Ballots that give points to some candidates, with how often each was cast (评分票汇集)."""

    def __init__(self, candidates: int) -> None:
        """Begin with no ballots."""
        self.candidates = candidates
        self._given: dict[tuple[tuple[int, int], ...], int] = {}

    def add(self, given: tuple[tuple[int, int], ...], times: int) -> None:
        """Add ballots that give these candidates these points (加入评分票)."""
        self._given[given] = self._given.get(given, 0) + times

    def scores(self, names: Sequence[str]) -> Scores:
        """Put the ballots together (汇成评分票)."""
        size = len(self._given)
        given = [bytearray(size) for _ in range(self.candidates)]
        points: list[dict[int, int]] = [{} for _ in range(self.candidates)]
        for row, ballot in enumerate(self._given):
            for candidate, score in ballot:
                given[candidate][row] = 1
                points[candidate][row] = score
        return Scores(
            tuple(names),
            size,
            tuple(_planes(column, size) for column in points),
            tuple(column_planes(bytes(flags), width=1, bits=1)[0][0] for flags in given),
            Weights.of(list(self._given.values())),
        )


def _planes(points: dict[int, int], size: int) -> tuple[int, ...]:
    most = max(points.values(), default=0)
    if most > _MOST_IN_A_BYTE:
        return number_planes([points.get(row, 0) for row in range(size)])
    column = bytearray(size)
    for row, score in points.items():
        column[row] = score
    return column_planes(bytes(column), width=1, bits=_BYTE)[0][: most.bit_length()]
