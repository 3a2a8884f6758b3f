"""Part after part the roster gets better, and never worse."""

from random import Random

from hypothesis import given, settings

from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.found import FoundRoster, SearchProgress
from gongtong.rostering.rosters.highs import HighsEffort, solve_by_highs
from gongtong.rostering.rosters.neighbourhoods import solve_by_parts
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.statements import Limit, Load, Need
from gongtong.testing.rosters import PROBLEMS, ROSTERS, fewest_points

PEOPLE = tuple(f"p{number}" for number in range(6))
SHIFTS = tuple(f"s{number}" for number in range(8))
PROBLEM = RosterProblem(
    PEOPLE,
    SHIFTS,
    (
        *(Need("seats", shift, PEOPLE, 3, 100) for shift in SHIFTS),
        *(Limit("least", one, tuple((each, 1) for each in SHIFTS), 4, 4) for one in PEOPLE),
        *(Load("fair", one, SHIFTS, (1, 3, 5, 7)) for one in PEOPLE),
    ),
)


def _chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a search, not a secret


def _repair(part: RosterProblem, start: Roster) -> FoundRoster:
    return solve_by_highs(part, HighsEffort(nodes=50), start=start)


def test_from_nothing_every_row_keeps_its_limits_and_the_places_are_filled() -> None:
    """Twenty-four duties for twenty-four places; the same chances find the same."""
    first, second = (solve_by_parts(PROBLEM, _chance(3), _repair, 20) for _ in range(2))
    assert first == second
    assert first.check.points == 6 * 16
    assert first.check.holds


def test_a_search_ends_when_it_is_told_to() -> None:
    """After the round in which it was told."""
    seen: list[SearchProgress] = []

    def watch(progress: SearchProgress) -> bool:
        seen.append(progress)
        return len(seen) < 2

    solve_by_parts(PROBLEM, _chance(1), _repair, 20, watch=watch)
    assert [one.done for one in seen] == [1, 2]


@given(PROBLEMS, ROSTERS)
@settings(max_examples=10, deadline=None)
def test_it_never_ends_worse_than_it_began_nor_better_than_the_best(
    problem: RosterProblem, roster: Roster
) -> None:
    """On small problems a part soon is the whole."""
    before = check_roster(problem, roster)
    answer = solve_by_parts(problem, _chance(1), _repair, 4, start=roster).check
    fewest = fewest_points(problem)
    assert sum(one.amount for one in answer.broken) <= sum(one.amount for one in before.broken)
    if answer.holds:
        assert fewest is not None
        assert answer.points >= fewest
    if before.holds:
        assert answer.holds
        assert answer.points <= before.points
