"""How a command is begun and written down: the lane it takes through the database (写入通道).

Every lane does the same: it locks the row of the place, then looks whether the key was used, and at the
end writes events, head and result. Where the driver is one of the two that every test runs on, the lane
speaks SQL that was written once; elsewhere SQLAlchemy writes it. A command of which there are very many
brings a lane of its own, which writes with its rows whatever the others write after them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Protocol

import sqlalchemy as sa
from attrs import field, frozen
from typing_extensions import override

from gongtong.core.codec import instant_text, parse
from gongtong.core.errors import ConcurrentChangeError, GongtongError, UnknownReferenceError
from gongtong.core.places import Place
from gongtong.core.storage.keys import FirstUse, load_first_use, save_result
from gongtong.core.storage.record import Head, append_events, lock_known_place
from gongtong.core.storage.tables import CoreTables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from gongtong.core.storage.names import Names, S, Schema
    from gongtong.core.storage.running import RunningCommand, WrittenEvent

DIRECT: Final = frozenset({("sqlite", "pysqlite"), ("postgresql", "psycopg")})
"""Engines and drivers that are spoken to in SQL written once (直写驱动)."""

_FOUND: Final = """
SELECT p.event_count, p.head, p.code, p.name_zh, p.area, p.name_en, c.command, c.payload_digest, c.result
FROM {schema}{prefix}place p
LEFT JOIN {schema}{prefix}command c ON c.place_id = p.place_id AND c.command_key = ?
WHERE p.place_id = ?"""
_LOCK: Final = """
SELECT event_count, head, code, name_zh, area, name_en
FROM {schema}{prefix}place WHERE place_id = ? FOR UPDATE"""
_USED: Final = """
SELECT command, payload_digest, result
FROM {schema}{prefix}command WHERE place_id = ? AND command_key = ?"""
_EVENT: Final = """
INSERT INTO {schema}{prefix}event
(place_id, sequence, kind, body, actor, recorded_at, command_key, provisions, previous, digest)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_HEAD: Final = """
UPDATE {schema}{prefix}place SET event_count = ?, head = ? WHERE place_id = ? AND event_count = ?"""
_RESULT: Final = """
INSERT INTO {schema}{prefix}command
(place_id, command_key, command, payload_digest, result, recorded_at)
VALUES (?, ?, ?, ?, ?, ?)"""


@frozen
class Found:
    """What a command finds when it has locked its place (开场所见).

    `memory` is what was read of the place before and still holds; a lane that gives it vouches for it.
    `briefing` is what the lane has read for the command besides. Where it is all a guess, the place was
    not locked, and the end finds out.
    """

    head: Head
    place: Place
    first: FirstUse | None = None
    memory: dict[str, Any] | None = None
    briefing: Any = None
    is_guess: bool = False


class WrongGuessError(GongtongError):
    """The place was not as it was taken to be; the command begins again (猜测落空)."""


