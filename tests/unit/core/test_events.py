"""The record of a place is a chain: no event can be changed, left out or put in."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.codec import JsonValue
from gongtong.core.events import (
    GENESIS,
    ProvisionUsed,
    RecordedEvent,
    digest_of_event,
    event_digest,
    first_break,
)

PLACE = UUID(int=1)
AT = datetime(2025, 5, 20, 10, 0, tzinfo=UTC)


def chain(length: int) -> tuple[RecordedEvent, ...]:
    events: list[RecordedEvent] = []
    previous = GENESIS
    for sequence in range(1, length + 1):
        body: JsonValue = {"amount_fen": 30000 + sequence}
        used = (ProvisionUsed("ledger.fee_rule", "jingzhou.sanitation", "f" * 8),)
        digest = event_digest(
            place_id=PLACE, sequence=sequence, kind="ledger.Paid", body=body, actor="u-17",
            recorded_at=AT, key=f"k{sequence}", provisions=used, previous=previous,
        )  # fmt: skip
        events.append(
            RecordedEvent(
                PLACE,
                sequence,
                "ledger.Paid",
                body,
                "u-17",
                AT,
                f"k{sequence}",
                used,
                previous,
                digest,
            )
        )
        previous = digest
    return tuple(events)


def test_an_untouched_record_has_no_break() -> None:
    """Also when it is empty, and when it is read in stretches."""
    events = chain(5)
    assert first_break(events) is None
    assert first_break(()) is None
    assert first_break(events[2:], previous=events[1].digest) is None
    assert bytes(32) == GENESIS


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "ledger.Refunded"},
        {"body": {"amount_fen": 1}},
        {"actor": "u-18"},
        {"recorded_at": datetime(2025, 5, 20, 10, 0, 1, tzinfo=UTC)},
        {"key": "other"},
        {"provisions": ()},
        {"place_id": UUID(int=2)},
        {"previous": bytes([1]) * 32},
        {"digest": bytes([1]) * 32},
        {"sequence": 9},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_part_of_an_event_breaks_the_record_there(change: dict[str, object]) -> None:
    """Every part of an event stands under its digest."""
    events = chain(5)
    forged = evolve(events[2], **change)  # type: ignore[arg-type]  # one field a case, of its own type
    assert first_break((*events[:2], forged, *events[3:])) == 3


def test_a_changed_event_with_its_digest_made_anew_breaks_the_record_at_the_next_one() -> None:
    """Whoever changes one event must change all that follow, and the head that people hold."""
    events = chain(5)
    forged = evolve(events[2], body={"amount_fen": 1})
    forged = evolve(forged, digest=digest_of_event(forged))
    assert first_break((*events[:2], forged, *events[3:])) == 4


def test_an_event_that_is_left_out_or_moved_breaks_the_record() -> None:
    """Sequence numbers have no gaps and no doubles."""
    events = chain(5)
    assert first_break((*events[:2], *events[3:])) == 3
    assert first_break((events[1], events[0], *events[2:])) == 2
    assert first_break((*events[:3], events[2], *events[3:])) == 4
    assert first_break(events[1:]) == 2


def test_the_digest_of_a_known_event_never_changes() -> None:
    """The canonical form is frozen: a photograph of an old notice must still verify."""
    assert (
        chain(1)[0].digest.hex()
        == "58306133c77143e8bf84784f7ac46375ef4949d7fa651e6baa166ac785ac71bb"
    )
