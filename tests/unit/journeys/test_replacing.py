"""From one property company to the next."""

from datetime import date

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.journeys.replacing import (
    EndContract,
    EndOfService,
    Replacement,
    earliest_end,
    may_ask_fee,
    owes_service,
    rule_on_ending_contract,
)

DAY = date(2025, 6, 10)
DISMISSAL = EndContract(
    EndOfService.OWNERS_DISMISS, DAY, date(2025, 8, 9), "0f" * 32, decided_on=date(2025, 6, 1)
)


def codes(request: EndContract) -> tuple[str, ...]:
    told = rule_on_ending_contract(request)
    return told.codes if isinstance(told, Refused) else ()


def test_every_ground_is_told_at_once() -> None:
    """No vote, no letter, too short."""
    assert isinstance(rule_on_ending_contract(DISMISSAL), Granted)
    wrong = evolve(DISMISSAL, decided_on=None, document="g" * 64, ends_on=DAY)
    assert codes(wrong) == (
        "journeys.owners_have_not_decided",
        "journeys.notice_not_written",
        "journeys.notice_too_short",
    )
    late = evolve(DISMISSAL, decided_on=date(2025, 6, 11))
    assert codes(late) == ("journeys.owners_have_not_decided",)


def test_a_term_that_the_contract_names_goes_before() -> None:
    """Thirty days, where both have agreed to thirty."""
    assert earliest_end(EndOfService.OWNERS_DISMISS, DAY, 30) == date(2025, 7, 10)
    assert codes(evolve(DISMISSAL, agreed_days=30, ends_on=date(2025, 7, 10))) == ()


def test_the_old_company_serves_until_the_next_one_does() -> None:
    """And can ask its fee for that, unless it refuses to go."""
    change = Replacement(date(2025, 8, 9), taken_over_on=date(2025, 9, 1))
    assert owes_service(change, date(2025, 8, 31))
    assert not owes_service(change, date(2025, 9, 1))
    assert may_ask_fee(change, date(2025, 8, 31))
    assert not may_ask_fee(change, date(2025, 9, 1))
    stays = evolve(change, refuses_to_leave=True)
    assert may_ask_fee(stays, date(2025, 8, 8))
    assert not may_ask_fee(stays, date(2025, 8, 9))
