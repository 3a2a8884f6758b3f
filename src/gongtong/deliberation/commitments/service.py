"""Campaigns in which each household is asked for one thing (承诺活动服务)."""

from __future__ import annotations

from datetime import date
from typing import Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.registry.store import load_office_holders, load_register
from gongtong.core.rulings import Granted, Refused
from gongtong.core.storage.unit import UnitOfWork
from gongtong.deliberation.commitments import opening, promising, store
from gongtong.deliberation.commitments.commitments import (
    CampaignOnFile,
    CommitmentProgress,
    HouseholdCommitment,
    progress_of,
)


def _held(unit: UnitOfWork) -> tuple[Office, ...]:
    return load_office_holders(unit).offices_of(unit.actor.id, unit.today)


def _on_opening(
    unit: UnitOfWork, request: opening.OpenCommitments
) -> Granted[opening.CommitmentsOpened] | Refused:
    register = load_register(unit, unit.today)
    facts = opening.OpeningFacts(
        _held(unit),
        unit.actor.id,
        unit.today,
        store.find_campaign(unit, request.number) is not None,
        tuple(one for one in request.households if register.find(one) is None),
    )
    return opening.rule_on_opening(request, facts)


def _facts(
    unit: UnitOfWork, number: str, dwelling: DwellingLabel | None = None
) -> promising.AskingFacts:
    found = () if dwelling is None else store.list_households(unit, number, dwelling)
    return promising.AskingFacts(
        store.load_campaign(unit, number),
        _held(unit),
        unit.actor.id,
        unit.today,
        next(iter(found), None),
    )


def _seen(facts: promising.AskingFacts) -> int:
    return 0 if facts.household is None else facts.household.version


def _open(unit: UnitOfWork, request: opening.OpenCommitments) -> opening.CommitmentsOpened:
    event = unit.granted(_on_opening(unit, request))
    store.insert_campaign(unit, request, event)
    unit.record(event)
    return event


def _ask(unit: UnitOfWork, request: promising.AskHousehold) -> promising.HouseholdAsked:
    facts = _facts(unit, request.number, request.dwelling)
    event = unit.granted(promising.rule_on_asking(request, facts))
    store.insert_visit(unit, event)
    answered = {} if event.answer is None else {"answer": event.answer}
    days = dict.fromkeys(("asked_on", *(("answered_on",) if answered else ())), event.visited_on)
    store.update_household(
        unit,
        request.number,
        request.dwelling,
        _seen(facts),
        visits=event.visit,
        **answered,
        **days,
    )
    unit.record(event)
    return event


def _show(unit: UnitOfWork, request: promising.ShowDone) -> promising.DoneShown:
    facts = _facts(unit, request.number, request.dwelling)
    event = unit.granted(promising.rule_on_showing(request, facts))
    store.update_household(
        unit,
        request.number,
        request.dwelling,
        _seen(facts),
        evidence_digest=bytes.fromhex(event.evidence_digest),
        evidence_by=event.shown_by,
    )
    unit.record(event)
    return event


def _verify(unit: UnitOfWork, request: promising.VerifyDone) -> promising.DoneVerified:
    facts = _facts(unit, request.number, request.dwelling)
    event = unit.granted(promising.rule_on_verifying(request, facts))
    store.update_household(
        unit,
        request.number,
        request.dwelling,
        _seen(facts),
        verified_by=event.verified_by,
        verified_on=event.verified_on,
    )
    unit.record(event)
    return event


def _hand(unit: UnitOfWork, request: promising.HandOver) -> promising.HandedOver:
    facts = _facts(unit, request.number, request.dwelling)
    event = unit.granted(promising.rule_on_handover(request, facts))
    store.update_household(unit, request.number, request.dwelling, _seen(facts), handed_to=event.to)
    unit.record(event)
    return event


def _close(unit: UnitOfWork, request: promising.CloseCommitments) -> promising.CommitmentsClosed:
    facts = _facts(unit, request.number)
    households = store.list_households(unit, request.number)
    event = unit.granted(promising.rule_on_closing(request, facts, households))
    store.close_campaign(unit, facts.campaign)
    unit.record(event)
    return event


