"""Two keys on every spending: who keeps the money keeps no books, nobody approves his own request.

会计法第35条第2款: 出纳人员不得兼任稽核、会计档案保管和收入、支出、费用、债权债务账目的登记工作。
The rest are house rules of the place, named as such.
"""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.core.rulings import Granted, Refused, Standing
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.spending.requests import (
    Approval,
    BookSpending,
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
    rule_on_request,
)
from gongtong.ledger.spending.two_keys import (
    DEFAULT_TWO_KEYS,
    ApprovalTier,
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


@pytest.mark.policy(source="house", clause="ledger.two_keys")
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
@pytest.mark.policy(source="house", clause="ledger.two_keys")
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
@pytest.mark.policy(source="house", clause="ledger.two_keys")
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


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_the_second_approval_comes_from_a_second_person() -> None:
    """The chair cannot approve twice; a member completes the two."""
    rule = evolve(DEFAULT_TWO_KEYS, tiers=(ApprovalTier(0, 2),))
    once = evolve(REQUESTED, approvals=(Approval("chair", date(2025, 2, 3)),))
    again = rule_on_approval(once, evolve(CHAIR, rule=rule))
    assert grounds(again) == [("ledger.approved_already", HOUSE)]
    second = rule_on_approval(once, evolve(MEMBER, rule=rule))
    assert isinstance(second, Granted)
    assert second.event.spending.state is SpendingState.APPROVED


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_an_approved_spending_is_not_approved_again() -> None:
    """Once is enough: the state refuses the next approver."""
    assert codes(rule_on_approval(APPROVED, MEMBER)) == ["ledger.spending_step_impossible"]


@pytest.mark.policy(source="会计法", clause="第14条")
def test_nothing_is_booked_without_an_original_document() -> None:
    """会计法14: an invoice with the request will do, or with the booking; none will not."""
    bare = rule_on_booking(BookSpending(ID), PAID, BOOKKEEPER)
    assert grounds(bare) == [("ledger.voucher_missing", "会计法")]
    early = evolve(PAID, documents=(INVOICE,))
    assert isinstance(rule_on_booking(BookSpending(ID), early, BOOKKEEPER), Granted)
