"""A problem as a linear model: the same rosters, the same points."""

from gongtong.rostering.rosters.linear import LinearRow, linear_model
from gongtong.rostering.rosters.problem import Roster, RosterProblem
from gongtong.rostering.rosters.statements import (
    HARD,
    Barred,
    Company,
    Limit,
    Load,
    Need,
    Statement,
    Together,
    Touched,
    Wish,
)


def _model(*said: Statement) -> tuple[list[int], list[LinearRow]]:
    model = linear_model(RosterProblem(("a", "b"), ("s", "t"), said))
    return list(model.costs), list(model.rows)


def test_nobody_has_a_column_where_he_is_barred() -> None:
    """What speaks of him there speaks of nothing."""
    problem = RosterProblem(
        ("a", "b"), ("s",), (Barred("away", "a", "s"), Need("seats", "s", ("a", "b"), 1))
    )
    model = linear_model(problem)
    assert dict(model.spots) == {("b", "s"): 0}
    assert model.rows == [LinearRow(1, None, {0: 1})]


def test_a_wish_is_a_cost_of_its_column() -> None:
    """Wishes for the same place add up."""
    costs, rows = _model(Wish("w", "a", "s", -4), Wish("w", "a", "s", 1))
    assert costs == [-3, 0, 0, 0]
    assert not rows


def test_what_must_be_kept_has_no_column_that_pays_for_it() -> None:
    """Soft statements have one for each side that can be missed."""
    terms = (("s", 1), ("t", 1))
    _, hard = _model(Limit("l", "a", terms, 1, 1, HARD))
    assert hard == [LinearRow(1, 1, {0: 1, 1: 1})]
    costs, soft = _model(Limit("l", "a", terms, 1, 1, 7))
    assert costs[4:] == [7, 7]
    assert soft == [LinearRow(1, None, {0: 1, 1: 1, 4: 1}), LinearRow(None, 1, {0: 1, 1: 1, 5: -1})]


def test_a_statement_that_cannot_be_missed_is_no_row() -> None:
    """At most two of two is always kept."""
    _, rows = _model(Limit("l", "a", (("s", 1), ("t", 1)), 0, 2, HARD))
    assert not rows


def test_a_load_is_paid_shift_by_shift() -> None:
    """The last step goes on."""
    costs, rows = _model(Load("fair", "a", ("s", "t"), (3,)))
    assert costs[4:] == [3, 3]
    assert rows == [LinearRow(0, 0, {0: 1, 1: 1, 4: -1, 5: -1})]


def test_groups_are_marked_by_each_of_their_shifts() -> None:
    """A weekend is touched by its Saturday or its Sunday."""
    _, rows = _model(Touched("weekends", "a", (("s", "t"),), 0, HARD))
    assert rows == [
        LinearRow(0, None, {4: 1, 0: -1}),
        LinearRow(0, None, {4: 1, 1: -1}),
        LinearRow(None, 0, {4: 1}),
    ]


def test_company_and_together_are_marks_of_a_team() -> None:
    """Company is asked for everybody who needs it; together is said once."""
    _, company = _model(Company("mix", "s", ("a",), ("b",), HARD))
    assert company == [LinearRow(0, None, {2: 1, 0: -1})]
    costs, wanted = _model(Together("buddies", "s", ("a", "b"), -6))
    assert costs[4:] == [-6]
    assert wanted == [LinearRow(0, None, {0: 1, 4: -1}), LinearRow(0, None, {2: 1, 4: -1})]
    _, unwanted = _model(Together("apart", "s", ("a", "b"), 6))
    assert unwanted == [LinearRow(-1, None, {0: -1, 2: -1, 4: 1})]


def test_a_roster_is_read_from_columns_and_written_to_them() -> None:
    """Forth and back it is the same."""
    model = linear_model(RosterProblem(("a", "b"), ("s", "t"), ()))
    roster = Roster({"s": ("a", "b"), "t": ("b",)})
    start = model.start(roster)
    assert start == {0: 1, 1: 0, 2: 1, 3: 1}
    assert model.roster([float(start[one]) for one in range(4)]).pairs == roster.pairs
