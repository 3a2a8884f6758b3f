"""A command while it runs: the ids it makes, the provisions it used, the events it records (执行中的命令)."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar
from uuid import UUID

from attrs import define, field, frozen

from gongtong.core.codec import JsonValue, canonical, parse, to_json
from gongtong.core.events import ProvisionUsed, RecordedEvent, digest_of_written
from gongtong.core.storage.record import Head

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

MOST_IN_ROW: Final = 2**24
"""How many ids a command may make in one row (连号上限)."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_VERSION_7 = 7 << 76
_VARIANT = 2 << 62


@frozen
class WrittenEvent:
    """An event in its place in the record, with its parts as they are written (待写事件)."""

    sequence: int
    kind: str
    body: str
    provisions: str
    previous: bytes
    digest: bytes


@define
class RunningCommand:
    """What a command gathers under its key, until it is written in one go (执行中的命令).

    `memory` holds what was read of the place before and still holds, where the lane of the command
    vouches for it; `briefing` is what the lane has read besides, and `left` what it is to write at the end.
    `payload` is the JSON text of what was asked. Where `is_guess`, the place is not locked: what changes with every command must not be read.
    """

    place_id: UUID
    command: str
    key: str
    actor: str
    now: datetime
    memory: dict[str, Any] | None = None
    briefing: Any = None
    left: Any = None
    is_guess: bool = False
    payload: str = ""
    _made_ids: int = 0
    _provisions: dict[str, ProvisionUsed] = field(factory=dict)
    _noted: list[tuple[str, str, tuple[ProvisionUsed, ...]]] = field(factory=list)
    _last: tuple[object, str] | None = None

    def new_id(self) -> UUID:
        """Make the next id, a UUIDv7 that a repetition of the command makes again (新编号)."""
        self._made_ids += 1
        return UUID(int=self._id_of([str(self.place_id), self.key, self._made_ids]))

    def first_of(self, many: int) -> UUID:
        """Make so many ids that count on by one, and give the first of them (连号编号).

        They end in 24 bits that count from nothing, so that they lie side by side in every index.
        """
        if not 0 < many <= MOST_IN_ROW:
            message = f"from 1 to {MOST_IN_ROW} ids can be made in one row, not {many}"
            raise ValueError(message)
        self._made_ids += 1
        seed: list[JsonValue] = [str(self.place_id), self.key, self._made_ids, many]
        return UUID(int=self._id_of(seed) & ~(MOST_IN_ROW - 1))

    def _id_of(self, seed: list[JsonValue]) -> int:
        milliseconds = (self.now - _EPOCH) // _MILLISECOND
        value = (milliseconds & (2**48 - 1)) << 80
        value |= int.from_bytes(hashlib.sha256(canonical(seed)).digest()[:10])
        value = value & ~(0xF << 76) | _VERSION_7
        return value & ~(0x3 << 62) | _VARIANT

    def remembered(self, name: str, load: Callable[[], T]) -> T:
        """Give what was read of the place before if it still holds; else read it (沿用已读)."""
        if self.memory is None:
            return load()
        if name not in self.memory:
            self.memory[name] = load()
        known: T = self.memory[name]
        return known

    def note_provision(self, used: ProvisionUsed) -> None:
        """Remember a provision that was asked, for the events that follow (记下适用规定)."""
        self._provisions.setdefault(f"{used.point}/{used.provision_id}", used)

    def note_event(self, event: object) -> None:
        """Remember an event, with the provisions that decided it so far (记下事件)."""
        body = canonical(to_json(event)).decode()
        self.note_written(type(event).__name__, body)
        self._last = event, body

    def noted_as(self, event: object) -> str | None:
        """Give the text of the event that was noted last, if this is it; most results are (末条事件文本)."""
        return self._last[1] if self._last is not None and self._last[0] is event else None

    def note_written(self, name: str, body: str) -> None:
        """Remember an event by its name and the canonical JSON of its body (记下事件文本)."""
        kind = f"{self.command.partition('.')[0]}.{name}"
        self._noted.append((kind, body, tuple(self._provisions.values())))

    def written_behind(self, head: Head) -> tuple[WrittenEvent, ...]:
        """Give the events as they follow the end of the record (接链)."""
        previous = head.digest
        chained: list[WrittenEvent] = []
        for sequence, (kind, body, used) in enumerate(self._noted, head.event_count + 1):
            provisions = canonical(to_json(used)).decode() if used else "[]"
            digest = digest_of_written(
                place_id=self.place_id,
                sequence=sequence,
                kind=kind,
                body=body,
                actor=self.actor,
                recorded_at=self.now,
                key=self.key,
                provisions=provisions,
                previous=previous,
            )
            chained.append(WrittenEvent(sequence, kind, body, provisions, previous, digest))
            previous = digest
        return tuple(chained)

    def chained_behind(self, head: Head) -> tuple[RecordedEvent, ...]:
        """Give the events as the record will give them back (接链后的事件)."""
        return tuple(
            RecordedEvent(
                place_id=self.place_id,
                sequence=written.sequence,
                kind=written.kind,
                body=parse(written.body),
                actor=self.actor,
                recorded_at=self.now,
                key=self.key,
                provisions=used,
                previous=written.previous,
                digest=written.digest,
            )
            for written, (_, _, used) in zip(self.written_behind(head), self._noted, strict=True)
        )
