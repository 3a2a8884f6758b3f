"""Attempts to hold both keys, each refused with its ground.

会计法第35条第2款: 出纳人员不得兼任稽核、会计档案保管和收入、支出、费用、债权债务账目的登记工作。
What the law leaves open is the place's own: the points `ledger.two_keys` and `ledger.budget_rule`.
"""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.offices import (
    Office,
)
from gongtong.core.periods import Span
from gongtong.core.rulings import Granted
from gongtong.ledger.hands.hands import Delegation, Hands, SamePerson
from gongtong.ledger.spending.requests import (
    Approval,
    PaySpending,
)
from gongtong.ledger.spending.spending_rules import (
    rule_on_approval,
    rule_on_booking,
    rule_on_payment,
)
from gongtong.ledger.spending.supervising import rule_on_consent
from gongtong.ledger.spending.two_keys import (
    all_apart,
)
from gongtong.testing.spending_ladder import (
    APPROVED,
    ASKED_ON,
    BOOKING,
    ID,
    LADDER,
    MANDATE,
    ORDER,
    PAID,
    REQUESTED,
    YEAR,
    grounds,
    knowing,
)

ACCOUNTING_LAW, ARTICLE = "会计法", "第35条第2款"
HOUSE = "支出审批规则"
BUDGET_HOUSE = "预算规则"


@pytest.mark.policy(source=ACCOUNTING_LAW, clause=ARTICLE)
def test_a_cashier_with_a_second_account_books_nothing() -> None:
    """会计法35: the second account was appointed bookkeeper; linked, it is the cashier, who paid."""
    hands = Hands((SamePerson("cashier-2", "cashier"),))
    second = knowing("cashier-2", hands=hands, also={"cashier-2": (Office.KEEPER_OF_BOOKS,)})
    assert grounds(rule_on_booking(BOOKING, PAID, second)) == [
        ("segregation_of_duties", ACCOUNTING_LAW),
        ("segregation_of_duties", ACCOUNTING_LAW),
    ]


@pytest.mark.policy(source=ACCOUNTING_LAW, clause=ARTICLE)
def test_a_cashier_with_a_second_account_pays_nothing_either() -> None:
    """会计法35: money and books in one pair of hands stop both, under whichever account."""
    hands = Hands((SamePerson("cashier-2", "cashier"),))
    both = {"cashier-2": (Office.KEEPER_OF_BOOKS,)}
    for account in ("cashier", "cashier-2"):
        ruling = rule_on_payment(ORDER, APPROVED, knowing(account, hands=hands, also=both))
        assert ("segregation_of_duties", ACCOUNTING_LAW) in grounds(ruling)


@pytest.mark.policy(source=ACCOUNTING_LAW, clause=ARTICLE)
def test_a_delegate_of_the_bookkeeper_does_not_book_what_he_paid() -> None:
    """会计法35: the cashier stands in for the bookkeeper on holiday; he is both, and books nothing."""
    acting = Delegation(ID, "cashier", "clerk", YEAR, MANDATE)
    cashier = knowing("cashier", hands=Hands(delegations=(acting,)))
    assert grounds(rule_on_booking(BOOKING, PAID, cashier)) == [
        ("segregation_of_duties", ACCOUNTING_LAW),
        ("segregation_of_duties", ACCOUNTING_LAW),
    ]


