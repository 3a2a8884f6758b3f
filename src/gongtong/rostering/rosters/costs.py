"""What a row and a team cost, by numbers instead of names, remembered once worked out (排班计分).

The search asks this millions of times. A row, the shifts of one person, and a team, the people of one shift, are the bits of an integer.
What must be kept costs `heavy` points a unit, more than a roster could ever win by breaking it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define, field

from gongtong.rostering.rosters.checking import load_points
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.statements import (
    Barred,
    Cap,
    Company,
    Limit,
    Load,
    Need,
    OfMember,
    OfTeam,
    Quorum,
    Statement,
    Together,
    Touched,
    Wish,
)

_PAIR: Final = 2
_HELD_ROWS: Final = 200_000


@define
class _RowRules:
    """What is said of one person."""

    open_shifts: int
    wishes: dict[int, int] = field(factory=dict)  # shift -> points
    wished: int = 0
    clashes: dict[int, int] = field(factory=dict)  # shift -> later ones that must not go with it
    clashing: int = 0
    caps: list[tuple[int, int, int]] = field(factory=list)  # shifts, most, points
    limits: list[tuple[list[tuple[int, int]], int | None, int | None, int]] = field(factory=list)
    touched: list[tuple[list[int], int, int]] = field(factory=list)
    loads: list[tuple[int, tuple[int, ...]]] = field(factory=list)

    def cost(self, row: int, heavy: int) -> int:
        """Add up what a row costs."""
        total = 0
        for one in bits(row & self.wished):
            total += self.wishes[one]
        if rest := row & self.clashing:
            total += heavy * sum((row & self.clashes[one]).bit_count() for one in bits(rest))
        for shifts, most, points in self.caps:
            over = (row & shifts).bit_count() - most
            if over > 0:
                total += over * points
        total += self._limits(row) + self._touched(row)
        for shifts, steps in self.loads:
            total += load_points(steps, (row & shifts).bit_count())
        return total

    def _limits(self, row: int) -> int:
        total = 0
        for parts, least, most, points in self.limits:
            value = 0
            for count, shifts in parts:
                value += count * (row & shifts).bit_count()
            if least is not None and value < least:
                total += (least - value) * points
            if most is not None and value > most:
                total += (value - most) * points
        return total

    def _touched(self, row: int) -> int:
        total = 0
        for groups, most, points in self.touched:
            over = sum(1 for group in groups if row & group) - most
            if over > 0:
                total += over * points
        return total


@define
class _TeamRules:
    """What is said of one shift."""

    counts: list[tuple[int, int, int, int]] = field(factory=list)  # people, least, most, points
    quorums: list[tuple[int, int, int]] = field(factory=list)  # people, least, points
    company: list[tuple[int, int, int]] = field(factory=list)
    together: list[tuple[int, int]] = field(factory=list)
    seats: int = 0

    def cost(self, team: int) -> int:
        """Add up what a team costs."""
        total = 0
        for people, least, most, points in self.counts:
            there = (team & people).bit_count()
            if there < least:
                total += (least - there) * points
            elif there > most:
                total += (there - most) * points
        for people, points in self.together:
            if team & people == people:
                total += points
        return total + self._given_somebody(team)

    def _given_somebody(self, team: int) -> int:
        total = 0
        for people, least, points in self.quorums:
            if 0 < (there := (team & people).bit_count()) < least:
                total += (least - there) * points
        for whoever, others, points in self.company:
            if team & whoever and not team & others:
                total += points
        return total


class RosterCosts:
    """The costs of a problem, row by row and team by team (排班计分器)."""

    def __init__(self, problem: RosterProblem) -> None:
        """Write every statement in numbers."""
        self.problem = problem
        self.members = {code: number for number, code in enumerate(problem.members)}
        self.shifts = {code: number for number, code in enumerate(problem.shifts)}
        self.heavy = 10 * (1 + max((_worst(one) for one in problem.statements), default=1))
        everything = (1 << len(self.shifts)) - 1
        self._rows = [_RowRules(everything) for _ in self.members]
        self._teams = [_TeamRules() for _ in self.shifts]
        for one in problem.statements:
            if isinstance(one, OfMember):
                self._say_of_member(one, self._rows[self.members[one.member]])
            else:
                self._say_of_team(one, self._teams[self.shifts[one.shift]])
        self.row_costs: list[dict[int, int]] = [{} for _ in self.members]
        self.team_costs: list[dict[int, int]] = [{} for _ in self.shifts]

    def row(self, member: int, row: int) -> int:
        """Give what the shifts of somebody cost (个人计分)."""
        known = self.row_costs[member]
        cost = known.get(row)
        if cost is None:
            if len(known) > _HELD_ROWS:
                known.clear()
            cost = known[row] = self._rows[member].cost(row, self.heavy)
        return cost

    def team(self, shift: int, team: int) -> int:
        """Give what the people of a shift cost (班次计分)."""
        known = self.team_costs[shift]
        cost = known.get(team)
        if cost is None:
            if len(known) > _HELD_ROWS:
                known.clear()
            cost = known[team] = self._teams[shift].cost(team)
        return cost

    def open_shifts(self, member: int) -> int:
        """Give the shifts in which somebody may stand (可排班次)."""
        return self._rows[member].open_shifts

    def total(self, rows: Iterable[int], teams: Iterable[int]) -> int:
        """Add up a whole roster, `heavy` for every unit of what must be kept (总分)."""
        return (
            self.problem.base
            + sum(self.row(member, row) for member, row in enumerate(rows))
            + sum(self.team(shift, team) for shift, team in enumerate(teams))
        )

    def numbered(self, roster: Roster) -> tuple[list[int], list[int]]:
        """Write a roster as rows and teams (转为位集)."""
        rows, teams = [0] * len(self.members), [0] * len(self.shifts)
        for code, people in roster.teams.items():
            shift = self.shifts[code]
            for one in people:
                member = self.members[one]
                rows[member] |= 1 << shift
                teams[shift] |= 1 << member
        return rows, teams

    def named(self, teams: Iterable[int]) -> Roster:
        """Read a roster from its teams (由位集还原)."""
        codes = self.problem.members
        return Roster(
            {
                shift: tuple(codes[one] for one in bits(team))
                for shift, team in zip(self.problem.shifts, teams, strict=True)
                if team
            }
        )

    def _say_of_member(self, one: OfMember, rules: _RowRules) -> None:
        match one:
            case Barred():
                rules.open_shifts &= ~(1 << self.shifts[one.shift])
            case Wish():
                shift = self.shifts[one.shift]
                rules.wishes[shift] = rules.wishes.get(shift, 0) + one.points
                rules.wished |= 1 << shift
            case Limit():
                self._limit(one, rules)
            case Touched():
                groups = [self._mask(group) for group in one.groups]
                rules.touched.append((groups, one.most, self._points(one.points)))
            case Load():
                rules.loads.append((self._mask(one.shifts), one.steps))

    def _limit(self, one: Limit, rules: _RowRules) -> None:
        counts: dict[int, int] = {}
        for shift, count in one.terms:
            number = self.shifts[shift]
            counts[number] = counts.get(number, 0) + count
        parts: dict[int, int] = {}
        for number, count in counts.items():
            parts[count] = parts.get(count, 0) | 1 << number
        points = self._points(one.points)
        plain = set(parts) == {1} and one.least is None and one.most is not None
        if plain and one.most == 1 and len(counts) == _PAIR and one.points is None:
            first, second = sorted(counts)
            if not rules.clashes.get(first, 0) >> second & 1:
                rules.clashes[first] = rules.clashes.get(first, 0) | 1 << second
                rules.clashing |= 1 << first
                return
        if plain and one.most is not None:
            rules.caps.append((parts[1], one.most, points))
        else:
            rules.limits.append((list(parts.items()), one.least, one.most, points))

    def seats(self, shift: int) -> int:
        """Give how many people a shift asks for (应到人数)."""
        return self._teams[shift].seats

    def quorum(self, shift: int) -> int:
        """Give how many people there must be at once where anybody is, 1 if nothing is said (起排人数)."""
        return max((least for _, least, _ in self._teams[shift].quorums), default=1)

    def _say_of_team(self, one: OfTeam, rules: _TeamRules) -> None:
        match one:
            case Need():
                there = self._people(one.members)
                rules.seats = max(rules.seats, one.least)
                rules.counts.append((there, one.least, len(self.members), self._points(one.points)))
            case Cap():
                rules.counts.append(
                    (self._people(one.members), 0, one.most, self._points(one.points))
                )
            case Quorum():
                people = self._people(one.members)
                rules.quorums.append((people, one.least, self._points(one.points)))
            case Company():
                rules.company.append(
                    (
                        self._people(one.whoever),
                        self._people(one.company),
                        self._points(one.points),
                    )
                )
            case Together():
                rules.together.append((self._people(one.members), one.points))

    def _points(self, points: int | None) -> int:
        return self.heavy if points is None else points

    def _mask(self, shifts: Iterable[str]) -> int:
        return sum(1 << number for number in {self.shifts[one] for one in shifts})

    def _people(self, members: Iterable[str]) -> int:
        return sum(1 << number for number in {self.members[one] for one in members})


def bits(number: int) -> Iterator[int]:
    """Give the places of the ones of a number, the lowest first (位序).

    >>> list(bits(0b1010))
    [1, 3]
    """
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _worst(one: Statement) -> int:
    match one:
        case Barred():
            return 0
        case Load():
            return max((abs(step) for step in one.steps), default=0)
        case _:
            return abs(one.points or 0)
