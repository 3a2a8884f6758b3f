"""Money and books in two pairs of hands (钱账分管)."""

from __future__ import annotations

from datetime import date

from gongtong.core.offices import Office
from gongtong.core.periods import Span, since
from gongtong.ledger.cash.two_people import (
    days_between,
    reasons_against_keeper_of_money,
    reasons_of_one_hand,
)
from gongtong.ledger.hands.hands import Hands, SamePerson

TWO_ACCOUNTS = Hands((SamePerson("u-cashier-2", "u-cashier"),))


def test_the_office_is_asked_for_and_the_other_one_excludes() -> None:
    """Nobody without the office, and nobody who keeps the books beside it."""
    act = ("点钱", "count money")
    held = (Office.KEEPER_OF_BOOKS,)
    assert [one.code for one in reasons_against_keeper_of_money(held, act=act)] == [
        "ledger.office_required",
        "segregation_of_duties",
    ]
    assert not [*reasons_against_keeper_of_money((Office.KEEPER_OF_MONEY,), act=act)]


def test_a_second_account_is_the_same_hand() -> None:
    """Whoever signed under one account does not sign the other side under another."""
    others = {"u-cashier": "出纳签字"}
    days = since("2025-01-01")
    found = [*reasons_of_one_hand("u-cashier-2", others, TWO_ACCOUNTS, days)]
    assert [one.code for one in found] == ["ledger.same_hands"]
    assert not [*reasons_of_one_hand("u-bookkeeper", others, TWO_ACCOUNTS, days)]


def test_days_between_two_days_hold_both() -> None:
    """In either order, and one day alone is a span of one."""
    span = Span(date(2025, 3, 1), date(2025, 3, 4))
    assert days_between(date(2025, 3, 3), date(2025, 3, 1)) == span
    assert days_between(date(2025, 3, 1), date(2025, 3, 1)).days == 1
