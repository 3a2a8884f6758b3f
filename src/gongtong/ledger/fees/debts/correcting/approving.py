"""Approving a correction as a second person, and paying back through the cashier (债务更正审批).

Money goes back by the hands of three people: who keeps the books asks, a member approves, the cashier
pays; then the keeper of the books writes it down.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.chart import ADVANCES, RECEIVABLE, WAIVED
from gongtong.ledger.books.entries import MOST_NARRATION, Draft, EntryKind, Posting
from gongtong.ledger.duties import reasons_against_cashier, reasons_of_office
from gongtong.ledger.fees.debts.correcting.asking import source_of
from gongtong.ledger.fees.debts.corrections import (
    Correction,
    CorrectionKind,
    CorrectionState,
    WaiverTerms,
)
from gongtong.ledger.fees.debts.debts import BookedCharge

MAY_APPROVE: Final = frozenset({Office.CHAIR, Office.MEMBER, Office.SUPERVISOR})
"""Who may approve a correction (更正审批人)."""
MAY_PAY: Final = frozenset({Office.KEEPER_OF_MONEY})


@frozen
class DecideCorrection:
    """A decision on a correction that somebody else asked for (更正审批)."""

    correction_id: UUID
    approve: bool = True


@frozen
class PayRefund:
    """The cashier's word that a refund was paid, from where and when (退款支付)."""

    correction_id: UUID
    account: str
    paid_on: date


@frozen
class BookRefund:
    """A request to write a refund into the books that the cashier has paid (退款入账申请)."""

    correction_id: UUID


@frozen
class CorrectionMoved:
    """A correction went one step further (债务更正已办理).

    `settled_fen` of a credit note lowered what was open; `credited_fen`, which had been paid, became
    credit of the dwelling.
    """

    correction: Correction
    settled_fen: int = 0
    credited_fen: int = 0


@frozen
class CorrectionStep:
    """What a step comes to: how the correction stands, and the entry that books it if any does (更正步骤)."""

    event: CorrectionMoved
    draft: Draft | None = None


@frozen
class CorrectionFacts:
    """What is known when a correction goes further (更正依据).

    `booked` is the charge if it still stands, `open_fen` what is open of it; `credit_fen` is what the
    dwelling has paid ahead in the fund; `account` is the one that the cashier paid from.
    """

    correction: Correction
    booked: BookedCharge | None
    open_fen: int
    credit_fen: int
    terms: WaiverTerms
    today: date
    actor: str
    held: Collection[Office]
    account: Account | None = None


def rule_on_decision(
    request: DecideCorrection, facts: CorrectionFacts
) -> Granted[CorrectionStep] | Refused:
    """Approve or refuse a correction, or name every ground against deciding it (更正审批审核).

    Grounds, in this order: the office, the cashier, decided before, the same hand, and for an approval
    a charge that is gone, less there than was asked for.
    """
    correction = facts.correction
    act = (f"审批{correction.kind.zh}", f"decide on a {correction.kind.value.replace('_', ' ')}")
    reasons = (
        *reasons_of_office(facts.held, MAY_APPROVE, source_of(correction.kind), act=act),
        *reasons_against_cashier(facts.held, act=act),
        *_reasons_of_state(facts, CorrectionState.ASKED),
        *_reasons_of_hand(facts),
        *(_reasons_of_amount(facts) if request.approve else ()),
    )
    if reasons:
        return Refused(reasons)
    if not request.approve:
        return Granted(_step(facts, CorrectionState.REFUSED))
    if correction.kind is CorrectionKind.REFUND:
        return Granted(_step(facts, CorrectionState.APPROVED))
    return Granted(_booked(facts))


def rule_on_refund_payment(
    request: PayRefund, facts: CorrectionFacts
) -> Granted[CorrectionStep] | Refused:
    """Take the cashier's word that he paid an approved refund, or name every ground (退款支付审核).

    Grounds, in this order: the office, not approved, the same hand, no money account, a day to come,
    less credit than is to be paid.
    """
    correction = facts.correction
    source = source_of(CorrectionKind.REFUND)
    reasons = [
        *reasons_of_office(facts.held, MAY_PAY, source, act=("支付退款", "pay a refund")),
        *_reasons_of_state(facts, CorrectionState.APPROVED),
        *_reasons_of_hand(facts),
    ]
    if facts.account is None or not facts.account.holds_money:
        reasons.append(
            Reason(
                "ledger.no_money_account",
                f"科目“{request.account}”不是货币资金科目",
                f"{request.account!r} is no account that holds money",
                source,
                (("account", request.account),),
            )
        )
    if request.paid_on > facts.today:
        reasons.append(
            Reason(
                "ledger.paid_in_future",
                f"付款日期{request.paid_on}晚于今天",
                f"{request.paid_on} lies after today",
                source,
            )
        )
    reasons.extend(_reasons_of_amount(facts))
    if reasons:
        return Refused(tuple(reasons))
    paid = evolve(
        correction,
        state=CorrectionState.PAID,
        account=request.account,
        paid_by=facts.actor,
        paid_on=request.paid_on,
    )
    return Granted(CorrectionStep(CorrectionMoved(paid)))


