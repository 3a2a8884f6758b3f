"""Reading and writing the clocks of cases (期限存取)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from attrs import frozen

from gongtong.core.codec import from_json, to_json
from gongtong.core.periods import Span
from gongtong.core.storage.column_types import is_key
from gongtong.core.storage.prepared import read_rows, write_rows
from gongtong.core.storage.unit import UnitOfWork
from gongtong.core.workdays.deadlines import DueDate
from gongtong.core.workdays.running_terms import Extension
from gongtong.core.workdays.terms import Term
from gongtong.mediation.cases.tables import NUMBER_LENGTH
from gongtong.mediation.clocks.case_clocks import CaseClock
from gongtong.mediation.clocks.extending import (
    ExtensionAgreed,
    ExtensionProposed,
    PendingExtension,
)
from gongtong.mediation.clocks.pausing import ClocksPaused, ClocksResumed
from gongtong.mediation.clocks.tables import ClockTables


@frozen
class AgreedDay:
    """A day to which parties have agreed, as the table keeps it (约定延长日)."""

    agreed_on: date
    agreed_by: tuple[str, ...]
    to: date


_KEYS = ("case_number", "clock", "sequence")
_CHANGES = (
    "due_on",
    "due_at",
    "provisional",
    "event",
    "automatic",
    "pauses",
    "extensions",
    "stopped_on",
    "told_on",
)


def load_clocks(unit: UnitOfWork, case: str) -> tuple[CaseClock, ...]:
    """Read every run of every clock of a case, in the order in which they began (读取案件期限)."""
    if not is_key(case, NUMBER_LENGTH):
        return ()
    rows = read_rows(
        unit.connection,
        _clocks_of_case(unit.tables(ClockTables).case_clock),
        {"place": unit.place_id, "case": case},
    )
    return tuple(_clock_of(row) for row in rows)


def running_clocks(unit: UnitOfWork) -> tuple[CaseClock, ...]:
    """Read every clock of the place that runs and does not stand still (读取进行中的期限)."""
    table = unit.tables(ClockTables).case_clock
    return _clocks(unit, table.c.stopped_on.is_(None), table.c.due_on.is_not(None))


def clocks_to_tell(unit: UnitOfWork) -> tuple[CaseClock, ...]:
    """Read the clocks that may have run out by now and were not told (读取届满未提示的期限)."""
    table = unit.tables(ClockTables).case_clock
    return _clocks(
        unit,
        table.c.stopped_on.is_(None),
        table.c.told_on.is_(None),
        table.c.due_on <= unit.today,
    )


def provisional_clocks(unit: UnitOfWork, case: str | None = None) -> tuple[CaseClock, ...]:
    """Read the running clocks whose end is provisional, of one case or of all (读取暂定期限)."""
    table = unit.tables(ClockTables).case_clock
    conditions: list[sa.ColumnElement[bool]] = [
        table.c.stopped_on.is_(None),
        table.c.provisional.is_(other=True),
    ]
    if case is not None:
        conditions.append(table.c.case_number == case)
    return _clocks(unit, *conditions)


def insert_clocks(unit: UnitOfWork, clocks: Iterable[CaseClock]) -> None:
    """Write clocks that begin to run (写入期限)."""
    rows = [_row_of(unit, clock) for clock in clocks]
    if rows:
        write_rows(unit.connection, _new_clocks(unit.tables(ClockTables).case_clock), rows)


def update_clocks(unit: UnitOfWork, clocks: Iterable[CaseClock]) -> None:
    """Write what has changed of clocks (更新期限)."""
    rows = [{f"b_{name}": value for name, value in _row_of(unit, one).items()} for one in clocks]
    if rows:
        write_rows(
            unit.connection,
            _changed_clocks(unit.tables(ClockTables).case_clock),
            [{key: row[key] for key in _BOUND} for row in rows],
        )


_BOUND = ("b_place_id", *(f"b_{name}" for name in (*_KEYS, *_CHANGES)))


def list_pauses(unit: UnitOfWork, case: str) -> tuple[int, int | None]:
    """Read how many pauses a case has had, and the number of the one that is open (读取中止情况)."""
    rows = read_rows(
        unit.connection,
        _pauses_of_case(unit.tables(ClockTables).case_pause),
        {"place": unit.place_id, "case": case},
    )
    still = [row.number for row in rows if row.ended_on is None]
    return len(rows), still[-1] if still else None


def insert_pause(unit: UnitOfWork, event: ClocksPaused, words: str) -> None:
    """Write a pause with its words (写入中止)."""
    unit.connection.execute(
        unit.tables(ClockTables)
        .case_pause.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            number=event.number,
            ground=event.ground,
            words=words,
            since=event.since,
            expected_end=event.expected_end,
            ended_on=None,
            paused_by=event.paused_by,
        )
    )


def end_pause(unit: UnitOfWork, event: ClocksResumed) -> None:
    """Write the end of a pause (写入恢复)."""
    table = unit.tables(ClockTables).case_pause
    unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == event.case,
            table.c.number == event.number,
        )
        .values(ended_on=event.resumed_on)
    )


def find_extension(unit: UnitOfWork, case: str) -> tuple[int, PendingExtension | None]:
    """Read how many extensions were proposed, and the last one if it waits for parties (读取延长提议)."""
    tables = unit.tables(ClockTables)
    table, consent = tables.case_extension, tables.case_extension_consent
    rows = unit.connection.execute(
        sa.select(table, consent.c.party)
        .outerjoin(
            consent,
            sa.and_(
                consent.c.place_id == table.c.place_id,
                consent.c.case_number == table.c.case_number,
                consent.c.number == table.c.number,
            ),
        )
        .where(table.c.place_id == unit.place_id, table.c.case_number == case)
        .order_by(table.c.number)
    ).all()
    if not rows:
        return 0, None
    last = rows[-1]
    if last.taken_on is not None:
        return last.number, None
    agreed = {row.party for row in rows if row.number == last.number and row.party is not None}
    return last.number, PendingExtension(
        last.number, last.clock, last.extended_to, last.proposed_on, frozenset(agreed)
    )


def insert_extension(unit: UnitOfWork, event: ExtensionProposed, words: str) -> None:
    """Write a proposal of more time with its words (写入延长提议)."""
    unit.connection.execute(
        unit.tables(ClockTables)
        .case_extension.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            number=event.number,
            clock=event.clock,
            extended_to=event.to,
            words=words,
            proposed_by=event.proposed_by,
            proposed_on=event.proposed_on,
            taken_on=None,
        )
    )


def insert_consent(unit: UnitOfWork, event: ExtensionAgreed) -> None:
    """Write that a party agrees to more time (写入同意延长)."""
    unit.connection.execute(
        unit.tables(ClockTables)
        .case_extension_consent.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            number=event.number,
            party=event.party,
            agreed_on=event.agreed_on,
            noted_by=event.noted_by,
        )
    )


def take_extension(unit: UnitOfWork, case: str, number: int) -> None:
    """Write that an extension has taken effect (写入延长生效)."""
    table = unit.tables(ClockTables).case_extension
    unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == case,
            table.c.number == number,
        )
        .values(taken_on=unit.today)
    )


@lru_cache(maxsize=16)
def _clocks_of_case(table: sa.Table) -> sa.Select[Any]:
    query = _of_case(sa.select(table), table)
    return query.order_by(table.c.started_at, table.c.clock, table.c.sequence)


@lru_cache(maxsize=16)
def _pauses_of_case(table: sa.Table) -> sa.Select[Any]:
    return _of_case(sa.select(table.c.number, table.c.ended_on), table).order_by(table.c.number)


def _of_case(query: sa.Select[Any], table: sa.Table) -> sa.Select[Any]:
    return query.where(
        table.c.place_id == sa.bindparam("place"), table.c.case_number == sa.bindparam("case")
    )


@lru_cache(maxsize=16)
def _new_clocks(table: sa.Table) -> sa.Insert:
    return table.insert()


@lru_cache(maxsize=16)
def _changed_clocks(table: sa.Table) -> sa.Update:
    return (
        table.update()
        .where(
            table.c.place_id == sa.bindparam("b_place_id"),
            *(table.c[name] == sa.bindparam(f"b_{name}") for name in _KEYS),
        )
        .values({name: sa.bindparam(f"b_{name}") for name in _CHANGES})
    )


def _clocks(unit: UnitOfWork, *conditions: sa.ColumnElement[bool]) -> tuple[CaseClock, ...]:
    table = unit.tables(ClockTables).case_clock
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, *conditions)
        .order_by(table.c.case_number, table.c.started_at, table.c.clock, table.c.sequence)
    )
    return tuple(_clock_of(row) for row in rows)


def _clock_of(row: sa.Row[Any]) -> CaseClock:
    due = None if row.due_on is None else DueDate(row.due_on, row.provisional, row.due_at)
    return CaseClock(
        case=row.case_number,
        clock=row.clock,
        sequence=row.sequence,
        state=row.state,
        zh=row.zh,
        term=Term(row.term_length, row.term_unit),
        started_at=row.started_at,
        due=due,
        event=row.event,
        automatic=row.automatic,
        # almost every clock has neither, and a tick reads thousands
        pauses=from_json(row.pauses, tuple[Span, ...]) if row.pauses else (),
        extensions=tuple(
            Extension(one.agreed_on, one.agreed_by, one.to)
            for one in from_json(row.extensions, tuple[AgreedDay, ...])
        )
        if row.extensions
        else (),
        stopped_on=row.stopped_on,
        told_on=row.told_on,
    )


def _row_of(unit: UnitOfWork, clock: CaseClock) -> dict[str, Any]:
    due = clock.due
    return {
        "place_id": unit.place_id,
        "case_number": clock.case,
        "clock": clock.clock,
        "sequence": clock.sequence,
        "state": clock.state,
        "zh": clock.zh,
        "term_length": clock.term.length,
        "term_unit": clock.term.unit,
        "started_at": clock.started_at,
        "due_on": None if due is None else due.on,
        "due_at": None if due is None else due.at,
        "provisional": due is not None and due.provisional,
        "event": clock.event,
        "automatic": clock.automatic,
        "pauses": to_json(list(clock.pauses)),
        "extensions": to_json(
            tuple(
                AgreedDay(one.agreed_on, one.agreed_by, one.to)
                for one in clock.extensions
                if isinstance(one.to, date)
            )
        ),
        "stopped_on": clock.stopped_on,
        "told_on": clock.told_on,
    }
