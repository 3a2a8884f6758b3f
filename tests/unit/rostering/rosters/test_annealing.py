"""The search finds rosters that keep what must be kept, and on small problems the best one."""

from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.rostering.rosters.annealing import Cooling, solve_by_annealing
from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.found import SearchProgress
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.statements import (
    Barred,
    Cap,
    Company,
    Limit,
    Load,
    Need,
    Quorum,
    Statement,
    Wish,
)

PEOPLE, SHIFTS = ("a", "b", "c"), ("s", "t", "u")
COOLING = Cooling(8_192, hot=60.0)


def _problem(
    barred: frozenset[tuple[str, str]], wishes: dict[tuple[str, str], int]
) -> RosterProblem:
    said: list[Statement] = [Barred("away", *pair) for pair in sorted(barred)]
    said += [Wish("wishes", *pair, points) for pair, points in wishes.items()]
    for one in PEOPLE:
        said.append(Limit("rest", one, (("s", 1), ("t", 1)), None, 1))
        said.append(Load("fair", one, SHIFTS, (1, 3, 5)))
    for shift in SHIFTS:
        said += [Need("seats", shift, PEOPLE, 2, 100), Cap("seats", shift, PEOPLE, 2)]
        said.append(Company("mix", shift, ("a",), ("b",), 20))
    return RosterProblem(PEOPLE, SHIFTS, tuple(said))


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - drawn for a test, no secret


def _best(problem: RosterProblem) -> int:
    """Try every roster that there is."""
    teams = [
        tuple(one for one, there in zip(PEOPLE, which, strict=True) if there)
        for which in product((False, True), repeat=3)
    ]
    checks = (
        check_roster(problem, Roster(dict(zip(SHIFTS, every, strict=True))))
        for every in product(teams, repeat=3)
    )
    return min(check.points for check in checks if check.holds)


_pairs = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(SHIFTS))


@settings(max_examples=15)
@given(st.frozensets(_pairs, max_size=3), st.dictionaries(_pairs, st.integers(-8, 8)))
def test_on_small_problems_the_best_roster_is_found(
    barred: frozenset[tuple[str, str]], wishes: dict[tuple[str, str], int]
) -> None:
    """Whoever tries all 512 rosters finds none that costs less."""
    problem = _problem(barred, wishes)
    found = solve_by_annealing(problem, _chance(1), COOLING)
    assert found.check.holds
    assert found.check.points == _best(problem)


def test_the_same_chances_and_steps_find_the_same_roster() -> None:
    """A search can be done again."""
    problem = _problem(frozenset({("a", "u")}), {("b", "s"): -4})
    first, second = (solve_by_annealing(problem, _chance(7), COOLING) for _ in range(2))
    assert first == second


def test_a_search_ends_when_it_is_told_to() -> None:
    """It is asked after every round, and gives the best that it saw until then."""
    asked: list[SearchProgress] = []

    def watch(progress: SearchProgress) -> bool:
        asked.append(progress)
        return len(asked) < 3

    problem = _problem(frozenset(), {})
    found = solve_by_annealing(problem, _chance(1), Cooling(100_000), watch=watch)
    assert [one.done for one in asked] == [256, 512, 768]
    assert found.check.points == asked[-1].best


def test_a_search_may_begin_with_a_roster() -> None:
    """Without a step it gives that roster, its empty places filled."""
    problem = _problem(frozenset(), {})
    start = Roster({"s": ("a", "b"), "t": ("c",)})
    found = solve_by_annealing(problem, _chance(1), Cooling(0), start=start)
    assert start.pairs <= found.roster.pairs
    assert found.check.holds


def test_three_who_must_come_at_once_are_gathered_and_leave_at_once() -> None:
    """One alone breaks the rule and two do, so the search lets all of them enter; where they cost more than the place, all of them leave."""
    people = ("a", "b", "c")
    alone = Quorum("never alone", "s", people, 3)
    wanted = RosterProblem(people, ("s",), (alone, Need("seats", "s", people, 3, 10)))
    chance = Random(1)  # noqa: S311 - a search that can be repeated, not a secret
    assert len(solve_by_annealing(wanted, chance, Cooling(512)).roster.team("s")) == 3
    dear = RosterProblem(people, ("s",), (alone, *(Wish("dear", one, "s", 5) for one in people)))
    found = solve_by_annealing(dear, chance, Cooling(4096), start=Roster({"s": people}))
    assert found.roster.team("s") == ()
