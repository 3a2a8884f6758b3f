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

from gongtong.core.codec import JsonValue, canonical, instant_text, quoted, to_json

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
    return digest_of_written(
        place_id=place_id,
        sequence=sequence,
        kind=kind,
        body=canonical(body).decode(),
        actor=actor,
        recorded_at=recorded_at,
        key=key,
        provisions=canonical(to_json(provisions)).decode(),
        previous=previous,
    )


def digest_of_written(  # noqa: PLR0913 - every part of an event goes under its digest
    *,
    place_id: UUID,
    sequence: int,
    kind: str,
    body: str,
    actor: str,
    recorded_at: datetime,
    key: str,
    provisions: str,
    previous: bytes,
) -> bytes:
    """Give the digest of an event whose body and provisions are canonical JSON text already (事件文本摘要).

    The parts stand in the order of RFC 8785, so that the text is the canonical JSON of all of them.
    """
    text = (
        f'{{"actor":{quoted(actor)},"body":{body},"key":{quoted(key)},"kind":{quoted(kind)},'
        f'"place_id":"{place_id}","previous":"{previous.hex()}","provisions":{provisions},'
        f'"recorded_at":"{instant_text(recorded_at)}","sequence":{sequence}}}'
    )
    return hashlib.sha256(_DOMAIN + text.encode()).digest()


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
