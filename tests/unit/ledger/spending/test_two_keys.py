"""The rule of two keys as data: offices, pairs and tiers."""

import pytest
from attrs import evolve

from gongtong.core.codec import from_json, to_json
from gongtong.core.offices import CASHIER_KEEPS_NO_BOOKS, Office
from gongtong.ledger.spending.two_keys import (
    DEFAULT_TWO_KEYS,
    ApprovalTier,
    SpendingStep,
    TwoKeysRule,
    reasons_of_keys,
    statutory_pairs,
)


@pytest.mark.parametrize(
    ("amount_fen", "approvals"),
    [(1, 1), (99_999, 1), (100_000, 2), (499_999, 2), (500_000, 3), (10**15, 3)],
)
def test_the_highest_tier_that_is_reached_counts(amount_fen: int, approvals: int) -> None:
    """Two from 1,000.00 on, three from 5,000.00 on, whatever the order of the tiers."""
    tiers = (ApprovalTier(500_000, 3), ApprovalTier(0, 1), ApprovalTier(100_000, 2))
    assert evolve(DEFAULT_TWO_KEYS, tiers=tiers).approvals_for(amount_fen) == approvals


def test_a_rule_without_tiers_still_asks_for_one_approval() -> None:
    """Nothing is ever spent on nobody's approval."""
    assert evolve(DEFAULT_TWO_KEYS, tiers=()).approvals_for(1) == 1


def test_a_step_without_offices_is_open_to_anybody() -> None:
    """The default names offices for every step but taking one's own request back."""
    named = {step for step in SpendingStep if DEFAULT_TWO_KEYS.offices_for(step)}
    assert set(SpendingStep) - named == {SpendingStep.WITHDRAW}
    assert DEFAULT_TWO_KEYS.offices_for(SpendingStep.PAY) == (Office.KEEPER_OF_MONEY,)


def test_the_rule_can_be_a_house_rule() -> None:
    """It is data: written as JSON and read back the same."""
    assert from_json(to_json(DEFAULT_TWO_KEYS), TwoKeysRule) == DEFAULT_TWO_KEYS


def test_a_pair_is_refused_in_either_order_and_only_for_its_two_steps() -> None:
    """Whoever booked may not pay, whoever paid may not book; rejecting has no pair."""

    def codes(step: SpendingStep, taken: SpendingStep) -> list[str]:
        reasons = reasons_of_keys(
            step,
            "somebody",
            held=tuple(DEFAULT_TWO_KEYS.offices_for(step)),
            taken={taken: ("somebody",)},
            rule=DEFAULT_TWO_KEYS,
            statutory=statutory_pairs(CASHIER_KEEPS_NO_BOOKS),
        )
        return [reason.code for reason in reasons]

    assert codes(SpendingStep.BOOK, SpendingStep.PAY) == ["segregation_of_duties"]
    assert codes(SpendingStep.PAY, SpendingStep.BOOK) == ["segregation_of_duties"]
    assert codes(SpendingStep.REJECT, SpendingStep.REQUEST) == []
    assert codes(SpendingStep.BOOK, SpendingStep.APPROVE) == []


def test_every_step_has_a_name_that_residents_know() -> None:
    """Refusals and the board use it."""
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
