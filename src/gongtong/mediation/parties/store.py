"""Reading and writing parties, and what each of them said (当事人存取)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import ConcurrentChangeError, UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.mediation.parties.consent import ConsentLine, KeptConsent
from gongtong.mediation.parties.group_rules import GroupRule, LateJoining
from gongtong.mediation.parties.mandates import MandateOnFile, SettlementLimits
from gongtong.mediation.parties.participants import Participant, PartyConsent
from gongtong.mediation.parties.party import ActsFor, PartyOnFile
from gongtong.mediation.parties.roster import Household, Membership
from gongtong.mediation.parties.tables import PartyTables
from gongtong.mediation.parties.weighing import PartyRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.parties.consent import ConsentsRecorded
    from gongtong.mediation.parties.contact import ContactLogged, LogContact, RightsTold
    from gongtong.mediation.parties.mandates import GiveMandate, MandateGiven, MandateRevoked
    from gongtong.mediation.parties.participants import InviteParticipant, ParticipantInvited
    from gongtong.mediation.parties.party import AddParty, PartyAdded
    from gongtong.mediation.parties.roster import Household as Entered
    from gongtong.mediation.parties.roster import HouseholdsEntered, HouseholdsLeft

_MOST_IN_LIST = 200


def label_of(row: Any) -> DwellingLabel | None:
    """Give the household of a row; noughts stand for the party itself (读取住户)."""
    return DwellingLabel(row.building, row.unit, row.room) if row.room else None


def label_values(label: DwellingLabel | None) -> dict[str, int]:
    """Give the columns of a household, noughts for the party itself (住户列值)."""
    building, unit, room = (0, 0, 0) if label is None else label.position
    return {"building": building, "unit": unit, "room": room}


def list_parties(unit: UnitOfWork, case: str) -> tuple[PartyOnFile, ...]:
    """Read the parties of a case in the order of their codes (列出当事人)."""
    return tuple(_party(row) for row in _party_rows(unit, case))


def load_party(unit: UnitOfWork, case: str, code: str) -> PartyOnFile:
    """Read a party; raises `UnknownReferenceError` (读取当事人)."""
    return _party(_party_row(unit, case, code))


def load_told_on(unit: UnitOfWork, case: str, code: str) -> date | None:
    """Read when a party was told its rights and duties (读取告知日期)."""
    told_on: date | None = _party_row(unit, case, code).told_on
    return told_on


def save_party(unit: UnitOfWork, request: AddParty, event: PartyAdded) -> None:
    """Write a party (写入当事人)."""
    dwelling, acts_for = request.dwelling, request.acts_for
    unit.connection.execute(
        unit.tables(PartyTables)
        .party.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            code=event.code,
            kind=event.kind,
            name=request.name.strip(),
            contact=request.contact.strip(),
            building=None if dwelling is None else dwelling.building,
            unit=None if dwelling is None else dwelling.unit,
            room=None if dwelling is None else dwelling.room,
            acts_for_name=None if acts_for is None else acts_for.name.strip(),
            acts_for_basis=event.basis,
            rule=None if event.rule is None else to_json(event.rule, GroupRule),
            joining=None if event.joining is None else to_json(event.joining, LateJoining),
            added_on=unit.today,
        )
    )


def list_memberships(unit: UnitOfWork, case: str, party: str) -> tuple[Membership, ...]:
    """Read every household that is or was in a group (列出名单)."""
    table = unit.tables(PartyTables).household
    rows = unit.connection.execute(_of_party(unit, table, case, party))
    return tuple(sorted((_membership(row) for row in rows), key=_membership_order))


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
    return _mandates(unit, case, party).get(party, ())


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
    return _consents(unit, case, party).get(party, ())


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


def count_contacts(unit: UnitOfWork, case: str, party: str) -> int:
    """Count the attempts to reach a party (联系次数)."""
    return _contacts(unit, case)[party]


def save_contact(unit: UnitOfWork, request: LogContact, event: ContactLogged) -> None:
    """Write an attempt to reach a party (写入联系)."""
    unit.connection.execute(
        unit.tables(PartyTables)
        .contact.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            party=event.party,
            number=event.number,
            **label_values(event.household),
            made_on=event.made_on,
            way=event.way,
            outcome=event.outcome,
            note=request.note,
            made_by=unit.actor.id,
        )
    )


def save_telling(unit: UnitOfWork, event: RightsTold) -> None:
    """Write that a party was told its rights and duties (写入告知)."""
    table = unit.tables(PartyTables).party
    touched = unit.connection.execute(
        table.update()
        .where(
            table.c.place_id == unit.place_id,
            table.c.case_number == event.case,
            table.c.code == event.party,
            table.c.told_on.is_(None),
        )
        .values(told_on=event.told_on, told_how=event.how, told_by=event.told_by)
    )
    if touched.rowcount != 1:
        kind = "party"
        raise ConcurrentChangeError(kind, f"{event.case}/{event.party}")


def list_participants(unit: UnitOfWork, case: str) -> tuple[Participant, ...]:
    """Read who takes part in a case beside the parties (列出参与人)."""
    table = unit.tables(PartyTables).participant
    rows = unit.connection.execute(
        sa.select(table)
        .where(table.c.place_id == unit.place_id, table.c.case_number == case)
        .order_by(table.c.number)
    )
    return tuple(
        Participant(
            row.number,
            row.role,
            row.name,
            row.invited_on,
            row.invited_by,
            tuple(one.party for one in from_json(row.consents, tuple[PartyConsent, ...])),
        )
        for row in rows
    )


def save_participant(
    unit: UnitOfWork, request: InviteParticipant, event: ParticipantInvited
) -> None:
    """Write who takes part (写入参与人)."""
    unit.connection.execute(
        unit.tables(PartyTables)
        .participant.insert()
        .values(
            place_id=unit.place_id,
            case_number=event.case,
            number=event.number,
            role=event.role,
            name=request.name.strip(),
            invited_on=event.invited_on,
            invited_by=unit.actor.id,
            consents=to_json(event.consents),
        )
    )


def list_records(unit: UnitOfWork, case: str) -> tuple[PartyRecord, ...]:
    """Read everything on record about every party of a case, in six statements (列出当事人记录)."""
    tables = unit.tables(PartyTables)
    memberships: defaultdict[str, list[Membership]] = defaultdict(list)
    for row in unit.connection.execute(_of_party(unit, tables.household, case)):
        memberships[row.party].append(_membership(row))
    mandates, consents = _mandates(unit, case), _consents(unit, case)
    contacts = _contacts(unit, case)
    return tuple(
        PartyRecord(
            _party(row),
            tuple(sorted(memberships[row.code], key=_membership_order)),
            mandates.get(row.code, ()),
            consents.get(row.code, ()),
            contacts[row.code],
            row.told_on,
        )
        for row in _party_rows(unit, case)
    )


def _of_party(
    unit: UnitOfWork, table: sa.Table, case: str, party: str | None = None
) -> sa.Select[Any]:
    query = sa.select(table).where(table.c.place_id == unit.place_id, table.c.case_number == case)
    return query if party is None else query.where(table.c.party == party)


def _party_rows(unit: UnitOfWork, case: str) -> Sequence[sa.Row[Any]]:
    table = unit.tables(PartyTables).party
    return unit.connection.execute(_of_party(unit, table, case).order_by(table.c.code)).all()


def _party_row(unit: UnitOfWork, case: str, code: str) -> sa.Row[Any]:
    table = unit.tables(PartyTables).party
    row = unit.connection.execute(
        _of_party(unit, table, case).where(table.c.code == code)
    ).one_or_none()
    if row is None:
        kind = "party"
        raise UnknownReferenceError(kind, f"{case}/{code}")
    return row


def _contacts(unit: UnitOfWork, case: str) -> Counter[str]:
    table = unit.tables(PartyTables).contact
    rows = unit.connection.execute(
        sa.select(table.c.party, sa.func.count())
        .where(table.c.place_id == unit.place_id, table.c.case_number == case)
        .group_by(table.c.party)
    )
    return Counter({row[0]: int(row[1]) for row in rows})


def _mandates(
    unit: UnitOfWork, case: str, party: str | None = None
) -> dict[str, tuple[MandateOnFile, ...]]:
    tables = unit.tables(PartyTables)
    signed: defaultdict[tuple[str, int], set[DwellingLabel]] = defaultdict(set)
    for row in unit.connection.execute(_of_party(unit, tables.mandate_household, case, party)):
        signed[row.party, row.number].add(DwellingLabel(row.building, row.unit, row.room))
    found: defaultdict[str, list[MandateOnFile]] = defaultdict(list)
    query = _of_party(unit, tables.mandate, case, party).order_by(tables.mandate.c.number)
    for row in unit.connection.execute(query):
        found[row.party].append(_mandate(row, frozenset(signed[row.party, row.number])))
    return {code: tuple(every) for code, every in found.items()}


def _consents(
    unit: UnitOfWork, case: str, party: str | None = None
) -> dict[str, tuple[KeptConsent, ...]]:
    table = unit.tables(PartyTables).consent
    found: defaultdict[str, list[KeptConsent]] = defaultdict(list)
    query = _of_party(unit, table, case, party).order_by(
        table.c.sheet, table.c.building, table.c.unit, table.c.room
    )
    for row in unit.connection.execute(query):
        line = ConsentLine(row.stance, row.given_on, label_of(row))
        found[row.party].append(KeptConsent(line, row.sheet))
    return {code: tuple(every) for code, every in found.items()}


def _party(row: sa.Row[Any]) -> PartyOnFile:
    return PartyOnFile(
        case=row.case_number,
        code=row.code,
        kind=row.kind,
        name=row.name,
        contact=row.contact,
        dwelling=label_of(row),
        acts_for=None
        if row.acts_for_basis is None
        else ActsFor(row.acts_for_name, row.acts_for_basis),
        rule=None if row.rule is None else from_json(row.rule, GroupRule),
        joining=None if row.joining is None else from_json(row.joining, LateJoining),
        added_on=row.added_on,
    )


def _membership(row: sa.Row[Any]) -> Membership:
    label = DwellingLabel(row.building, row.unit, row.room)
    return Membership(Household(label, row.head, row.contact), row.joined_on, row.left_on)


def _membership_order(one: Membership) -> tuple[DwellingLabel, date]:
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
