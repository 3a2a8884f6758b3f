"""The record of a place in the database: events, and who has been told of them (事件记录).

A consumer of the outbox is told of every event at least once, after the commit that wrote it; it
acknowledges with the last sequence number that it has dealt with.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.codec import from_json, parse, to_json
from gongtong.core.errors import CodecError, ConcurrentChangeError, UnknownReferenceError
from gongtong.core.events import (
    GENESIS,
    ProvisionUsed,
    RecordedEvent,
    digest_of_written,
    event_digest,
)
from gongtong.core.places import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gongtong.core.storage.tables import CoreTables

_STRETCH = 1000
_MOST_LETTERS = 4_000_000


@frozen
class Head:
    """Where the chain of a place ends (链头)."""

    event_count: int
    digest: bytes


def found_place(connection: sa.Connection, tables: CoreTables, place: Place) -> bool:
    """Write the row of a new place; an equal one may stand already (建立地点)."""
    known = load_place(connection, tables, place.id)
    if known is None:
        try:
            with connection.begin_nested():
                _insert_place(connection, tables, place)
        except sa.exc.IntegrityError:
            # somebody else founded it after we had looked
            known = load_place(connection, tables, place.id)
        else:
            return True
    if known != place:
        raise ConcurrentChangeError("place", place.code)
    return False


def _insert_place(connection: sa.Connection, tables: CoreTables, place: Place) -> None:
    connection.execute(
        tables.place.insert().values(
            place_id=place.id,
            code=place.code,
            name_zh=place.name_zh,
            name_en=place.name_en,
            area=place.area,
            event_count=0,
            head=GENESIS,
        )
    )


def load_place(connection: sa.Connection, tables: CoreTables, place_id: UUID) -> Place | None:
    """Read a place, or nothing when it was never founded (读取地点)."""
    table = tables.place
    row = connection.execute(
        sa.select(table.c.code, table.c.name_zh, table.c.area, table.c.name_en).where(
            table.c.place_id == place_id
        )
    ).one_or_none()
    return None if row is None else Place(*row)


def load_head(connection: sa.Connection, tables: CoreTables, place_id: UUID) -> Head:
    """Read where the chain of a place ends (读取链头)."""
    return _read_head(connection, _head_of(tables, place_id), place_id)


def lock_place(connection: sa.Connection, tables: CoreTables, place_id: UUID) -> Head:
    """Lock the row of a place, as every command does first, and read its head (锁定地点)."""
    return _read_head(connection, _head_of(tables, place_id).with_for_update(), place_id)


def lock_known_place(
    connection: sa.Connection, tables: CoreTables, place_id: UUID
) -> tuple[Head, Place]:
    """Lock the row of a place and read all of it at once: its head, and what it is (锁定并读取地点)."""
    row = connection.execute(_locked_row(tables), {"place": place_id}).one_or_none()
    if row is None:
        raise UnknownReferenceError("place", place_id)
    return Head(row.event_count, row.head), Place(row.code, row.name_zh, row.area, row.name_en)


# what every command asks is written once for each set of tables: writing it costs more than asking
@lru_cache(maxsize=16)
def _locked_row(tables: CoreTables) -> sa.Select[tuple[int, bytes, str, str, str, str]]:
    table = tables.place
    place: sa.BindParameter[UUID] = sa.bindparam("place")
    return (
        sa.select(
            table.c.event_count,
            table.c.head,
            table.c.code,
            table.c.name_zh,
            table.c.area,
            table.c.name_en,
        )
        .where(table.c.place_id == place)
        .with_for_update()
    )


@lru_cache(maxsize=16)
def _inserted_events(tables: CoreTables) -> sa.Insert:
    return tables.event.insert()


@lru_cache(maxsize=16)
def _moved_head(tables: CoreTables) -> sa.Update:
    table = tables.place
    place: sa.BindParameter[UUID] = sa.bindparam("place")
    seen: sa.BindParameter[int] = sa.bindparam("seen")
    last: sa.BindParameter[int] = sa.bindparam("last")
    digest: sa.BindParameter[bytes] = sa.bindparam("new_head")
    return (
        table.update()
        .where(table.c.place_id == place, table.c.event_count == seen)
        .values(event_count=last, head=digest)
    )


def _head_of(tables: CoreTables, place_id: UUID) -> sa.Select[tuple[int, bytes]]:
    table = tables.place
    return sa.select(table.c.event_count, table.c.head).where(table.c.place_id == place_id)


def _read_head(
    connection: sa.Connection, query: sa.Select[tuple[int, bytes]], place_id: UUID
) -> Head:
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownReferenceError("place", place_id)
    return Head(row.event_count, row.head)


def one_or_many(rows: list[dict[str, Any]]) -> list[dict[str, Any]] | dict[str, Any]:
    """Give a single row by itself: drivers go a longer way for a list, even of one (单行或多行).

    >>> one_or_many([{"n": 1}]), one_or_many([{"n": 1}, {"n": 2}])
    ({'n': 1}, [{'n': 1}, {'n': 2}])
    """
    return rows[0] if len(rows) == 1 else rows


def append_events(
    connection: sa.Connection, tables: CoreTables, head: Head, events: tuple[RecordedEvent, ...]
) -> None:
    """Append events behind the head that was locked (追加事件)."""
    if not events:
        return
    rows = [
        {
            "place_id": event.place_id,
            "sequence": event.sequence,
            "kind": event.kind,
            "body": event.body,
            "actor": event.actor,
            "recorded_at": event.recorded_at,
            "command_key": event.key,
            "provisions": to_json(list(event.provisions)),
            "previous": event.previous,
            "digest": event.digest,
        }
        for event in events
    ]
    connection.execute(_inserted_events(tables), one_or_many(rows))
    last = events[-1]
    moved = connection.execute(
        _moved_head(tables),
        {
            "place": last.place_id,
            "seen": head.event_count,
            "last": last.sequence,
            "new_head": last.digest,
        },
    )
    if moved.rowcount != 1:
        raise ConcurrentChangeError("place", last.place_id)


def list_events(
    connection: sa.Connection,
    tables: CoreTables,
    place_id: UUID,
    *,
    after: int = 0,
    limit: int = _STRETCH,
) -> tuple[RecordedEvent, ...]:
    """Read a stretch of the record in order (读取事件)."""
    table = tables.event
    rows = connection.execute(
        sa.select(
            table.c.place_id,
            table.c.sequence,
            table.c.kind,
            table.c.body,
            table.c.actor,
            table.c.recorded_at,
            table.c.command_key,
            table.c.provisions,
            table.c.previous,
            table.c.digest,
        )
        .where(table.c.place_id == place_id, table.c.sequence > after)
        .order_by(table.c.sequence)
        .limit(limit)
    )
    return tuple(
        RecordedEvent(
            *row[:7], from_json(row.provisions, tuple[ProvisionUsed, ...]), row.previous, row.digest
        )
        for row in rows
    )


def has_gone_on(
    connection: sa.Connection,
    tables: CoreTables,
    place_id: UUID,
    head: Head,
    *,
    kinds: Collection[str],
) -> bool:
    """Say whether a record has events of these kinds behind a head, or is not the one that had it (此后有无变化)."""
    table = tables.event
    is_there = table.c.sequence == head.event_count
    rows = connection.execute(
        sa.select(table.c.sequence, table.c.digest)
        .where(
            table.c.place_id == place_id,
            table.c.sequence >= head.event_count,
            sa.or_(is_there, table.c.kind.in_(kinds)),
        )
        .order_by(table.c.sequence)
        .limit(2)
    ).all()
    if head.event_count == 0:
        return bool(rows)
    return [tuple(row) for row in rows] != [(head.event_count, head.digest)]


def find_break(connection: sa.Connection, tables: CoreTables, place_id: UUID) -> int | None:
    """Walk the whole chain and give the sequence number at which it breaks, or nothing (验链).

    Memory does not grow with the record, nor with a single event beyond its own size.
    """
    head = load_head(connection, tables, place_id)
    previous, count = GENESIS, 0
    for row in _walk(connection, tables, place_id):
        if row.sequence != count + 1 or row.previous != previous or not _is_whole(place_id, row):
            return count + 1
        previous, count = row.digest, row.sequence
    return None if Head(count, previous) == head else count + 1


def _walk(connection: sa.Connection, tables: CoreTables, place_id: UUID) -> Iterator[Any]:
    """Read the rows of the record in order, bodies and provisions as the text that was written."""
    table = tables.event
    body = sa.type_coerce(table.c.body, sa.Text)
    rows = sa.select(
        table.c.sequence,
        table.c.kind,
        body.label("body"),
        table.c.actor,
        table.c.recorded_at,
        table.c.command_key,
        sa.type_coerce(table.c.provisions, sa.Text).label("provisions"),
        table.c.previous,
        table.c.digest,
    ).order_by(table.c.sequence)
    after = 0
    while sizes := connection.execute(
        sa.select(table.c.sequence, sa.func.length(body))
        .where(table.c.place_id == place_id, table.c.sequence > after)
        .order_by(table.c.sequence)
        .limit(_STRETCH)
    ).all():
        through, letters = after, 0
        for sequence, length in sizes:
            if letters and letters + length > _MOST_LETTERS:
                break
            through, letters = sequence, letters + length
        yield from connection.execute(
            rows.where(table.c.place_id == place_id, table.c.sequence.between(after + 1, through))
        ).all()
        after = through


def _is_whole(place_id: UUID, row: Any) -> bool:
    """Whether the digest is that of the row: of its text, or of what the text says in canonical form."""
    digest: bytes = row.digest
    parts: dict[str, Any] = {
        "place_id": place_id,
        "sequence": row.sequence,
        "kind": row.kind,
        "actor": row.actor,
        "recorded_at": row.recorded_at,
        "key": row.command_key,
        "previous": row.previous,
    }
    try:
        body, used = parse(row.body), parse(row.provisions)
        written = digest_of_written(**parts, body=row.body, provisions=row.provisions)
        if written == digest:
            return True
        provisions = from_json(used, tuple[ProvisionUsed, ...])
        return event_digest(**parts, body=body, provisions=provisions) == digest
    except CodecError:
        return False


def pending_events(
    connection: sa.Connection,
    tables: CoreTables,
    place_id: UUID,
    *,
    consumer: str,
    limit: int = _STRETCH,
) -> tuple[RecordedEvent, ...]:
    """Read the events that a consumer has not acknowledged (待投递事件)."""
    cursor = tables.outbox_cursor
    told = connection.scalar(
        sa.select(cursor.c.sequence).where(
            cursor.c.place_id == place_id, cursor.c.consumer == consumer
        )
    )
    return list_events(connection, tables, place_id, after=told or 0, limit=limit)


def acknowledge_events(
    connection: sa.Connection, tables: CoreTables, place_id: UUID, *, consumer: str, through: int
) -> None:
    """Note that a consumer has dealt with everything up to a sequence number (确认投递).

    Going back is refused; acknowledging the same again changes nothing.
    """
    lock_place(connection, tables, place_id)
    cursor = tables.outbox_cursor
    mine = (cursor.c.place_id == place_id, cursor.c.consumer == consumer)
    told = connection.scalar(sa.select(cursor.c.sequence).where(*mine))
    if told is None:
        connection.execute(
            cursor.insert().values(place_id=place_id, consumer=consumer, sequence=through)
        )
    elif told < through:
        connection.execute(cursor.update().where(*mine).values(sequence=through))
    elif told > through:
        raise ConcurrentChangeError("outbox cursor", consumer)
