"""Who wants which project and how much it is worth to them, ready for many look-ups (需求)."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, reduce
from itertools import compress
from operator import or_
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.bitsets import Weights, row_numbers, set_of_rows
from gongtong.voting.counting.counting_method import Utility
from gongtong.voting.methods.listed_backers import ListedBackers

if TYPE_CHECKING:
    from gongtong.voting.counting.scores import Scores


_TRUTH: Final = bytes.maketrans(b"01", b"\0\1")


@frozen(eq=False)
class Backers:
    """Voters to whom a project is worth the same: their rows as a set, and how many voters they are (支持者)."""

    utility: int
    rows: int
    number: int


@frozen(eq=False)
class Demand:
    """The backers of every project, parted by how much it is worth to them (全部需求).

    `size` is the number of rows, `voters` how many voters they are, `weights` how many each row is;
    `costs` are in the unit of the vote, and `wanted[p]` is the set of rows that want project p.
    """

    costs: tuple[int, ...]
    size: int
    voters: int
    backers: tuple[tuple[Backers, ...], ...]
    wanted: tuple[int, ...]
    weights: Weights

    @classmethod
    def of(cls, ballots: Approvals | Scores, costs: tuple[int, ...], utility: Utility) -> Demand:
        """Read ballots; who gives a project no vote, or 0 points, does not want it (由选票生成需求)."""
        weights = ballots.weights
        backers: list[tuple[Backers, ...]] = []
        wanted: list[int] = []
        for project, cost in enumerate(costs):
            by_points = _by_points(ballots, project)
            wanted.append(reduce(or_, by_points.values(), 0))
            worth = {Utility.COST: cost, Utility.NUMBER: 1}.get(utility)
            if worth is not None:
                by_points = {worth: wanted[-1]}
            backers.append(
                tuple(
                    Backers(points, rows, weights.total(rows))
                    for points, rows in by_points.items()
                    if rows
                )
            )
        return cls(costs, ballots.size, ballots.total, tuple(backers), tuple(wanted), weights)

    @cached_property
    def listed(self) -> tuple[tuple[ListedBackers, ...], ...]:
        """The same backers as lists of rows, made when they are first asked for (支持者名单)."""
        numbers = list(range(self.size))
        weights = _row_weights(self.weights, self.size)
        return tuple(
            tuple(
                ListedBackers.of(part.utility, _numbers_in(part.rows, numbers), weights)
                for part in parts
            )
            for parts in self.backers
        )

    def worth(self, project: int) -> int:
        """Add up what a project is worth to all who want it (总效用)."""
        return sum(part.utility * part.number for part in self.backers[project])

    def share_voters(self, one: int, other: int) -> bool:
        """Say whether anybody wants both of two projects (是否有共同支持者)."""
        return self.wanted[one] & self.wanted[other] != 0

    def of_alike(self) -> Demand:
        """Put rows that want the same into one, for counts that are repeated many times (合并相同选票)."""
        class_of_row = [0] * self.size
        classes = 1
        for parts in self.listed:
            for part in parts:
                split: dict[int, int] = {}
                for row, old in zip(part.rows, part.pick(class_of_row), strict=True):
                    class_of_row[row] = split.setdefault(old, classes + len(split))
                classes += len(split)
        rows_in = Counter(class_of_row)
        heavy = _row_weights(self.weights, self.size)
        if heavy is not None:
            rows_in.clear()
            for one, weight in zip(class_of_row, heavy, strict=True):
                rows_in[one] += weight
        place = {one: number for number, one in enumerate(rows_in)}
        weights = Weights.of(list(rows_in.values()))
        backers: list[tuple[Backers, ...]] = []
        for parts in self.listed:
            alike: list[Backers] = []
            for part in parts:
                rows = set_of_rows([place[one] for one in part.pick(class_of_row)], len(place))
                alike.append(Backers(part.utility, rows, weights.total(rows)))
            backers.append(tuple(alike))
        wanted = tuple(reduce(or_, (part.rows for part in parts), 0) for parts in backers)
        return Demand(self.costs, len(place), self.voters, tuple(backers), wanted, weights)


def _numbers_in(rows: int, numbers: list[int]) -> tuple[int, ...]:
    """Give the numbers of the rows in a set, as the same objects for all sets."""
    return tuple(compress(numbers, f"{rows:b}"[::-1].encode().translate(_TRUTH)))


def _row_weights(weights: Weights, size: int) -> tuple[int, ...] | None:
    if weights.all_ones:
        return None
    numbers = [0] * size
    for bit, plane in enumerate(weights.planes):
        for row in row_numbers(plane, size):
            numbers[row] += 1 << bit
    return tuple(numbers)


def _by_points(ballots: Approvals | Scores, project: int) -> dict[int, int]:
    """Give for each number of points above 0 the rows that give it to a project."""
    if isinstance(ballots, Approvals):
        return {1: ballots.supporters[project]}
    found = {0: ballots.everyone}
    for bit, plane in enumerate(ballots.planes[project]):
        finer: dict[int, int] = {}
        for points, rows in found.items():
            finer[points | 1 << bit] = rows & plane
            finer[points] = rows & ~plane
        found = {points: rows for points, rows in finer.items() if rows}
    found.pop(0, None)
    return found
