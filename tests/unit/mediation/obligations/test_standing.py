"""How the obligations of a case stand."""

from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.mediation.obligations.standing import standing_of_obligations
from gongtong.testing.duties import act, in_force


def test_obligations_are_counted_by_condition() -> None:
    """A draft is not counted; one in breach is open still."""
    states = (S.PENDING, S.DUE, S.OVERDUE, S.BREACHED, S.FULFILLED, S.WAIVED)
    obligations = [in_force(act(n), state=state) for n, state in enumerate(states, start=1)]
    draft = in_force(act(9), in_force_on=None)
    told = standing_of_obligations([*obligations, draft])
    assert (told.open, told.in_cure, told.breached, told.settled) == (4, 1, 1, 2)
    assert told.count == 6
