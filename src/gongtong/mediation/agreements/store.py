"""Reading and writing agreements and their signatures (协议存取)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.core.storage.column_types import is_key
from gongtong.mediation.agreements.agreement import Agreement, SignatureLine
from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.agreements.tables import AgreementTables
from gongtong.mediation.agreements.terms import AgreementTerms
from gongtong.mediation.cases.tables import NUMBER_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.agreements.agreement import DraftAgreement


def list_agreements(unit: UnitOfWork, case: str) -> tuple[Agreement, ...]:
    """Read the agreements of a case, the newest last (列出协议)."""
    if not is_key(case, NUMBER_LENGTH):
        return ()
    tables = unit.tables(AgreementTables)
    lines: defaultdict[int, list[SignatureLine]] = defaultdict(list)
    signed = _of_case(unit, tables.signature, case).order_by(
        tables.signature.c.number, tables.signature.c.sequence
    )
    for row in unit.connection.execute(signed):
        lines[row.number].append(
            SignatureLine(row.party, row.way, row.signed_on, _label(row), row.mandate)
        )
    rows = unit.connection.execute(
        _of_case(unit, tables.agreement, case).order_by(tables.agreement.c.number)
    )
    return tuple(_agreement(row, tuple(lines[row.number])) for row in rows)


def newest_agreement(unit: UnitOfWork, case: str) -> Agreement | None:
    """Read the newest agreement of a case, if there is any (最新协议)."""
    return next(reversed(list_agreements(unit, case)), None)


def load_agreement(unit: UnitOfWork, case: str, number: int) -> Agreement:
    """Read an agreement; raises `UnknownReferenceError` where there is none (读取协议)."""
    for one in list_agreements(unit, case):
        if one.number == number:
            return one
    kind = "agreement"
    raise UnknownReferenceError(kind, f"{case}/{number}")


def save_draft(unit: UnitOfWork, number: int, request: DraftAgreement) -> None:
    """Write a draft (写入草案)."""
    unit.connection.execute(
        unit.tables(AgreementTables)
        .agreement.insert()
        .values(
            place_id=unit.place_id,
            case_number=request.case,
            number=number,
            form=request.form,
            state=AgreementState.DRAFT,
            terms=to_json(request.terms),
            drafted_by=unit.actor.id,
            drafted_on=unit.today,
            hints_checked=[],
            waived_by=[],
            version=1,
        )
    )


def update_agreement(unit: UnitOfWork, seen: Agreement, **values: Any) -> None:
    """Change an agreement, unless somebody did meanwhile (更新协议)."""
    table = unit.tables(AgreementTables).agreement
    touched = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == seen.case,
            table.c.number == seen.number,
            table.c.version == seen.version,
        )
        .values(version=seen.version + 1, **values)
    )
    if touched.rowcount != 1:
        kind = "agreement"
        raise ConcurrentChangeError(kind, f"{seen.case}/{seen.number}")


def add_signatures(unit: UnitOfWork, seen: Agreement, lines: Iterable[SignatureLine]) -> None:
    """Write signatures in one statement (写入签署)."""
    rows = [
        {
            "place_id": unit.place_id,
            "case_number": seen.case,
            "number": seen.number,
            "sequence": sequence,
            "party": line.party,
            "way": line.way,
            "signed_on": line.on,
            **_label_values(line.household),
            "mandate": line.mandate,
            "entered_by": unit.actor.id,
        }
        for sequence, line in enumerate(lines, start=len(seen.signatures) + 1)
    ]
    unit.connection.execute(unit.tables(AgreementTables).signature.insert(), rows)


def add_court_step(
    unit: UnitOfWork, seen: Agreement, step: str, on: date, *, document: str, court: str = ""
) -> None:
    """Write what happened before a court (写入法院程序)."""
    table = unit.tables(AgreementTables).confirmation
    known = unit.connection.execute(
        sa.select(sa.func.count())
        .select_from(table)
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == seen.case,
            table.c.number == seen.number,
        )
    ).scalar_one()
    unit.connection.execute(
        table.insert().values(
            place_id=unit.place_id,
            case_number=seen.case,
            number=seen.number,
            sequence=known + 1,
            step=step,
            court=court.strip(),
            happened_on=on,
            document=document.strip(),
            entered_by=unit.actor.id,
        )
    )


def _agreement(row: sa.Row[Any], lines: tuple[SignatureLine, ...]) -> Agreement:
    return Agreement(
        case=row.case_number,
        number=row.number,
        form=row.form,
        state=row.state,
        terms=from_json(row.terms, AgreementTerms),
        drafted_on=row.drafted_on,
        signatures=lines,
        mediator=row.mediator,
        mediator_signed_on=row.mediator_signed_on,
        sealed_on=row.sealed_on,
        waived_by=frozenset(from_json(row.waived_by, tuple[str, ...])),
        agreed_on=row.agreed_on,
        effective_on=row.effective_on,
        version=row.version,
    )


def _label(row: sa.Row[Any]) -> DwellingLabel | None:
    return None if row.room == 0 else DwellingLabel(row.building, row.unit, row.room)


def _label_values(label: DwellingLabel | None) -> dict[str, int]:
    return dict(zip(_LABEL, (0, 0, 0) if label is None else label.position, strict=True))


_LABEL = ("building", "unit", "room")


def _of_case(unit: UnitOfWork, table: sa.Table, case: str) -> sa.Select[Any]:
    return sa.select(table).where(table.c.place_id == unit.place_id, table.c.case_number == case)
