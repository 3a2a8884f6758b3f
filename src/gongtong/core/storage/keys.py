"""Idempotency keys in the database: what was asked under a key, and what came of it (幂等键)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Self, TypeVar
from uuid import UUID

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.codec import JsonValue, canonical, from_json, parse, quoted, to_json
from gongtong.core.errors import IdempotencyMismatchError

if TYPE_CHECKING:
    from gongtong.core.commands import Command
    from gongtong.core.storage.tables import CoreTables

P = TypeVar("P")
R = TypeVar("R")


@frozen
class FirstUse:
    """What a key was first used for, and the JSON text of what came of it (键的首次使用)."""

    command: str
    asked: bytes
    result: str

    def of(self, key: str, command: Command[P, R], asked: bytes) -> R:
        """Give the first result; raises when the key was used for something else (首次结果)."""
        if self.asked != asked:
            raise IdempotencyMismatchError(key, self.command, command.name)
        return from_json(parse(self.result), command.result)


def payload_digest(command: Command[P, R], payload: P) -> bytes:
    """Give the digest by which a repetition is known from another wish (请求摘要)."""
    return Asked.of(command, payload).digest


@frozen
class Asked:
    """What is asked under a key: the payload as canonical JSON, and its digest (请求).

    The digest also goes over the name of the command.
    """

    text: str
    digest: bytes

    @classmethod
    def of(cls, command: Command[P, R], payload: P) -> Self:
        """Write a payload (写下请求)."""
        text = written_payload(command, payload)
        return cls(text, hashlib.sha256(f"[{quoted(command.name)},{text}]".encode()).digest())


def written_payload(command: Command[P, R], payload: P) -> str:
    """Write a payload as canonical JSON (请求文本)."""
    if command.payload_text is not None:
        return command.payload_text(payload)
    return canonical(to_json(payload, command.payload)).decode()


def written_result(command: Command[P, R], result: R, *, known: str | None = None) -> str:
    """Write a result as canonical JSON; `known` is its text where it was written already (结果文本)."""
    if command.result_text is not None:
        return command.result_text(result)
    if known is not None and type(result) is command.result:
        return known
    return canonical(to_json(result, command.result)).decode()


def load_first_use(
    connection: sa.Connection, tables: CoreTables, place_id: UUID, *, key: str
) -> FirstUse | None:
    """Read what a key was first used for, if it was (查首次使用)."""
    row = connection.execute(_first_use(tables), {"place": place_id, "key": key}).one_or_none()
    if row is None:
        return None
    return FirstUse(row.command, row.payload_digest, canonical(row.result).decode())


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
