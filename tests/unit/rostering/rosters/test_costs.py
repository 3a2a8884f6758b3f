"""The costs of the search are those of the independent check."""

from hypothesis import given
from hypothesis import strategies as st

from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.costs import RosterCosts, bits
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.statements import (
    HARD,
    Cap,
    Company,
    Limit,
    Load,
    Need,
    Statement,
    Together,
    Touched,
    Wish,
)

PEOPLE = ("a", "b", "c")
SHIFTS = ("s", "t", "u", "v")
_person, _shift = st.sampled_from(PEOPLE), st.sampled_from(SHIFTS)
_people = st.lists(_person, min_size=1, unique=True).map(tuple)
_shifts = st.lists(_shift, min_size=1, unique=True).map(tuple)
_points = st.one_of(st.just(HARD), st.integers(1, 50))
_few = st.integers(0, 3)
_terms = st.dictionaries(_shift, st.integers(-2, 2), min_size=1).map(
    lambda terms: tuple(terms.items())
)
_least, _most = st.one_of(st.none(), st.integers(-2, 1)), st.one_of(st.none(), st.integers(1, 4))
_rule = st.just("rule")
_pairs = st.lists(_shift, min_size=2, max_size=2).map(lambda pair: tuple((one, 1) for one in pair))
statements = st.one_of(
    st.builds(Wish, _rule, _person, _shift, st.integers(-9, 9)),
    st.builds(Limit, _rule, _person, _terms, _least, _most, _points),
    st.builds(
        Limit,
        _rule,
        _person,
        _shifts.map(lambda every: tuple((one, 1) for one in every)),
        st.none(),
        st.integers(0, 2),
        _points,
    ),
    st.builds(Limit, _rule, st.just("a"), _pairs, st.none(), st.just(1), st.just(HARD)),
    st.builds(Touched, _rule, _person, st.lists(_shifts).map(tuple), _few, _points),
    st.builds(Load, _rule, _person, _shifts, st.lists(st.integers(0, 9)).map(tuple)),
    st.builds(Need, _rule, _shift, _people, _few, _points),
    st.builds(Cap, _rule, _shift, _people, _few, _points),
    st.builds(Company, _rule, _shift, _people, _people, _points),
    st.builds(Together, _rule, _shift, _people, st.integers(-9, 9)),
)
rosters = st.dictionaries(_shift, _people).map(Roster)


@given(st.lists(statements).map(tuple), rosters)
def test_search_and_check_agree_on_every_roster(
    said: tuple[Statement, ...], roster: Roster
) -> None:
    """A unit of what must be kept costs `heavy`, everything else its points."""
    problem = RosterProblem(PEOPLE, SHIFTS, said, base=3)
    costs, check = RosterCosts(problem), check_roster(problem, roster)
    units = sum(one.amount for one in check.broken)
    assert costs.total(*costs.numbered(roster)) == check.points + costs.heavy * units


def test_two_shifts_that_exclude_each_other_are_one_unit_however_often_it_is_said() -> None:
    """Once said it is one unit, twice said it is two, and a shift named twice counts twice."""
    pair = Limit("rest", "a", (("s", 1), ("t", 1)), None, 1)
    twice = Limit("rest", "a", (("s", 1), ("s", 1)), None, 1)
    both = Roster({"s": ("a",), "t": ("a",)})
    for said, units in (((pair,), 1), ((pair, pair), 2), ((twice,), 1)):
        costs = RosterCosts(RosterProblem(PEOPLE, SHIFTS, said))
        assert costs.total(*costs.numbered(both)) == units * costs.heavy


@given(rosters)
def test_a_roster_is_the_same_in_numbers(roster: Roster) -> None:
    """Nothing is lost between names and bits."""
    costs = RosterCosts(RosterProblem(PEOPLE, SHIFTS, ()))
    _, teams = costs.numbered(roster)
    assert costs.named(teams).pairs == roster.pairs


def test_bits_are_given_from_the_lowest() -> None:
    """A number without ones has none."""
    assert list(bits(0)) == []
    assert list(bits(0b10110)) == [1, 2, 4]
