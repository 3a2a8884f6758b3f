"""Two keys on every spending: who keeps the money keeps no books, nobody approves his own request.

会计法第35条第2款: 出纳人员不得兼任稽核、会计档案保管和收入、支出、费用、债权债务账目的登记工作。
The rest are house rules of the place, named as such.
"""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
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
from gongtong.ledger.spending.spending_rules import (
    SpendingFacts,
    rule_on_approval,
    rule_on_booking,
    rule_on_payment,
    rule_on_rejection,
    rule_on_request,
    rule_on_withdrawal,
)
from gongtong.ledger.spending.two_keys import (
    DEFAULT_TWO_KEYS,
    ApprovalTier,
    SpendingStep,
    statutory_pairs,
)

ACCOUNTING_LAW, ARTICLE = "会计法", "第35条第2款"
HOUSE = "支出审批规则"
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
MEMBER = facts("member", Office.MEMBER)
CASHIER = facts("cashier", Office.KEEPER_OF_MONEY)
BOOKKEEPER = facts("bookkeeper", Office.KEEPER_OF_BOOKS)
APPLICANT = facts("applicant", Office.APPLICANT)


def grounds(ruling: object) -> list[tuple[str, str]]:
    """Give the codes and the titles of the sources of a refusal."""
    assert isinstance(ruling, Refused)
    return [(reason.code, reason.source.title) for reason in ruling.reasons]


def test_a_request_an_approval_a_payment_and_an_entry_by_four_people() -> None:
    """The ordinary course: applicant, chair, cashier, bookkeeper."""
    asked = rule_on_request(ASKED, APPLICANT, ID)
    assert isinstance(asked, Granted)
    approved = rule_on_approval(asked.event.spending, CHAIR)
    assert isinstance(approved, Granted)
    paid = rule_on_payment(ORDER, approved.event.spending, CASHIER)
    assert isinstance(paid, Granted)
    booked = rule_on_booking(BookSpending(ID, (INVOICE,)), paid.event.spending, BOOKKEEPER)
    assert booked == Granted(
        Draft(
            EntryKind.SPENDING,
            TODAY,
            "环卫工具（新民建材）",
            (
                Posting("5101", "sanitation", 43280),
                Posting("1221", "sanitation", -43280, memo="1000257992584583041870511520"),
            ),
            (INVOICE,),
        )
    )


@pytest.mark.policy(source=ACCOUNTING_LAW, clause=ARTICLE)
def test_the_cashier_may_not_book_what_he_paid() -> None:
    """会计法35: who paid is refused as bookkeeper, for the office and for the law."""
    ruling = rule_on_booking(BookSpending(ID, (INVOICE,)), PAID, CASHIER)
    assert grounds(ruling) == [
        ("ledger.office_required", HOUSE),
        ("segregation_of_duties", ACCOUNTING_LAW),
        ("segregation_of_duties", ACCOUNTING_LAW),
    ]
    assert isinstance(ruling, Refused)
    assert ruling.reasons[1].source.article == ARTICLE
    assert ruling.reasons[2].params == (("step", "book"), ("taken", "pay"))


@pytest.mark.policy(source=ACCOUNTING_LAW, clause=ARTICLE)
def test_who_paid_may_not_book_even_after_a_change_of_office() -> None:
    """会计法35: a cashier who has become bookkeeper books no payment of his own."""
    changed = facts("cashier", Office.KEEPER_OF_BOOKS)
    ruling = rule_on_booking(BookSpending(ID, (INVOICE,)), PAID, changed)
    assert grounds(ruling) == [("segregation_of_duties", ACCOUNTING_LAW)]


@pytest.mark.policy(source=ACCOUNTING_LAW, clause=ARTICLE)
def test_one_person_with_both_offices_can_neither_pay_nor_book() -> None:
    """会计法35: whoever holds money and books together gets no further with either."""
    both = facts("both", Office.KEEPER_OF_MONEY, Office.KEEPER_OF_BOOKS)
    for ruling in (
        rule_on_payment(ORDER, APPROVED, both),
        rule_on_booking(BookSpending(ID, (INVOICE,)), PAID, both),
    ):
        assert grounds(ruling) == [("segregation_of_duties", ACCOUNTING_LAW)]


@pytest.mark.policy(source=ACCOUNTING_LAW, clause=ARTICLE)
def test_no_house_rule_takes_the_law_away() -> None:
    """A place whose own rule keeps no steps apart is still held to 会计法35."""
    loosened = evolve(
        facts("cashier", Office.KEEPER_OF_BOOKS), rule=evolve(DEFAULT_TWO_KEYS, pairs=())
    )
    ruling = rule_on_booking(BookSpending(ID, (INVOICE,)), PAID, loosened)
    assert grounds(ruling) == [("segregation_of_duties", ACCOUNTING_LAW)]


