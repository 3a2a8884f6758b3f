"""A part of a problem says of its people and shifts what the whole says."""

from hypothesis import given
from hypothesis import strategies as st

from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.costs import RosterCosts
from gongtong.rostering.rosters.parts import inside, part_of, put_back
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.testing.rosters import PEOPLE, PROBLEMS, ROSTERS, SHIFTS


def _total(problem: RosterProblem, roster: Roster, heavy: int) -> int:
    check = check_roster(problem, roster)
    return check.points + heavy * sum(one.amount for one in check.broken)


@given(
    PROBLEMS,
    ROSTERS,
    ROSTERS,
    st.frozensets(st.sampled_from(PEOPLE)),
    st.frozensets(st.sampled_from(SHIFTS)),
)
def test_a_change_inside_a_part_costs_in_it_what_it_costs_in_the_whole(
    problem: RosterProblem,
    roster: Roster,
    other: Roster,
    members: frozenset[str],
    shifts: frozenset[str],
) -> None:
    """Points and what must be kept, whatever stands outside."""
    part = part_of(problem, roster, members, shifts)
    heavy = RosterCosts(problem).heavy
    before, after = inside(roster, part), inside(other, part)
    whole = _total(problem, put_back(roster, part, after), heavy) - _total(problem, roster, heavy)
    assert _total(part, after, heavy) - _total(part, before, heavy) == whole


@given(PROBLEMS, ROSTERS)
def test_all_people_and_shifts_are_the_whole(problem: RosterProblem, roster: Roster) -> None:
    """Without its base."""
    part = part_of(problem, roster, PEOPLE, SHIFTS)
    assert check_roster(part, roster).points == check_roster(problem, roster).points - problem.base
    assert put_back(roster, part, inside(roster, part)).pairs == roster.pairs
