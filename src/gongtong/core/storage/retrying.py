"""Running a unit of work again when the engine, and not a rule, said no (重试).

A conflict is tried again whole, decisions included. A connection lost inside COMMIT leaves the
outcome unknown; the idempotency key settles it, because a repeated command returns the first result.
"""

from __future__ import annotations

import time
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.errors import CommitOutcomeUnknownError

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R")

_RETRY_STATES = frozenset({"40001", "40P01", "55P03"})
_RETRY_NUMBERS = frozenset({1205, 1213, 6235, 8022, 8028, 9007})
_LOST_CLASS = "08"
_LOST_STATES = frozenset({"57P01", "57P02", "57P03"})


class Failure(StrEnum):
    """What a database error means for the work (故障类别)."""

    CONFLICT = "conflict"
    LOST = "lost"
    FATAL = "fatal"


class Outcome(StrEnum):
    """How certain it is that the work was done once (提交结果)."""

    COMMITTED = "committed"
    SETTLED_BY_KEY = "settled_by_key"


@frozen
class Done(Generic[R]):
    """A unit of work that is in the database, exactly once (完成)."""

    value: R
    outcome: Outcome
    attempts: int


def classify(error: sa.exc.DBAPIError) -> Failure:
    """Say what a database error means, over the engines that were tried (故障分类)."""
    original: Any = error.orig
    state = str(getattr(original, "sqlstate", None) or getattr(original, "pgcode", None) or "")
    if state in _RETRY_STATES or (
        state == "XX000" and "could not commit transaction" in str(original)
    ):
        return Failure.CONFLICT
    name = str(getattr(original, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Failure.CONFLICT
    number = next(iter(getattr(original, "args", ())), None)
    if isinstance(number, int) and number in _RETRY_NUMBERS:
        return Failure.CONFLICT
    if error.connection_invalidated or state.startswith(_LOST_CLASS) or state in _LOST_STATES:
        return Failure.LOST
    return Failure.LOST if not state and _looks_lost(error) else Failure.FATAL


def _looks_lost(error: sa.exc.DBAPIError) -> bool:
    text = str(error.orig).lower()
    return any(
        words in text
        for words in ("server closed the connection", "connection is closed", "connection refused")
    )


def backoff(attempt: int) -> None:
    """Wait a little longer before each further attempt (退避)."""
    time.sleep(min(2 ** (attempt - 1), 32) / 100)


def retrying(
    engine: sa.Engine,
    unit: Callable[[sa.Connection], R],
    *,
    key: str,
    attempts: int = 8,
    pause: Callable[[int], None] = backoff,
) -> Done[R]:
    """Run a unit of work in a transaction of its own until it is in the database once (重试执行).

    The unit must give `key` to its command, or derive the keys of its commands from it. Raises the
    last conflict when the attempts are used up, and `CommitOutcomeUnknownError` when the
    connection was lost inside COMMIT and could not be asked again.
    """
    unknown = False
    attempt = 0
    while True:
        attempt += 1
        committing = False
        try:
            with engine.connect() as connection:
                transaction = connection.begin()
                value = unit(connection)
                committing = True
                transaction.commit()
        except sa.exc.DBAPIError as error:
            failure = classify(error)
            if failure is Failure.FATAL:
                raise
            unknown = unknown or (committing and failure is Failure.LOST)
            if attempt >= attempts:
                if unknown:
                    raise CommitOutcomeUnknownError(key) from error
                raise
            pause(attempt)
        else:
            return Done(value, Outcome.SETTLED_BY_KEY if unknown else Outcome.COMMITTED, attempt)
