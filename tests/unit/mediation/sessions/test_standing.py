"""How a session stands is a value."""

from gongtong.mediation.sessions.standing import SessionStanding


def test_minutes_that_are_kept_need_not_be_signed() -> None:
    """They are two facts."""
    kept = SessionStanding(
        1, is_under_way=True, present=frozenset(), has_minutes=True, minutes_signed=False
    )
    assert kept.has_minutes
    assert not kept.minutes_signed
