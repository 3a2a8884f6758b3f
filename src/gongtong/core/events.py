"""What happened: the append-only record of a place, as a chain (事件).

Every granted command appends its events to the record of its place. Each event carries the digest
of the one before it, so that nothing in the middle can be changed, left out or put in without the
last digest changing. There is a chain for each place and never a global one.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from attrs import frozen

from gongtong.core.codec import JsonValue, canonical, to_json

GENESIS = bytes(32)
_DOMAIN = b"gongtong/event/v1\n"


@frozen
class ProvisionUsed:
    """A provision that decided an event, with the fingerprint of its text (适用规定).

    With it an old decision can be replayed: same rule, corrected since, or gone.
    """

    point: str
    provision_id: str
    fingerprint: str


@frozen
class RecordedEvent:
    """One event as the record of a place keeps it (事件记录).

    `sequence` counts from 1 without gaps in its place; `body` is the plain JSON of the event.
    """

    place_id: UUID
    sequence: int
    kind: str
    body: JsonValue
    actor: str
    recorded_at: datetime
    key: str
    provisions: tuple[ProvisionUsed, ...]
    previous: bytes
    digest: bytes


def event_digest(  # noqa: PLR0913 - every part of an event goes under its digest
    *,
    place_id: UUID,
    sequence: int,
    kind: str,
    body: JsonValue,
    actor: str,
    recorded_at: datetime,
    key: str,
    provisions: tuple[ProvisionUsed, ...],
    previous: bytes,
) -> bytes:
    """Give the digest that binds an event to everything before it (事件摘要)."""
    # the body is plain JSON already and may be large: it is not walked a second time
    content: JsonValue = {
        "place_id": str(place_id),
        "sequence": sequence,
        "kind": kind,
        "body": body,
        "actor": actor,
        "recorded_at": to_json(recorded_at),
        "key": key,
        "provisions": to_json(provisions),
        "previous": previous.hex(),
    }
    return hashlib.sha256(_DOMAIN + canonical(content)).digest()


def digest_of_event(event: RecordedEvent) -> bytes:
    """Recompute the digest of a recorded event (重算摘要)."""
    return event_digest(
        place_id=event.place_id,
        sequence=event.sequence,
        kind=event.kind,
        body=event.body,
        actor=event.actor,
        recorded_at=event.recorded_at,
        key=event.key,
        provisions=event.provisions,
        previous=event.previous,
    )


def first_break(events: tuple[RecordedEvent, ...], previous: bytes = GENESIS) -> int | None:
    """Give the sequence number at which a stretch of the chain breaks, or nothing (断链位置).

    `previous` is the digest before the stretch; from the beginning it is 32 zero bytes.
    """
    expected = events[0].sequence if events else 1
    for event in events:
        if (
            event.sequence != expected
            or event.previous != previous
            or event.digest != digest_of_event(event)
        ):
            return expected
        previous = event.digest
        expected += 1
    return None
