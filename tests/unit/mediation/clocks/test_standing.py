"""How the clocks of a case stand is a value."""

from gongtong.mediation.clocks.standing import ClockStanding


def test_without_a_proposal_nobody_is_asked_for_more_time() -> None:
    """And nothing is over."""
    bare = ClockStanding()
    assert (bare.overdue, bare.extended_to) == ((), None)
