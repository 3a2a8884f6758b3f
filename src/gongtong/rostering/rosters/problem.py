"""What is to be rostered, and what came of it (排班问题与排班表)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

from attrs import field, frozen

from gongtong.rostering.rosters.statements import (
    Company,
    Limit,
    Load,
    OfMember,
    OfTeam,
    Statement,
    Touched,
)


class UnknownNameError(LookupError):
    """A statement or a roster speaks of somebody or of a shift that the problem does not have (未知名称)."""


@frozen
class RosterProblem:
    """People, shifts, and what the rules say of them (排班问题).

    `members` and `shifts` are codes, shifts in the order in which they begin. `base` are points that every roster has.
    Raises `UnknownNameError` where a statement speaks of somebody else.
    """

    members: tuple[str, ...]
    shifts: tuple[str, ...]
    statements: tuple[Statement, ...]
    base: int = 0

    def __attrs_post_init__(self) -> None:
        """Refuse a statement about a name that is none."""
        members, shifts = frozenset(self.members), frozenset(self.shifts)
        if len(members) < len(self.members) or len(shifts) < len(self.shifts):
            raise ValueError("codes of people and of shifts are given once each")
        for one in self.statements:
            people, times = names_in(one)
            _known(people, members, one.rule)
            _known(times, shifts, one.rule)

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules that say something, in their order (规则名称)."""
        return tuple(dict.fromkeys(one.rule for one in self.statements))

    def without(self, rules: Iterable[str]) -> Self:
        """Give the problem without some rules (去掉规则)."""
        gone = frozenset(rules)
        kept = tuple(one for one in self.statements if one.rule not in gone)
        return type(self)(self.members, self.shifts, kept, self.base)

    def plus(self, statements: Iterable[Statement]) -> Self:
        """Give the problem with further statements (增加规则)."""
        return type(self)(self.members, self.shifts, (*self.statements, *statements), self.base)


@frozen
class Roster:
    """Who stands in which shift; a shift that is not named stands empty (排班表)."""

    teams: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def team(self, shift: str) -> tuple[str, ...]:
        """Give those who stand in a shift (当班人员)."""
        return self.teams.get(shift, ())

    def of(self, member: str) -> tuple[str, ...]:
        """Give the shifts of somebody (某人班次)."""
        return tuple(shift for shift, team in self.teams.items() if member in team)

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Everybody with each of his shifts (人员班次对)."""
        return frozenset((one, shift) for shift, team in self.teams.items() for one in team)


def names_in(statement: Statement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the people and the shifts of which a statement speaks (语句涉及的人和班次)."""
    if isinstance(statement, OfMember):
        return (statement.member,), _shifts_in(statement)
    return _people_in(statement), (statement.shift,)


def _shifts_in(one: OfMember) -> tuple[str, ...]:
    match one:
        case Limit():
            return tuple(shift for shift, _ in one.terms)
        case Touched():
            return tuple(shift for group in one.groups for shift in group)
        case Load():
            return one.shifts
        case _:
            return (one.shift,)


def _people_in(one: OfTeam) -> tuple[str, ...]:
    return (*one.whoever, *one.company) if isinstance(one, Company) else one.members


def _known(names: Iterable[str], known: frozenset[str], rule: str) -> None:
    for name in names:
        if name not in known:
            raise UnknownNameError(f"the rule {rule!r} speaks of {name!r}, which is not there")
