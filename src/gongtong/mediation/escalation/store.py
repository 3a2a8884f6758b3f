"""Reading and writing what went up (上报存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from gongtong.core.errors import ConcurrentChangeError
from gongtong.core.storage.column_types import is_key
from gongtong.mediation.cases.tables import NUMBER_LENGTH
from gongtong.mediation.escalation.answering import SentUpOnFile
from gongtong.mediation.escalation.tables import EscalationTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.escalation.answering import AnsweredFromAbove, SentUp


def list_sent_up(unit: UnitOfWork, case: str) -> tuple[SentUpOnFile, ...]:
    """Read each time that a case went up, in order (读取上报记录)."""
    if not is_key(case, NUMBER_LENGTH):
        return ()
    table = unit.tables(EscalationTables).escalation
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, table.c.case_number == case)
        .order_by(table.c.number)
    )
    return tuple(
        SentUpOnFile(
            row.number,
            row.from_level,
            row.to_level,
            row.sent_on,
            row.due_on,
            row.answer,
            row.body,
            row.answered_on,
        )
        for row in rows
    )


def add_sent_up(unit: UnitOfWork, event: SentUp) -> None:
    """Write that a case went up (写入上报)."""
    unit.connection.execute(
        unit.tables(EscalationTables)
        .escalation.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            number=event.number,
            from_level=event.from_level,
            to_level=event.to_level,
            sent_by=unit.actor.id,
            sent_on=unit.today,
            due_on=event.due.on,
            is_provisional=event.due.provisional,
            answer=None,
            words="",
            body="",
        )
    )


def save_answer(unit: UnitOfWork, event: AnsweredFromAbove, words: str) -> None:
    """Write what the upper level has answered, unless somebody did meanwhile (写入上级答复)."""
    table = unit.tables(EscalationTables).escalation
    touched = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == event.case,
            table.c.number == event.number,
            table.c.answer.is_(None),
        )
        .values(answer=event.answer, words=words, body=event.body, answered_on=event.answered_on)
    )
    if touched.rowcount != 1:
        kind = "escalation"
        raise ConcurrentChangeError(kind, f"{event.case}/{event.number}")