@pytest.mark.policy(source="house", clause="ledger.applicant_approves")
def test_nobody_approves_his_own_request() -> None:
    """The chair who asked for the money is no approver of it, by the rule of the house."""
    own = evolve(REQUESTED, applicant="chair")
    ruling = rule_on_approval(own, CHAIR)
    assert grounds(ruling) == [("ledger.applicant_approves", HOUSE)]
    assert isinstance(ruling, Refused)
    assert ruling.reasons[0].source.standing is Standing.HOUSE


@pytest.mark.policy(source="house", clause="ledger.approver_pays")
def test_nobody_pays_what_he_approved() -> None:
    """The chair who is keeper of the money meanwhile does not pay what he approved."""
    ruling = rule_on_payment(ORDER, APPROVED, facts("chair", Office.KEEPER_OF_MONEY))
    assert grounds(ruling) == [("ledger.approver_pays", HOUSE)]


@pytest.mark.policy(source="house", clause="ledger.applicant_pays")
def test_nobody_pays_out_his_own_request() -> None:
    """The applicant who keeps the money does not pay himself."""
    own = evolve(APPROVED, applicant="cashier")
    assert grounds(rule_on_payment(ORDER, own, CASHIER)) == [("ledger.applicant_pays", HOUSE)]


@pytest.mark.parametrize(
    ("available_fen", "refused"),
    [(43279, ["ledger.fund_insufficient"]), (43280, []), (43281, [])],
)
def test_the_fund_must_cover_the_spending(available_fen: int, refused: list[str]) -> None:
    """432.79 in the fund is too little for 432.80; exactly 432.80 is enough."""
    chair = facts("chair", Office.CHAIR, available_fen=available_fen)
    cashier = facts("cashier", Office.KEEPER_OF_MONEY, available_fen=available_fen)
    for ruling in (rule_on_approval(REQUESTED, chair), rule_on_payment(ORDER, APPROVED, cashier)):
        assert codes(ruling) == refused


def codes(ruling: object) -> list[str]:
    return [code for code, _ in grounds(ruling)] if isinstance(ruling, Refused) else []


@pytest.mark.parametrize(
    ("amount_fen", "state"),
    [
        (99999, SpendingState.APPROVED),
        (100000, SpendingState.REQUESTED),
        (100001, SpendingState.REQUESTED),
    ],
)
def test_a_place_may_ask_for_two_approvals_from_an_amount_on(
    amount_fen: int, state: SpendingState
) -> None:
    """With two approvals from 1,000.00 on, one is enough for 999.99 and not for 1,000.00."""
    rule = evolve(DEFAULT_TWO_KEYS, tiers=(ApprovalTier(0, 1), ApprovalTier(100000, 2)))
    asked = evolve(REQUESTED, amount_fen=amount_fen)
    chair = evolve(CHAIR, rule=rule, available_fen=100001)
    first = rule_on_approval(asked, chair)
    assert isinstance(first, Granted)
    assert first.event.spending.state is state


def test_the_second_approval_comes_from_a_second_person() -> None:
    """The chair cannot approve twice; a member completes the two."""
    rule = evolve(DEFAULT_TWO_KEYS, tiers=(ApprovalTier(0, 2),))
    once = evolve(REQUESTED, approvals=(Approval("chair", date(2025, 2, 3)),))
    again = rule_on_approval(once, evolve(CHAIR, rule=rule))
    assert grounds(again) == [("ledger.approved_already", HOUSE)]
    second = rule_on_approval(once, evolve(MEMBER, rule=rule))
    assert isinstance(second, Granted)
    assert second.event.spending.state is SpendingState.APPROVED


def test_an_approved_spending_is_not_approved_again() -> None:
    """Once is enough: the state refuses the next approver."""
    assert codes(rule_on_approval(APPROVED, MEMBER)) == ["ledger.spending_step_impossible"]


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


@pytest.mark.policy(source="会计法", clause="第14条")
def test_nothing_is_booked_without_an_original_document() -> None:
    """会计法14: an invoice with the request will do, or with the booking; none will not."""
    bare = rule_on_booking(BookSpending(ID), PAID, BOOKKEEPER)
    assert grounds(bare) == [("ledger.voucher_missing", "会计法")]
    early = evolve(PAID, documents=(INVOICE,))
    assert isinstance(rule_on_booking(BookSpending(ID), early, BOOKKEEPER), Granted)


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
