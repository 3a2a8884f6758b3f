"""A correction takes effect by the hand of somebody else, and money goes back by the cashier's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused, Ruling
from gongtong.ledger.books.accounts import Account, AccountKind
from gongtong.ledger.books.chart import (
    ADVANCES,
    CASH,
    FEE_INCOME,
    RECEIVABLE,
    SANITATION,
    UNVOUCHED_SPENDING,
    WAIVED,
    WECHAT_WALLET,
)
from gongtong.ledger.books.entries import EntryKind, Posting
from gongtong.ledger.fees.debts.correcting.approving import (
    CorrectionFacts,
    CorrectionStep,
    DecideCorrection,
    PayRefund,
    rule_on_decision,
    rule_on_refund_booking,
    rule_on_refund_payment,
)
from gongtong.ledger.fees.debts.corrections import CorrectionKind, CorrectionState, WaiverTerms
from gongtong.testing.debt_histories import HOME

if TYPE_CHECKING:
    from gongtong.ledger.fees.debts.corrections import Correction
    from gongtong.ledger.fees.debts.debts import BookedCharge

TODAY = date(2026, 6, 2)
BOX = Account(CASH, "库存现金", "Cash", AccountKind.ASSET, holds_money=True)
WALLET = Account(
    WECHAT_WALLET,
    "微信钱包",
    "WeChat wallet",
    AccountKind.ASSET,
    holds_money=True,
    clears_through=UNVOUCHED_SPENDING,
)


@pytest.fixture
def facts(asked: Correction, booked: BookedCharge) -> CorrectionFacts:
    """A credit note of 100 yuan on 300, of which 60 are open; the chair decides."""
    return CorrectionFacts(
        asked, booked, 6_000, 20_000, WaiverTerms(), TODAY, "u-chair", (Office.CHAIR,)
    )


@pytest.fixture
def paying(facts: CorrectionFacts, refund: Correction) -> CorrectionFacts:
    """A refund that was approved; the cashier pays it from the cash box."""
    approved = evolve(
        refund, state=CorrectionState.APPROVED, account=None, paid_by=None, paid_on=None
    )
    return evolve(
        facts,
        correction=approved,
        booked=None,
        actor="u-cashier",
        held=(Office.KEEPER_OF_MONEY,),
        account=BOX,
    )


def event_of(ruling: Ruling[CorrectionStep]) -> CorrectionStep:
    assert isinstance(ruling, Granted)
    return ruling.event


def codes_of(ruling: Ruling[CorrectionStep]) -> tuple[str, ...]:
    return ruling.codes if isinstance(ruling, Refused) else ()


def decide(facts: CorrectionFacts, *, approve: bool = True) -> Ruling[CorrectionStep]:
    return rule_on_decision(DecideCorrection(facts.correction.id, approve=approve), facts)


@pytest.mark.parametrize(
    ("open_fen", "settled_fen", "credited_fen"),
    [
        (30_000, 10_000, 0),
        (10_000, 10_000, 0),
        (9_999, 9_999, 1),
        (6_000, 6_000, 4_000),
        (0, 0, 10_000),
    ],
)
def test_what_was_paid_of_a_credit_note_becomes_credit(
    facts: CorrectionFacts, open_fen: int, settled_fen: int, credited_fen: int
) -> None:
    """100 yuan off: what is open goes first, nothing goes below nothing, the rest is kept for them."""
    step = event_of(decide(evolve(facts, open_fen=open_fen)))
    assert (step.event.settled_fen, step.event.credited_fen) == (settled_fen, credited_fen)
    assert step.event.correction.state is CorrectionState.BOOKED
    assert step.event.correction.decided_by == "u-chair"
    assert step.draft is not None
    assert (step.draft.kind, step.draft.effective_on) == (EntryKind.CREDIT_NOTE, TODAY)
    wanted = (
        Posting(FEE_INCOME, SANITATION, 10_000),
        Posting(RECEIVABLE, SANITATION, -settled_fen, HOME),
        Posting(ADVANCES, SANITATION, -credited_fen, HOME),
    )
    assert step.draft.postings == tuple(one for one in wanted if one.amount_fen)


@pytest.mark.parametrize(("against_income", "account"), [(False, WAIVED), (True, FEE_INCOME)])
def test_a_waiver_is_an_expense_or_less_income(
    facts: CorrectionFacts, against_income: bool, account: str
) -> None:
    """As the place decided; either way the debt is gone and the decision is in the books."""
    waiver = evolve(
        facts.correction, kind=CorrectionKind.WAIVER, decision="业主大会决定2026年第1号"
    )
    terms = WaiverTerms(against_income=against_income)
    step = event_of(decide(evolve(facts, correction=waiver, terms=terms, open_fen=10_000)))
    assert step.draft is not None
    assert (step.draft.kind, step.draft.postings) == (
        EntryKind.WAIVER,
        (
            Posting(account, SANITATION, 10_000),
            Posting(RECEIVABLE, SANITATION, -10_000, HOME),
        ),
    )
    assert step.draft.narration == "减免卫生服务费：面积登记有误（业主大会决定2026年第1号）"


@pytest.mark.parametrize(("open_fen", "refused"), [(9_999, True), (10_000, False)])
def test_a_waiver_is_refused_when_less_is_open_by_now(
    facts: CorrectionFacts, open_fen: int, refused: bool
) -> None:
    """The household paid in between: a fen too little is too little."""
    waiver = evolve(facts.correction, kind=CorrectionKind.WAIVER)
    found = codes_of(decide(evolve(facts, correction=waiver, open_fen=open_fen)))
    assert found == (("ledger.correction_too_large",) if refused else ())


def test_a_refusal_books_nothing(facts: CorrectionFacts) -> None:
    """It needs no amount to be there, and keeps who refused."""
    step = event_of(decide(evolve(facts, booked=None), approve=False))
    assert (step.event.correction.state, step.draft) == (CorrectionState.REFUSED, None)
    assert step.event.correction.decided_by == "u-chair"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"actor": "u-bookkeeper"}, ("ledger.correction_by_same_hand",)),
        ({"held": (Office.KEEPER_OF_BOOKS,)}, ("ledger.office_required",)),
        ({"held": (Office.MEMBER,)}, ()),
        ({"held": (Office.SUPERVISOR,)}, ()),
        (
            {"held": (Office.CHAIR, Office.KEEPER_OF_MONEY)},
            ("segregation_of_duties",),
        ),
        ({"booked": None}, ("ledger.charge_unknown",)),
    ],
)
def test_somebody_else_decides(
    facts: CorrectionFacts, change: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """Who asked does not decide, nor who keeps the money, and the charge still stands."""
    assert codes_of(decide(evolve(facts, **change))) == expected


@pytest.mark.parametrize("state", [one for one in CorrectionState if one != "asked"])
def test_a_correction_is_decided_once(facts: CorrectionFacts, state: CorrectionState) -> None:
    """What was decided stays decided."""
    later = evolve(facts, correction=evolve(facts.correction, state=state))
    assert codes_of(decide(later)) == ("ledger.correction_not_at_this_step",)


@pytest.mark.parametrize(("credit_fen", "refused"), [(9_999, True), (10_000, False)])
def test_an_approved_refund_waits_for_the_cashier(
    facts: CorrectionFacts, refund: Correction, credit_fen: int, refused: bool
) -> None:
    """Nothing is booked yet; with a fen too little credit it is not approved."""
    asked = evolve(refund, state=CorrectionState.ASKED, decided_by=None)
    ruling = decide(evolve(facts, correction=asked, booked=None, credit_fen=credit_fen))
    if refused:
        assert codes_of(ruling) == ("ledger.correction_too_large",)
    else:
        step = event_of(ruling)
        assert (step.event.correction.state, step.draft) == (CorrectionState.APPROVED, None)


def test_the_cashier_pays_and_books_nothing(paying: CorrectionFacts) -> None:
    """From where, when and by whom is kept."""
    step = event_of(rule_on_refund_payment(PayRefund(paying.correction.id, CASH, TODAY), paying))
    paid = step.event.correction
    assert (paid.state, paid.account, paid.paid_by, paid.paid_on, step.draft) == (
        CorrectionState.PAID,
        CASH,
        "u-cashier",
        TODAY,
        None,
    )


@pytest.mark.parametrize(
    ("change", "paid_on", "expected"),
    [
        ({"held": (Office.CHAIR,)}, TODAY, "ledger.office_required"),
        ({"actor": "u-chair"}, TODAY, "ledger.correction_by_same_hand"),
        ({"actor": "u-bookkeeper"}, TODAY, "ledger.correction_by_same_hand"),
        ({"account": None}, TODAY, "ledger.no_money_account"),
        ({"account": evolve(BOX, holds_money=False)}, TODAY, "ledger.no_money_account"),
        ({}, date(2026, 6, 3), "ledger.paid_in_future"),
        ({"credit_fen": 9_999}, TODAY, "ledger.correction_too_large"),
    ],
)
def test_each_ground_against_paying_is_named(
    paying: CorrectionFacts, change: dict[str, Any], paid_on: date, expected: str
) -> None:
    """Two people before the cashier, and he a third."""
    request = PayRefund(paying.correction.id, CASH, paid_on)
    found = codes_of(rule_on_refund_payment(request, evolve(paying, **change)))
    assert found == (expected,)


def test_a_refund_is_paid_once(paying: CorrectionFacts, refund: Correction) -> None:
    """What was paid is not paid again."""
    request = PayRefund(refund.id, CASH, TODAY)
    found = codes_of(rule_on_refund_payment(request, evolve(paying, correction=refund)))
    assert found == ("ledger.correction_not_at_this_step",)


@pytest.mark.parametrize(("account", "credited"), [(BOX, CASH), (WALLET, UNVOUCHED_SPENDING)])
def test_a_paid_refund_is_booked_on_its_day(
    paying: CorrectionFacts, refund: Correction, account: Account, credited: str
) -> None:
    """From cash directly; from a wallet through the account that its statement clears."""
    facts = evolve(paying, correction=refund, account=account, held=(Office.KEEPER_OF_BOOKS,))
    step = event_of(rule_on_refund_booking(facts))
    assert step.draft is not None
    assert (step.draft.kind, step.draft.effective_on) == (EntryKind.REFUND, date(2026, 6, 2))
    assert step.draft.postings == (
        Posting(ADVANCES, SANITATION, 10_000, HOME),
        Posting(credited, SANITATION, -10_000),
    )
    assert step.event.correction.state is CorrectionState.BOOKED


def test_the_cashier_does_not_book_his_own_payment(
    paying: CorrectionFacts, refund: Correction
) -> None:
    """He keeps no books."""
    found = codes_of(rule_on_refund_booking(evolve(paying, correction=refund)))
    assert found == ("ledger.office_required", "segregation_of_duties")


def test_only_what_was_paid_is_booked(paying: CorrectionFacts) -> None:
    """An approval alone moves no money."""
    facts = evolve(paying, held=(Office.KEEPER_OF_BOOKS,))
    assert codes_of(rule_on_refund_booking(facts)) == ("ledger.correction_not_at_this_step",)
