"""Offers, and what each party says to each version (方案服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.workdays.policies import WORK_CALENDAR
from gongtong.mediation.cases.store import load_case
from gongtong.mediation.offers import store
from gongtong.mediation.offers.binding import (
    BindingReport,
    CloseOffer,
    OfferClosed,
    rule_on_closing,
    standing_of_offer,
    who_is_bound,
)
from gongtong.mediation.offers.by_mandate import AcceptByMandate, rule_on_mandated
from gongtong.mediation.offers.offer import (
    MakeOffer,
    OfferFacts,
    OfferMade,
    OfferVersion,
    ReviseOffer,
    rule_on_offer,
    rule_on_revision,
)
from gongtong.mediation.offers.public import PublicOffer, public_view
from gongtong.mediation.offers.stances import (
    KeptStance,
    RecordStances,
    StanceFacts,
    StancesRecorded,
    rule_on_stances,
)
from gongtong.mediation.parties.groups.store import (
    list_consents,
    list_mandates,
    list_memberships,
)
from gongtong.mediation.parties.records.store import list_records
from gongtong.mediation.parties.store import list_parties, load_party

if TYPE_CHECKING:
    from gongtong.core.rulings import Granted, Refused
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.mediation.offers.standing import OfferStanding


def offer_standing(unit: UnitOfWork, case: str) -> OfferStanding | None:
    """Say how the newest offer of a case stands, if there is any (方案情况)."""
    offer = store.newest_offer(unit, case)
    return None if offer is None else standing_of_offer(offer, _report(unit, offer), unit.today)


def bound_by_newest_offer(unit: UnitOfWork, case: str) -> BindingReport | None:
    """Say who is bound by the newest offer of a case, if there is any (最新方案约束情况)."""
    offer = store.newest_offer(unit, case)
    return None if offer is None else _report(unit, offer)


def _report(unit: UnitOfWork, offer: OfferVersion) -> BindingReport:
    kept = store.load_report(unit, offer)
    return kept if kept is not None else _weighed(unit, offer)


def _weighed(unit: UnitOfWork, offer: OfferVersion) -> BindingReport:
    stances = store.list_stances(unit, offer)
    return who_is_bound(offer, list_records(unit, offer.case), stances, unit.today)


def _offer_facts(unit: UnitOfWork, case: str) -> OfferFacts:
    return OfferFacts(
        load_case(unit, case),
        [one.code for one in list_parties(unit, case)],
        store.newest_offer(unit, case),
        lambda: unit.decide(WORK_CALENDAR),
        unit.today,
    )


def _stance_facts(unit: UnitOfWork, request: RecordStances | AcceptByMandate) -> StanceFacts:
    newest = store.newest_offer(unit, request.case)
    return StanceFacts(
        load_case(unit, request.case),
        newest,
        load_party(unit, request.case, request.party),
        list_memberships(unit, request.case, request.party),
        list_mandates(unit, request.case, request.party),
        list_consents(unit, request.case, request.party),
        store.list_stances(unit, newest),
        unit.today,
    )


def _make_offer(unit: UnitOfWork, request: MakeOffer) -> OfferMade:
    event = unit.granted(rule_on_offer(request, _offer_facts(unit, request.case)))
    store.save_offer(unit, event, request.terms)
    unit.record(event)
    return event


def _revise_offer(unit: UnitOfWork, request: ReviseOffer) -> OfferMade:
    event = unit.granted(rule_on_revision(request, _offer_facts(unit, request.case)))
    store.save_offer(unit, event, request.terms)
    unit.record(event)
    return event


def _record_stances(unit: UnitOfWork, request: RecordStances) -> StancesRecorded:
    event = unit.granted(rule_on_stances(request, _stance_facts(unit, request)))
    store.save_stances(unit, event)
    unit.record(event)
    return event


def _accept_by_mandate(unit: UnitOfWork, request: AcceptByMandate) -> StancesRecorded:
    event = unit.granted(rule_on_mandated(request, _stance_facts(unit, request)))
    store.save_stances(unit, event)
    unit.record(event)
    return event


def _close_offer(unit: UnitOfWork, request: CloseOffer) -> OfferClosed:
    newest = store.newest_offer(unit, request.case)
    report = None if newest is None else _weighed(unit, newest)
    ruling = rule_on_closing(request, load_case(unit, request.case), newest, report)
    event = unit.granted(ruling)
    store.save_closing(unit, event, report)
    unit.record(event)
    return event


MAKE_OFFER: Final = Command(
    "mediation.make_offer", MakeOffer, OfferMade, _make_offer, zh="提出方案"
)
REVISE_OFFER: Final = Command(
    "mediation.revise_offer", ReviseOffer, OfferMade, _revise_offer, zh="修改方案"
)
RECORD_STANCES: Final = Command(
    "mediation.record_stances", RecordStances, StancesRecorded, _record_stances, zh="登记表态"
)
ACCEPT_BY_MANDATE: Final = Command(
    "mediation.accept_by_mandate",
    AcceptByMandate,
    StancesRecorded,
    _accept_by_mandate,
    zh="代表接受方案",
)
CLOSE_OFFER: Final = Command(
    "mediation.close_offer", CloseOffer, OfferClosed, _close_offer, zh="结束方案"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    MAKE_OFFER,
    REVISE_OFFER,
    RECORD_STANCES,
    ACCEPT_BY_MANDATE,
    CLOSE_OFFER,
)


class Offers:
    """Offers, and what each party says to each version (方案台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def make_offer(self, request: MakeOffer, *, key: str) -> OfferMade:
        """Put an offer before the parties (提出方案)."""
        return self._unit.run(MAKE_OFFER, request, key=key)

    def may_make_offer(self, request: MakeOffer) -> Granted[OfferMade] | Refused:
        """Rule on an offer without making it (能否提出方案)."""
        return rule_on_offer(request, _offer_facts(self._unit, request.case))

    def revise_offer(self, request: ReviseOffer, *, key: str) -> OfferMade:
        """Put another version in the place of the newest one (修改方案)."""
        return self._unit.run(REVISE_OFFER, request, key=key)

    def record_stances(self, request: RecordStances, *, key: str) -> StancesRecorded:
        """Enter what was said to a version, one line or a whole sheet (登记表态)."""
        return self._unit.run(RECORD_STANCES, request, key=key)

    def may_record_stances(self, request: RecordStances) -> Granted[StancesRecorded] | Refused:
        """Rule on a sheet without entering it (能否登记表态)."""
        return rule_on_stances(request, _stance_facts(self._unit, request))

    def accept_by_mandate(self, request: AcceptByMandate, *, key: str) -> StancesRecorded:
        """Accept a version for those who sent the representatives (代表接受方案)."""
        return self._unit.run(ACCEPT_BY_MANDATE, request, key=key)

    def may_accept_by_mandate(self, request: AcceptByMandate) -> Granted[StancesRecorded] | Refused:
        """Say whether representatives could accept, and every ground on which not (能否代表接受)."""
        return rule_on_mandated(request, _stance_facts(self._unit, request))

    def close_offer(self, request: CloseOffer, *, key: str) -> OfferClosed:
        """Close an offer, and keep who is bound by it (结束方案)."""
        return self._unit.run(CLOSE_OFFER, request, key=key)

    def offers(self, case: str) -> tuple[OfferVersion, ...]:
        """Give every version of every offer, for those who sit at the table (方案清单)."""
        return store.list_offers(self._unit, case)

    def stances(self, offer: OfferVersion) -> tuple[KeptStance, ...]:
        """Give everything that was said to a version (表态清单)."""
        return store.list_stances(self._unit, offer)

    def who_is_bound(self, case: str) -> BindingReport | None:
        """Say who is bound by the newest offer, and why or why not (谁受约束)."""
        return bound_by_newest_offer(self._unit, case)

    def standing(self, case: str) -> OfferStanding | None:
        """Say how the newest offer stands (方案情况)."""
        return offer_standing(self._unit, case)

    def public_view(self, case: str) -> PublicOffer:
        """Give what anybody may read: nothing that was conceded; raises `UnknownReferenceError` (方案公开视图)."""
        offer = store.newest_offer(self._unit, case)
        if offer is None:
            raise UnknownReferenceError("offer", case)
        return public_view(offer, _report(self._unit, offer))
