"""The rules of a spending: states, amounts, accounts, references, and every ground at once."""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import DocumentRef, Posting
from gongtong.ledger.spending.requests import (
    TRANSITIONS,
    Approval,
    BookSpending,
    EndSpending,
    Payment,
    PaySpending,
    RequestSpending,
    Spending,
    SpendingState,
)
from gongtong.ledger.spending.spending_facts import SpendingFacts
from gongtong.ledger.spending.spending_rules import (
    rule_on_approval,
    rule_on_booking,
    rule_on_payment,
    rule_on_rejection,
    rule_on_request,
    rule_on_withdrawal,
)
from gongtong.ledger.spending.two_keys import (
    DEFAULT_TWO_KEYS,
    SpendingStep,
    statutory_pairs,
)

ID = UUID(int=7)
TODAY = date(2025, 2, 6)
ACCOUNTS = {account.code: account for account in DEFAULT_CHART.accounts}
INVOICE = DocumentRef("发票.pdf", "0f" * 32)
ASKED = RequestSpending("sanitation", "5101", 43280, "环卫工具", "新民建材")
REQUESTED = Spending(
    ID, "sanitation", "5101", 43280, "环卫工具", "新民建材", "applicant", date(2025, 2, 1)
)
APPROVED = evolve(
    REQUESTED,
    state=SpendingState.APPROVED,
    approvals=(Approval("chair", date(2025, 2, 3)),),
)
PAID = evolve(
    APPROVED,
    state=SpendingState.PAID,
    payment=Payment("cashier", "1012.wechat", date(2025, 2, 6), "1000257992584583041870511520"),
)
ORDER = PaySpending(ID, 43280, "1012.wechat", TODAY, "1000257992584583041870511520")


def facts(actor: str, *held: Office, available_fen: int = 43280) -> SpendingFacts:
    return SpendingFacts(
        actor=actor,
        held=held,
        today=TODAY,
        rule=DEFAULT_TWO_KEYS,
        statutory=statutory_pairs(CASHIER_KEEPS_NO_BOOKS),
        accounts=ACCOUNTS,
        funds={"sanitation"},
        available_fen=available_fen,
    )


CHAIR = facts("chair", Office.CHAIR)
CASHIER = facts("cashier", Office.KEEPER_OF_MONEY)
BOOKKEEPER = facts("bookkeeper", Office.KEEPER_OF_BOOKS)
APPLICANT = facts("applicant", Office.APPLICANT)


def codes(ruling: object) -> list[str]:
    return list(ruling.codes) if isinstance(ruling, Refused) else []


@pytest.mark.parametrize("paid_fen", [43279, 43281])
def test_what_is_paid_is_what_was_approved(paid_fen: int) -> None:
    """One fen less or more than approved is refused."""
    ruling = rule_on_payment(evolve(ORDER, amount_fen=paid_fen), APPROVED, CASHIER)
    assert codes(ruling) == ["ledger.amount_differs"]


def test_a_bad_payment_is_told_every_ground_at_once() -> None:
    """Wrong person, amount, fund, account, day and a guard's objection come together, in order."""
    objection = Reason("acme.no", "不行", "no", Source("本小区决定", standing=Standing.HOUSE))
    wrong = PaySpending(ID, 43281, "4301", date(2025, 2, 7))
    known = evolve(
        facts("chair", Office.CHAIR, available_fen=0),
        is_reference_used=True,
        objections=(objection,),
    )
    assert codes(rule_on_payment(wrong, APPROVED, known)) == [
        "ledger.office_required",
        "ledger.approver_pays",
        "ledger.amount_differs",
        "ledger.fund_insufficient",
        "ledger.not_a_money_account",
        "ledger.reference_used",
        "ledger.paid_in_future",
        "acme.no",
    ]


def test_a_payment_from_a_wallet_names_its_transaction() -> None:
    """A wallet's statement will be imported, so the line must be found again; a cash box has none."""
    ruling = rule_on_payment(evolve(ORDER, reference=" "), APPROVED, CASHIER)
    assert codes(ruling) == ["ledger.reference_missing"]
    cash = evolve(ORDER, reference="", paid_from="1001")
    assert isinstance(rule_on_payment(cash, APPROVED, CASHIER), Granted)


def test_what_was_paid_in_cash_is_credited_to_the_cash_box() -> None:
    """No statement of a cash box is imported: the entry credits it directly."""
    cash = evolve(PAID, payment=Payment("cashier", "1001", TODAY))
    booked = rule_on_booking(BookSpending(ID, (INVOICE,)), cash, BOOKKEEPER)
    assert isinstance(booked, Granted)
    assert booked.event.postings[1] == Posting("1001", "sanitation", -43280)


