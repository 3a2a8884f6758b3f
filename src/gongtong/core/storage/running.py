"""A command while it runs: the ids it makes, the provisions it used, the events it records (执行中的命令)."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from attrs import define, field

from gongtong.core.codec import JsonValue, canonical, to_json
from gongtong.core.events import ProvisionUsed, RecordedEvent, event_digest
from gongtong.core.storage.record import Head

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_VERSION_7 = 7 << 76
_VARIANT = 2 << 62


@define
class RunningCommand:
    """What a command gathers under its key, until it is written in one go (执行中的命令)."""

    place_id: UUID
    command: str
    key: str
    actor: str
    now: datetime
    _made_ids: int = 0
    _provisions: dict[str, ProvisionUsed] = field(factory=dict)
    _noted: list[tuple[str, JsonValue, tuple[ProvisionUsed, ...]]] = field(factory=list)

    def new_id(self) -> UUID:
        """Make the next id, a UUIDv7 that a repetition of the command makes again (新编号)."""
        self._made_ids += 1
        seed = canonical([str(self.place_id), self.key, self._made_ids])
        milliseconds = (self.now - _EPOCH) // _MILLISECOND
        value = (milliseconds & (2**48 - 1)) << 80
        value |= int.from_bytes(hashlib.sha256(seed).digest()[:10])
        value = value & ~(0xF << 76) | _VERSION_7
        return UUID(int=value & ~(0x3 << 62) | _VARIANT)

    def note_provision(self, used: ProvisionUsed) -> None:
        """Remember a provision that was asked, for the events that follow (记下适用规定)."""
        self._provisions.setdefault(f"{used.point}/{used.provision_id}", used)

    def note_event(self, event: object) -> None:
        """Remember an event, with the provisions that decided it so far (记下事件)."""
        kind = f"{self.command.partition('.')[0]}.{type(event).__name__}"
        self._noted.append((kind, to_json(event), tuple(self._provisions.values())))

    def chained_behind(self, head: Head) -> tuple[RecordedEvent, ...]:
        """Give the events as they follow the end of the record (接链)."""
        previous = head.digest
        chained: list[RecordedEvent] = []
        for sequence, (kind, body, provisions) in enumerate(self._noted, head.event_count + 1):
            parts: dict[str, Any] = {
                "place_id": self.place_id,
                "sequence": sequence,
                "kind": kind,
                "body": body,
                "actor": self.actor,
                "recorded_at": self.now,
                "key": self.key,
                "provisions": provisions,
                "previous": previous,
            }
            chained.append(RecordedEvent(**parts, digest=event_digest(**parts)))
            previous = chained[-1].digest
        return tuple(chained)
