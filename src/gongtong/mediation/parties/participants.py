"""Relatives, neighbours and experts who take part with the parties' consent (参与人)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.parties.party import MAX_TEXT
from gongtong.mediation.parties.roster import day_to_come
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

INVITED: Final = mediation_law(20)


class ParticipantRole(StrEnum):
    """As what somebody is invited (参与人身份)."""

    RELATIVE = "relative"
    NEIGHBOUR = "neighbour"
    COLLEAGUE = "colleague"
    EXPERT = "expert"
    ORGANISATION = "organisation"
    PUBLIC_FIGURE = "public_figure"


@frozen
class PartyConsent:
    """A party that agrees to somebody taking part, and since when (当事人同意)."""

    party: str
    given_on: date


@frozen
class InviteParticipant:
    """A request to enter somebody who is invited to take part (邀请参与人申请)."""

    case: str
    role: ParticipantRole
    name: str = field(repr=False)
    invited_on: date
    consents: tuple[PartyConsent, ...]


@frozen
class ParticipantInvited:
    """Somebody takes part, and every party agreed; the name stays in the tables (已邀请参与人)."""

    case: str
    number: int
    role: ParticipantRole
    invited_on: date
    consents: tuple[PartyConsent, ...]


@frozen
class Participant:
    """Somebody who takes part, as the tables hold it (在册参与人)."""

    number: int
    role: ParticipantRole
    name: str = field(repr=False)
    invited_on: date
    invited_by: str
    agreed_by: tuple[str, ...]


@frozen
class InvitingFacts:
    """What is known when somebody is invited (邀请参与人依据)."""

    case: CaseOnFile
    parties: Collection[str]
    last_number: int
    today: date


def rule_on_invitation(
    request: InviteParticipant, facts: InvitingFacts
) -> Granted[ParticipantInvited] | Refused:
    """Let somebody take part to whom every party agreed on or before the day (邀请参与人审核).

    Grounds, in this order: the case has ended, no name, a day to come, there are no parties, parties that did not
    agree in time.
    """
    reasons = [*reasons_if_ended(facts.case)]
    if not 0 < len(request.name.strip()) <= MAX_TEXT:
        reasons.append(
            Reason(
                "mediation.participant_name",
                f"须写明参与人，不超过{MAX_TEXT}字",
                f"whoever takes part is named in {MAX_TEXT} characters",
                HOUSE_MEDIATION,
            )
        )
    if request.invited_on > facts.today:
        reasons.append(day_to_come(request.invited_on))
    in_time = {one.party for one in request.consents if one.given_on <= request.invited_on}
    missing = sorted(set(facts.parties) - in_time)
    if missing or not facts.parties:
        reasons.append(
            Reason(
                "mediation.participant_not_agreed",
                f"邀请他人参与调解，须先征得当事人同意：{'、'.join(missing) or '尚无当事人'}",
                f"others take part when the parties agree: {', '.join(missing) or 'no parties'}",
                INVITED,
                (("parties", ",".join(missing)),),
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    consents = tuple(sorted(request.consents, key=lambda one: (one.party, one.given_on)))
    return Granted(
        ParticipantInvited(
            request.case, facts.last_number + 1, request.role, request.invited_on, consents
        )
    )
