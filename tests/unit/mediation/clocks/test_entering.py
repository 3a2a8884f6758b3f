"""What becomes of clocks when a case enters a state."""

from datetime import UTC, datetime

from attrs import evolve

from gongtong.mediation.cases.case_machine import CASE_MACHINE
from gongtong.mediation.cases.case_states import CaseState as S
from gongtong.mediation.clocks.case_clocks import CaseClock
from gongtong.mediation.clocks.clock_terms import ClockTerms
from gongtong.mediation.clocks.entering import ClockChanges, EnteringFacts, on_entering
from gongtong.testing.duties import PLAIN_WEEK

NOW = datetime(2025, 6, 10, 4, 0, tzinfo=UTC)
FACTS = EnteringFacts("2025-001", NOW, PLAIN_WEEK, ClockTerms(), {})


def entered(state: S, *running: CaseClock, facts: EnteringFacts = FACTS) -> ClockChanges:
    return on_entering(running, CASE_MACHINE.state(state), facts)


ACCEPTED = entered(S.ACCEPTED).begun
LIMIT = next(one for one in ACCEPTED if one.clock == "mediation_limit")


def test_a_state_begins_its_clocks() -> None:
    """Two of them on acceptance."""
    assert sorted(one.clock for one in ACCEPTED) == ["assignment", "mediation_limit"]
    second = entered(S.APPLIED, facts=evolve(FACTS, runs={"acceptance": 1}))
    assert [one.sequence for one in second.begun] == [2]


def test_a_clock_that_stands_in_both_states_goes_on() -> None:
    """It proposes from now on what the new state says; the others stop."""
    told = entered(S.READY, *ACCEPTED)
    assert [one.clock for one in told.stopped] == ["assignment"]
    assert [(one.clock, one.event) for one in told.changed] == [
        ("mediation_limit", "deadline_expires")
    ]
    assert told.begun == ()


def test_a_suspended_case_holds_its_limit_and_goes_on_afterwards() -> None:
    """A clock that cannot be paused stops."""
    told = entered(S.SUSPENDED, *ACCEPTED)
    (held,) = told.changed
    assert (held.clock, held.is_held) == ("mediation_limit", True)
    assert [one.clock for one in told.begun] == ["suspension"]
    again = entered(S.READY, held, *told.begun)
    (running,) = again.changed
    assert not running.is_held
    assert [one.clock for one in again.stopped] == ["suspension"]


def test_an_ordered_pause_holds_what_begins() -> None:
    """Only what can be paused."""
    told = entered(S.ACCEPTED, facts=evolve(FACTS, is_paused=True))
    assert {one.clock: one.is_held for one in told.begun} == {
        "assignment": False,
        "mediation_limit": True,
    }
    assert not LIMIT.is_held
