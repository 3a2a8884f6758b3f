"""Votes on projects in the forms that other methods take."""

from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.files.pabulib_ballots import CastVotes, StrangeVotes


def test_approvals_are_one_form_alone() -> None:
    """Nothing else follows from them."""
    cast = CastVotes(("a", "b"), "approval", {((0,), ()): 2, ((0, 1), ()): 1}, 0, StrangeVotes())
    (form,) = cast.other_forms
    ballots = form.make()
    assert isinstance(ballots, Approvals)
    assert ballots.tallies() == cast.points() == [3, 1]


def test_points_are_scores_and_say_who_is_named() -> None:
    """Named with 0 points is not approved."""
    cast = CastVotes(("a", "b"), "cumulative", {((1, 0), (4, 0)): 2}, 0, StrangeVotes())
    scores, named = (form.make() for form in cast.other_forms)
    assert isinstance(scores, Scores)
    assert scores.sums() == [0, 8]
    assert isinstance(named, Approvals)
    assert named.tallies() == [0, 2]


def test_orders_are_rankings_first() -> None:
    """Then points by Borda, then approvals."""
    cast = CastVotes(("a", "b"), "ordinal", {((1, 0), (2, 1)): 2}, 0, StrangeVotes())
    orders, scores, named = (form.make() for form in cast.other_forms)
    assert isinstance(orders, Rankings)
    assert orders.first_choices() == [0, 2]
    assert isinstance(scores, Scores)
    assert scores.sums() == [2, 4]
    assert isinstance(named, Approvals)
    assert named.tallies() == [2, 2]


def test_only_what_is_there_is_told() -> None:
    """Nothing strange, no note."""
    assert StrangeVotes().notes() == ()
    assert [note.en for note in StrangeVotes(voters=2).notes()] == [
        "2 rows have a voter_id that was there before; all are counted"
    ]
