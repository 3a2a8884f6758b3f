"""The grounds that several steps share."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Mandate, Office
from gongtong.core.periods import Span, between
from gongtong.ledger.hands.hands import Delegation, Hands, SamePerson
from gongtong.ledger.spending.requests import Approval, Spending
from gongtong.ledger.spending.spending_facts import (
    SpendingFacts,
    reasons_of_applicant,
    reasons_of_cover,
    reasons_of_same_person,
    reasons_of_step,
)
from gongtong.ledger.spending.two_keys import DEFAULT_TWO_KEYS, SpendingStep, StepOffices

Known = Callable[..., SpendingFacts]


@pytest.mark.parametrize(
    ("span", "is_one"),
    [
        (between("2025-01-01", "2025-02-01"), False),
        (between("2025-01-01", "2025-02-02"), True),
        (between("2025-02-03", "2025-02-04"), True),
        (between("2025-02-06", "2025-02-07"), True),
        (between("2025-02-07", "2025-03-01"), False),
    ],
)
def test_a_link_of_any_day_since_the_request_counts(
    spending: Spending, known: Known, span: Span, is_one: bool
) -> None:
    """From the day of the request to today: a delegation for one signature is not forgotten."""
    acting = Delegation(UUID(int=1), "chair", "asker", span, Mandate("d", date(2025, 1, 1)))
    facts = known("chair", Office.CHAIR, hands=Hands(delegations=(acting,)))
    assert facts.is_one_of(("asker",), spending.requested_on) is is_one
    found = [one.code for one in reasons_of_step(SpendingStep.APPROVE, spending, facts)]
    assert found == (["ledger.applicant_approves"] if is_one else [])


def test_a_second_account_is_the_same_person(spending: Spending, known: Known) -> None:
    """Whoever said yes under one account does not say it again under another."""
    approved = evolve(spending, approvals=(Approval("chair", date(2025, 2, 3)),))
    hands = Hands((SamePerson("chair-2", "chair"),))
    for step in (SpendingStep.APPROVE, SpendingStep.RATIFY):
        second = known("chair-2", Office.CHAIR, hands=hands)
        assert [one.code for one in reasons_of_same_person(step, approved, second)] == [
            "ledger.approved_already"
        ]
        assert list(reasons_of_same_person(step, approved, known("member"))) == []


def test_a_consent_is_counted_apart_from_an_approval(spending: Spending, known: Known) -> None:
    """Each supervisor consents once; that an approver does not is said by the pairs."""
    consented = evolve(spending, consents=(Approval("s", date(2025, 2, 3)),))
    again = list(reasons_of_same_person(SpendingStep.SUPERVISE, consented, known("s")))
    assert [one.code for one in again] == ["ledger.approved_already"]
    assert list(reasons_of_same_person(SpendingStep.APPROVE, consented, known("s"))) == []


@pytest.mark.parametrize(
    ("held", "refused"),
    [
        ((Office.APPLICANT,), False),
        ((Office.KEEPER_OF_BOOKS, Office.MEMBER), False),
        ((Office.KEEPER_OF_MONEY,), True),
        ((), True),
        (None, False),
    ],
)
def test_who_asked_is_still_in_office(
    spending: Spending, known: Known, held: tuple[Office, ...] | None, refused: bool
) -> None:
    """In one in which he could ask; where that was not looked up nothing is said."""
    found = list(reasons_of_applicant(spending, known("chair", applicant_held=held)))
    assert [one.code for one in found] == (["ledger.applicant_out_of_office"] if refused else [])


def test_a_place_may_let_it_be(spending: Spending, known: Known) -> None:
    """By its rule, or by letting anybody ask."""
    lenient = evolve(DEFAULT_TWO_KEYS, applicant_must_stay=False)
    anybody = evolve(DEFAULT_TWO_KEYS, offices=(StepOffices(SpendingStep.REQUEST, ()),))
    for rule in (lenient, anybody):
        facts = known("chair", rule=rule, applicant_held=())
        assert list(reasons_of_applicant(spending, facts)) == []


@pytest.mark.parametrize(("available_fen", "refused"), [(599_999, True), (600_000, False)])
def test_a_fund_covers_the_last_fen(
    spending: Spending, known: Known, available_fen: int, refused: bool
) -> None:
    """Exactly enough is enough."""
    found = list(reasons_of_cover(spending, known("chair", available_fen=available_fen)))
    assert [one.code for one in found] == (["ledger.fund_insufficient"] if refused else [])
