"""How each party stands, worked out from what is on record about it (当事人情况认定)."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from gongtong.mediation.parties.consent import (
    ConsentStance,
    KeptConsent,
    answers_of,
    current_consents,
)
from gongtong.mediation.parties.group_rules import Bound, bound_households, may_still_bind
from gongtong.mediation.parties.mandates import MandateOnFile, mandates_on
from gongtong.mediation.parties.party import PartyOnFile
from gongtong.mediation.parties.roster import Membership, members_on
from gongtong.mediation.parties.standing import PartyKind, PartyStanding


@frozen
class PartyRecord:
    """Everything on record about one party (当事人记录)."""

    party: PartyOnFile
    memberships: tuple[Membership, ...]
    mandates: tuple[MandateOnFile, ...]
    consents: tuple[KeptConsent, ...]
    contact_attempts: int
    told_on: date | None


def standing_of(record: PartyRecord, *, today: date, least: int) -> PartyStanding:
    """Say how a party stands today; a group needs `least` representatives (认定当事人情况)."""
    consented, refused = _stance(record, today)
    may_negotiate, may_settle = _powers(record, today, least)
    is_group = record.party.kind is PartyKind.GROUP
    return PartyStanding(
        code=record.party.code,
        kind=record.party.kind,
        is_described=not is_group or bool(members_on(record.memberships, today)),
        has_consented=consented,
        has_refused=refused,
        contact_attempts=record.contact_attempts,
        knows_its_rights=record.told_on is not None,
        may_negotiate=may_negotiate,
        may_settle=may_settle,
    )


def _stance(record: PartyRecord, today: date) -> tuple[bool, bool]:
    """Say whether a party has consented, and whether it has refused; it may have done neither."""
    said = current_consents(record.consents)
    if record.party.kind is not PartyKind.GROUP or said.get(None) is ConsentStance.STOPPED:
        own = said.get(None)
        return own is ConsentStance.CONSENT, own not in {None, ConsentStance.CONSENT}
    rule = record.party.group_rule
    answers = answers_of(members_on(record.memberships, today), record.consents)
    agrees = isinstance(bound_households(rule, answers), Bound)
    return agrees, bool(answers) and not may_still_bind(rule, answers)


def _powers(record: PartyRecord, today: date, least: int) -> tuple[bool, bool]:
    """Say whether somebody can speak for a party, and whether somebody can settle for it."""
    if not record.party.needs_mandate:
        return True, True
    current = mandates_on(record.mandates, today)
    needed = least if record.party.kind is PartyKind.GROUP else 1
    may_negotiate = len({one.representative for one in current}) >= needed
    return may_negotiate, may_negotiate and any(one.may_settle for one in current)
