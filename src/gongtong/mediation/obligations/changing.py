"""Giving up an obligation, or putting others in its place (免除与替代)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import StrEnum

from attrs import evolve, frozen

from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.mediation.obligations.agreeing import AgreeingFacts, reasons_of_duties
from gongtong.mediation.obligations.conditions import is_hopeless
from gongtong.mediation.obligations.duty import Duty, Obligation, Side
from gongtong.mediation.obligations.graph import cycle_in, happened_by, waiting_of
from gongtong.mediation.obligations.guards import StepFacts, step
from gongtong.mediation.obligations.obligation_machine import ObligationEvent as E
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.mediation.obligations.unlocking import Unlocked, unlock
from gongtong.mediation.sources import HOUSE_MEDIATION


class Dependents(StrEnum):
    """What becomes of obligations that wait for one that was waived (相关义务处理)."""

    UNLOCK = "unlock"
    FALL_AWAY = "fall_away"


@frozen
class Waive:
    """A request to enter that a creditor gives an obligation up (免除义务申请).

    `dependents` says what becomes of those that wait for it, which nobody may guess. `document` is the sha256 of the
    paper on which the creditor says so.
    """

    case: str
    number: int
    by: Side
    dependents: Dependents
    document: str


@frozen
class Waived:
    """An obligation was given up; these are due now, and those fell away with it (已免除)."""

    case: str
    number: int
    by: Side
    dependents: Dependents
    document: str
    unlocked: tuple[Unlocked, ...]
    fell_away: tuple[int, ...]


@frozen
class Substitute:
    """A request to put other obligations in the place of one, which both sides have agreed to (替代义务申请)."""

    case: str
    number: int
    duties: tuple[Duty, ...]
    agreed_by: tuple[str, ...]
    document: str


@frozen
class Substituted:
    """Others stand in the place of an obligation; what waited for it waits for all of them (已替代)."""

    case: str
    number: int
    replaced_by: tuple[int, ...]
    agreed_by: tuple[str, ...]
    document: str
    unlocked: tuple[Unlocked, ...]


@frozen
class ChangingFacts:
    """What is known when obligations are changed (变更义务依据)."""

    parties: Collection[str]
    obligations: Mapping[int, Obligation]
    events: Mapping[str, date]
    today: date
    calendar: Callable[[], WorkCalendar]


def rule_on_waiving(request: Waive, facts: ChangingFacts) -> Granted[Waived] | Refused:
    """Let a creditor give an obligation up (免除义务审核).

    Grounds, in this order: no such obligation, no paper, and what the table of states says.
    """
    one = facts.obligations.get(request.number)
    if one is None:
        return Refused((_unknown(request.number),))
    reasons = [*_without_paper(request.document)]
    told = step(E.WAIVE, StepFacts(one, creditor_waives=request.by == one.duty.creditor))
    if isinstance(told, tuple):
        reasons += told
    if reasons:
        return Refused(tuple(reasons))
    counts = request.dependents is Dependents.UNLOCK
    waived = evolve(one, state=S.WAIVED, counts_as_done=counts)
    now = {**facts.obligations, request.number: waived}
    away = () if counts else falling_away(now, facts.events, facts.today)
    now |= {number: evolve(now[number], state=S.CANCELLED) for number in away}
    unlocked = unlock(now.values(), facts.events, facts.today, facts.calendar())
    return Granted(
        Waived(
            request.case,
            request.number,
            request.by,
            request.dependents,
            request.document,
            unlocked,
            away,
        )
    )


def rule_on_substituting(
    request: Substitute, facts: ChangingFacts
) -> Granted[Substituted] | Refused:
    """Let others take the place of an obligation (替代义务审核).

    Grounds, in this order: no such obligation, no paper, what the table of states says, what is wrong with the new
    ones, a ring that they would close.
    """
    one = facts.obligations.get(request.number)
    if one is None:
        return Refused((_unknown(request.number),))
    reasons = [*_without_paper(request.document)]
    both = {one.duty.debtor.party, one.duty.creditor.party} <= set(request.agreed_by)
    told = step(E.SUBSTITUTE, StepFacts(one, both_sides_agree=both))
    if isinstance(told, tuple):
        reasons += told
    known = AgreeingFacts(facts.parties, facts.today, facts.obligations.keys())
    reasons += reasons_of_duties(request.duties, known)
    reasons += _of_numbers_after(request, facts)
    reasons += _of_ring(request, facts)
    if reasons:
        return Refused(tuple(reasons))
    numbers = tuple(duty.number for duty in request.duties)
    now = substituted(facts.obligations, request.number, request.duties, facts.today)
    unlocked = unlock(now.values(), facts.events, facts.today, facts.calendar())
    agreed = tuple(sorted(set(request.agreed_by)))
    return Granted(
        Substituted(request.case, request.number, numbers, agreed, request.document, unlocked)
    )


def substituted(
    obligations: Mapping[int, Obligation], number: int, duties: Collection[Duty], today: date
) -> dict[int, Obligation]:
    """Give the obligations as they stand with others in the place of one (替代后的义务)."""
    old = evolve(
        obligations[number],
        state=S.SUBSTITUTED,
        replaced_by=tuple(duty.number for duty in duties),
    )
    return {
        **obligations,
        number: old,
        **{duty.number: Obligation(duty, in_force_on=old.in_force_on and today) for duty in duties},
    }


def falling_away(
    obligations: Mapping[int, Obligation], events: Mapping[str, date], today: date
) -> tuple[int, ...]:
    """Give those that wait for what can never come any more, and those that wait for them (随之失效的义务)."""
    now = dict(obligations)
    away: list[int] = []
    while True:
        happened = happened_by(now.values(), events, today)
        lost = [
            number
            for number, one in now.items()
            if one.state is S.PENDING and is_hopeless(one.duty.waits_for, happened)
        ]
        if not lost:
            return tuple(sorted(away))
        away += lost
        now |= {number: evolve(now[number], state=S.CANCELLED) for number in lost}


def _of_numbers_after(request: Substitute, facts: ChangingFacts) -> tuple[Reason, ...]:
    last = max(facts.obligations, default=0)
    if all(duty.number > last for duty in request.duties):
        return ()
    return (
        _reason(
            "substitute_numbers",
            f"替代的义务编号须大于{last}",
            f"obligations that replace one have numbers above {last}",
        ),
    )


def _of_ring(request: Substitute, facts: ChangingFacts) -> tuple[Reason, ...]:
    waiting = waiting_of((*(one.duty for one in facts.obligations.values()), *request.duties))
    # whoever waits for what was replaced waits for what replaces it
    waiting[request.number] = frozenset(duty.number for duty in request.duties)
    for number, one in facts.obligations.items():
        if one.replaced_by:
            waiting[number] = frozenset(one.replaced_by)
    if _has_own_ring(request.duties) or not (ring := cycle_in(waiting)):
        return ()
    chain = "→".join(map(str, ring))
    return (
        _reason(
            "obligations_in_a_ring",
            f"义务互相等待，永远不能开始：{chain}",
            f"obligations wait for each other and could never begin: {chain}",
        ),
    )


def _has_own_ring(duties: Collection[Duty]) -> bool:
    return bool(cycle_in(waiting_of(duties)))


def _without_paper(document: str) -> tuple[Reason, ...]:
    if is_sha256(document):
        return ()
    return (
        _reason(
            "change_without_paper",
            "变更义务须有书面材料",
            "a change of what was agreed is on paper",
        ),
    )


def _unknown(number: int) -> Reason:
    return _reason(
        "obligation_unknown", f"没有第{number}项义务", f"there is no obligation {number}"
    )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
