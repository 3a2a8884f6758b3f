"""A problem knows its names, and a roster says who stands where."""

import pytest

from gongtong.rostering.rosters.problem import Roster, RosterProblem, UnknownNameError, names_in
from gongtong.rostering.rosters.statements import (
    Barred,
    Company,
    Limit,
    Load,
    Need,
    Statement,
    Touched,
)


@pytest.mark.parametrize(
    "statement",
    [
        Barred("away", "c", "s"),
        Barred("away", "a", "t"),
        Limit("quota", "a", (("s", 1), ("t", 1)), None, 1),
        Touched("weekends", "a", (("s",), ("t",)), 1),
        Load("fair", "a", ("t",), (1,)),
        Need("seats", "s", ("a", "c"), 1),
        Company("mix", "s", ("a",), ("c",)),
    ],
)
def test_a_statement_about_a_stranger_is_refused(statement: Statement) -> None:
    """Neither people nor shifts that the problem does not have."""
    with pytest.raises(UnknownNameError, match=statement.rule):
        RosterProblem(("a", "b"), ("s",), (statement,))


def test_codes_are_given_once() -> None:
    """A person twice would be two people who are one."""
    with pytest.raises(ValueError, match="once each"):
        RosterProblem(("a", "a"), ("s",), ())


def test_rules_are_taken_away_and_added_by_name() -> None:
    """The rest of the problem stays as it is."""
    first, second = Barred("away", "a", "s"), Need("seats", "s", ("a",), 1)
    problem = RosterProblem(("a",), ("s",), (first, second), base=7)
    assert problem.rules == ("away", "seats")
    assert problem.without(["away"]) == RosterProblem(("a",), ("s",), (second,), 7)
    assert problem.without(["away"]).plus([first]).rules == ("seats", "away")
    assert names_in(first) == (("a",), ("s",))


def test_a_roster_is_read_by_shift_and_by_person() -> None:
    """A shift that is not named stands empty."""
    roster = Roster({"s": ("a", "b"), "t": ("a",)})
    assert (roster.team("s"), roster.team("u")) == (("a", "b"), ())
    assert (roster.of("a"), roster.of("b"), roster.of("c")) == (("s", "t"), ("s",), ())
    assert roster.pairs == {("a", "s"), ("b", "s"), ("a", "t")}
