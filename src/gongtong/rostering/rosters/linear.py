"""A roster problem as a linear program in whole numbers, for whichever exact solver is installed (线性模型).

Only the columns of people in shifts must be whole: with them fixed, the cheapest values of all others are whole too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import field, frozen

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

_HALF: Final = 0.5


@frozen
class LinearRow:
    """A sum of columns that lies between two numbers, `None` where it is open (约束行)."""

    least: int | None
    most: int | None
    terms: Mapping[int, int]


@frozen
class LinearModel:
    """Columns from 0 up to `uppers`, what each costs, and the rows that they keep (线性模型).

    `spots` gives the column of somebody in a shift; nobody has one in a shift from which he is barred.
    """

    problem: RosterProblem
    spots: Mapping[tuple[str, str], int]
    costs: Sequence[int]
    uppers: Sequence[int]
    rows: Sequence[LinearRow]

    def roster(self, values: Sequence[float]) -> Roster:
        """Read the roster from the values of the columns (读出排班表)."""
        teams: dict[str, list[str]] = {}
        for (member, shift), column in self.spots.items():
            if values[column] > _HALF:
                teams.setdefault(shift, []).append(member)
        return Roster({shift: tuple(team) for shift, team in teams.items()})

    def start(self, roster: Roster) -> dict[int, int]:
        """Give the columns of people in shifts their values in a roster (初始解)."""
        there = roster.pairs
        return {column: int(pair in there) for pair, column in self.spots.items()}


def linear_model(problem: RosterProblem) -> LinearModel:
    """Write a problem as a linear model (建立线性模型).

    >>> from gongtong.rostering.rosters.statements import Need
    >>> model = linear_model(RosterProblem(("a",), ("s",), (Need("seats", "s", ("a",), 1),)))
    >>> model.rows
    [LinearRow(least=1, most=None, terms={0: 1})]
    """
    writer = _Writer(problem)
    for one in problem.statements:
        writer.say(one)
    return LinearModel(problem, writer.spots, writer.costs, writer.uppers, writer.rows)


@frozen
class _Writer:
    problem: RosterProblem
    spots: dict[tuple[str, str], int] = field(init=False, factory=dict)
    costs: list[int] = field(init=False, factory=list)
    uppers: list[int] = field(init=False, factory=list)
    rows: list[LinearRow] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        barred = {
            (one.member, one.shift) for one in self.problem.statements if isinstance(one, Barred)
        }
        for member in self.problem.members:
            for shift in self.problem.shifts:
                if (member, shift) not in barred:
                    self.spots[member, shift] = self._column(0, 1)

    def say(self, one: Statement) -> None:
        if isinstance(one, OfMember):
            self._say_of_member(one)
        else:
            self._say_of_team(one)

    def _say_of_member(self, one: OfMember) -> None:
        match one:
            case Barred():
                return  # there is no column for it
            case Wish():
                for column in self._of_member(one.member, (one.shift,)):
                    self.costs[column] += one.points
            case Limit():
                self._row(self._terms(one), one.least, one.most, one.points)
            case Touched():
                self._touched(one)
            case Load():
                self._load(one)

    def _say_of_team(self, one: OfTeam) -> None:
        match one:
            case Need():
                there = dict.fromkeys(self._of_team(one.shift, one.members), 1)
                self._row(there, one.least, None, one.points)
            case Cap():
                there = dict.fromkeys(self._of_team(one.shift, one.members), 1)
                self._row(there, None, one.most, one.points)
            case Quorum():
                self._quorum(one)
            case Company():
                self._company(one)
            case Together():
                self._together(one)

    def _terms(self, one: Limit) -> dict[int, int]:
        terms: dict[int, int] = {}
        for shift, count in one.terms:
            for column in self._of_member(one.member, (shift,)):
                terms[column] = terms.get(column, 0) + count
        return terms

    def _touched(self, one: Touched) -> None:
        marks: dict[int, int] = {}
        for group in one.groups:
            columns = self._of_member(one.member, group)
            if not columns:
                continue
            mark = self._column(0, 1)
            marks[mark] = marks.get(mark, 0) + 1
            for column in columns:
                self.rows.append(LinearRow(0, None, {mark: 1, column: -1}))
        self._row(marks, None, one.most, one.points)

    def _load(self, one: Load) -> None:
        columns = self._of_member(one.member, one.shifts)
        if not columns or not any(one.steps):
            return
        terms = dict.fromkeys(columns, 1)
        for number in range(len(columns)):
            points = one.steps[min(number, len(one.steps) - 1)]
            terms[self._column(points, 1)] = -1
        self.rows.append(LinearRow(0, 0, terms))

    def _quorum(self, one: Quorum) -> None:
        columns = self._of_team(one.shift, one.members)
        if not columns or one.least <= 1:
            return
        anybody = self._column(0, 1)
        for column in columns:
            self.rows.append(LinearRow(0, None, {anybody: 1, column: -1}))
        self._row(dict.fromkeys(columns, 1) | {anybody: -one.least}, 0, None, one.points)

    def _company(self, one: Company) -> None:
        company = frozenset(self._of_team(one.shift, one.company))
        alone = [each for each in self._of_team(one.shift, one.whoever) if each not in company]
        if not alone:
            return
        short = None if one.points is None else self._column(one.points, 1)
        for column in alone:
            terms = dict.fromkeys(company, 1) | {column: -1}
            if short is not None:
                terms[short] = 1
            self.rows.append(LinearRow(0, None, terms))

    def _together(self, one: Together) -> None:
        columns = self._of_team(one.shift, one.members)
        if len(columns) < len(set(one.members)):
            return  # they can never be all there
        mark = self._column(one.points, 1)
        if one.points < 0:
            for column in columns:
                self.rows.append(LinearRow(0, None, {column: 1, mark: -1}))
        else:
            terms = dict.fromkeys(columns, -1) | {mark: 1}
            self.rows.append(LinearRow(1 - len(columns), None, terms))

    def _row(
        self, terms: dict[int, int], least: int | None, most: int | None, points: int | None
    ) -> None:
        """Keep a sum between two numbers, or let each unit outside cost its points."""
        lowest = sum(min(0, count) * self.uppers[column] for column, count in terms.items())
        highest = sum(max(0, count) * self.uppers[column] for column, count in terms.items())
        below = 0 if least is None else max(0, least - lowest)
        above = 0 if most is None else max(0, highest - most)
        if not below and not above:
            return
        if points is None:
            self.rows.append(LinearRow(least, most, dict(terms)))
            return
        if below:
            self.rows.append(LinearRow(least, None, terms | {self._column(points, below): 1}))
        if above:
            self.rows.append(LinearRow(None, most, terms | {self._column(points, above): -1}))

    def _column(self, cost: int, upper: int) -> int:
        self.costs.append(cost)
        self.uppers.append(upper)
        return len(self.costs) - 1

    def _of_member(self, member: str, shifts: Iterable[str]) -> list[int]:
        return self._columns((member, shift) for shift in shifts)

    def _of_team(self, shift: str, members: Iterable[str]) -> list[int]:
        return self._columns((member, shift) for member in members)

    def _columns(self, pairs: Iterable[tuple[str, str]]) -> list[int]:
        return [self.spots[pair] for pair in dict.fromkeys(pairs) if pair in self.spots]
