"""The search for all committees with the most proportional points, proved to be the best (最优委员会搜索).

A ballot with j elected candidates is worth 1 + 1/2 + ... + 1/j points. Branch and bound: committees are built
candidate by candidate, and a part of the search is left out where a bound shows that nothing in it
reaches the best committee known. Two bounds are used. What candidates add to those already chosen
never grows as more are chosen, so that the sum of the largest additions is a bound. And what a
ballot is worth is concave in the number of its elected, so that it lies below a straight line
through its worth under a good committee; the lines of all ballots add up to one number for each
candidate. All numbers are whole: points are counted in parts of 1/`scale`.
"""

from __future__ import annotations

from heapq import nlargest
from math import lcm
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.voting.counting.counting_method import UncountableError
from gongtong.voting.methods.seq_pav import one_more_elected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongtong.voting.counting.approvals import Approvals

MOST_NODES: Final = 50_000
"""How many partial committees are looked at before the count is refused (搜索上限)."""
# between the steepest and the flattest line through a point, so many lines are tried
_LINES: Final = 4


@frozen
class Best:
    """The best committees there are, each in ballot-paper order, and what they are worth (最优委员会).

    Points are in parts of 1/`scale`. Of candidates with the same supporters, only the first are in
    `committees`; `alike` gives for each candidate all of those with the same supporters.
    """

    committees: tuple[tuple[int, ...], ...]
    points: int
    scale: int
    searched: int
    alike: Mapping[int, tuple[int, ...]]


@frozen
class Line:
    """A bound for every committee: a constant, and a number for each of its members (线性上界)."""

    constant: int
    values: Mapping[int, int]

    def bound(self, chosen: Sequence[int], others: Sequence[int], room: int) -> int:
        """Give what no committee of these, and of some others, exceeds (上界)."""
        values = self.values
        return (
            self.constant
            + sum(values[number] for number in chosen)
            + sum(nlargest(room, (values[number] for number in others)))
        )


