"""Who could take an empty place, what it would cost, and why all the others cannot (替班人选与空缺原因)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from gongtong.rostering.rosters.checking import Breach, RosterCheck, check_roster, must_be_kept
from gongtong.rostering.rosters.problem import Roster, RosterProblem, names_in
from gongtong.rostering.rosters.statements import Need, OfMember, Statement


@frozen
class StandIn:
    """Somebody who does not stand in a shift, and what it would come to if he did (替班人选).

    `points` is what the roster would cost more, `points_by_rule` by which rules. `broken` is what he must not break but would: he can
    be asked only where it is empty.
    """

    member: str
    points: int
    points_by_rule: Mapping[str, int]
    broken: tuple[Breach, ...]

    @property
    def can_be_asked(self) -> bool:
        """Whether he would break nothing that must be kept (可否替班)."""
        return not self.broken


@frozen
class EmptyPlace:
    """A shift that has fewer people than a rule asks for, and how many each rule keeps from it (岗位空缺).

    `kept_out` counts everybody once, under the first rule in the order of the problem that he would break; `free` is who is left.
    """

    need: Need
    missing: int
    kept_out: Mapping[str, int]
    free: tuple[str, ...]

    @property
    def zh(self) -> str:
        """Say it in a sentence, in Chinese (中文说明)."""
        chain = "、".join(f"{rule}排除{count}人" for rule, count in self.kept_out.items())
        return (
            f"{self.need.shift}「{self.need.rule}」差{self.missing}人:"
            f"可选{len(self.need.members)}人中{chain or '无人被排除'},余{len(self.free)}人"
        )

    @property
    def en(self) -> str:
        """Say it in a sentence, in English (英文说明)."""
        chain = ", ".join(f"{rule} keeps out {count}" for rule, count in self.kept_out.items())
        return (
            f"{self.need.shift} lacks {self.missing} for {self.need.rule}: of {len(self.need.members)}"
            f" {chain or 'nobody is kept out'}, {len(self.free)} are left"
        )


def stand_ins(problem: RosterProblem, roster: Roster, shift: str) -> tuple[StandIn, ...]:
    """Rank everybody who does not stand in a shift: who can be asked first, then by what it costs (替班人选排序).

    >>> from gongtong.rostering.rosters.statements import Barred, Wish
    >>> said = (Barred("away", "a", "s"), Wish("wishes", "b", "s", -4))
    >>> [one.member for one in stand_ins(RosterProblem(("a", "b", "c"), ("s",), said), Roster(), "s")]
    ['b', 'c', 'a']
    """
    team = frozenset(roster.team(shift))
    found = [_with(problem, roster, shift, one) for one in problem.members if one not in team]
    return tuple(sorted(found, key=lambda one: (len(one.broken), one.points)))


def empty_places(problem: RosterProblem, roster: Roster) -> tuple[EmptyPlace, ...]:
    """Explain every need that a roster does not meet (空缺原因)."""
    check = check_roster(problem, roster)
    return tuple(
        _explained(problem, roster, one.statement, one.amount)
        for one in (*check.broken, *check.soft)
        if isinstance(one.statement, Need)
    )


def _explained(problem: RosterProblem, roster: Roster, need: Need, missing: int) -> EmptyPlace:
    order = {rule: number for number, rule in enumerate(problem.rules)}
    team = frozenset(roster.team(need.shift))
    kept_out: dict[str, int] = {}
    free: list[str] = []
    for member in need.members:
        if member in team:
            continue
        broken = _with(problem, roster, need.shift, member).broken
        if not broken:
            free.append(member)
            continue
        first = min((one.statement.rule for one in broken), key=order.__getitem__)
        kept_out[first] = kept_out.get(first, 0) + 1
    chain = dict(sorted(kept_out.items(), key=lambda each: order[each[0]]))
    return EmptyPlace(need, missing, chain, tuple(free))


def _with(problem: RosterProblem, roster: Roster, shift: str, member: str) -> StandIn:
    said = tuple(one for one in problem.statements if _concerns(one, shift, member))
    part = RosterProblem(problem.members, problem.shifts, said)
    then = Roster({**roster.teams, shift: (*roster.team(shift), member)})
    before, after = check_roster(part, roster), check_roster(part, then)
    points = {
        rule: after.by_rule[rule] - before.by_rule[rule]
        for rule in part.rules
        if after.by_rule[rule] != before.by_rule[rule]
    }
    return StandIn(member, sum(points.values()), points, tuple(_worse(before, after)))


def _concerns(one: Statement, shift: str, member: str) -> bool:
    if not isinstance(one, OfMember):
        return one.shift == shift
    return one.member == member and shift in names_in(one)[1]


def _worse(before: RosterCheck, after: RosterCheck) -> Iterable[Breach]:
    was = {one.statement: one.amount for one in before.broken}
    for one in after.broken:
        more = one.amount - was.get(one.statement, 0)
        if more > 0 and must_be_kept(one.statement):
            yield Breach(one.statement, more)
