"""How an offer stands is a value."""

from gongtong.mediation.offers.standing import OfferStanding


def test_a_standing_is_of_one_version() -> None:
    """Who accepted another version is not in it."""
    first = OfferStanding(1, 1, frozenset({"owners"}), frozenset(), is_open=True)
    assert first != OfferStanding(1, 2, frozenset({"owners"}), frozenset(), is_open=True)
