"""Ballots that name candidates."""

import pytest

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.bitsets import Weights


def test_flags_and_ballots_say_the_same() -> None:
    """Two name a, one names both, one names nobody."""
    flags = Approvals.from_flags("ab", bytes([1, 0, 1, 1, 0, 0]))
    assert flags.tallies() == [2, 1]
    assert flags.abstaining() == 0b100
    ballots = Approvals.from_ballots("ab", [({0}, 1), ({0, 1}, 1), ((), 1)])
    assert (ballots.tallies(), ballots.total) == ([2, 1], 3)


@pytest.mark.parametrize("flags", [bytes([1]), bytes([1, 2])])
def test_what_is_no_flag_is_refused(flags: bytes) -> None:
    """Half a row, and a number that is neither 0 nor 1."""
    with pytest.raises(ValueError, match="each 0 or 1"):
        Approvals.from_flags("ab", flags)


def test_parts_add_up() -> None:
    """The tallies of two parts are those of the whole; other candidates are refused."""
    one = Approvals.from_flags("ab", bytes([1, 0]))
    other = Approvals.from_flags("ab", bytes([1, 1]), Weights.of([7]))
    assert (one + other).tallies() == [8, 7]
    with pytest.raises(ValueError, match="same candidates"):
        one + Approvals.from_flags("ac", bytes([1, 0]))
