"""Guards of obligations: each tells its ground alone, and all at once."""

from attrs import fields

from gongtong.mediation.obligations.guards import GUARDS, StepFacts, step
from gongtong.mediation.obligations.obligation_machine import (
    OBLIGATION_MACHINE,
    ObligationEvent,
    ObligationState,
)
from gongtong.testing.duties import act, due, in_force

EVERYTHING = {
    one.name: True for one in fields(StepFacts) if one.name not in {"obligation", "amount_is_whole"}
}


def test_every_step_of_the_table_can_be_taken() -> None:
    """Where everything holds, all eighteen lead where the table says."""
    for row in OBLIGATION_MACHINE.transitions:
        state, event = ObligationState(row.state), ObligationEvent(row.event)
        facts = StepFacts(
            in_force(act(1), state=state),
            **EVERYTHING,
            amount_is_whole=event is not ObligationEvent.ACCEPT_PART,
        )
        assert step(event, facts) is ObligationState(row.to)


def test_where_nothing_holds_every_guard_tells_its_ground() -> None:
    """In the order of the table, with the number of the obligation."""
    for row in OBLIGATION_MACHINE.transitions:
        facts = StepFacts(
            in_force(act(7), state=ObligationState(row.state)),
            amount_is_whole=row.event == ObligationEvent.ACCEPT_PART,
        )
        told = step(ObligationEvent(row.event), facts)
        assert isinstance(told, tuple)
        assert len(told) == len(row.guards)
        assert all("7" in one.zh and ("obligation", "7") in one.params for one in told)


def test_what_cannot_happen_is_refused_with_what_can() -> None:
    """One that waits is not performed."""
    told = step(ObligationEvent.PERFORM, StepFacts(in_force(act(1))))
    assert isinstance(told, tuple)
    assert [one.code for one in told] == ["machines.event_impossible"]
    known = {guard.name for row in OBLIGATION_MACHINE.transitions for guard in row.guards}
    assert known == set(GUARDS)
    assert due(act(1)).state is ObligationState.DUE
