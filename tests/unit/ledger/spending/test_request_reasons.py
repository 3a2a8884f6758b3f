"""What stands against a request, also in an emergency."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from gongtong.ledger.spending.demands import Circumstances
from gongtong.ledger.spending.request_reasons import reasons_of_emergency, reasons_of_request
from gongtong.ledger.spending.requests import EmergencyGround, RequestSpending
from gongtong.ledger.spending.spending_facts import SpendingFacts
from gongtong.ledger.spending.two_keys import DEFAULT_TWO_KEYS, EmergencyRule, TwoKeysRule

BURST = RequestSpending(
    "sanitation", "5102", 200_000, "抢修", "维修队", emergency=EmergencyGround.BURST_PIPE
)
RULE = evolve(DEFAULT_TWO_KEYS, emergency=EmergencyRule(up_to_fen=200_000))
Known = Callable[..., SpendingFacts]


def codes(
    request: RequestSpending, known: Known, rule: TwoKeysRule = RULE, **other: Any
) -> list[str]:
    facts = known("asker", rule=rule, around=Circumstances(**other))
    return [one.code for one in reasons_of_emergency(request, facts)]


@pytest.mark.parametrize(
    ("amount_fen", "alike", "refused"),
    [(199_999, 0, False), (200_000, 0, False), (200_001, 0, True), (200_000, 1, True)],
)
def test_an_emergency_goes_up_to_its_limit(
    known: Known, amount_fen: int, alike: int, refused: bool
) -> None:
    """The limit itself is included, and what counts as one with it is added."""
    found = codes(evolve(BURST, amount_fen=amount_fen), known, alike_fen=alike)
    assert found == (["ledger.emergency_above_limit"] if refused else [])


def test_without_a_rule_there_is_no_short_way(known: Known) -> None:
    """And without an emergency there is nothing to object to."""
    assert codes(BURST, known, DEFAULT_TWO_KEYS) == ["ledger.emergency_not_provided"]
    assert codes(evolve(BURST, emergency=None), known, DEFAULT_TWO_KEYS) == []


def test_what_was_not_ratified_bars_the_next(known: Known) -> None:
    """Unless the place decided that it does not."""
    assert codes(BURST, known, unsettled=1) == ["ledger.emergency_unsettled"]
    lenient = evolve(RULE, emergency=EmergencyRule(up_to_fen=200_000, bars_next=False))
    assert codes(BURST, known, lenient, unsettled=1) == []


def test_a_request_says_what_for_and_to_whom(known: Known) -> None:
    """The ordinary grounds hold in an emergency as well."""
    found = reasons_of_request(evolve(BURST, purpose="", payee=" ", fund="x"), known("asker"))
    assert [one.code for one in found] == [
        "ledger.purpose_missing",
        "ledger.payee_missing",
        "ledger.fund_unknown",
    ]


@pytest.mark.parametrize(
    ("fund", "account", "is_refused"),
    [
        ("pass-through", "2245", False),
        ("sanitation", "2245", True),
        ("pass-through", "2203", True),
        ("sanitation", "5104", False),
    ],
)
def test_what_was_collected_for_a_utility_is_paid_on_to_it(
    known: Known, fund: str, account: str, *, is_refused: bool
) -> None:
    """Money held in trust leaves under the same two keys, from its own fund, and is no expense."""
    request = evolve(BURST, fund=fund, expense_account=account, emergency=None)
    facts = known("asker", funds={"sanitation", "pass-through"})
    found = [one.code for one in reasons_of_request(request, facts)]
    assert found == (["ledger.not_an_expense_account"] if is_refused else [])
