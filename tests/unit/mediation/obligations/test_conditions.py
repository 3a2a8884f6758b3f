"""What an obligation waits for."""

from datetime import date

from gongtong.mediation.obligations.conditions import (
    AnyOf,
    Happened,
    is_hopeless,
    is_met,
    named_events,
    named_obligations,
)
from gongtong.testing.disputes import TODAY, TOMORROW

NOTHING = Happened((), (), {}, TODAY)
BOTH = (AnyOf((1, 2)), AnyOf(events=("handover",), day=TOMORROW))


def test_everything_has_to_come_in_one_way_or_another() -> None:
    """The first by any of two obligations, the second by an event or a day."""
    assert is_met((), NOTHING)
    assert not is_met(BOTH, NOTHING)
    assert not is_met(BOTH, Happened((1,), (), {}, TODAY))
    assert is_met(BOTH, Happened((2,), (), {"handover": TODAY}, TODAY))
    assert is_met(BOTH, Happened((2,), (), {}, TOMORROW))


def test_an_event_counts_from_its_day_on() -> None:
    """One that lies ahead does not."""
    ahead = Happened((1,), (), {"handover": date(2025, 6, 11)}, TODAY)
    assert not is_met(BOTH, ahead)


def test_a_condition_is_hopeless_when_no_way_is_left() -> None:
    """An event or a day may always come still."""
    assert is_hopeless((AnyOf((1, 2)),), Happened((), (1, 2), {}, TODAY))
    assert not is_hopeless((AnyOf((1, 2)),), Happened((), (1,), {}, TODAY))
    assert not is_hopeless((AnyOf((1,), ("handover",)),), Happened((), (1,), {}, TODAY))
    assert not is_hopeless((AnyOf((1,), day=TOMORROW),), Happened((), (1,), {}, TODAY))


def test_what_is_named_can_be_listed() -> None:
    """Obligations, events, and whether there is anything at all."""
    assert named_obligations(BOTH) == {1, 2}
    assert named_events(BOTH) == {"handover"}
    assert AnyOf().is_empty
    assert not AnyOf(day=TODAY).is_empty
