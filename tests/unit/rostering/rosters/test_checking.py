"""The check reads every statement by itself."""

import pytest

from gongtong.rostering.rosters.checking import Breach, check_roster, load_points
from gongtong.rostering.rosters.problem import Roster, RosterProblem, UnknownNameError
from gongtong.rostering.rosters.statements import (
    Barred,
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

ROSTER = Roster({"s": ("a", "b"), "t": ("a",)})


@pytest.mark.parametrize(
    ("statement", "amount"),
    [
        (Barred("r", "a", "s"), 1),
        (Barred("r", "b", "t"), 0),
        (Limit("r", "a", (("s", 1), ("t", 1), ("u", 1)), None, 1), 1),
        (Limit("r", "a", (("s", 1), ("t", 1), ("u", 1)), None, 2), 0),
        (Limit("r", "a", (("s", 60), ("t", 90)), 150, None), 0),
        (Limit("r", "a", (("s", 60), ("t", 90)), 151, None), 1),
        (Limit("r", "a", (("s", 60), ("t", -90)), 0, 0), 30),
        (Touched("r", "a", (("s", "t"), ("u",)), 0), 1),
        (Touched("r", "a", (("s", "t"), ("u",)), 1), 0),
        (Need("r", "s", ("a", "c"), 2), 1),
        (Need("r", "s", ("a", "c"), 1), 0),
        (Cap("r", "s", ("a", "b", "c"), 1), 1),
        (Cap("r", "s", ("a", "b", "c"), 2), 0),
        (Company("r", "t", ("a",), ("b", "c")), 1),
        (Company("r", "s", ("a",), ("b", "c")), 0),
        (Company("r", "u", ("a",), ("b",)), 0),
    ],
)
def test_what_must_be_kept_is_broken_by_so_much(statement: Statement, amount: int) -> None:
    """Just under, exactly at and just over every number; points count for none of it."""
    check = check_roster(RosterProblem(("a", "b", "c"), ("s", "t", "u"), (statement,)), ROSTER)
    assert check.points == 0
    assert check.holds == (amount == 0)
    assert check.broken == ((Breach(statement, amount),) if amount else ())


def test_what_may_be_broken_costs_its_points() -> None:
    """Points of every rule add up with those that every roster has; what gains is no breach."""
    wish, dislike = Wish("wishes", "a", "t", -4), Wish("wishes", "a", "s", 10)
    statements = (
        wish,
        dislike,
        Load("fair", "a", ("s", "t"), (1, 3)),
        Together("buddies", "s", ("a", "b"), -6),
        Need("seats", "u", ("a", "b"), 2, 1000),
    )
    check = check_roster(RosterProblem(("a", "b"), ("s", "t", "u"), statements, 5), ROSTER)
    assert check.by_rule == {"wishes": 6, "fair": 4, "buddies": -6, "seats": 2000}
    assert check.points == 5 + 6 + 4 - 6 + 2000
    assert [one.statement for one in check.soft] == [dislike, statements[2], statements[4]]


@pytest.mark.parametrize(
    "roster", [Roster({"z": ("a",)}), Roster({"s": ("z",)}), Roster({"s": ("a", "a")})]
)
def test_a_roster_of_strangers_is_refused(roster: Roster) -> None:
    """Nor does anybody stand twice in one shift."""
    with pytest.raises(UnknownNameError):
        check_roster(RosterProblem(("a",), ("s",), ()), roster)


def test_the_last_step_of_a_load_goes_on() -> None:
    """Two shifts cost one and three, each further one five; no steps cost nothing."""
    assert [load_points((1, 3, 5), count) for count in range(6)] == [0, 1, 4, 9, 14, 19]
    assert load_points((), 3) == 0