def test_a_payment_of_today_passes_and_one_of_tomorrow_does_not() -> None:
    """A payment is reported after it was made."""
    assert isinstance(rule_on_payment(ORDER, APPROVED, CASHIER), Granted)
    tomorrow = rule_on_payment(evolve(ORDER, paid_on=date(2025, 2, 7)), APPROVED, CASHIER)
    assert codes(tomorrow) == ["ledger.paid_in_future"]


def test_only_the_applicant_takes_a_request_back() -> None:
    """The chair can reject a request, not withdraw it; both state a reason."""
    end = EndSpending(ID, "不买了")
    assert isinstance(rule_on_withdrawal(end, REQUESTED, APPLICANT), Granted)
    assert codes(rule_on_withdrawal(end, REQUESTED, CHAIR)) == ["ledger.withdrawn_by_other"]
    rejected = rule_on_rejection(end, REQUESTED, CHAIR)
    assert isinstance(rejected, Granted)
    assert rejected.event.spending.ended_because == "不买了"
    silent = EndSpending(ID, " ")
    assert codes(rule_on_rejection(silent, REQUESTED, CHAIR)) == ["ledger.reason_missing"]
    assert codes(rule_on_withdrawal(silent, REQUESTED, APPLICANT)) == ["ledger.reason_missing"]


@pytest.mark.parametrize("state", list(SpendingState))
def test_a_step_outside_the_table_is_refused_in_every_state(state: SpendingState) -> None:
    """Money that left is not withdrawn; what ended stays ended: each pair is in the table or refused."""
    spending = evolve(PAID, state=state)
    end = EndSpending(ID, "原因")
    tried = {
        SpendingStep.APPROVE: rule_on_approval(evolve(spending, approvals=()), CHAIR),
        SpendingStep.REJECT: rule_on_rejection(end, spending, CHAIR),
        SpendingStep.WITHDRAW: rule_on_withdrawal(end, spending, APPLICANT),
        SpendingStep.PAY: rule_on_payment(ORDER, spending, CASHIER),
        SpendingStep.BOOK: rule_on_booking(BookSpending(ID, (INVOICE,)), spending, BOOKKEEPER),
    }
    for step, ruling in tried.items():
        is_refused = "ledger.spending_step_impossible" in codes(ruling)
        assert is_refused is ((state, step) not in TRANSITIONS), step


def test_a_bad_request_is_told_every_ground_at_once() -> None:
    """No office, no amount, no purpose, no payee, no fund and no expense account."""
    bad = RequestSpending("parking", "4301", 0, " ", "")
    assert codes(rule_on_request(bad, facts("neighbour"), ID)) == [
        "ledger.office_required",
        "ledger.amount_not_positive",
        "ledger.purpose_missing",
        "ledger.payee_missing",
        "ledger.fund_unknown",
        "ledger.not_an_expense_account",
    ]


@pytest.mark.parametrize("amount_fen", [-1, 0, 10**15 + 1, True])
def test_an_amount_that_is_no_amount_is_refused(amount_fen: int) -> None:
    """Nothing, less than nothing, more than ten trillion yuan, and true are no amounts."""
    ruling = rule_on_request(evolve(ASKED, amount_fen=amount_fen), APPLICANT, ID)
    assert codes(ruling) == ["ledger.amount_not_positive"]


@pytest.mark.parametrize("amount_fen", [1, 10**15])
def test_the_least_and_the_greatest_amount_are_accepted(amount_fen: int) -> None:
    """One fen and ten trillion yuan are amounts."""
    ruling = rule_on_request(evolve(ASKED, amount_fen=amount_fen), APPLICANT, ID)
    assert isinstance(ruling, Granted)


def test_an_account_that_clears_through_none_is_credited_itself() -> None:
    """A place without imported statements credits the wallet it paid from."""
    plain = {**ACCOUNTS, "1012.wechat": _without_clearing(ACCOUNTS["1012.wechat"])}
    booked = rule_on_booking(BookSpending(ID, (INVOICE,)), PAID, evolve(BOOKKEEPER, accounts=plain))
    assert isinstance(booked, Granted)
    assert booked.event.postings[1].account == "1012.wechat"


def _without_clearing(account: Account) -> Account:
    return evolve(account, clears_through=None)


@pytest.mark.parametrize(("length", "refused"), [(199, False), (200, False), (201, True)])
def test_a_text_is_no_longer_than_the_books_can_hold(length: int, refused: bool) -> None:
    """Purpose, payee and decision have 200 characters each, and so has a reference and a reason."""
    text = "长" * length
    expected = ["ledger.text_too_long"] if refused else []
    asked = evolve(ASKED, purpose=text, payee=text, decision=text)
    assert codes(rule_on_request(asked, APPLICANT, ID)) == expected * 3
    assert codes(rule_on_payment(evolve(ORDER, reference=text), APPROVED, CASHIER)) == expected
    assert codes(rule_on_rejection(EndSpending(ID, text), REQUESTED, CHAIR)) == expected
