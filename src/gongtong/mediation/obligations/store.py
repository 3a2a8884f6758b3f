"""Reading and writing obligations, and what was done for them (义务存取)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.storage.column_types import is_key
from gongtong.core.workdays.deadlines import DueDate
from gongtong.mediation.cases.tables import NUMBER_LENGTH
from gongtong.mediation.obligations.duty import Duty, Falling, Obligation
from gongtong.mediation.obligations.obligation_machine import ObligationState
from gongtong.mediation.obligations.performing import KeptPerformance, PerformanceLine
from gongtong.mediation.obligations.recomputing import is_provisional
from gongtong.mediation.obligations.tables import ObligationTables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.obligations.lapsing import NoteEvent
    from gongtong.mediation.obligations.performing import Verify


def load_obligations(unit: UnitOfWork, case: str) -> dict[int, Obligation]:
    """Read the obligations of a case by their numbers (读取义务)."""
    if not is_key(case, NUMBER_LENGTH):
        return {}
    table = unit.tables(ObligationTables).obligation
    rows = unit.connection.execute(_of_case(unit, table, case).order_by(table.c.number))
    return {row.number: _obligation(row) for row in rows}


def list_due_cases(unit: UnitOfWork, day: date) -> tuple[str, ...]:
    """Read which cases have obligations of which something may have come or gone by a day (有到期事项的案件)."""
    table = unit.tables(ObligationTables).obligation
    waiting = sa.and_(table.c.state == ObligationState.PENDING, table.c.in_force_on.is_not(None))
    late = sa.and_(table.c.state == ObligationState.DUE, table.c.due_on < day)
    may_move = table.c.provisional.is_(other=True)
    rows = unit.connection.execute(
        sa.select(table.c.case_number)
        .where(table.c.place_id == unit.place_id, sa.or_(waiting, late, may_move))
        .distinct()
        .order_by(table.c.case_number)
    )
    return tuple(row.case_number for row in rows)


def load_events(unit: UnitOfWork, case: str) -> dict[str, date]:
    """Read what has happened that obligations wait for (读取事件)."""
    if not is_key(case, NUMBER_LENGTH):
        return {}
    table = unit.tables(ObligationTables).happening
    rows = unit.connection.execute(_of_case(unit, table, case).order_by(table.c.name))
    return {row.name: row.happened_on for row in rows}


def add_duties(
    unit: UnitOfWork,
    case: str,
    agreement: int,
    duties: Iterable[Duty],
    *,
    in_force_on: date | None = None,
) -> None:
    """Write obligations that were agreed; without a day they are a draft (写入义务)."""
    rows = [
        {
            "place_id": unit.place_id,
            "case_number": case,
            "number": duty.number,
            "agreement": agreement,
            "duty": to_json(duty),
            **_standing(Obligation(duty, in_force_on=in_force_on)),
        }
        for duty in duties
    ]
    unit.connection.execute(unit.tables(ObligationTables).obligation.insert(), rows)


def drop_duties(unit: UnitOfWork, case: str, agreement: int) -> None:
    """Take back the obligations of a draft that nobody signed (撤回草案义务)."""
    table = unit.tables(ObligationTables).obligation
    unit.connection.execute(
        table.delete().where(
            table.c.place_id == unit.place_id,
            table.c.case_number == case,
            table.c.agreement == agreement,
        )
    )


def save_obligations(unit: UnitOfWork, case: str, obligations: Iterable[Obligation]) -> None:
    """Write how obligations stand now, in one statement (更新义务)."""
    rows = [
        {"key_place": unit.place_id, "key_case": case, "key_number": one.number, **_standing(one)}
        for one in obligations
    ]
    if not rows:
        return
    table = unit.tables(ObligationTables).obligation
    unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == sa.bindparam("key_place"),
            table.c.case_number == sa.bindparam("key_case"),
            table.c.number == sa.bindparam("key_number"),
        )
        .values({name: sa.bindparam(name) for name in _STANDING}),
        rows,
    )


def list_performances(unit: UnitOfWork, case: str) -> tuple[tuple[int, KeptPerformance], ...]:
    """Read what was done for the obligations of a case, in order, each with its number (履行记录)."""
    if not is_key(case, NUMBER_LENGTH):
        return ()
    table = unit.tables(ObligationTables).performance
    rows = unit.connection.execute(
        _of_case(unit, table, case).order_by(table.c.number, table.c.sequence)
    )
    return tuple(
        (
            row.number,
            KeptPerformance(
                PerformanceLine(row.number, row.performed_on, row.evidence, row.amount_fen),
                row.sequence,
                row.entered_by,
                row.is_accepted,
            ),
        )
        for row in rows
    )


def add_performances(unit: UnitOfWork, case: str, lines: Iterable[PerformanceLine]) -> None:
    """Write what somebody says was done (写入履行)."""
    known: dict[int, int] = {}
    for number, kept in list_performances(unit, case):
        known[number] = kept.sequence
    rows = [
        {
            "place_id": unit.place_id,
            "case_number": case,
            "number": line.number,
            "sequence": known.get(line.number, 0) + 1,
            "performed_on": line.on,
            "amount_fen": line.amount_fen,
            "evidence": line.evidence,
            "entered_by": unit.actor.id,
            "entered_on": unit.today,
            "is_accepted": None,
            "reason": "",
            "verified_by": None,
            "verified_on": None,
        }
        for line in lines
    ]
    unit.connection.execute(unit.tables(ObligationTables).performance.insert(), rows)


def save_verdict(unit: UnitOfWork, request: Verify) -> None:
    """Write that performances were seen, or are not what was agreed (写入核实)."""
    table = unit.tables(ObligationTables).performance
    unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == sa.bindparam("key_place"),
            table.c.case_number == sa.bindparam("key_case"),
            table.c.number == sa.bindparam("key_number"),
            table.c.is_accepted.is_(None),
        )
        .values(
            is_accepted=request.accepts,
            reason=request.reason.strip(),
            verified_by=unit.actor.id,
            verified_on=unit.today,
        ),
        [
            {"key_place": unit.place_id, "key_case": request.case, "key_number": number}
            for number in request.numbers
        ],
    )


def save_event(unit: UnitOfWork, request: NoteEvent) -> None:
    """Write that something happened (写入事件)."""
    unit.connection.execute(
        unit.tables(ObligationTables)
        .happening.insert()
        .values(
            place_id=unit.place_id,
            case_number=request.case,
            name=request.name,
            happened_on=request.happened_on,
            document=request.document,
            noted_by=unit.actor.id,
            noted_on=unit.today,
        )
    )


_STANDING = (
    "state",
    "in_force_on",
    "unlocked_on",
    "schedule",
    "due_on",
    "provisional",
    "paid_fen",
    "demanded_on",
    "cure_until",
    "counts_as_done",
    "replaced_by",
    "is_late",
)


def _standing(one: Obligation) -> dict[str, Any]:
    next_due = one.next_due()
    return {
        "state": one.state,
        "in_force_on": one.in_force_on,
        "unlocked_on": one.unlocked_on,
        "schedule": to_json(one.schedule),
        "due_on": None if next_due is None else next_due.on,
        "provisional": is_provisional(one),
        "paid_fen": one.paid_fen,
        "demanded_on": one.demanded_on,
        "cure_until": None if one.cure_until is None else to_json(one.cure_until),
        "counts_as_done": one.counts_as_done,
        "replaced_by": to_json(one.replaced_by),
        "is_late": one.is_late,
    }


def _obligation(row: sa.Row[Any]) -> Obligation:
    return Obligation(
        from_json(row.duty, Duty),
        row.state,
        row.in_force_on,
        row.unlocked_on,
        from_json(row.schedule, tuple[Falling, ...]),
        row.paid_fen,
        row.demanded_on,
        None if row.cure_until is None else from_json(row.cure_until, DueDate),
        row.counts_as_done,
        from_json(row.replaced_by, tuple[int, ...]),
        row.is_late,
    )


def _of_case(unit: UnitOfWork, table: sa.Table, case: str) -> sa.Select[Any]:
    return sa.select(table).where(table.c.place_id == unit.place_id, table.c.case_number == case)


def agreement_of(unit: UnitOfWork, case: str, number: int) -> int:
    """Read under which agreement of the case an obligation stands (义务所属协议)."""
    table = unit.tables(ObligationTables).obligation
    return int(
        unit.connection.execute(
            sa.select(table.c.agreement).where(
                table.c.place_id == unit.place_id,
                table.c.case_number == case,
                table.c.number == number,
            )
        ).scalar_one()
    )
