"""The unit of work: one actor in one place inside the host's transaction (工作单元).

It never commits, never opens a connection, and reads neither clock nor random numbers: `now` is given
by the host, and new ids are derived from the idempotency key of the command, so that a command
that is repeated after a crash makes the same ids.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from attrs import define, field

from gongtong.core.codec import JsonValue, canonical, digest_of, from_json, to_json
from gongtong.core.errors import IdempotencyMismatchError, RefusedError, UnknownReferenceError
from gongtong.core.events import ProvisionUsed, RecordedEvent, event_digest
from gongtong.core.periods import local_day
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.storage.engines import require_transaction
from gongtong.core.storage.record import Head, append_events, load_place, lock_place
from gongtong.core.storage.tables import CoreTables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gongtong.core.commands import Command
    from gongtong.core.offices import Actor
    from gongtong.core.places import Place
    from gongtong.core.policies import GuardPoint, PolicyPoint
    from gongtong.core.policies.book import PolicyBook
    from gongtong.core.rulings import Ruling
    from gongtong.core.storage.names import S, Schema

E = TypeVar("E")
P = TypeVar("P")
R = TypeVar("R")
T = TypeVar("T")


@define
class _Running:
    """What a command has gathered while it runs."""

    command: str
    key: str
    made_ids: int = 0
    events: list[tuple[str, JsonValue, tuple[ProvisionUsed, ...]]] = field(factory=list)
    provisions: dict[str, ProvisionUsed] = field(factory=dict)


def _nobody_objects(_: UnitOfWork, __: str, ___: object) -> tuple[Reason, ...]:
    return ()


class UnitOfWork:
    """One actor, one place, one moment, on the host's connection (工作单元)."""

    def __init__(
        self,
        connection: sa.Connection,
        schema: Schema,
        *,
        place_id: UUID,
        actor: Actor,
        now: datetime,
        book_of: Callable[[UnitOfWork], PolicyBook],
        objections: Callable[[UnitOfWork, str, object], tuple[Reason, ...]] = _nobody_objects,
    ) -> None:
        """Bind a unit to the host's connection; nothing is read or written yet."""
        if now.tzinfo is None:
            message = "now needs a time zone"
            raise ValueError(message)
        require_transaction(connection)
        self.connection = connection
        self.place_id = place_id
        self.actor = actor
        self.now = now
        self._schema = schema
        self._book_of = book_of
        self._objections = objections
        self._book: PolicyBook | None = None
        self._place: Place | None = None
        self._running: _Running | None = None

    @property
    def today(self) -> date:
        """The day of `now` where the people live (今天)."""
        return local_day(self.now)

    @property
    def place(self) -> Place:
        """The place this unit works in; raises when it was never founded (地点)."""
        if self._place is None:
            self._place = load_place(self.connection, self.tables(CoreTables), self.place_id)
            if self._place is None:
                raise UnknownReferenceError("place", self.place_id)
        return self._place

    @property
    def book(self) -> PolicyBook:
        """The policy book with the place's own house rules in it (政策簿)."""
        if self._book is None:
            self._book = self._book_of(self)
        return self._book

    def forget_book(self) -> None:
        """Read the house rules again at the next question, after one was adopted (重读政策簿)."""
        self._book = None

    def tables(self, kind: type[S]) -> S:
        """Give the tables of a component under the host's names (取得表)."""
        return self._schema.tables(kind)

    def decide(
        self,
        point: PolicyPoint[T],
        *,
        on: date | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> T:
        """Answer a policy point for this place, and remember which provision answered (适用政策)."""
        answer = self.book.resolve(point, area=self._area, on=on or self.today, facts=facts or {})
        if self._running is not None:
            used = answer.used
            self._running.provisions.setdefault(f"{point.name}/{used.provision_id}", used)
        return answer.value

    def guards(
        self,
        point: GuardPoint[T],
        *,
        on: date | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> tuple[T, ...]:
        """Give every guard that watches a point in this place (适用审查)."""
        answers = self.book.guards(point, area=self._area, on=on or self.today, facts=facts or {})
        return tuple(answer.value for answer in answers)

    @property
    def _area(self) -> str:
        return f"{self.place.area}/{self.place.code}"

    def new_id(self) -> UUID:
        """Make the next id of the running command: a UUIDv7 that a repetition makes again (新编号)."""
        running = self._require_running()
        running.made_ids += 1
        seed = canonical([str(self.place_id), running.key, running.made_ids])
        milliseconds = int(self.now.timestamp() * 1000)
        tail = int.from_bytes(hashlib.sha256(seed).digest()[:10])
        value = (milliseconds & (2**48 - 1)) << 80 | tail
        value = value & ~(0xF << 76) | 7 << 76
        value = value & ~(0x3 << 62) | 2 << 62
        return UUID(int=value)

    def granted(self, ruling: Ruling[E]) -> E:
        """Give the event of a ruling, or raise every ground of the refusal (取得裁定结果)."""
        match ruling:
            case Granted(event):
                return event
            case Refused(reasons):
                raise RefusedError(reasons)

    def refuse_if(self, reasons: tuple[Reason, ...]) -> None:
        """Raise the grounds when there are any (有理由即拒绝)."""
        if reasons:
            raise RefusedError(reasons)

    def record(self, event: object) -> None:
        """Append an event to the record of the place, with the provisions that decided it (记录事件)."""
        running = self._require_running()
        kind = f"{running.command.partition('.')[0]}.{type(event).__name__}"
        running.events.append((kind, to_json(event), tuple(running.provisions.values())))

    def run(self, command: Command[P, R], payload: P, *, key: str) -> R:
        """Run a command once under its idempotency key (执行命令).

        The row of the place is locked first. A repetition with the same payload returns the first
        result and writes nothing; with another payload it raises `IdempotencyMismatchError`. When
        the command raises, everything it wrote is undone, also if the host goes on and commits.
        """
        if self._running is not None:
            message = (
                f"{command.name} was run inside {self._running.command}; call its function instead"
            )
            raise RuntimeError(message)
        tables = self.tables(CoreTables)
        head = lock_place(self.connection, tables, self.place_id)
        stated = digest_of([command.name, to_json(payload, command.payload)])
        first = self._first_result(tables, command, key, stated)
        if first is not None:
            return from_json(first[0], command.result)
        self.refuse_if(self._objections(self, command.name, payload))
        with (
            self._while_running(_Running(command.name, key)) as running,
            self.connection.begin_nested(),
        ):
            result = command.handle(self, payload)
            append_events(self.connection, tables, head, self._chained(head, running))
            self.connection.execute(
                tables.command.insert().values(
                    place_id=self.place_id,
                    command_key=key,
                    command=command.name,
                    payload_digest=stated,
                    result=to_json(result, command.result),
                    recorded_at=self.now,
                )
            )
        return result

    def _first_result(
        self, tables: CoreTables, command: Command[P, R], key: str, stated: bytes
    ) -> tuple[JsonValue] | None:
        table = tables.command
        row = self.connection.execute(
            sa.select(table.c.command, table.c.payload_digest, table.c.result).where(
                table.c.place_id == self.place_id, table.c.command_key == key
            )
        ).one_or_none()
        if row is None:
            return None
        if row.payload_digest != stated:
            raise IdempotencyMismatchError(key, row.command, command.name)
        return (row.result,)

    def _chained(self, head: Head, running: _Running) -> tuple[RecordedEvent, ...]:
        previous, sequence = head.digest, head.event_count
        chained: list[RecordedEvent] = []
        for kind, body, provisions in running.events:
            sequence += 1
            parts: dict[str, Any] = {
                "place_id": self.place_id,
                "sequence": sequence,
                "kind": kind,
                "body": body,
                "actor": self.actor.id,
                "recorded_at": self.now,
                "key": running.key,
                "provisions": provisions,
                "previous": previous,
            }
            event = RecordedEvent(**parts, digest=event_digest(**parts))
            chained.append(event)
            previous = event.digest
        return tuple(chained)

    @contextmanager
    def _while_running(self, running: _Running) -> Iterator[_Running]:
        self._running = running
        try:
            yield running
        except BaseException:
            # what the command adopted or changed is undone with it
            self._book = None
            raise
        finally:
            self._running = None

    def _require_running(self) -> _Running:
        if self._running is None:
            message = "ids and events are made inside a command; use run()"
            raise RuntimeError(message)
        return self._running
