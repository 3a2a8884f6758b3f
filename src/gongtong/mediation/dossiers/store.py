"""Reading and writing dossiers (卷宗存取)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import to_json
from gongtong.core.storage.column_types import is_key
from gongtong.mediation.cases.tables import NUMBER_LENGTH
from gongtong.mediation.dossiers.papers import PaperOnFile
from gongtong.mediation.dossiers.tables import DossierTables
from gongtong.mediation.dossiers.telling import KeptVisit

if TYPE_CHECKING:
    from datetime import date

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.dossiers.papers import PaperFiled
    from gongtong.mediation.dossiers.telling import RecordVisit, RemediesTold, VisitRecorded


def list_papers(unit: UnitOfWork, case: str) -> tuple[PaperOnFile, ...]:
    """Read the papers of a dossier, in their places (读取卷内材料)."""
    rows = _rows(unit, unit.tables(DossierTables).paper, case)
    return tuple(
        PaperOnFile(row.number, row.kind, row.document, row.pages, row.dated) for row in rows
    )


def add_paper(unit: UnitOfWork, event: PaperFiled) -> None:
    """Write a paper into a dossier (写入卷内材料)."""
    values = {
        "kind": event.kind,
        "document": event.document,
        "pages": event.pages,
        "dated": event.dated,
    }
    _insert(unit, unit.tables(DossierTables).paper, (event.case, event.number), values)


def remedies_told_on(unit: UnitOfWork, case: str) -> date | None:
    """Read when the parties were last told what else they can do (读取告知救济日期)."""
    rows = _rows(unit, unit.tables(DossierTables).remedies, case)
    return max((row.told_on for row in rows), default=None)


def add_remedies(unit: UnitOfWork, event: RemediesTold) -> None:
    """Write that the parties were told what else they can do (写入告知救济)."""
    table = unit.tables(DossierTables).remedies
    number = len(_rows(unit, table, event.case)) + 1
    values = {"parties": to_json(event.parties), "told_on": event.told_on, "how": event.how}
    _insert(unit, table, (event.case, number), values)


def visits(unit: UnitOfWork, case: str) -> tuple[KeptVisit, ...]:
    """Read when the parties were visited, and what was found (读取回访)."""
    rows = _rows(unit, unit.tables(DossierTables).visit, case)
    return tuple(
        KeptVisit(row.number, row.visited_on, row.finding, row.survey_offered, row.words)
        for row in rows
    )


def add_visit(unit: UnitOfWork, event: VisitRecorded, request: RecordVisit) -> None:
    """Write a visit with what was found (写入回访)."""
    values = {
        "visited_on": event.visited_on,
        "finding": event.finding,
        "survey_offered": event.survey_offered,
        "words": request.words.strip(),
    }
    _insert(unit, unit.tables(DossierTables).visit, (event.case, event.number), values)


def _rows(unit: UnitOfWork, table: sa.Table, case: str) -> list[sa.Row[Any]]:
    if not is_key(case, NUMBER_LENGTH):
        return []
    return list(
        unit.connection.execute(
            sa.select(table)
            .where(table.c.place_id == unit.place_id, table.c.case_number == case)
            .order_by(table.c.number)
        )
    )


def _insert(
    unit: UnitOfWork, table: sa.Table, key: tuple[str, int], values: dict[str, Any]
) -> None:
    case, number = key
    unit.connection.execute(
        table.insert().values(
            place_id=unit.place_id,
            case_number=case,
            number=number,
            entered_by=unit.actor.id,
            entered_on=unit.today,
            **values,
        )
    )
