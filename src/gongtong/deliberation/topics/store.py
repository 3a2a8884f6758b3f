"""Reading and writing topics, and what belongs to them (议题存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.core.storage.column_types import is_key
from gongtong.deliberation.tables import DeliberationTables
from gongtong.deliberation.topics.support import TopicSupport
from gongtong.deliberation.topics.tables import TopicTables
from gongtong.deliberation.topics.topics import MAX_CODE_LENGTH, TopicOnFile, Turn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.deliberation.topics.arranging import OpinionsArranged
    from gongtong.deliberation.topics.merging import TopicsMerged
    from gongtong.deliberation.topics.support import TopicSigned
    from gongtong.deliberation.topics.topics import OpenTopic


def list_topics(unit: UnitOfWork) -> tuple[TopicOnFile, ...]:
    """Read the topics of the place by their codes, with what each is a part of (列出议题)."""
    table = unit.tables(TopicTables).topic
    merged = merged_into(unit)
    rows = unit.connection.execute(
        sa.select(table).where(table.c.place_id == unit.place_id).order_by(table.c.code)
    )
    return tuple(TopicOnFile(row.code, row.title, merged.get(row.code)) for row in rows)


def topic_row(unit: UnitOfWork, code: str) -> sa.Row[Any]:
    """Read a topic; raises `UnknownReferenceError` where there is none (读取议题)."""
    table = unit.tables(TopicTables).topic
    row = None
    if is_key(code, MAX_CODE_LENGTH):
        row = unit.connection.execute(
            sa.select(table).where(table.c.place_id == unit.place_id, table.c.code == code)
        ).one_or_none()
    if row is None:
        kind = "topic"
        raise UnknownReferenceError(kind, code)
    return row


def add_topic(unit: UnitOfWork, request: OpenTopic) -> None:
    """Write a new topic (写入议题)."""
    unit.connection.execute(
        unit.tables(TopicTables)
        .topic.insert()
        .values(
            place_id=unit.place_id,
            code=request.code,
            title=request.title.strip(),
            opened_by=unit.actor.id,
            opened_on=unit.today,
            state="received",
        )
    )


def opinion_turns(unit: UnitOfWork, topic: str) -> dict[str, tuple[Turn, int]]:
    """Read the last turn of each opinion at a topic, with its number (读取意见归并)."""
    table = unit.tables(TopicTables).opinion
    rows = unit.connection.execute(
        _of_topic(unit, table, topic).order_by(table.c.number, table.c.turn_number)
    )
    return {row.number: (row.turn, row.turn_number) for row in rows}


def known_opinions(unit: UnitOfWork, numbers: Iterable[str]) -> frozenset[str]:
    """Say which of these numbers are opinions of the place (已登记的编号)."""
    table = unit.tables(DeliberationTables).opinion
    wanted = [number for number in set(numbers) if is_key(number, 32)]
    rows = unit.connection.execute(
        sa.select(table.c.number).where(
            table.c.place_id == unit.place_id, table.c.number.in_(wanted)
        )
    )
    return frozenset(row.number for row in rows)


def add_opinion_turns(unit: UnitOfWork, event: OpinionsArranged, reason: str) -> None:
    """Write that opinions were put to a topic or taken from it (写入意见归并)."""
    unit.connection.execute(
        unit.tables(TopicTables).opinion.insert(),
        [
            {
                "place_id": unit.place_id,
                "topic": event.topic,
                "number": one.number,
                "turn_number": one.turn_number,
                **_turn(unit, event.turn, reason),
            }
            for one in event.opinions
        ],
    )


def merged_into(unit: UnitOfWork) -> dict[str, str]:
    """Read which topics are parts of others now (读取议题合并)."""
    table = unit.tables(TopicTables).merge
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id)
        .order_by(table.c.topic, table.c.turn_number)
    )
    found: dict[str, str] = {}
    for row in rows:
        if row.turn is Turn.JOIN:
            found[row.topic] = row.into
        else:
            found.pop(row.topic, None)
    return found


def merge_turns(unit: UnitOfWork, topic: str) -> int:
    """Read how often a topic was linked or set free (读取合并次数)."""
    table = unit.tables(TopicTables).merge
    return len(unit.connection.execute(_of_topic(unit, table, topic)).all())


def add_merge(unit: UnitOfWork, event: TopicsMerged, reason: str) -> None:
    """Write that a topic is part of another, or is not any more (写入议题合并)."""
    unit.connection.execute(
        unit.tables(TopicTables)
        .merge.insert()
        .values(
            place_id=unit.place_id,
            topic=event.topic,
            into=event.into,
            turn_number=event.turn_number,
            **_turn(unit, event.turn, reason),
        )
    )


def signature_turn(unit: UnitOfWork, topic: str, label: DwellingLabel) -> tuple[Turn, int]:
    """Read the last turn of a household's signature, and its number (读取联署)."""
    table = unit.tables(TopicTables).signature
    building, house, room = label.position
    rows = unit.connection.execute(
        _of_topic(unit, table, topic)
        .where(table.c.building == building, table.c.unit == house, table.c.room == room)
        .order_by(table.c.turn_number)
    ).all()
    return (rows[-1].turn, rows[-1].turn_number) if rows else (Turn.LEAVE, 0)


def add_signature(unit: UnitOfWork, event: TopicSigned, reason: str) -> None:
    """Write a household's signature, or that it took it back (写入联署)."""
    unit.connection.execute(
        unit.tables(TopicTables)
        .signature.insert()
        .values(
            place_id=unit.place_id,
            topic=event.topic,
            **label_values(event.dwelling),
            turn_number=event.turn_number,
            **_turn(unit, event.turn, reason),
        )
    )


def support_of(unit: UnitOfWork, topic: str) -> TopicSupport:
    """Read which households are behind one topic itself (读取议题支持)."""
    signature = unit.tables(TopicTables).signature
    said = [number for number, last in opinion_turns(unit, topic).items() if last[0] is Turn.JOIN]
    opinion = unit.tables(DeliberationTables).opinion
    spoke = unit.connection.execute(
        sa.select(opinion.c.building, opinion.c.unit, opinion.c.room).where(
            opinion.c.place_id == unit.place_id, opinion.c.number.in_(said)
        )
    )
    signed: dict[DwellingLabel, Turn] = {}
    rows = _of_topic(unit, signature, topic).order_by(signature.c.turn_number)
    for row in unit.connection.execute(rows):
        signed[DwellingLabel(row.building, row.unit, row.room)] = row.turn
    return TopicSupport(
        topic,
        frozenset(DwellingLabel(row.building, row.unit, row.room) for row in spoke),
        frozenset(label for label, turn in signed.items() if turn is Turn.JOIN),
    )


def label_values(label: DwellingLabel) -> dict[str, int]:
    """Give the columns of a dwelling (住户列值)."""
    return dict(zip(("building", "unit", "room"), label.position, strict=True))


def _turn(unit: UnitOfWork, turn: Turn, reason: str) -> dict[str, Any]:
    return {
        "turn": turn,
        "reason": reason.strip(),
        "entered_by": unit.actor.id,
        "entered_on": unit.today,
    }


def _of_topic(unit: UnitOfWork, table: sa.Table, topic: str) -> sa.Select[Any]:
    return sa.select(table).where(table.c.place_id == unit.place_id, table.c.topic == topic)