@pytest.mark.policy(source=ACCOUNTING_LAW, clause=ARTICLE)
def test_a_delegation_that_has_ended_is_not_forgotten() -> None:
    """会计法35: who acted for the cashier on the day of the payment books it at no later day."""
    acting = Delegation(ID, "clerk", "cashier", Span(date(2025, 3, 6), date(2025, 3, 7)), MANDATE)
    clerk = knowing("clerk", hands=Hands(delegations=(acting,)))
    assert grounds(rule_on_booking(BOOKING, PAID, clerk)) == [
        ("segregation_of_duties", ACCOUNTING_LAW)
    ]


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_an_applicant_with_a_second_account_does_not_approve() -> None:
    """The second account is a member of the committee; it is the applicant all the same."""
    hands = Hands((SamePerson("member", "asker"),))
    assert grounds(rule_on_approval(REQUESTED, knowing("member", hands=hands))) == [
        ("ledger.applicant_approves", HOUSE)
    ]


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_a_delegate_of_the_chair_does_not_approve_his_own_request() -> None:
    """The applicant holds the chair's mandate: he counts as both, and the chair as one of them."""
    acting = Delegation(ID, "asker", "chair", YEAR, MANDATE)
    hands = Hands(delegations=(acting,))
    for account in ("asker", "chair"):
        ruling = rule_on_approval(REQUESTED, knowing(account, hands=hands))
        assert ("ledger.applicant_approves", HOUSE) in grounds(ruling)


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_one_person_approves_once_under_whichever_account() -> None:
    """Two approvals are two people: not the same again, not his other account, not his delegate."""
    big = evolve(REQUESTED, amount_fen=6_000_00, approvals=APPROVED.approvals)
    second = Hands((SamePerson("chair-2", "chair"),))
    acting = Hands(delegations=(Delegation(ID, "member", "chair", YEAR, MANDATE),))
    for facts in (
        knowing("chair"),
        knowing("chair-2", hands=second),
        knowing("member", hands=acting),
    ):
        assert grounds(rule_on_approval(big, facts)) == [("ledger.approved_already", HOUSE)]


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_nothing_is_approved_after_it_was_paid() -> None:
    """Neither by an approval that comes later nor by a payment that is dated earlier."""
    late = rule_on_approval(evolve(PAID, approvals=()), knowing("chair"))
    assert ("ledger.spending_step_impossible", HOUSE) in grounds(late)
    early = evolve(ORDER, paid_on=date(2025, 3, 4))
    assert grounds(rule_on_payment(early, APPROVED, knowing("cashier"))) == [
        ("ledger.approved_after_payment", HOUSE)
    ]
    same_day = evolve(ORDER, paid_on=date(2025, 3, 5))
    assert isinstance(rule_on_payment(same_day, APPROVED, knowing("cashier")), Granted)


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_amount_and_payee_stay_what_was_approved() -> None:
    """Somebody changed the row after the approval; the cashier's order agrees with the change."""
    sealed = evolve(APPROVED, approved_terms=APPROVED.terms)
    for changed in (evolve(sealed, amount_fen=900_00), evolve(sealed, payee="他人")):
        order = evolve(ORDER, amount_fen=changed.amount_fen, payee=changed.payee)
        assert grounds(rule_on_payment(order, changed, knowing("cashier"))) == [
            ("ledger.changed_after_approval", HOUSE)
        ]


@pytest.mark.policy(source="house", clause="ledger.two_keys")
@pytest.mark.parametrize(
    ("order", "code"),
    [
        (evolve(ORDER, amount_fen=399_99), "ledger.amount_differs"),
        (evolve(ORDER, amount_fen=400_01), "ledger.amount_differs"),
        (evolve(ORDER, payee="他人"), "ledger.payee_differs"),
    ],
)
def test_the_cashier_pays_neither_less_nor_more_nor_somebody_else(
    order: PaySpending, code: str
) -> None:
    """One fen less, one fen more, another name."""
    assert grounds(rule_on_payment(order, APPROVED, knowing("cashier"))) == [(code, HOUSE)]


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_a_supervisor_supervises_and_does_nothing_else() -> None:
    """Whoever asked or approved does not consent; whoever consented neither pays nor books."""
    for taken in (
        evolve(REQUESTED, applicant="supervisor"),
        evolve(REQUESTED, approvals=(Approval("supervisor", ASKED_ON),)),
    ):
        (ground,) = grounds(rule_on_consent(taken, knowing("supervisor")))
        assert ground[0] in {"ledger.applicant_supervises", "ledger.approver_supervises"}
    consent = (Approval("cashier", ASKED_ON),)
    paying = rule_on_payment(ORDER, evolve(APPROVED, consents=consent), knowing("cashier"))
    assert grounds(paying) == [("ledger.supervisor_pays", HOUSE)]
    consent = (Approval("clerk", ASKED_ON),)
    booking = rule_on_booking(BOOKING, evolve(PAID, consents=consent), knowing("clerk"))
    assert grounds(booking) == [("ledger.supervisor_books", HOUSE)]


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_who_asked_must_still_be_in_office() -> None:
    """Removed between the request and the payment, he stops both the approval and the payment."""
    approving = rule_on_approval(REQUESTED, knowing("chair", gone="asker"))
    paying = rule_on_payment(ORDER, APPROVED, knowing("cashier", gone="asker"))
    for ruling in (approving, paying):
        assert grounds(ruling) == [("ledger.applicant_out_of_office", HOUSE)]


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_an_approver_who_was_removed_cannot_approve_any_more() -> None:
    """The office is asked for on the day of the approval, not on that of the request."""
    gone = knowing("chair", gone="chair")
    assert grounds(rule_on_approval(REQUESTED, gone)) == [("ledger.office_required", HOUSE)]


@pytest.mark.policy(source="house", clause="ledger.two_keys")
def test_a_place_may_keep_all_five_apart() -> None:
    """With all ten pairs, an approver does not even keep the books of what he approved."""
    strict = evolve(LADDER, pairs=all_apart())
    facts = evolve(knowing("chair", also={"chair": (Office.KEEPER_OF_BOOKS,)}), rule=strict)
    assert grounds(rule_on_booking(BOOKING, PAID, facts)) == [("ledger.steps_apart", HOUSE)]
