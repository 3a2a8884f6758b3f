from fractions import Fraction

import pytest

from gongtong.core.shares import MoreThan
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.methods import seq_pav, seq_phragmen
from gongtong.voting.methods.seats_in_turn import named_by_somebody


def test_only_candidates_whom_somebody_names_can_get_a_seat() -> None:
    """A candidate whom no ballot names is not among those who can get a seat."""
    ballots = Approvals.from_ballots("abc", [({0, 2}, 3), ((), 2)])
    assert named_by_somebody(ballots, CountSettings(seats=2), "seq-pav") == [0, 2]


def test_a_majority_cannot_be_asked_for_in_proportion() -> None:
    """A majority for each of the elected is refused, with methods that know one."""
    ballots = Approvals.from_ballots("ab", [({0}, 1)])
    with pytest.raises(UncountableError, match="count with block or approval"):
        named_by_somebody(ballots, CountSettings(majority=MoreThan(1, 2)), "seq-pav")


def test_whom_nobody_names_adds_nothing_and_has_no_load() -> None:
    """Such a candidate's points are 0 in JSON and table; a load that would seat them does not exist."""
    ballots = Approvals.from_ballots("abc", [({0, 2}, 3), ({2}, 2)])
    points = seq_pav.METHOD.run(ballots, CountSettings(seats=2))
    assert {one.candidate: one.amount for one in points.scores} == {
        "a": Fraction(3, 2),
        "b": 0,
        "c": 5,
    }
    loads = seq_phragmen.METHOD.run(ballots, CountSettings(seats=2))
    assert [one.candidate for one in loads.scores] == ["a", "c"]
