"""A part of a roster problem: some people in some shifts, everything else standing as it is (部分问题)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from attrs import evolve, frozen

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


def part_of(
    problem: RosterProblem, roster: Roster, members: Collection[str], shifts: Collection[str]
) -> RosterProblem:
    """Give the problem of some people in some shifts, all others standing where they stand (取部分问题).

    A roster of the part differs from another one by as many points, and by as much of what must be kept, as the whole rosters do.
    """
    free_members, free_shifts = frozenset(members), frozenset(shifts)
    cut = _Cut(free_members, free_shifts, _rows(roster, free_members), roster)
    said = [left for one in problem.statements for left in cut.left_of(one)]
    return RosterProblem(
        tuple(one for one in problem.members if one in free_members),
        tuple(one for one in problem.shifts if one in free_shifts),
        tuple(said),
    )


def inside(roster: Roster, part: RosterProblem) -> Roster:
    """Give what of a roster lies in a part (部分内的排班).

    >>> inside(Roster({"s": ("a", "b")}), RosterProblem(("a",), ("s",), ()))
    Roster(teams={'s': ('a',)})
    """
    members = frozenset(part.members)
    return Roster(
        {shift: tuple(one for one in roster.team(shift) if one in members) for shift in part.shifts}
    )


def put_back(roster: Roster, part: RosterProblem, solved: Roster) -> Roster:
    """Give a roster with a part of it replaced (放回部分).

    >>> put_back(Roster({"s": ("a", "b")}), RosterProblem(("a",), ("s",), ()), Roster())
    Roster(teams={'s': ('b',)})
    """
    members = frozenset(part.members)
    teams = dict(roster.teams)
    for shift in part.shifts:
        stay = tuple(one for one in roster.team(shift) if one not in members)
        teams[shift] = stay + solved.team(shift)
    return Roster(teams)


def _rows(roster: Roster, members: frozenset[str]) -> Mapping[str, frozenset[str]]:
    rows: dict[str, set[str]] = {member: set() for member in members}
    for shift, team in roster.teams.items():
        for member in team:
            if member in rows:
                rows[member].add(shift)
    return {member: frozenset(row) for member, row in rows.items()}


@frozen
class _Cut:
    members: frozenset[str]
    shifts: frozenset[str]
    rows: Mapping[str, frozenset[str]]
    roster: Roster

    def left_of(self, one: Statement) -> Iterable[Statement]:
        """Give what a statement still says of the part."""
        if isinstance(one, OfMember):
            return self._of_member(one) if one.member in self.members else ()
        return self._of_team(one) if one.shift in self.shifts else ()

    def _of_member(self, one: OfMember) -> Iterable[Statement]:
        stands = self.rows[one.member] - self.shifts
        match one:
            case Barred() | Wish():
                return (one,) if one.shift in self.shifts else ()
            case Limit():
                return self._limit(one, stands)
            case Touched():
                fresh = [group for group in one.groups if stands.isdisjoint(group)]
                groups = tuple(self._kept(group, self.shifts) for group in fresh)
                most = one.most - (len(one.groups) - len(fresh))
                return (evolve(one, groups=groups, most=most),)
            case Load():
                before = len(stands.intersection(one.shifts))
                steps = one.steps[before:] or one.steps[-1:]
                return (evolve(one, shifts=self._kept(one.shifts, self.shifts), steps=steps),)

    def _limit(self, one: Limit, stands: frozenset[str]) -> Iterable[Statement]:
        terms = tuple(each for each in one.terms if each[0] in self.shifts)
        if not terms:
            return ()
        spent = sum(count for shift, count in one.terms if shift in stands)
        least = None if one.least is None else one.least - spent
        most = None if one.most is None else one.most - spent
        return (evolve(one, terms=terms, least=least, most=most),)

    def _of_team(self, one: OfTeam) -> Iterable[Statement]:
        stand = frozenset(self.roster.team(one.shift)) - self.members
        match one:
            case Need() | Cap() | Quorum():
                return (self._counted(one, len(stand.intersection(one.members))),)
            case Company():
                return self._company(one, stand)
            case Together():
                if not stand.issuperset(frozenset(one.members) - self.members):
                    return ()
                return (evolve(one, members=self._kept(one.members, self.members)),)

    def _counted(self, one: Need | Cap | Quorum, there: int) -> Statement:
        members = self._kept(one.members, self.members)
        if isinstance(one, Cap):
            return evolve(one, members=members, most=one.most - there)
        if there or isinstance(one, Need):
            return Need(one.rule, one.shift, members, one.least - there, one.points)
        return evolve(one, members=members)

    def _company(self, one: Company, stand: frozenset[str]) -> Iterable[Statement]:
        if not stand.isdisjoint(one.company):
            return ()
        company = self._kept(one.company, self.members)
        if not stand.isdisjoint(one.whoever):
            return (Need(one.rule, one.shift, company, 1, one.points),)
        whoever = self._kept(one.whoever, self.members)
        return (evolve(one, whoever=whoever, company=company),)

    @staticmethod
    def _kept(names: tuple[str, ...], those: frozenset[str]) -> tuple[str, ...]:
        return tuple(one for one in names if one in those)
