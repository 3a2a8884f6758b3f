"""Reading and writing offers, and what was said to them (方案存取)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError
from gongtong.core.places import DwellingLabel
from gongtong.core.storage.column_types import is_key
from gongtong.core.workdays.deadlines import DueDate
from gongtong.mediation.cases.tables import NUMBER_LENGTH
from gongtong.mediation.offers.binding import BindingReport
from gongtong.mediation.offers.offer import OfferAmount, OfferVersion
from gongtong.mediation.offers.stances import KeptStance, Stance, StanceLine
from gongtong.mediation.offers.tables import OfferTables

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.offers.binding import OfferClosed
    from gongtong.mediation.offers.offer import OfferMade, OfferTerms
    from gongtong.mediation.offers.stances import StancesRecorded


def list_offers(unit: UnitOfWork, case: str) -> tuple[OfferVersion, ...]:
    """Read every version of every offer of a case, the newest last (列出方案)."""
    if not is_key(case, NUMBER_LENGTH):
        return ()
    tables = unit.tables(OfferTables)
    amounts: defaultdict[tuple[int, int], list[OfferAmount]] = defaultdict(list)
    query = _of_case(unit, tables.amount, case).order_by(
        tables.amount.c.party,
        tables.amount.c.building,
        tables.amount.c.unit,
        tables.amount.c.room,
        tables.amount.c.flow,
    )
    for row in unit.connection.execute(query):
        amounts[row.number, row.version].append(
            OfferAmount(row.party, row.flow, row.amount_fen, _label_of(row))
        )
    offers = _of_case(unit, tables.offer, case).order_by(
        tables.offer.c.number, tables.offer.c.version
    )
    return tuple(
        _offer(row, tuple(amounts[row.number, row.version]))
        for row in unit.connection.execute(offers)
    )


def newest_offer(unit: UnitOfWork, case: str) -> OfferVersion | None:
    """Read the newest version of the newest offer, if there is any (最新方案)."""
    return next(reversed(list_offers(unit, case)), None)


def save_offer(unit: UnitOfWork, event: OfferMade, terms: OfferTerms) -> None:
    """Write a version with its words and amounts, and that it counters another one (写入方案)."""
    tables = unit.tables(OfferTables)
    key = _key(unit, event.case, event.number, event.version)
    unit.connection.execute(
        tables.offer.insert().values(
            **key,
            made_by_party=event.by,
            text=terms.text,
            stands_until=None if event.stands is None else event.stands.on,
            is_provisional=event.stands is not None and event.stands.provisional,
            made_on=unit.today,
            made_by=unit.actor.id,
            replaces=event.replaces,
            counters=event.counters,
        )
    )
    rows = [
        key
        | {"party": one.party, "flow": one.flow, "amount_fen": one.amount_fen}
        | _label_values(one.household)
        for one in terms.amounts
    ]
    if rows:
        unit.connection.execute(tables.amount.insert(), rows)
    if event.counters and event.replaces is not None:
        answered = _key(unit, event.case, event.number, event.replaces)
        unit.connection.execute(
            tables.stance.insert().values(
                **answered,
                sheet=0,
                **_label_values(None),
                party=event.by,
                stance=Stance.COUNTER,
                given_on=unit.today,
                by_mandate=False,
            )
        )


def list_stances(unit: UnitOfWork, offer: OfferVersion | None) -> tuple[KeptStance, ...]:
    """Read everything that was said to a version, sheet by sheet (列出表态)."""
    if offer is None:
        return ()
    table = unit.tables(OfferTables).stance
    rows = unit.connection.execute(
        _of_case(unit, table, offer.case)
        .where(table.c.number == offer.number, table.c.version == offer.version)
        .order_by(table.c.sheet, table.c.building, table.c.unit, table.c.room)
    )
    return tuple(
        KeptStance(
            row.party,
            StanceLine(row.stance, row.given_on, _label_of(row)),
            row.sheet,
            row.by_mandate,
        )
        for row in rows
    )


def save_stances(unit: UnitOfWork, event: StancesRecorded) -> None:
    """Write a sheet of stances in two statements, however long it is (写入表态)."""
    tables = unit.tables(OfferTables)
    key = _key(unit, event.case, event.number, event.version) | {
        "sheet": event.sheet,
        "party": event.party,
    }
    unit.connection.execute(
        tables.sheet.insert().values(
            **key,
            how=event.how,
            document=event.document,
            mandates=to_json(list(event.mandates)),
            recorded_by=unit.actor.id,
            recorded_on=unit.today,
        )
    )
    rows = [
        key
        | _label_values(one.household)
        | {
            "stance": one.stance,
            "given_on": one.given_on,
            "by_mandate": bool(event.mandates),
        }
        for one in event.lines
    ]
    unit.connection.execute(tables.stance.insert(), rows)


def save_closing(unit: UnitOfWork, event: OfferClosed, report: BindingReport | None) -> None:
    """Write that a version is closed and who was bound by it, unless somebody did meanwhile (写入方案结束)."""
    table = unit.tables(OfferTables).offer
    touched = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == event.case,
            table.c.number == event.number,
            table.c.version == event.version,
            table.c.closed_on.is_(None),
        )
        .values(closed_on=unit.today, report=to_json(report))
    )
    if touched.rowcount != 1:
        kind = "offer"
        raise ConcurrentChangeError(kind, f"{event.case}/{event.number}/{event.version}")


def load_report(unit: UnitOfWork, offer: OfferVersion) -> BindingReport | None:
    """Read who was bound when a version was closed; nothing while it is open (读取约束情况)."""
    table = unit.tables(OfferTables).offer
    kept = unit.connection.scalar(
        sa.select(table.c.report).where(
            table.c.place_id == unit.place_id,
            table.c.case_number == offer.case,
            table.c.number == offer.number,
            table.c.version == offer.version,
        )
    )
    return None if kept is None else from_json(kept, BindingReport)


def _key(unit: UnitOfWork, case: str, number: int, version: int) -> dict[str, Any]:
    return {
        "place_id": unit.place_id,
        "case_number": case,
        "number": number,
        "version": version,
    }


def _of_case(unit: UnitOfWork, table: sa.Table, case: str) -> sa.Select[Any]:
    return sa.select(table).where(table.c.place_id == unit.place_id, table.c.case_number == case)


def _label_of(row: Any) -> DwellingLabel | None:
    return DwellingLabel(row.building, row.unit, row.room) if row.room else None


def _label_values(label: DwellingLabel | None) -> dict[str, int]:
    building, unit, room = (0, 0, 0) if label is None else label.position
    return {"building": building, "unit": unit, "room": room}


def _offer(row: sa.Row[Any], amounts: tuple[OfferAmount, ...]) -> OfferVersion:
    stands = row.stands_until
    return OfferVersion(
        case=row.case_number,
        number=row.number,
        version=row.version,
        by=row.made_by_party,
        text=row.text,
        amounts=amounts,
        stands=None if stands is None else DueDate(stands, row.is_provisional),
        made_on=row.made_on,
        replaces=row.replaces,
        counters=row.counters,
        closed_on=row.closed_on,
    )
