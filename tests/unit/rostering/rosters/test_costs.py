"""The costs of the search are those of the independent check."""

from hypothesis import given

from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.costs import RosterCosts, bits
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.statements import Barred, Limit
from gongtong.testing.rosters import PEOPLE, PROBLEMS, ROSTERS, SHIFTS


@given(PROBLEMS, ROSTERS)
def test_search_and_check_agree_on_every_roster(problem: RosterProblem, roster: Roster) -> None:
    """A unit of what must be kept costs `heavy`, everything else its points."""
    costs, check = RosterCosts(problem), check_roster(problem, roster)
    barred = [one for one in check.broken if isinstance(one.statement, Barred)]
    units = sum(one.amount for one in check.broken) - len(barred)  # nobody is ever put there
    assert costs.total(*costs.numbered(roster)) == check.points + costs.heavy * units


def test_two_shifts_that_exclude_each_other_are_one_unit_however_often_it_is_said() -> None:
    """Once said it is one unit, twice said it is two, and a shift named twice counts twice."""
    pair = Limit("rest", "a", (("s", 1), ("t", 1)), None, 1)
    twice = Limit("rest", "a", (("s", 1), ("s", 1)), None, 1)
    both = Roster({"s": ("a",), "t": ("a",)})
    for said, units in (((pair,), 1), ((pair, pair), 2), ((twice,), 1)):
        costs = RosterCosts(RosterProblem(PEOPLE, SHIFTS, said))
        assert costs.total(*costs.numbered(both)) == units * costs.heavy


@given(ROSTERS)
def test_a_roster_is_the_same_in_numbers(roster: Roster) -> None:
    """Nothing is lost between names and bits."""
    costs = RosterCosts(RosterProblem(PEOPLE, SHIFTS, ()))
    _, teams = costs.numbered(roster)
    assert costs.named(teams).pairs == roster.pairs


def test_bits_are_given_from_the_lowest() -> None:
    """A number without ones has none."""
    assert list(bits(0)) == []
    assert list(bits(0b10110)) == [1, 2, 4]
