"""What becomes of an agreement in force: confirmed by a court, varied, set aside, performed (协议的确认与终结)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from attrs import frozen

from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.deadlines import DueDate, due_date
from gongtong.core.workdays.terms import Term
from gongtong.mediation.agreements.agreement import Agreement
from gongtong.mediation.agreements.agreement_machine import AgreementEvent as E
from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.agreements.guards import AgreementFacts, step
from gongtong.mediation.obligations.duty import DutySubject
from gongtong.mediation.obligations.standing import ObligationStanding
from gongtong.mediation.sources import HOUSE_MEDIATION

THIRTY_DAYS = Term(30)


class CourtRuling(StrEnum):
    """What a court says of an agreement (法院裁定)."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    ANNULLED = "annulled"


class AgreementEnd(StrEnum):
    """How parties end an agreement (协议终结方式)."""

    WITHDRAW = "withdraw"
    VARY = "vary"
    COMPLETE = "complete"


@frozen
class ApplyForConfirmation:
    """A request to enter that the parties apply to a court together (登记司法确认申请)."""

    case: str
    number: int
    by: tuple[str, ...]
    court: str
    applied_on: date
    document: str


@frozen
class AppliedForConfirmation:
    """The parties have applied to a court; `last_day` was the last one for it (已申请司法确认)."""

    case: str
    number: int
    by: tuple[str, ...]
    applied_on: date
    last_day: DueDate
    document: str


@frozen
class RecordRuling:
    """A request to enter what a court has said (登记裁定申请)."""

    case: str
    number: int
    ruling: CourtRuling
    ruled_on: date
    document: str


@frozen
class RulingRecorded:
    """A court has said what it thinks of an agreement; `ended` are obligations that hold no longer (裁定已登记)."""

    case: str
    number: int
    ruling: CourtRuling
    ruled_on: date
    document: str
    ended: tuple[int, ...]


@frozen
class EndAgreement:
    """A request to end an agreement: a draft withdrawn, one varied by all, one that was performed (终结协议申请)."""

    case: str
    number: int
    end: AgreementEnd
    agreed_by: tuple[str, ...] = ()


@frozen
class AgreementEnded:
    """An agreement has ended; `ended` are obligations that hold no longer (协议已终结)."""

    case: str
    number: int
    end: AgreementEnd
    agreed_by: tuple[str, ...]
    ended: tuple[int, ...]


@frozen
class LaterFacts:
    """What is known of an agreement in force (协议后续依据)."""

    agreement: Agreement
    signed_by: frozenset[str]
    obligations: ObligationStanding
    open_duties: tuple[int, ...]
    today: date
    calendar: Callable[[], WorkCalendar]


def last_day_to_apply(effective_on: date, calendar: WorkCalendar) -> DueDate:
    """Give the last day on which the parties can apply: thirty days from the effect on (申请确认截止日).

    The day of the effect is not counted, and a last day of rest moves on (民法典第201条、第203条).
    """
    return due_date(effective_on, THIRTY_DAYS, calendar)


def rule_on_applying(
    request: ApplyForConfirmation, facts: LaterFacts
) -> Granted[AppliedForConfirmation] | Refused:
    """Let it be entered that the parties apply to a court (登记司法确认审核).

    Grounds, in this order: a day that cannot be, then what the table of states says: not all of them together, too
    late, status or title, no paper.
    """
    reasons = []
    agreement = facts.agreement
    since = agreement.effective_on
    if request.applied_on > facts.today or (since is not None and request.applied_on < since):
        reasons.append(
            _reason(
                "applied_on", "申请日期须在生效之后、今天之前", "it is applied for after its effect"
            )
        )
    last = None if since is None else last_day_to_apply(since, facts.calendar())
    told = step(
        E.APPLY,
        AgreementFacts(
            agreement.state,
            applied_jointly=bool(facts.signed_by) and facts.signed_by <= set(request.by),
            within_thirty_days=last is not None and request.applied_on <= last.on,
            not_status_or_title=not any(
                duty.subject in {DutySubject.STATUS, DutySubject.TITLE}
                for duty in agreement.terms.duties
            ),
            paper_is_given=_is_paper(request.document) and bool(request.court.strip()),
        ),
    )
    reasons += told if isinstance(told, tuple) else ()
    if reasons or last is None:
        return Refused(tuple(reasons))
    by = tuple(sorted(set(request.by)))
    return Granted(
        AppliedForConfirmation(
            request.case, request.number, by, request.applied_on, last, request.document
        )
    )


_RULED: Mapping[CourtRuling, E] = {
    CourtRuling.CONFIRMED: E.CONFIRM,
    CourtRuling.DISMISSED: E.DISMISS,
    CourtRuling.ANNULLED: E.ANNUL,
}
_ENDED: Mapping[AgreementEnd, E] = {
    AgreementEnd.WITHDRAW: E.WITHDRAW,
    AgreementEnd.VARY: E.VARY,
    AgreementEnd.COMPLETE: E.COMPLETE,
}


def rule_on_ruling(request: RecordRuling, facts: LaterFacts) -> Granted[RulingRecorded] | Refused:
    """Let it be entered what a court has said (登记裁定审核).

    Grounds, in this order: a day to come, then what the table of states says.
    """
    reasons = []
    if request.ruled_on > facts.today:
        reasons.append(_reason("ruled_on", "裁定日期不在将来", "the ruling is not in the future"))
    told = step(
        _RULED[request.ruling],
        AgreementFacts(facts.agreement.state, paper_is_given=_is_paper(request.document)),
    )
    reasons += told if isinstance(told, tuple) else ()
    if reasons:
        return Refused(tuple(reasons))
    is_void = request.ruling is CourtRuling.ANNULLED
    return Granted(
        RulingRecorded(
            request.case,
            request.number,
            request.ruling,
            request.ruled_on,
            request.document,
            facts.open_duties if is_void else (),
        )
    )


def rule_on_ending(request: EndAgreement, facts: LaterFacts) -> Granted[AgreementEnded] | Refused:
    """Let parties end an agreement, on the grounds of the table of states (终结协议审核)."""
    told = step(
        _ENDED[request.end],
        AgreementFacts(
            facts.agreement.state,
            every_party_agrees=bool(facts.signed_by) and facts.signed_by <= set(request.agreed_by),
            nothing_is_open=facts.obligations.open == 0,
        ),
    )
    if isinstance(told, tuple):
        return Refused(told)
    by = tuple(sorted(set(request.agreed_by)))
    return Granted(AgreementEnded(request.case, request.number, request.end, by, facts.open_duties))


def state_after_ruling(agreement: Agreement, ruling: CourtRuling) -> AgreementState:
    """Give the state in which an agreement is after a court has spoken (裁定后状态)."""
    return _after(agreement, _RULED[ruling])


def state_after_end(agreement: Agreement, end: AgreementEnd) -> AgreementState:
    """Give the state in which an agreement is when it has ended (终结后状态)."""
    return _after(agreement, _ENDED[end])


def _after(agreement: Agreement, event: E) -> AgreementState:
    told = step(
        event,
        AgreementFacts(
            agreement.state, paper_is_given=True, every_party_agrees=True, nothing_is_open=True
        ),
    )
    if isinstance(told, tuple):
        raise TypeError(f"{event} leads nowhere from {agreement.state}")
    return told


def _is_paper(document: str) -> bool:
    return is_sha256(document)


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