class CommitteeSearch:
    """One search, over the candidates whom somebody names (一次搜索)."""

    def __init__(
        self, ballots: Approvals, standing: Sequence[int], seats: int, most_nodes: int = MOST_NODES
    ) -> None:
        """Take the ballots, the candidates, and how many of them are to be chosen."""
        self.scale = lcm(*range(1, seats + 1)) * _LINES
        self._ballots = ballots
        self._standing = list(standing)
        self._seats = seats
        self._most_nodes = most_nodes
        self._searched = 0
        self._best = 0
        self._found: list[tuple[int, ...]] = []
        by_supporters: dict[int, list[int]] = {}
        for number in standing:
            by_supporters.setdefault(ballots.supporters[number], []).append(number)
        self._alike = {number: tuple(group) for group in by_supporters.values() for number in group}

    def run(self) -> Best:
        """Find all best committees; raises `UncountableError` at the limit (搜索)."""
        start = self.improved(self._greedy())
        self._best = self.points(start)
        self._line = self.line(start)
        self._visit((), [self._ballots.everyone], 0, self._standing)
        return Best(
            committees=tuple(sorted(tuple(sorted(one)) for one in self._found)),
            points=self._best,
            scale=self.scale,
            searched=self._searched,
            alike=self._alike,
        )

    def additions(self, levels: Sequence[int], numbers: Sequence[int]) -> dict[int, int]:
        """Give what each candidate adds where set j of ballots has j elected candidates (新增得分)."""
        total, supporters, scale = self._ballots.weights.total, self._ballots.supporters, self.scale
        parts = [(scale // place, rows) for place, rows in enumerate(levels, start=1)]
        return {
            number: sum(part * total(supporters[number] & rows) for part, rows in parts)
            for number in numbers
        }

    def levels(self, chosen: Sequence[int]) -> list[int]:
        """Sort the ballots by how many of these candidates they name (按当选人数分组)."""
        levels = [self._ballots.everyone]
        for number in chosen:
            levels = one_more_elected(levels, self._ballots.supporters[number])
        return levels

    def points(self, chosen: Sequence[int]) -> int:
        """Give what a committee is worth (委员会得分)."""
        worth, points = 0, 0
        for place, rows in enumerate(self.levels(chosen)):
            worth += self.scale // place if place else 0
            points += worth * self._ballots.weights.total(rows)
        return points

    def exchanges(self, chosen: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Give for each other candidate the best points with it for one member, and for whom (替换一人)."""
        others = [number for number in self._standing if number not in chosen]
        found: dict[int, tuple[int, int]] = {}
        for member in chosen:
            rest = [number for number in chosen if number != member]
            without = self.points(rest)
            for number, addition in self.additions(self.levels(rest), others).items():
                if number not in found or without + addition > found[number][0]:
                    found[number] = (without + addition, member)
        return found

    def _greedy(self) -> list[int]:
        chosen: list[int] = []
        while len(chosen) < self._seats:
            left = [number for number in self._standing if number not in chosen]
            gains = self.additions(self.levels(chosen), left)
            chosen.append(max(left, key=gains.__getitem__))
        return chosen

    def improved(self, chosen: Sequence[int]) -> list[int]:
        """Exchange members one for one as long as that adds points (逐人替换改进)."""
        committee, points = list(chosen), self.points(chosen)
        while True:
            exchanges = self.exchanges(committee)
            number = max(exchanges, key=lambda one: exchanges[one][0], default=None)
            if number is None or exchanges[number][0] <= points:
                return committee
            points, member = exchanges[number]
            committee[committee.index(member)] = number

    def line(self, chosen: Sequence[int]) -> Line:
        """Lay lines through what ballots are worth under a committee, as low as can be (作线性上界).

        A ballot with t elected gets a line of slope between 1/(t+1) and 1/t, or below 1/t where t
        is all seats; ballots with the same t get the same slope, chosen one after another.
        """
        total, supporters = self._ballots.weights.total, self._ballots.supporters
        levels = self.levels(chosen)
        heads = [total(rows) for rows in levels]
        counted = {
            number: [total(supporters[number] & rows) for rows in levels]
            for number in self._standing
        }
        slopes = [_slopes(place, self._seats, self.scale) for place in range(len(levels))]
        picked = [each[0] for each in slopes]

        def drawn() -> tuple[int, Line]:
            worth = constant = 0
            for place, slope in enumerate(picked):
                worth += self.scale // place if place else 0
                constant += heads[place] * (worth - slope * place)
            values = {
                number: sum(slope * count for slope, count in zip(picked, each, strict=True))
                for number, each in counted.items()
            }
            line = Line(constant, values)
            return line.bound((), self._standing, self._seats), line

        best, line = drawn()
        for _ in range(2):
            for place, choices in enumerate(slopes):
                for slope in choices:
                    before, picked[place] = picked[place], slope
                    bound, other = drawn()
                    if bound < best:
                        best, line = bound, other
                    else:
                        picked[place] = before
        return line

    def _visit(
        self, chosen: tuple[int, ...], levels: list[int], points: int, left: Sequence[int]
    ) -> None:
        """Look at all committees with these members and some of those left."""
        self._searched += 1
        if self._searched > self._most_nodes:
            raise UncountableError(_too_large(len(self._standing), self._seats, self._most_nodes))
        room = self._seats - len(chosen)
        gains = self.additions(levels, left)
        order = sorted(left, key=lambda number: (-gains[number], number))
        done: set[int] = set()
        for place, number in enumerate(order):
            rest = [one for one in order[place + 1 :] if self._alike[one][0] not in done]
            first_alike = self._alike[number][0]
            if first_alike in done:
                continue
            if points + gains[number] + sum(gains[one] for one in rest[: room - 1]) < self._best:
                return
            done.add(first_alike)
            if len(rest) < room - 1:
                return
            if room == 1:
                self._note((*chosen, number), points + gains[number])
            elif self._line.bound((*chosen, number), rest, room - 1) >= self._best:
                self._visit(
                    (*chosen, number),
                    one_more_elected(levels, self._ballots.supporters[number]),
                    points + gains[number],
                    rest,
                )

    def _note(self, committee: tuple[int, ...], points: int) -> None:
        if points > self._best:
            self._best, self._found = points, []
        if points == self._best:
            self._found.append(committee)


def _slopes(place: int, seats: int, scale: int) -> list[int]:
    if place == 0:
        return [scale]
    steepest = scale // place
    flattest = scale // (place + 1) if place < seats else 0
    return [flattest + (steepest - flattest) * part // _LINES for part in range(_LINES + 1)]


def _too_large(candidates: int, seats: int, most_nodes: int) -> str:
    return (
        f"pav looked at {most_nodes} partial committees of {seats} from {candidates} candidates and"
        " could not prove which is the best; count with seq-pav, seq-phragmen or equal-shares, which"
        " need no search"
    )
