"""Reading and writing rosters, mandates and consents (集体当事人存取)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.errors import ConcurrentChangeError
from gongtong.core.places import DwellingLabel
from gongtong.mediation.parties.consent import ConsentLine, KeptConsent
from gongtong.mediation.parties.mandates import MandateOnFile, SettlementLimits
from gongtong.mediation.parties.roster import Household, Membership
from gongtong.mediation.parties.store import label_of, label_values, rows_of_party
from gongtong.mediation.parties.tables import PartyTables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.parties.consent import ConsentsRecorded
    from gongtong.mediation.parties.mandates import GiveMandate, MandateGiven, MandateRevoked
    from gongtong.mediation.parties.roster import Household as Entered
    from gongtong.mediation.parties.roster import HouseholdsEntered, HouseholdsLeft

_MOST_IN_LIST = 200


def list_memberships(unit: UnitOfWork, case: str, party: str) -> tuple[Membership, ...]:
    """Read every household that is or was in a group (列出名单)."""
    table = unit.tables(PartyTables).household
    rows = unit.connection.execute(rows_of_party(unit, table, case, party))
    return tuple(sorted((membership_of(row) for row in rows), key=membership_order))


def save_households(
    unit: UnitOfWork, event: HouseholdsEntered, households: Iterable[Entered]
) -> None:
    """Write the households that entered a group, all in one statement (写入名单)."""
    rows = [
        {
            "place_id": unit.place_id,
            "case_number": event.case,
            "party": event.party,
            **label_values(one.label),
            "joined_on": event.joined_on,
            "is_late": event.are_late,
            "head": one.head.strip(),
            "contact": one.contact.strip(),
        }
        for one in households
    ]
    unit.connection.execute(unit.tables(PartyTables).household.insert(), rows)


def save_leavers(unit: UnitOfWork, event: HouseholdsLeft) -> None:
    """Write from when on households are no longer in a group (写入退出日期)."""
    table = unit.tables(PartyTables).household
    changed = 0
    for start in range(0, len(event.households), _MOST_IN_LIST):
        labels = [one.position for one in event.households[start : start + _MOST_IN_LIST]]
        label = sa.tuple_(table.c.building, table.c.unit, table.c.room)
        changed += unit.connection.execute(
            table.update()
            .where(
                table.c.place_id == unit.place_id,
                table.c.case_number == event.case,
                table.c.party == event.party,
                table.c.left_on.is_(None),
                label.in_(labels),
            )
            .values(left_on=event.left_on)
        ).rowcount
    if changed != len(event.households):
        kind = "group"
        raise ConcurrentChangeError(kind, f"{event.case}/{event.party}")


def list_mandates(unit: UnitOfWork, case: str, party: str) -> tuple[MandateOnFile, ...]:
    """Read the mandates of a party in the order of their numbers (列出授权)."""
    return mandates_by_party(unit, case, party).get(party, ())


def save_mandate(unit: UnitOfWork, request: GiveMandate, event: MandateGiven) -> None:
    """Write a mandate, and who signed it (写入授权)."""
    tables, limits = unit.tables(PartyTables), request.limits
    key = {
        "place_id": unit.place_id,
        "case_number": event.case,
        "party": event.party,
        "number": event.number,
    }
    unit.connection.execute(
        tables.mandate.insert().values(
            **key,
            representative=event.representative,
            name=request.name.strip(),
            scope=request.scope.strip(),
            since=event.since,
            until=event.until,
            document=event.document,
            may_settle=event.may_settle,
            acts_alone=event.acts_alone,
            pays_at_most_fen=limits.pays_at_most_fen,
            all_pay_at_most_fen=limits.all_pay_at_most_fen,
            receives_at_least_fen=limits.receives_at_least_fen,
            all_receive_at_least_fen=limits.all_receive_at_least_fen,
            version=1,
        )
    )
    if event.signed_by:
        rows = [key | label_values(label) for label in event.signed_by]
        unit.connection.execute(tables.mandate_household.insert(), rows)


def save_revocation(unit: UnitOfWork, event: MandateRevoked) -> None:
    """Write that a mandate was revoked, unless somebody did meanwhile (写入撤销授权)."""
    table = unit.tables(PartyTables).mandate
    touched = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == event.case,
            table.c.party == event.party,
            table.c.number == event.number,
            table.c.revoked_on.is_(None),
        )
        .values(revoked_on=event.revoked_on, version=table.c.version + 1)
    )
    if touched.rowcount != 1:
        kind = "mandate"
        raise ConcurrentChangeError(kind, f"{event.case}/{event.party}/{event.number}")


def list_consents(unit: UnitOfWork, case: str, party: str) -> tuple[KeptConsent, ...]:
    """Read everything that a party said about being mediated, sheet by sheet (列出意愿)."""
    return consents_by_party(unit, case, party).get(party, ())


def save_consents(unit: UnitOfWork, event: ConsentsRecorded) -> None:
    """Write a sheet of consents in two statements, however long it is (写入意愿)."""
    tables = unit.tables(PartyTables)
    key = {
        "place_id": unit.place_id,
        "case_number": event.case,
        "party": event.party,
        "sheet": event.sheet,
    }
    unit.connection.execute(
        tables.consent_sheet.insert().values(
            **key,
            how=event.how,
            document=event.document,
            recorded_by=unit.actor.id,
            recorded_on=unit.today,
        )
    )
    rows = [
        key | label_values(one.household) | {"stance": one.stance, "given_on": one.given_on}
        for one in event.lines
    ]
    unit.connection.execute(tables.consent.insert(), rows)


def mandates_by_party(
    unit: UnitOfWork, case: str, party: str | None = None
) -> dict[str, tuple[MandateOnFile, ...]]:
    """Read the mandates of a case, or of one party of it, by party (各方授权)."""
    tables = unit.tables(PartyTables)
    signed: defaultdict[tuple[str, int], set[DwellingLabel]] = defaultdict(set)
    for row in unit.connection.execute(rows_of_party(unit, tables.mandate_household, case, party)):
        signed[row.party, row.number].add(DwellingLabel(row.building, row.unit, row.room))
    found: defaultdict[str, list[MandateOnFile]] = defaultdict(list)
    query = rows_of_party(unit, tables.mandate, case, party).order_by(tables.mandate.c.number)
    for row in unit.connection.execute(query):
        found[row.party].append(_mandate(row, frozenset(signed[row.party, row.number])))
    return {code: tuple(every) for code, every in found.items()}


def consents_by_party(
    unit: UnitOfWork, case: str, party: str | None = None
) -> dict[str, tuple[KeptConsent, ...]]:
    """Read what the parties of a case have said, or one of them, by party (各方意愿)."""
    table = unit.tables(PartyTables).consent
    found: defaultdict[str, list[KeptConsent]] = defaultdict(list)
    query = rows_of_party(unit, table, case, party).order_by(
        table.c.sheet, table.c.building, table.c.unit, table.c.room
    )
    for row in unit.connection.execute(query):
        line = ConsentLine(row.stance, row.given_on, label_of(row))
        found[row.party].append(KeptConsent(line, row.sheet))
    return {code: tuple(every) for code, every in found.items()}


def membership_of(row: sa.Row[Any]) -> Membership:
    """Give the membership that a row holds (读取入列期间)."""
    label = DwellingLabel(row.building, row.unit, row.room)
    return Membership(Household(label, row.head, row.contact), row.joined_on, row.left_on)


def membership_order(one: Membership) -> tuple[DwellingLabel, date]:
    """Put memberships in the order of labels and days (入列次序)."""
    return one.label, one.joined_on


def _mandate(row: sa.Row[Any], signed_by: frozenset[DwellingLabel]) -> MandateOnFile:
    return MandateOnFile(
        number=row.number,
        representative=row.representative,
        name=row.name,
        scope=row.scope,
        since=row.since,
        until=row.until,
        document=row.document,
        may_settle=row.may_settle,
        acts_alone=row.acts_alone,
        limits=SettlementLimits(
            row.pays_at_most_fen,
            row.all_pay_at_most_fen,
            row.receives_at_least_fen,
            row.all_receive_at_least_fen,
        ),
        signed_by=signed_by,
        revoked_on=row.revoked_on,
    )