OPEN_COMMITMENTS: Final = Command(
    "deliberation.open_commitments",
    opening.OpenCommitments,
    opening.CommitmentsOpened,
    _open,
    zh="开展承诺活动",
)
ASK_HOUSEHOLD: Final = Command(
    "deliberation.ask_household",
    promising.AskHousehold,
    promising.HouseholdAsked,
    _ask,
    zh="登记承诺入户",
)
SHOW_DONE: Final = Command(
    "deliberation.show_done", promising.ShowDone, promising.DoneShown, _show, zh="提交完成证据"
)
VERIFY_DONE: Final = Command(
    "deliberation.verify_done", promising.VerifyDone, promising.DoneVerified, _verify, zh="核验完成"
)
HAND_OVER: Final = Command(
    "deliberation.hand_over_commitment",
    promising.HandOver,
    promising.HandedOver,
    _hand,
    zh="移交承诺",
)
CLOSE_COMMITMENTS: Final = Command(
    "deliberation.close_commitments",
    promising.CloseCommitments,
    promising.CommitmentsClosed,
    _close,
    zh="结束承诺活动",
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    OPEN_COMMITMENTS,
    ASK_HOUSEHOLD,
    SHOW_DONE,
    VERIFY_DONE,
    HAND_OVER,
    CLOSE_COMMITMENTS,
)


class Commitments:
    """Campaigns in which each household is asked for one thing (承诺活动台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def open_commitments(
        self, request: opening.OpenCommitments, *, key: str
    ) -> opening.CommitmentsOpened:
        """Ask households to do one thing by a day (开展承诺活动)."""
        return self._unit.run(OPEN_COMMITMENTS, request, key=key)

    def ask_household(
        self, request: promising.AskHousehold, *, key: str
    ) -> promising.HouseholdAsked:
        """Record a visit and what was answered (登记承诺入户)."""
        return self._unit.run(ASK_HOUSEHOLD, request, key=key)

    def show_done(self, request: promising.ShowDone, *, key: str) -> promising.DoneShown:
        """Record evidence that a household did it (提交完成证据)."""
        return self._unit.run(SHOW_DONE, request, key=key)

    def verify_done(self, request: promising.VerifyDone, *, key: str) -> promising.DoneVerified:
        """Verify it as another person (核验完成)."""
        return self._unit.run(VERIFY_DONE, request, key=key)

    def hand_over_commitment(
        self, request: promising.HandOver, *, key: str
    ) -> promising.HandedOver:
        """Hand what was refused or not done to a topic or a case (移交承诺)."""
        return self._unit.run(HAND_OVER, request, key=key)

    def close_commitments(
        self, request: promising.CloseCommitments, *, key: str
    ) -> promising.CommitmentsClosed:
        """Close a campaign of which nothing is left lying (结束承诺活动)."""
        return self._unit.run(CLOSE_COMMITMENTS, request, key=key)

    def may_open_commitments(
        self, request: opening.OpenCommitments
    ) -> Granted[opening.CommitmentsOpened] | Refused:
        """Rule on a campaign without opening it (能否开展承诺活动)."""
        return _on_opening(self._unit, request)

    def may_verify_done(
        self, request: promising.VerifyDone
    ) -> Granted[promising.DoneVerified] | Refused:
        """Rule on a verification without writing it (能否核验)."""
        return promising.rule_on_verifying(
            request, _facts(self._unit, request.number, request.dwelling)
        )

    def campaign(self, number: str) -> CampaignOnFile:
        """Give a campaign (查询承诺活动)."""
        return store.load_campaign(self._unit, number)

    def households(self, number: str) -> tuple[HouseholdCommitment, ...]:
        """Give where each household stands, for those who visit (住户承诺清单)."""
        return store.list_households(self._unit, number)

    def progress(self, number: str, on: date | None = None) -> CommitmentProgress:
        """Give the progress by day; it names no household and may be published (承诺进度)."""
        unit = self._unit
        return progress_of(
            store.load_campaign(unit, number),
            store.list_households(unit, number),
            store.list_steps(unit, number),
            on=on or unit.today,
        )
