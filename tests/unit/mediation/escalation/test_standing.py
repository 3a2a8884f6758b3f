"""How a case stands between the levels is a value."""

from gongtong.mediation.escalation.standing import EscalationStanding


def test_an_instruction_does_not_close() -> None:
    """They are two facts."""
    told = EscalationStanding("street", "district", instruction=True, closed_above=False)
    assert told.instruction
    assert not told.closed_above
