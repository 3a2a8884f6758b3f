"""Reading and writing cases and the definitions that they run on (案件存取)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.machines.pinning import SHELF, PinnedMachine, machine_from, machine_text
from gongtong.core.storage.column_types import is_key
from gongtong.core.storage.prepared import read_rows, write_rows
from gongtong.core.storage.unit import UnitOfWork
from gongtong.mediation.cases.cases import CaseOnFile
from gongtong.mediation.cases.opening import CaseOpened, OpenCase
from gongtong.mediation.cases.risk import RiskOnFile, RiskSet, SetRisk
from gongtong.mediation.cases.tables import NUMBER_LENGTH, CaseTables


def load_case(unit: UnitOfWork, number: str) -> CaseOnFile:
    """Read a case; raises `UnknownReferenceError` for one that was never opened (读取案件)."""
    found = find_case(unit, number)
    if found is None:
        raise UnknownReferenceError("case", number)
    return found


def load_described(unit: UnitOfWork, number: str) -> tuple[CaseOnFile, bool]:
    """Read a case, and whether its dispute is described; raises `UnknownReferenceError` (读取案件及有无描述)."""
    row = _case_row(unit, number)
    if row is None:
        raise UnknownReferenceError("case", number)
    return _case_of(row), bool(row.description.strip())


def find_case(unit: UnitOfWork, number: str) -> CaseOnFile | None:
    """Read a case, or nothing where there is none of that number (查找案件)."""
    row = _case_row(unit, number)
    return None if row is None else _case_of(row)


def _case_row(unit: UnitOfWork, number: str) -> Any | None:
    if not is_key(number, NUMBER_LENGTH):
        return None
    values = {"place": unit.place_id, "number": number}
    rows = read_rows(unit.connection, _one_case(unit.tables(CaseTables).case), values)
    return rows[0] if rows else None


def list_cases(unit: UnitOfWork, *, with_ended: bool = False) -> tuple[CaseOnFile, ...]:
    """Read the cases of the place in the order of their numbers, those that have ended if asked (案件列表)."""
    table = unit.tables(CaseTables).case
    asked = _cases(table).where(table.c.place_id == unit.place_id).order_by(table.c.number)
    if not with_ended:
        asked = asked.where(table.c.is_ended.is_(other=False))
    return tuple(_case_of(row) for row in unit.connection.execute(asked))


def load_words(unit: UnitOfWork, number: str) -> tuple[str, str]:
    """Read what a dispute is about: the subject in a line, and the description (读取纠纷内容)."""
    row = unit.connection.execute(
        _words_of_case(unit.tables(CaseTables).case), {"place": unit.place_id, "number": number}
    ).one_or_none()
    if row is None:
        raise UnknownReferenceError("case", number)
    return row.subject, row.description


def save_opened(unit: UnitOfWork, event: CaseOpened, request: OpenCase) -> None:
    """Write a case that was opened, with the words of the dispute (写入立案)."""
    unit.connection.execute(
        unit.tables(CaseTables)
        .case.insert()
        .values(
            place_id=unit.place_id,
            number=event.number,
            kind=event.kind,
            subject=request.subject.strip(),
            description=request.description.strip(),
            source=event.source,
            channel=event.channel,
            level=event.level,
            state=event.state,
            definition=event.definition,
            risk=event.risk,
            must_report=False,
            openness="unsettled",
            opened_by=event.opened_by,
            opened_on=event.opened_on,
            applied_on=None,
            accepted_on=None,
            is_ended=False,
            version=1,
        )
    )


def list_risks(unit: UnitOfWork, case: str) -> tuple[RiskOnFile, ...]:
    """Read how the risk of a case was judged, in order (读取风险记录)."""
    table = unit.tables(CaseTables).case_risk
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, table.c.case_number == case)
        .order_by(table.c.sequence)
    )
    return tuple(
        RiskOnFile(row.sequence, row.risk, row.must_report, row.reported_to, row.reason, row.set_on)
        for row in rows
    )


def save_risk(unit: UnitOfWork, request: SetRisk, event: RiskSet, *, seen: int) -> None:
    """Write a judgment of risk, unless somebody moved the case meanwhile (写入风险)."""
    tables = unit.tables(CaseTables)
    unit.connection.execute(
        tables.case_risk.insert().values(
            place_id=unit.place_id,
            case_number=event.case,
            sequence=event.sequence,
            risk=event.risk,
            must_report=request.must_report,
            reported_to=request.reported_to.strip(),
            reason=request.reason.strip(),
            set_by=event.set_by,
            set_on=unit.today,
        )
    )
    update_case(unit, event.case, seen, risk=event.risk, must_report=event.report_is_owed)


def update_case(unit: UnitOfWork, number: str, seen: int, **values: Any) -> None:
    """Change a case, unless somebody did meanwhile (更新案件)."""
    values["version"] = seen + 1
    touched = write_rows(
        unit.connection,
        _changed_case(unit.tables(CaseTables).case, tuple(values)),
        [{"of_place": unit.place_id, "of_number": number, "seen": seen, **values}],
    )
    if touched != 1:
        raise ConcurrentChangeError("case", number)


def load_definition(unit: UnitOfWork, digest: str) -> PinnedMachine:
    """Read a definition that cases of the place run on, each once in a process (读取状态表)."""
    known = SHELF.take(digest)
    if known is not None:
        return known
    table = unit.tables(CaseTables).case_definition
    text = unit.connection.execute(
        sa.select(table.c.machine).where(
            table.c.place_id == unit.place_id, table.c.digest == digest
        )
    ).scalar_one_or_none()
    if text is None:
        raise UnknownReferenceError("definition", digest)
    return SHELF.put(machine_from(text, digest))


def keep_definition(unit: UnitOfWork, definition: PinnedMachine) -> None:
    """Write a definition where the place does not have it yet (保存状态表)."""
    table = unit.tables(CaseTables).case_definition
    is_known = unit.connection.execute(
        sa.select(table.c.version).where(
            table.c.place_id == unit.place_id, table.c.digest == definition.digest
        )
    ).one_or_none()
    if is_known is None:
        unit.connection.execute(
            table.insert().values(
                place_id=unit.place_id,
                digest=definition.digest,
                name=definition.machine.name,
                version=definition.machine.version,
                machine=machine_text(definition.machine),
                pinned_on=unit.today,
            )
        )


@lru_cache(maxsize=16)
def _one_case(table: sa.Table) -> sa.Select[Any]:
    return _in_place(_cases(table).add_columns(table.c.description), table)


@lru_cache(maxsize=16)
def _words_of_case(table: sa.Table) -> sa.Select[Any]:
    return _in_place(sa.select(table.c.subject, table.c.description), table)


def _in_place(query: sa.Select[Any], table: sa.Table) -> sa.Select[Any]:
    return query.where(
        table.c.place_id == sa.bindparam("place"), table.c.number == sa.bindparam("number")
    )


@lru_cache(maxsize=64)
def _changed_case(table: sa.Table, names: tuple[str, ...]) -> sa.Update:
    return (
        table.update()
        .where(
            table.c.place_id == sa.bindparam("of_place"),
            table.c.number == sa.bindparam("of_number"),
            table.c.version == sa.bindparam("seen"),
        )
        .values({name: sa.bindparam(name) for name in names})
    )


def _cases(table: sa.Table) -> sa.Select[Any]:
    return sa.select(*(table.c[name] for name in _READ))


_READ = (
    "number",
    "kind",
    "subject",
    "source",
    "state",
    "definition",
    "risk",
    "openness",
    "level",
    "opened_on",
    "applied_on",
    "accepted_on",
    "is_ended",
    "version",
    "must_report",
)


def _case_of(row: sa.Row[Any]) -> CaseOnFile:
    return CaseOnFile(**dict(zip(_READ, row, strict=False)))
