"""Spendings: their states, and who took which step."""

from datetime import date
from uuid import UUID

from attrs import evolve

from gongtong.ledger.spending.requests import (
    TRANSITIONS,
    Approval,
    EmergencyGround,
    Payment,
    Spending,
    SpendingState,
)
from gongtong.ledger.spending.two_keys import SpendingStep

ASKED = Spending(
    UUID(int=7), "sanitation", "5101", 43280, "环卫工具", "新民建材", "asker", date(2025, 2, 1)
)


def test_nobody_has_taken_a_step_that_was_not_taken() -> None:
    """A new request has an applicant and nobody else."""
    assert ASKED.taken == {
        SpendingStep.REQUEST: ("asker",),
        SpendingStep.APPROVE: (),
        SpendingStep.PAY: (),
        SpendingStep.BOOK: (),
        SpendingStep.SUPERVISE: (),
        SpendingStep.RATIFY: (),
    }


def test_everybody_who_took_a_step_is_remembered() -> None:
    """Both approvers, the cashier and the bookkeeper."""
    day = date(2025, 2, 3)
    done = evolve(
        ASKED,
        approvals=(Approval("chair", day), Approval("member", day)),
        payment=Payment("cashier", "1001", day),
        booked_by="bookkeeper",
        consents=(Approval("supervisor", day),),
        ratifications=(Approval("other member", day),),
    )
    assert done.taken == {
        SpendingStep.REQUEST: ("asker",),
        SpendingStep.APPROVE: ("chair", "member"),
        SpendingStep.PAY: ("cashier",),
        SpendingStep.BOOK: ("bookkeeper",),
        SpendingStep.SUPERVISE: ("supervisor",),
        SpendingStep.RATIFY: ("other member",),
    }


def test_money_that_left_leads_to_the_books_and_nowhere_else() -> None:
    """From paid there is one way on, and from the three ends there is none."""
    ways = {state: {step for (at, step) in TRANSITIONS if at is state} for state in SpendingState}
    assert ways[SpendingState.PAID] == {SpendingStep.BOOK}
    for end in (SpendingState.BOOKED, SpendingState.REJECTED, SpendingState.WITHDRAWN):
        assert ways[end] == set()


def test_every_state_and_step_has_its_chinese_word() -> None:
    """Residents read six states, eight steps and nine emergencies, no two alike."""
    assert [state.zh for state in SpendingState] == [
        "待审批",
        "已批准",
        "已付款",
        "已记账",
        "已驳回",
        "已撤回",
    ]
    assert [step.zh for step in SpendingStep] == [
        "申请支出",
        "审批支出",
        "监督支出",
        "驳回支出",
        "撤回支出申请",
        "付款",
        "记账",
        "追认支出",
    ]
    assert len({ground.zh for ground in EmergencyGround}) == len(EmergencyGround) == 9


def test_a_yes_is_to_these_terms_and_to_no_others() -> None:
    """Fund, account, amount, purpose and payee are under the digest, each of them; who said yes is not."""
    changed = [
        evolve(ASKED, fund="common"),
        evolve(ASKED, expense_account="5102"),
        evolve(ASKED, amount_fen=43281),
        evolve(ASKED, purpose="环卫工具2"),
        evolve(ASKED, payee="新民建材行"),
        evolve(ASKED, id=UUID(int=8)),
    ]
    assert len({ASKED.terms, *(one.terms for one in changed)}) == 7
    assert evolve(ASKED, state=SpendingState.APPROVED).terms == ASKED.terms


def test_an_emergency_waits_from_its_payment_until_everybody_has_said_yes() -> None:
    """Before it is paid there is nothing to ratify; afterwards there is a day for it."""
    assert not ASKED.awaits_ratification
    paid = evolve(ASKED, ratify_by=date(2025, 2, 20))
    assert paid.awaits_ratification
    assert not evolve(paid, ratified_on=date(2025, 2, 20)).awaits_ratification
