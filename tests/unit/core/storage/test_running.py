"""What a command gathers while it runs: ids, provisions, events."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from attrs import frozen

from gongtong.core.events import GENESIS, ProvisionUsed, first_break
from gongtong.core.storage.record import Head
from gongtong.core.storage.running import MOST_IN_ROW, RunningCommand

NOW = datetime(2025, 5, 20, 10, 0, 0, 123_999, tzinfo=UTC)
FEE = ProvisionUsed("ledger.fee_rule", "jingzhou.sanitation", "f1")
TIERS = ProvisionUsed("ledger.approval_tiers", "house.tiers", "f2")


@frozen
class BellRung:
    """The bell was rung (已敲钟)."""

    times: int


def running(key: str = "morning", *, now: datetime = NOW) -> RunningCommand:
    return RunningCommand(UUID(int=1), "bell.ring", key, "u-17", now)


def test_the_ids_of_a_command_never_change_from_version_to_version() -> None:
    """A command that is repeated by a later version of the library must make the same ids."""
    command = running()
    assert [str(command.new_id()) for _ in range(2)] == [
        "0196ed22-c17b-7ab3-b58c-9b7d5cb5eaeb",
        "0196ed22-c17b-7a33-9b1f-e522ba57e258",
    ]


def test_an_id_begins_with_the_millisecond_whatever_the_zone() -> None:
    """Cut off, not rounded: an id is never from the future."""
    there = NOW.astimezone(timezone(timedelta(hours=8)))
    assert running(now=there).new_id() == running().new_id()
    assert running().new_id().int >> 80 == 1_747_735_200_123


def test_events_follow_the_head_and_each_other() -> None:
    """Kind, actor, moment and key are those of the command; the numbers go on."""
    command = running()
    command.note_event(BellRung(1))
    command.note_event(BellRung(2))
    head = Head(7, bytes([9]) * 32)
    first, second = command.chained_behind(head)
    assert (first.sequence, second.sequence) == (8, 9)
    assert (first.previous, second.previous) == (head.digest, first.digest)
    assert first_break((first, second), previous=head.digest) is None
    assert (first.kind, first.body, first.actor, first.recorded_at, first.key) == (
        "bell.BellRung",
        {"times": 1},
        "u-17",
        NOW,
        "morning",
    )
    assert first.place_id == UUID(int=1)


def test_an_event_carries_the_provisions_that_were_asked_before_it() -> None:
    """Each once, in the order in which they were first asked; later ones stand with later events."""
    command = running()
    command.note_event(BellRung(0))
    command.note_provision(FEE)
    command.note_event(BellRung(1))
    command.note_provision(TIERS)
    command.note_provision(FEE)
    command.note_event(BellRung(2))
    assert [event.provisions for event in command.chained_behind(Head(0, GENESIS))] == [
        (),
        (FEE,),
        (FEE, TIERS),
    ]


def test_a_command_that_recorded_nothing_adds_nothing() -> None:
    """The head stays where it was."""
    assert running().chained_behind(Head(3, GENESIS)) == ()


def test_ids_in_a_row_count_on_from_the_first() -> None:
    """Made again by a repetition; another number of them, or another key, begins elsewhere."""
    first = running().first_of(1000)
    assert running().first_of(1000) == first
    assert str(first) == "0196ed22-c17b-722e-86d4-b2de1a000000"
    assert first.version == 7
    assert len({first, running().first_of(999), running("evening").first_of(1000)}) == 3


@pytest.mark.parametrize("many", [0, MOST_IN_ROW + 1])
def test_a_row_of_ids_has_an_end(many: int) -> None:
    """None at all and more than a row holds are refused; exactly as many are made."""
    assert running().first_of(MOST_IN_ROW).int % MOST_IN_ROW == 0
    with pytest.raises(ValueError, match="ids can be made in one row"):
        running().first_of(many)
