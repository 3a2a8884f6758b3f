"""CP-SAT finds the best roster and proves it."""

from hypothesis import given, settings

from gongtong.rostering.rosters.cp_sat import CpSatEffort, solve_by_cp_sat
from gongtong.rostering.rosters.found import Proof, SearchProgress
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.statements import Load, Need
from gongtong.testing.rosters import PROBLEMS, fewest_points

PEOPLE, SHIFTS = ("a", "b", "c"), ("s", "t", "u")
FAIR = RosterProblem(
    PEOPLE,
    SHIFTS,
    (
        *(Need("seats", shift, PEOPLE, 2) for shift in SHIFTS),
        *(Load("fair", one, SHIFTS, (1, 3, 5)) for one in PEOPLE),
    ),
)
ALONE = CpSatEffort(workers=1)


@given(PROBLEMS)
@settings(max_examples=15, deadline=None)
def test_the_best_of_all_rosters_is_found_and_proved(problem: RosterProblem) -> None:
    """Whatever the rules say; the oracle tries every roster."""
    answer, fewest = solve_by_cp_sat(problem, ALONE), fewest_points(problem)
    if fewest is None:
        assert answer.proof is Proof.INFEASIBLE
    else:
        assert (answer.check.points, answer.bound, answer.proof) == (fewest, fewest, Proof.OPTIMAL)


def test_the_same_work_finds_the_same_roster() -> None:
    """Eight workers take turns."""
    first, second = (solve_by_cp_sat(FAIR, CpSatEffort(work=1.0, seed=5)) for _ in range(2))
    assert first == second
    assert first.check.points == 12


def test_a_search_shows_its_progress_and_ends_when_it_is_told_to() -> None:
    """It may begin with a roster."""
    start = Roster({"s": ("a", "b"), "t": ("a", "b"), "u": ("a", "b")})
    seen: list[SearchProgress] = []

    def watch(progress: SearchProgress) -> bool:
        seen.append(progress)
        return False

    answer = solve_by_cp_sat(FAIR, ALONE, start=start, watch=watch)
    assert len(seen) == 1
    assert answer.check.points == seen[0].best
