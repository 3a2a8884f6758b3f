"""Failing at a chosen database call, before or after it (故障注入).

SQLAlchemy's events are not enough: none of them fires after the driver's COMMIT, and that is the
moment that matters, because the work is done and the caller is told that it failed. So the dialect of
one engine is patched, and only while an injector is in charge of it.
"""

from __future__ import annotations

import contextlib
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

COMMIT: Final = "COMMIT"
_PATCHED: Final = ("do_execute", "do_executemany", "do_execute_no_params", "do_commit")


class Moment(StrEnum):
    """On which side of the call it fails (时点)."""

    BEFORE = "before"
    AFTER = "after"


class Fate(StrEnum):
    """What happens there (故障种类)."""

    ERROR = "error"
    """The call raises; the connection lives on."""
    LOST = "lost"
    """The connection is gone, and the call raises."""
    DEATH = "death"
    """The process dies: nothing that comes after it reaches the database."""


@frozen
class Fault:
    """One failure: at which call, on which side of it, and how (一处故障)."""

    call: int
    moment: Moment
    fate: Fate


class SimulatedDeath(BaseException):
    """The process died here; no `except Exception` may notice (模拟进程死亡)."""


class FaultInjector:
    """Counts the calls of one engine and fails at one of them (故障注入器).

    Only one injector may be in charge of an engine, and `restore` gives the engine back.
    """

    def __init__(self, engine: sa.Engine) -> None:
        """Take charge of the engine and of every connection that it opens from now on."""
        with engine.connect():
            pass  # the dialect asks the server who it is, once, and not within a command
        engine.dispose()
        self._engine = engine
        self._calls: list[str] = []
        self._fault: Fault | None = None
        self._is_counting = False
        self._is_dead = False
        self._connections: list[DBAPIConnection] = []
        self._records: list[ConnectionPoolEntry] = []
        self._cursors: list[Any] = []
        sa.event.listen(engine, "connect", self._remember)
        for name in _PATCHED:
            setattr(engine.dialect, name, self._watched(name, getattr(engine.dialect, name)))

    @property
    def calls(self) -> tuple[str, ...]:
        """The calls seen since counting began: first lines of statements, and COMMIT (调用清单)."""
        return tuple(self._calls)

    @contextlib.contextmanager
    def counting(self, fault: Fault | None = None) -> Iterator[None]:
        """Count the calls in this block, and fail as told (计数, 并按指定处故障).

        Afterwards a dead process is buried: its connections are closed without a word.
        """
        self._calls.clear()
        for record in self._records:
            # what a connection remembers would spare it calls that the first run made
            record.info.clear()
        self._fault, self._is_counting = fault, True
        try:
            yield
        finally:
            self._fault, self._is_counting = None, False
            if self._is_dead:
                self._bury()
            self._cursors.clear()

    def restore(self) -> None:
        """Give the engine back as it was (还原)."""
        for name in _PATCHED:
            delattr(self._engine.dialect, name)
        sa.event.remove(self._engine, "connect", self._remember)
        self._connections.clear()
        self._records.clear()

    def _remember(self, connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        self._connections.append(connection)
        self._records.append(record)

    def _watched(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(target: Any, *rest: Any, **named: Any) -> Any:
            if self._is_dead:
                raise SimulatedDeath
            if not self._is_counting:
                return original(target, *rest, **named)
            number = len(self._calls)
            if name == "do_commit":
                self._calls.append(COMMIT)
            else:
                self._calls.append(_first_line(rest[0]))
                self._cursors.append(target)
            fault = self._fault if self._fault is not None and self._fault.call == number else None
            if fault is not None and fault.moment is Moment.BEFORE:
                self._fail(fault.fate, target)
            outcome = original(target, *rest, **named)
            if fault is not None and fault.moment is Moment.AFTER:
                self._fail(fault.fate, target)
            return outcome

        return call

    def _fail(self, fate: Fate, target: Any) -> None:
        match fate:
            case Fate.DEATH:
                self._end_sessions()
                raise SimulatedDeath
            case Fate.LOST:
                _driver_connection(target).close()
            case Fate.ERROR:
                pass
        dbapi: Any = self._engine.dialect.dbapi
        raise dbapi.OperationalError("injected: server closed the connection unexpectedly")

    def _end_sessions(self) -> None:
        """Undo what the server would undo: open cursors first, for they keep SQLite's lock (会话终止)."""
        self._is_dead = True
        for cursor in self._cursors:
            with contextlib.suppress(Exception):
                cursor.close()
        for connection in self._connections:
            with contextlib.suppress(Exception):
                connection.rollback()

    def _bury(self) -> None:
        for connection in self._connections:
            with contextlib.suppress(Exception):
                connection.close()
        self._connections.clear()
        self._records.clear()
        self._is_dead = False
        self._engine.dispose(close=False)


def _first_line(statement: str) -> str:
    return " ".join(statement.split())[:70]


def _driver_connection(target: Any) -> Any:
    """Give the driver's connection behind a cursor or a pooled connection (驱动连接)."""
    pooled = getattr(target, "connection", target)
    return getattr(pooled, "dbapi_connection", pooled)
