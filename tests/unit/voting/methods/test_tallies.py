"""Tallies of parts add up, like to like."""

from fractions import Fraction

import pytest

from gongtong.voting.counting.counting_method import UncountableError
from gongtong.voting.methods.tallies import Tallies, checked

SOUTH = Tallies(of="approval", candidates=("甲", "乙"), figures=(3, Fraction(1, 2)), ballots=4)
NORTH = Tallies(of="approval", candidates=("甲", "乙"), figures=(0, Fraction(1, 2)), ballots=2)


def test_figures_and_ballots_add_up() -> None:
    """Each candidate's figures, exactly, and the ballots."""
    whole = Tallies(of="approval", candidates=("甲", "乙"), figures=(3, 1), ballots=6)
    assert whole == SOUTH + NORTH
    assert Tallies.together([SOUTH, NORTH]) == whole
    assert Tallies.together([SOUTH]) == SOUTH


@pytest.mark.parametrize(
    "other",
    [
        Tallies(of="borda", candidates=("甲", "乙"), figures=(0, 0), ballots=0),
        Tallies(of="approval", candidates=("乙", "甲"), figures=(0, 0), ballots=0),
    ],
)
def test_unlike_tallies_do_not_add_up(other: Tallies) -> None:
    """Another method, or another ballot paper."""
    with pytest.raises(ValueError, match="do not add up"):
        SOUTH.__add__(other)


def test_a_method_counts_its_own_tallies_only() -> None:
    """Points are not taken for votes."""
    assert checked(SOUTH, "approval") is SOUTH
    with pytest.raises(UncountableError, match="tallies of approval; tallies of score are needed"):
        checked(SOUTH, "score")
