"""Asking for a credit note, a waiver or a refund (债务更正申请)."""

from collections.abc import Collection, Iterator
from typing import Final, TypeAlias
from uuid import UUID

from attrs import frozen

from gongtong.core.money import format_yuan
from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.fees.debts.corrections import (
    CREDIT_NOTE_RULES,
    REFUND_RULES,
    WAIVER_RULES,
    Correction,
    CorrectionKind,
    WaiverTerms,
)
from gongtong.ledger.fees.debts.debts import BookedCharge


@frozen
class CreditCharge:
    """A request to lower a charge that was too high (减额申请).

    What was paid of it already becomes credit of the dwelling.
    """

    charge_id: UUID
    amount_fen: int
    reason: str
    documents: tuple[DocumentRef, ...] = ()


@frozen
class WaiveCharge:
    """A request not to collect what is open of a charge (减免申请).

    `decision` names the decision that allows it, such as 业主大会决定2026年第3号.
    """

    charge_id: UUID
    amount_fen: int
    reason: str
    decision: str = ""
    documents: tuple[DocumentRef, ...] = ()


@frozen
class RefundCredit:
    """A request to pay back what a dwelling has paid ahead (退款申请)."""

    dwelling_id: UUID
    fund: str
    amount_fen: int
    reason: str
    documents: tuple[DocumentRef, ...] = ()


AnyCorrection: TypeAlias = CreditCharge | WaiveCharge | RefundCredit


@frozen
class CorrectionAsked:
    """A correction was asked for; nothing is booked before somebody else approves it (已申请债务更正)."""

    correction: Correction


@frozen
class AskingFacts:
    """What is known when a correction is asked for (申请依据).

    `booked` is the charge where there is one and it stands; `open_fen` is what is open of it;
    `corrected_fen` what was corrected of it before, and `waiting_fen` what waits to be. For a refund
    `credit_fen` is what the dwelling has paid ahead in the fund.
    """

    new: Correction
    booked: BookedCharge | None
    open_fen: int
    corrected_fen: int
    waiting_fen: int
    credit_fen: int
    terms: WaiverTerms
    held: Collection[Office]

    @property
    def correctable_fen(self) -> int:
        """How much of the charge may still be credited (可减额)."""
        if self.booked is None:
            return 0
        return self.booked.charge.amount_fen - self.corrected_fen - self.waiting_fen


def rule_on_asking(facts: AskingFacts) -> Granted[CorrectionAsked] | Refused:
    """Take a request for a correction, or name every ground against it (更正申请审核).

    Grounds, in this order: the office, the cashier, no reason, no document, an amount of nothing, no
    such charge, more than there is to correct, no decision where one is needed.
    """
    asked = facts.new
    act = (f"申请{asked.kind.zh}", f"ask for a {asked.kind.value.replace('_', ' ')}")
    reasons = (
        *reasons_against_bookkeeper(facts.held, act=act),
        *_reasons_of_form(asked),
        *_reasons_of_amount(facts),
        *_reasons_of_decision(facts),
    )
    return Refused(reasons) if reasons else Granted(CorrectionAsked(asked))


_SOURCES: Final = {
    CorrectionKind.CREDIT_NOTE: CREDIT_NOTE_RULES,
    CorrectionKind.WAIVER: WAIVER_RULES,
    CorrectionKind.REFUND: REFUND_RULES,
}


def source_of(kind: CorrectionKind) -> Source:
    """Give the house rule that a kind of correction follows (规则出处)."""
    return _SOURCES[kind]


def _reasons_of_form(asked: Correction) -> Iterator[Reason]:
    source = source_of(asked.kind)
    if not asked.reason.strip():
        yield Reason(
            "ledger.correction_without_reason", "没有写明理由", "no reason is given", source
        )
    if not asked.documents:
        yield Reason(
            "ledger.correction_without_document",
            "没有附原始凭证",
            "no document is attached",
            source,
        )
    if asked.amount_fen <= 0:
        yield Reason(
            "ledger.correction_of_nothing",
            "金额须大于零",
            "the amount is more than nothing",
            source,
        )


def _reasons_of_amount(facts: AskingFacts) -> Iterator[Reason]:
    asked = facts.new
    if asked.charge_id is not None and facts.booked is None:
        yield Reason(
            "ledger.charge_unknown",
            "没有这笔应收，或其凭证已冲销",
            "there is no such charge, or its entry was reversed",
            source_of(asked.kind),
            (("charge", str(asked.charge_id)),),
        )
        return
    most_fen = limit_of(facts)
    if asked.amount_fen > most_fen:
        yield Reason(
            "ledger.correction_too_large",
            f"{asked.kind.zh}{format_yuan(asked.amount_fen)}元，最多{format_yuan(most_fen)}元",
            f"{format_yuan(asked.amount_fen)} is asked for, and at most {format_yuan(most_fen)} is there",
            source_of(asked.kind),
            (("most_fen", str(most_fen)),),
        )


def limit_of(facts: AskingFacts) -> int:
    """Give the most that may be asked for, without what waits already (更正上限)."""
    match facts.new.kind:
        case CorrectionKind.CREDIT_NOTE:
            return max(0, facts.correctable_fen)
        case CorrectionKind.WAIVER:
            return max(0, facts.open_fen - facts.waiting_fen)
        case CorrectionKind.REFUND:
            return max(0, facts.credit_fen - facts.waiting_fen)


def _reasons_of_decision(facts: AskingFacts) -> Iterator[Reason]:
    asked = facts.new
    if (
        asked.kind is CorrectionKind.WAIVER
        and not asked.decision
        and asked.amount_fen > facts.terms.most_without_vote_fen
    ):
        yield Reason(
            "ledger.waiver_without_decision",
            f"减免{format_yuan(asked.amount_fen)}元，须写明所依据的决定",
            f"a waiver of {format_yuan(asked.amount_fen)} names the decision that allows it",
            WAIVER_RULES,
            (("most_without_vote_fen", str(facts.terms.most_without_vote_fen)),),
        )
