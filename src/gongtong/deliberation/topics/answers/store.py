"""Reading and writing what became of topics, and the way from an opinion to its answer (议题办理存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.tables import DeliberationTables
from gongtong.deliberation.topics.lineage import LineageLine
from gongtong.deliberation.topics.replies import HouseholdLine
from gongtong.deliberation.topics.store import label_values
from gongtong.deliberation.topics.tables import TopicTables
from gongtong.deliberation.topics.topics import Turn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.deliberation.topics.replies import HandleTopic, TopicHandled, TopicLinked
    from gongtong.deliberation.topics.replies import LinkKind as Kind


def handling_rows(unit: UnitOfWork, topic: str) -> list[sa.Row[Any]]:
    """Read everything that happened to a topic, in order (读取办理记录)."""
    table = unit.tables(TopicTables).handling
    return list(unit.connection.execute(_of(unit, table, topic).order_by(table.c.number)))


def add_handling(unit: UnitOfWork, event: TopicHandled, request: HandleTopic) -> None:
    """Write what happened to a topic, with its words (写入办理)."""
    tables = unit.tables(TopicTables)
    unit.connection.execute(
        tables.handling.insert().values(
            place_id=unit.place_id,
            topic=event.topic,
            number=event.number,
            event=event.event,
            entered=event.entered,
            reason=request.reason.strip(),
            reply=request.reply.strip(),
            evidence=event.evidence,
            is_late=event.is_late,
            **_entered(unit),
        )
    )
    values: dict[str, Any] = {"state": event.entered}
    if event.answer_by is not None:
        values["answer_by"] = event.answer_by.on
    unit.connection.execute(
        tables.topic.update()
        .where(tables.topic.c.place_id == unit.place_id, tables.topic.c.code == event.topic)
        .values(**values)
    )


def links_of(unit: UnitOfWork, topic: str) -> tuple[tuple[Kind, str], ...]:
    """Read to what a topic is linked (读取关联事项)."""
    table = unit.tables(TopicTables).link
    rows = unit.connection.execute(
        _of(unit, table, topic).order_by(table.c.kind, table.c.reference)
    )
    return tuple((row.kind, row.reference) for row in rows)


def add_link(unit: UnitOfWork, event: TopicLinked) -> None:
    """Write to what a topic is linked (写入关联事项)."""
    unit.connection.execute(
        unit.tables(TopicTables)
        .link.insert()
        .values(
            place_id=unit.place_id,
            topic=event.topic,
            kind=event.kind,
            reference=event.reference,
            **_entered(unit),
        )
    )


def told_rows(unit: UnitOfWork, topic: str) -> list[sa.Row[Any]]:
    """Read which households were told and asked again, in order (读取告知与回访)."""
    table = unit.tables(TopicTables).told
    return list(unit.connection.execute(_of(unit, table, topic).order_by(table.c.sequence)))


def add_told(unit: UnitOfWork, topic: str, lines: Iterable[HouseholdLine], how: str | None) -> None:
    """Write which households were told in some way, or asked again without one (写入告知与回访)."""
    first = len(told_rows(unit, topic)) + 1
    unit.connection.execute(
        unit.tables(TopicTables).told.insert(),
        [
            {
                "place_id": unit.place_id,
                "topic": topic,
                **label_values(line.dwelling),
                "sequence": sequence,
                "how": how,
                "answer": line.answer,
                "told_on": line.on,
                **_entered(unit),
            }
            for sequence, line in enumerate(lines, start=first)
        ],
    )


def lineage(
    unit: UnitOfWork, *, opinion: str | None = None, topic: str | None = None
) -> tuple[LineageLine, ...]:
    """Read the whole way in one statement: from an opinion to its answer, or from a topic back to what was said (来龙去脉).

    A line for each opinion, decision, link and telling that belong together.
    """
    tables = unit.tables(TopicTables)
    said, link = tables.opinion, tables.link
    asked = (
        _with_outcome(unit, _with_words(unit))
        .where(said.c.place_id == unit.place_id, said.c.turn == Turn.JOIN)
        .order_by(
            said.c.topic, said.c.number, tables.handling.c.number, link.c.kind, link.c.reference
        )
    )
    if opinion is not None:
        asked = asked.where(said.c.number == opinion)
    if topic is not None:
        asked = asked.where(said.c.topic == topic)
    return tuple(_line(row) for row in unit.connection.execute(asked))


def _with_words(unit: UnitOfWork) -> sa.Select[Any]:
    """Join the opinions that are with a topic now to their words, and to the topic."""
    tables, opinions = unit.tables(TopicTables), unit.tables(DeliberationTables).opinion
    said, topic = tables.opinion, tables.topic
    last = (
        sa.select(said.c.topic, said.c.number, sa.func.max(said.c.turn_number).label("turn"))
        .where(said.c.place_id == unit.place_id)
        .group_by(said.c.topic, said.c.number)
        .subquery()
    )
    is_last = (last.c.topic == said.c.topic, last.c.number == said.c.number)
    same_place = said.c.place_id
    columns: list[sa.ColumnElement[Any]] = [
        said.c.number,
        opinions.c.text,
        opinions.c.building,
        opinions.c.unit,
        opinions.c.room,
        said.c.topic,
        topic.c.title,
        topic.c.state,
        tables.handling.c.entered.label("decision"),
        tables.handling.c.reply,
        tables.link.c.kind,
        tables.link.c.reference,
        tables.told.c.told_on,
    ]
    return (
        sa.select(*columns)
        .select_from(said)
        .join(last, sa.and_(*is_last, last.c.turn == said.c.turn_number))
        .join(
            opinions,
            sa.and_(opinions.c.place_id == same_place, opinions.c.number == said.c.number),
        )
        .join(topic, sa.and_(topic.c.place_id == same_place, topic.c.code == said.c.topic))
    )


def _with_outcome(unit: UnitOfWork, asked: sa.Select[Any]) -> sa.Select[Any]:
    """Join what was decided, what it led to, and when the household was told."""
    tables, opinions = unit.tables(TopicTables), unit.tables(DeliberationTables).opinion
    said, handled, told = tables.opinion, tables.handling, tables.told

    def of_topic(table: sa.Table) -> sa.ColumnElement[bool]:
        return sa.and_(table.c.place_id == said.c.place_id, table.c.topic == said.c.topic)

    same_home = (told.c[name] == opinions.c[name] for name in ("building", "unit", "room"))
    return (
        asked.outerjoin(handled, sa.and_(of_topic(handled), handled.c.entered.in_(_DECISIONS)))
        .outerjoin(tables.link, of_topic(tables.link))
        .outerjoin(told, sa.and_(of_topic(told), told.c.how.is_not(None), *same_home))
    )


_DECISIONS = ("adopted", "adopted_in_part", "not_adopted", "out_of_scope")


def _line(row: Any) -> LineageLine:
    return LineageLine(
        opinion=row.number,
        text=row.text,
        dwelling=DwellingLabel(row.building, row.unit, row.room),
        topic=row.topic,
        title=row.title,
        state=row.state,
        decision=row.decision,
        reply=row.reply or "",
        link=None if row.kind is None else (row.kind, row.reference),
        told_on=row.told_on,
    )


def _entered(unit: UnitOfWork) -> dict[str, Any]:
    return {"entered_by": unit.actor.id, "entered_on": unit.today}


def _of(unit: UnitOfWork, table: sa.Table, topic: str) -> sa.Select[Any]:
    return sa.select(table).where(table.c.place_id == unit.place_id, table.c.topic == topic)
