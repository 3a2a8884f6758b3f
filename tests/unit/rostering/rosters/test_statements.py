"""Statements are plain values that say who, when and what it costs."""

import pytest

from gongtong.rostering.rosters.statements import (
    HARD,
    Barred,
    Company,
    Limit,
    Load,
    OfMember,
    OfTeam,
)


def test_what_costs_nothing_named_must_be_kept() -> None:
    """A limit without points is one that must be kept."""
    assert Limit("quota", "a", (("s", 1),), None, 1).points is HARD


def test_a_statement_is_of_a_person_or_of_a_team() -> None:
    """Nothing is said of a person and of a shift's people at once."""
    barred, company = Barred("away", "a", "s"), Company("mix", "s", ("a",), ("b",))
    assert isinstance(barred, OfMember)
    assert not isinstance(barred, OfTeam)
    assert isinstance(company, OfTeam)
    assert not isinstance(company, OfMember)


def test_a_further_shift_never_costs_less_than_the_one_before() -> None:
    """Equal steps are no fall."""
    assert Load("fair", "a", ("s",), (1, 1, 3)).steps == (1, 1, 3)
    with pytest.raises(ValueError, match="fall"):
        Load("fair", "a", ("s",), (1, 3, 2))
