"""HiGHS finds the best roster and proves it."""

from hypothesis import given, settings

from gongtong.rostering.rosters.found import Proof, SearchProgress
from gongtong.rostering.rosters.highs import HighsEffort, solve_by_highs
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


@given(PROBLEMS)
@settings(max_examples=15, deadline=None)
def test_the_best_of_all_rosters_is_found_and_proved(problem: RosterProblem) -> None:
    """Whatever the rules say; the oracle tries every roster."""
    answer, fewest = solve_by_highs(problem), fewest_points(problem)
    if fewest is None:
        assert answer.proof is Proof.INFEASIBLE
    else:
        assert (answer.check.points, answer.bound, answer.proof) == (fewest, fewest, Proof.OPTIMAL)


def test_a_search_that_is_ended_gives_what_it_began_with() -> None:
    """And proves nothing."""
    start = Roster({"s": ("a", "b"), "t": ("a", "b"), "u": ("a", "b")})
    seen: list[SearchProgress] = []

    def watch(progress: SearchProgress) -> bool:
        seen.append(progress)
        return False

    answer = solve_by_highs(FAIR, HighsEffort(nodes=0), start=start, watch=watch)
    assert answer.check.holds
    assert answer.check.points <= 18


def test_the_load_is_shared() -> None:
    """Six places for three people are two each."""
    answer = solve_by_highs(FAIR)
    assert answer.check.points == 12
    assert all(len(answer.roster.of(one)) == 2 for one in PEOPLE)