def rule_on_refund_booking(facts: CorrectionFacts) -> Granted[CorrectionStep] | Refused:
    """Draft the entry of a refund that was paid, or name every ground against it (退款入账审核).

    Grounds, in this order: the office, the cashier, not paid. A wallet whose statements are imported is
    cleared through its clearing account, as for any other payment.
    """
    correction = facts.correction
    reasons = (
        *reasons_against_bookkeeper(facts.held, act=("登记退款", "book a refund")),
        *_reasons_of_state(facts, CorrectionState.PAID),
    )
    if reasons:
        return Refused(reasons)
    paid_on, account = correction.paid_on, facts.account
    if paid_on is None or account is None:
        raise ValueError("a refund that was paid has a day and an account")
    who, fund, fen = correction.dwelling_id, correction.fund, correction.amount_fen
    draft = Draft(
        EntryKind.REFUND,
        paid_on,
        f"退还预收：{correction.reason}"[:MOST_NARRATION],
        (
            Posting(ADVANCES, fund, fen, who),
            Posting(account.clears_through or account.code, fund, -fen),
        ),
        correction.documents,
    )
    booked = evolve(correction, state=CorrectionState.BOOKED)
    return Granted(CorrectionStep(CorrectionMoved(booked), draft))


def _step(facts: CorrectionFacts, state: CorrectionState) -> CorrectionStep:
    moved = evolve(facts.correction, state=state, decided_by=facts.actor)
    return CorrectionStep(CorrectionMoved(moved))


def _booked(facts: CorrectionFacts) -> CorrectionStep:
    """Draft a credit note or a waiver; what was paid of a credit note becomes credit of the dwelling."""
    correction, booked = facts.correction, facts.booked
    if booked is None:
        raise ValueError("a credit note and a waiver have a charge")
    settled_fen = min(correction.amount_fen, facts.open_fen)
    credited_fen = correction.amount_fen - settled_fen
    who, fund = correction.dwelling_id, correction.fund
    is_waiver = correction.kind is CorrectionKind.WAIVER
    expense = is_waiver and not facts.terms.against_income
    debit = Posting(
        WAIVED if expense else booked.charge.income_account, fund, correction.amount_fen
    )
    credits_ = (
        Posting(RECEIVABLE, fund, -settled_fen, who),
        Posting(ADVANCES, fund, -credited_fen, who),
    )
    decision = f"（{correction.decision}）" if correction.decision else ""
    draft = Draft(
        EntryKind.WAIVER if is_waiver else EntryKind.CREDIT_NOTE,
        facts.today,
        f"{correction.kind.zh}{booked.charge.zh}：{correction.reason}{decision}"[:MOST_NARRATION],
        (debit, *(posting for posting in credits_ if posting.amount_fen)),
        correction.documents,
    )
    moved = evolve(correction, state=CorrectionState.BOOKED, decided_by=facts.actor)
    return CorrectionStep(CorrectionMoved(moved, settled_fen, credited_fen), draft)


def _reasons_of_state(facts: CorrectionFacts, wanted: CorrectionState) -> Iterator[Reason]:
    correction = facts.correction
    if correction.state is not wanted:
        yield Reason(
            "ledger.correction_not_at_this_step",
            f"该{correction.kind.zh}现为{correction.state.value}，不能办理这一步",
            f"the correction is {correction.state.value}, not {wanted.value}",
            source_of(correction.kind),
            (("state", correction.state.value),),
        )


def _reasons_of_hand(facts: CorrectionFacts) -> Iterator[Reason]:
    correction = facts.correction
    if facts.actor in {correction.asked_by, correction.decided_by}:
        yield Reason(
            "ledger.correction_by_same_hand",
            f"该{correction.kind.zh}的前一步由本人办理，须由他人办理",
            "the step before was this person's; somebody else takes the next",
            source_of(correction.kind),
        )


def _reasons_of_amount(facts: CorrectionFacts) -> Iterator[Reason]:
    correction = facts.correction
    source = source_of(correction.kind)
    if correction.charge_id is not None and facts.booked is None:
        yield Reason(
            "ledger.charge_unknown",
            "这笔应收的凭证已冲销",
            "the entry of the charge was reversed",
            source,
            (("charge", str(correction.charge_id)),),
        )
        return
    there_fen = {
        CorrectionKind.WAIVER: facts.open_fen,
        CorrectionKind.REFUND: facts.credit_fen,
    }.get(correction.kind, correction.amount_fen)
    if correction.amount_fen > there_fen:
        yield Reason(
            "ledger.correction_too_large",
            f"{correction.kind.zh}{format_yuan(correction.amount_fen)}元，现只有{format_yuan(there_fen)}元",
            f"{format_yuan(correction.amount_fen)} was asked for, and {format_yuan(there_fen)} is there now",
            source,
            (("most_fen", str(there_fen)),),
        )
