"""A month of patrols for so many volunteers, drawn from a seed, as statements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random

from attrs import frozen

from gongtong.rostering.rosters.problem import RosterProblem
from gongtong.rostering.rosters.statements import (
    HARD,
    Barred,
    Cap,
    Company,
    Limit,
    Load,
    Need,
    Statement,
    Together,
    Wish,
)

DAYS = 28
HOURS = ((7, 9), (15, 17), (20, 22))
EVENING = 2
REST = 12


@frozen
class Person:
    """A volunteer of the instance."""

    leads: bool
    aids: bool
    is_novice: bool
    per_week: int
    free: frozenset[tuple[int, int]]
    wanted: frozenset[tuple[int, int]]
    unwanted: frozenset[tuple[int, int]]


def volunteer_problem(count: int, seed: int) -> RosterProblem:
    """Draw the people and say everything of them: 28 days, three patrols, two or three people each."""
    chance = Random(seed * 1000 + count)  # noqa: S311 - an instance that anybody can draw again
    people = [_person(chance) for _ in range(count)]
    pairs = [_pair(chance, count) for _ in range(count // 5)]
    apart = {_pair(chance, count) for _ in range(count // 10)}
    buddies = [pair for pair in dict.fromkeys(pairs) if pair not in apart]
    members = tuple(f"v{number:03d}" for number in range(count))
    spots = [(day, slot) for day in range(DAYS) for slot in range(len(HOURS))]
    statements = [
        *(one for member, each in zip(members, people, strict=True) for one in _own(member, each)),
        *(one for spot in spots for one in _team(spot, members, people)),
    ]
    for day, slot in spots:
        for left, right in apart:
            both = members[left], members[right]
            statements.append(Cap("apart", _code(day, slot), both, 1, HARD))
        for left, right in buddies:
            both = members[left], members[right]
            statements.append(Together("buddies", _code(day, slot), both, -6))
    return RosterProblem(members, tuple(_code(*spot) for spot in spots), tuple(statements))


def _person(chance: Random) -> Person:
    week = {(day, slot) for day in range(7) for slot in range(len(HOURS)) if chance.random() < 0.45}
    away: set[int] = set()
    if chance.random() < 0.4:
        first = chance.randrange(DAYS)
        away = set(range(first, min(DAYS, first + chance.randrange(2, 8))))
    free = {
        (day, slot)
        for day in range(DAYS)
        for slot in range(len(HOURS))
        if (day % 7, slot) in week and day not in away
    }
    pool = sorted(free)
    wanted = frozenset(chance.sample(pool, min(len(pool), 5)))
    unwanted = frozenset(chance.sample(pool, min(len(pool), 6))) - wanted
    leads, aids = chance.random() < 0.25, chance.random() < 0.2
    is_novice = chance.random() < 0.35 and not leads
    per_week = chance.choice((1, 2, 2, 3))
    return Person(leads, aids, is_novice, per_week, frozenset(free), wanted, unwanted)


def _pair(chance: Random, count: int) -> tuple[int, int]:
    left, right = sorted(chance.sample(range(count), 2))
    return left, right


def _code(day: int, slot: int) -> str:
    return f"{day:02d}/{slot}"


def _own(member: str, each: Person) -> Iterator[Statement]:
    spots = [(day, slot) for day in range(DAYS) for slot in range(len(HOURS))]
    yield from (Barred("available", member, _code(*one)) for one in spots if one not in each.free)
    yield from (Wish("undesired", member, _code(*one), 10) for one in sorted(each.unwanted))
    yield from (Wish("desired", member, _code(*one), -4) for one in sorted(each.wanted))
    for one, other in combinations(spots, 2):
        rest = (other[0] - one[0]) * 24 + HOURS[other[1]][0] - HOURS[one[1]][1]
        if rest < REST:
            yield Limit("rest", member, ((_code(*one), 1), (_code(*other), 1)), None, 1)
    for week in range(DAYS // 7):
        terms = tuple((_code(*one), 1) for one in spots if one[0] // 7 == week)
        yield Limit("quota", member, terms, None, each.per_week)
    steps = tuple(range(1, 2 * 4 * each.per_week, 2))
    yield Load("fair", member, tuple(_code(*one) for one in spots), steps)


def _team(
    spot: tuple[int, int], members: tuple[str, ...], people: list[Person]
) -> Iterator[Statement]:
    day, slot = spot
    code = _code(day, slot)
    need = 3 if slot == EVENING and day % 7 in (4, 5) else 2

    def those(said: list[bool]) -> tuple[str, ...]:
        return tuple(member for member, yes in zip(members, said, strict=True) if yes)

    yield Need("seats", code, members, need, 1000)
    yield Cap("seats", code, members, need)
    yield Need("leader", code, those([one.leads for one in people]), 1, 200)
    if slot == EVENING:
        yield Need("first aid", code, those([one.aids for one in people]), 1, 100)
    novices = those([one.is_novice for one in people])
    yield Company(
        "mixed experience", code, novices, those([not one.is_novice for one in people]), 60
    )
