"""What has to be read of a case for a step: what its guards ask, and no more (推进所需事实)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final


class Part(StrEnum):
    """What of a case a guard reads beside the case itself (守卫所读事实)."""

    PARTIES = "parties"
    MEDIATORS = "mediators"
    SESSION = "session"
    OFFER = "offer"
    AGREEMENT = "agreement"
    OBLIGATIONS = "obligations"
    DOSSIER = "dossier"
    ESCALATION = "escalation"
    CLOCKS = "clocks"


_P = Part
_READS: Final[Mapping[str, tuple[Part, ...]]] = {
    "a_party_is_described": (_P.PARTIES,),
    "two_parties_are_described": (_P.PARTIES,),
    "no_party_refuses": (_P.PARTIES,),
    "a_party_refuses": (_P.PARTIES,),
    "every_party_consents": (_P.PARTIES,),
    "contact_was_attempted": (_P.PARTIES,),
    "rights_are_told": (_P.PARTIES,),
    "parties_can_settle": (_P.PARTIES,),
    "a_party_stops": (_P.PARTIES,),
    "parties_are_represented": (_P.PARTIES, _P.SESSION),
    "every_party_extends": (_P.PARTIES, _P.CLOCKS),
    "dispute_is_described": (),
    "openness_is_settled": (),
    "reason_given": (),
    "end_of_suspension_given": (),
    "no_report_is_owed": (),
    "a_mediator_is_named": (_P.MEDIATORS,),
    "mediators_are_eligible": (_P.MEDIATORS,),
    "mediators_are_accepted": (_P.MEDIATORS, _P.PARTIES),
    "session_is_under_way": (_P.SESSION,),
    "minutes_kept": (_P.SESSION,),
    "limit_is_over": (_P.CLOCKS,),
    "offer_is_accepted_by_all": (_P.OFFER, _P.PARTIES),
    "remedies_told": (_P.DOSSIER,),
    "terms_are_lawful": (_P.AGREEMENT,),
    "signed_by_every_party": (_P.AGREEMENT, _P.PARTIES),
    "signed_by_mediator": (_P.AGREEMENT,),
    "sealed": (_P.AGREEMENT,),
    "paper_is_waived": (_P.AGREEMENT, _P.PARTIES),
    "content_is_recorded": (_P.AGREEMENT,),
    "nothing_is_open": (_P.OBLIGATIONS,),
    "nothing_is_breached": (_P.OBLIGATIONS,),
    "something_is_breached": (_P.OBLIGATIONS,),
    "next_level_exists": (_P.ESCALATION,),
    "instruction_is_given": (_P.ESCALATION,),
    "closed_above": (_P.ESCALATION,),
    "dossier_can_go_up": (_P.DOSSIER,),
    "visit_is_recorded": (_P.DOSSIER,),
    "survey_is_offered": (_P.DOSSIER,),
    "dossier_is_complete": (_P.DOSSIER,),
}


def parts_read(names: Iterable[str], *, has_plugins: bool) -> frozenset[Part]:
    """Say what has to be read for guards, by their names; for a plugin's it is everything (守卫所需事实)."""
    wanted = tuple(names)
    if has_plugins or any(name not in _READS for name in wanted):
        return frozenset(Part)
    return frozenset(part for name in wanted for part in _READS[name])