@frozen
class Ending:
    """What is written when a command has run: its events, its result, and what it left (收尾)."""

    running: RunningCommand
    head: Head
    asked: bytes
    result: str
    events: tuple[WrittenEvent, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Put the events behind the head that was locked (接链)."""
        object.__setattr__(self, "events", self.running.written_behind(self.head))


class InPlace(Protocol):
    """What a lane asks of a unit of work (通道所需)."""

    connection: sa.Connection
    place_id: UUID
    schema: Schema

    def tables(self, kind: type[S]) -> S:
        """Give the tables of a component (取得表)."""
        ...


class Lane(Protocol):
    """A way through the database for a command (写入通道)."""

    def guess(self, unit: InPlace) -> Found | None:
        """Take the place to be as it was left, if nobody else seems to work in it (猜测开场)."""
        ...

    def begin(self, unit: InPlace, key: str) -> Found:
        """Lock the place, then read what the command has to know (开场)."""
        ...

    def undoing(self, unit: InPlace) -> AbstractContextManager[object]:
        """Take back what was written when the command raises (失败撤销)."""
        ...

    def end(self, unit: InPlace, ending: Ending) -> None:
        """Write the events, the head and the result (收尾)."""
        ...


@frozen
class CoreLane:
    """SQL as SQLAlchemy writes it, for any driver (通用通道)."""

    def guess(self, unit: InPlace) -> Found | None:  # noqa: ARG002 - other lanes look at the unit
        """Guess nothing (猜测开场)."""
        return None

    def begin(self, unit: InPlace, key: str) -> Found:
        """Lock the place, then look for the key (开场)."""
        tables = unit.tables(CoreTables)
        head, place = lock_known_place(unit.connection, tables, unit.place_id)
        return Found(head, place, load_first_use(unit.connection, tables, unit.place_id, key=key))

    def undoing(self, unit: InPlace) -> AbstractContextManager[object]:
        """Set a savepoint (失败撤销)."""
        return unit.connection.begin_nested()

    def end(self, unit: InPlace, ending: Ending) -> None:
        """Append the events, then keep the result (收尾)."""
        tables, running = unit.tables(CoreTables), ending.running
        append_events(unit.connection, tables, ending.head, running.chained_behind(ending.head))
        save_result(
            unit.connection,
            tables,
            unit.place_id,
            key=running.key,
            name=running.command,
            asked=ending.asked,
            result=parse(ending.result),
            now=running.now,
        )


@frozen
class DirectLane(CoreLane):
    """SQL that was written once, for the drivers in `DIRECT` (直写通道)."""

    @override
    def begin(self, unit: InPlace, key: str) -> Found:
        """Lock the place, then look for the key; SQLite has locked everything already (开场)."""
        with direct_cursor(unit) as run:
            if is_sqlite(unit.connection):
                row = run(_FOUND, (key, unit.place_id.bytes)).fetchone()
                return found_of(unit, row, () if row is None else row[6:9])
            row = run(_LOCK, (unit.place_id,)).fetchone()
            # a statement of its own: it sees what was committed while the first one waited
            used = run(_USED, (unit.place_id, key)).fetchone() or (None, None, None)
            return found_of(unit, row, used)

    @override
    def undoing(self, unit: InPlace) -> AbstractContextManager[object]:
        """Set a savepoint, on SQLite without the way through SQLAlchemy (失败撤销)."""
        if not is_sqlite(unit.connection):
            return super().undoing(unit)

        # a cursor for each: one that is open all the while would have to be closed on a connection that died
        def run(text: str, parameters: Any) -> None:
            with direct_cursor(unit) as execute:
                execute(text, parameters)

        return savepoint(unit, run)

    @override
    def end(self, unit: InPlace, ending: Ending) -> None:
        """Write events, head and result (收尾)."""
        with direct_cursor(unit) as run:
            write_ending(unit, ending, run)


@contextmanager
def savepoint(unit: InPlace, run: Callable[[str, Any], Any]) -> Iterator[None]:
    """Take back what is written inside when it raises (保存点)."""
    run("SAVEPOINT gongtong", ())
    try:
        yield
    except BaseException:
        # where the connection is gone there is nothing to take back, and the first error is the one to tell
        if not unit.connection.invalidated:
            run("ROLLBACK TO gongtong", ())
            run("RELEASE gongtong", ())
        raise
    run("RELEASE gongtong", ())


def write_ending(unit: InPlace, ending: Ending, run: Callable[[str, Any], Any]) -> None:
    """Write events, head and result on a direct cursor (写入收尾)."""
    running, for_sqlite = ending.running, is_sqlite(unit.connection)
    place: Any = unit.place_id.bytes if for_sqlite else unit.place_id
    now: Any = instant_text(running.now) if for_sqlite else running.now
    for event in ending.events:
        parts = (event.sequence, event.kind, event.body, running.actor, now, running.key)
        run(_EVENT, (place, *parts, event.provisions, event.previous, event.digest))
    if ending.events:
        last = ending.events[-1]
        moved = run(_HEAD, (last.sequence, last.digest, place, ending.head.event_count))
        if moved.rowcount != 1:
            raise ConcurrentChangeError("place", unit.place_id)
    run(_RESULT, (place, running.key, running.command, ending.asked, ending.result, now))


def found_of(
    unit: InPlace,
    row: Any,
    used: Any,
    *,
    memory: dict[str, Any] | None = None,
    briefing: Any = None,
) -> Found:
    """Make what was found of a row of the place and one of the key; without a place it raises (开场所见)."""
    if row is None or row[0] is None:
        raise UnknownReferenceError("place", unit.place_id)
    first = None if used[0] is None else FirstUse(used[0], bytes(used[1]), used[2])
    place = Place(row[2], row[3], row[4], row[5])
    return Found(Head(row[0], bytes(row[1])), place, first, memory, briefing)


def is_sqlite(connection: sa.Connection) -> bool:
    """Say whether the engine is SQLite (是否 SQLite)."""
    return connection.dialect.name == "sqlite"


def run_direct(unit: InPlace, text: str, parameters: Any) -> sa.CursorResult[Any]:
    """Run SQL as it was written, with one set of parameters or a list of them (直写执行)."""
    connection = unit.connection
    said = direct_sql(unit.schema.names, text, for_sqlite=is_sqlite(connection))
    return connection.exec_driver_sql(said, parameters)


@contextmanager
def direct_cursor(unit: InPlace) -> Iterator[Callable[[str, Any], Any]]:
    """Give a function that runs one piece of SQL after the other on one cursor of the driver (直写游标).

    It answers with the cursor. SQLAlchemy is spared for each of them, and its errors are raised all
    the same; of its events, those of statements are not.
    """
    connection, names = unit.connection, unit.schema.names
    dialect, for_sqlite = connection.dialect, is_sqlite(unit.connection)
    cursor: Any = connection.connection.cursor()
    driver: Any = dialect.loaded_dbapi

    def run(text: str, parameters: Any) -> Any:
        said = direct_sql(names, text, for_sqlite=for_sqlite)
        try:
            if type(parameters) is list:
                dialect.do_executemany(cursor, said, parameters)
            else:
                dialect.do_execute(cursor, said, parameters)
        except driver.Error as error:
            raise as_sqlalchemy_would(connection, said, error, cursor) from error
        return cursor

    try:
        yield run
    finally:
        cursor.close()


def as_sqlalchemy_would(
    connection: sa.Connection, said: str, error: Any, cursor: Any = None
) -> Exception:
    """Make SQLAlchemy's error of one of the driver; a connection that is gone is given up (转换驱动错误)."""
    dialect: Any = connection.dialect
    is_gone = bool(dialect.is_disconnect(error, connection.connection.dbapi_connection, cursor))
    made: Exception = sa.exc.DBAPIError.instance(
        said,
        None,
        error,
        dialect.loaded_dbapi.Error,
        connection_invalidated=is_gone,
        dialect=dialect,
    )
    if is_gone:
        connection.invalidate(error)
    return made


@lru_cache(maxsize=512)
def direct_sql(names: Names, text: str, *, for_sqlite: bool) -> str:
    """Fill the host's names into SQL, and the marks of its driver for each question mark (填入名称)."""
    filled = names.fill(text)
    return filled if for_sqlite else filled.replace("?", "%s")


_CORE: Final = CoreLane()
_DIRECT: Final = DirectLane()


def speaks_directly(connection: sa.Connection) -> bool:
    """Say whether the driver is one that takes SQL as it was written (是否直写)."""
    dialect = connection.dialect
    return (dialect.name, dialect.driver) in DIRECT


def lane_of(connection: sa.Connection, own: Lane | None) -> Lane:
    """Give the lane of a command: its own where the driver is known, else a common one (选择通道)."""
    if not speaks_directly(connection):
        return _CORE
    return _DIRECT if own is None else own
