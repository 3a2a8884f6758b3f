"""The unit of work: one actor in one place inside the host's transaction (工作单元).

It never commits, never opens a connection, and reads neither clock nor random numbers: `now` is given
by the host, and new ids are derived from the idempotency key of the command, so that a command
that is repeated after a crash makes the same ids.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from gongtong.core.errors import GongtongError, RefusedError, UnknownReferenceError
from gongtong.core.periods import local_day
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.storage.column_types import normal_key
from gongtong.core.storage.engines import require_transaction
from gongtong.core.storage.keys import Asked, written_result
from gongtong.core.storage.lanes import Ending, Found, lane_of
from gongtong.core.storage.record import Head, load_head, load_place
from gongtong.core.storage.running import RunningCommand
from gongtong.core.storage.tables import COMMAND_KEY_LENGTH, CoreTables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
        guard_book: PolicyBook | None = None,
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
        self.schema = schema
        self._book_of = book_of
        self._objections = objections
        self._guard_book = guard_book
        self._book: PolicyBook | None = None
        self._place: Place | None = None
        self._running: RunningCommand | None = None

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
            running = self._running
            self._book = (
                self._book_of(self)
                if running is None
                else running.remembered("book", lambda: self._book_of(self))
            )
        return self._book

    def forget_book(self) -> None:
        """Read the house rules again at the next question, after one was adopted (重读政策簿)."""
        self._book = None

    def tables(self, kind: type[S]) -> S:
        """Give the tables of a component under the host's names (取得表)."""
        return self.schema.tables(kind)

    def decide(
        self,
        point: PolicyPoint[T],
        *,
        on: date | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> T:
        """Answer a policy point for this place, and remember which provision answered (适用政策)."""
        answer = self.book.resolve(point, area=self.place, on=on or self.today, facts=facts or {})
        if self._running is not None:
            self._running.note_provision(answer.used)
        return answer.value

    def guards(
        self,
        point: GuardPoint[T],
        *,
        on: date | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> tuple[T, ...]:
        """Give every guard that watches a point in this place (适用审查).

        Guards are functions, which house rules cannot be: where the host has handed over the book
        of its plugins, it is asked, and the rules of the place need not be read.
        """
        book = self.book if self._guard_book is None else self._guard_book
        answers = book.guards(point, area=self.place, on=on or self.today, facts=facts or {})
        return tuple(answer.value for answer in answers)

    def new_id(self) -> UUID:
        """Make the next id of the running command: a UUIDv7 that a repetition makes again (新编号)."""
        return self.running.new_id()

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
        self.running.note_event(event)

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
        # the record carries the key under its digest, so it must be the one that is kept
        key = normal_key(key, COMMAND_KEY_LENGTH)
        # before the lock, which others wait for
        asked = Asked.of(command, payload)
        lane = lane_of(self.connection, command.lane)
        guessed = lane.guess(self)
        if guessed is not None:
            # also a refusal is only believed when it comes from a place that was locked
            with suppress(GongtongError):
                return self._run_as_found(command, payload, key=key, asked=asked, found=guessed)
        found = lane.begin(self, key)
        if found.first is not None:
            self._place = found.place
            return found.first.of(key, command, asked.digest)
        return self._run_as_found(command, payload, key=key, asked=asked, found=found)

    def _run_as_found(
        self, command: Command[P, R], payload: P, *, key: str, asked: Asked, found: Found
    ) -> R:
        lane, self._place = lane_of(self.connection, command.lane), found.place
        self.refuse_if(self._objections(self, command.name, payload))
        running = RunningCommand(
            self.place_id,
            command.name,
            key,
            self.actor.id,
            self.now,
            memory=found.memory,
            briefing=found.briefing,
            is_guess=found.is_guess,
            payload=asked.text,
        )
        self._running = running
        try:
            with lane.undoing(self):
                result = command.handle(self, payload)
                text = written_result(command, result, known=running.noted_as(result))
                lane.end(self, Ending(running, found.head, asked.digest, text))
        except BaseException:
            # what the command adopted or changed is undone with it
            self._book = None
            raise
        finally:
            self._running = None
        return result

    @property
    def running(self) -> RunningCommand:
        """The running command, for what it gathers; outside of one this raises (执行中的命令)."""
        if self._running is None:
            message = "ids and events are made inside a command; use run()"
            raise RuntimeError(message)
        return self._running


def current_head(unit: UnitOfWork) -> Head:
    """Read where the record of the place ends: how many events, and the last digest (当前链头)."""
    return load_head(unit.connection, unit.tables(CoreTables), unit.place_id)
