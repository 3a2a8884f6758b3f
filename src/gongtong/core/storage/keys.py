"""Idempotency keys in the database: what was asked under a key, and what came of it (幂等键)."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.codec import JsonValue, digest_of, from_json, to_json
from gongtong.core.errors import IdempotencyMismatchError

if TYPE_CHECKING:
    from gongtong.core.commands import Command
    from gongtong.core.storage.tables import CoreTables

P = TypeVar("P")
R = TypeVar("R")


@frozen
class FirstResult:
    """The result of the command that first used a key (首次结果)."""

    data: JsonValue


def payload_digest(command: Command[P, R], payload: P) -> bytes:
    """Give the digest by which a repetition is known from another wish (请求摘要)."""
    return digest_of([command.name, to_json(payload, command.payload)])


def load_first_result(
    connection: sa.Connection,
    tables: CoreTables,
    place_id: UUID,
    *,
    key: str,
    name: str,
    asked: bytes,
) -> FirstResult | None:
    """Give the first result under a key; raises when it was used for something else (查首次结果)."""
    row = connection.execute(_first_use(tables), {"place": place_id, "key": key}).one_or_none()
    if row is None:
        return None
    if row.payload_digest != asked:
        raise IdempotencyMismatchError(key, row.command, name)
    return FirstResult(row.result)


# what every command asks is written once for each set of tables: writing it costs more than asking
@lru_cache(maxsize=16)
def _first_use(tables: CoreTables) -> sa.Select[tuple[str, bytes, JsonValue]]:
    table = tables.command
    place: sa.BindParameter[UUID] = sa.bindparam("place")
    key: sa.BindParameter[str] = sa.bindparam("key")
    return sa.select(table.c.command, table.c.payload_digest, table.c.result).where(
        table.c.place_id == place, table.c.command_key == key
    )


@lru_cache(maxsize=16)
def _kept_result(tables: CoreTables) -> sa.Insert:
    return tables.command.insert()


def read_result(first: FirstResult, command: Command[P, R]) -> R:
    """Read a first result back as the value it was (读取首次结果)."""
    return from_json(first.data, command.result)


def save_result(
    connection: sa.Connection,
    tables: CoreTables,
    place_id: UUID,
    *,
    key: str,
    name: str,
    asked: bytes,
    result: JsonValue,
    now: datetime,
) -> None:
    """Keep the result of a command under its key (保存结果)."""
    connection.execute(
        _kept_result(tables),
        {
            "place_id": place_id,
            "command_key": key,
            "command": name,
            "payload_digest": asked,
            "result": result,
            "recorded_at": now,
        },
    )
