"""Which lines the cash book takes (日记账审核)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import BANK, CASH, CLEANING
from gongtong.ledger.books.entries import MOST_FEN
from gongtong.ledger.books.periods import Period
from gongtong.ledger.cash.cash_book import (
    MOST_TEXT,
    CashFacts,
    CashLine,
    CashStamp,
    CounterCash,
    NoteCash,
    PaidSpending,
)
from gongtong.ledger.cash.noting import line_of, rule_on_cash, rule_on_counter

OUT = NoteCash(CASH, date(2025, 3, 9), -20_000, " 新民五金店 ", "买锁", "发票0017", "0017")
COUNTER = CounterCash(UUID(int=2), date(2025, 3, 10), "金额记错")


def codes(ruling: object) -> tuple[str, ...]:
    return ruling.codes if isinstance(ruling, Refused) else ()


def test_the_cashier_notes_money_going_out(facts: CashFacts, stamp: CashStamp) -> None:
    """The line keeps the day, the sign, the papers, and who wrote it when."""
    ruling = rule_on_cash(OUT, facts, stamp)
    assert isinstance(ruling, Granted)
    line = ruling.event.line
    assert (line.amount_fen, line.counterparty, line.reference) == (
        -20_000,
        "新民五金店",
        "发票0017",
    )
    assert (line.position, line.noted_by, line.counters) == (2, "u-cashier", None)


def test_only_the_keeper_of_the_money_writes_in_the_cash_book(
    facts: CashFacts, stamp: CashStamp
) -> None:
    """The chair does not, and whoever also keeps the books does not either."""
    assert codes(rule_on_cash(OUT, evolve(facts, held=(Office.CHAIR,)), stamp)) == (
        "ledger.office_required",
    )
    both = evolve(facts, held=(Office.KEEPER_OF_MONEY, Office.KEEPER_OF_BOOKS))
    assert codes(rule_on_cash(OUT, both, stamp)) == ("segregation_of_duties",)


@pytest.mark.parametrize(
    ("fen", "code"), [(49_999, ()), (50_000, ()), (50_001, ("ledger.cash_short",))]
)
def test_no_more_leaves_the_box_than_lies_in_it(
    facts: CashFacts, stamp: CashStamp, fen: int, code: tuple[str, ...]
) -> None:
    """Of 500.00, 499.99 and 500.00 can be paid, 500.01 cannot."""
    assert codes(rule_on_cash(evolve(OUT, amount_fen=-fen), facts, stamp)) == code


def test_a_bank_account_may_be_overdrawn_in_the_cash_book(
    facts: CashFacts, stamp: CashStamp
) -> None:
    """Only a box cannot hold less than nothing."""
    assert codes(rule_on_cash(evolve(OUT, account=BANK), facts, stamp)) == ()


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2024, 12, 31), ("ledger.before_opening", "ledger.cash_short")),
        (date(2025, 1, 1), ()),
        (date(2025, 3, 10), ()),
        (date(2025, 3, 11), ("ledger.noted_in_future",)),
    ],
)
def test_a_line_lies_between_the_opening_and_today(
    facts: CashFacts, stamp: CashStamp, on: date, code: tuple[str, ...]
) -> None:
    """The first day of the books and today are allowed; before and after are not."""
    assert codes(rule_on_cash(evolve(OUT, on=on), facts, stamp)) == code


def test_a_month_that_both_signed_or_that_is_closed_takes_no_line(
    facts: CashFacts, stamp: CashStamp
) -> None:
    """A count that was signed cannot be changed from behind; neither can a closed year."""
    request = evolve(OUT, on=date(2025, 2, 28))
    for settled in (Period(2025, 2), Period(2025)):
        assert codes(rule_on_cash(request, evolve(facts, settled=(settled,)), stamp)) == (
            "ledger.month_settled",
        )
    assert codes(rule_on_cash(request, evolve(facts, settled=(Period(2025, 1),)), stamp)) == ()


def test_every_ground_is_named_at_once(facts: CashFacts, stamp: CashStamp) -> None:
    """Missing words, a wrong account and a wrong amount come in one answer, in their order."""
    bad = NoteCash(CLEANING, date(2025, 3, 9), 0, " ", "字" * (MOST_TEXT + 1))
    assert codes(rule_on_cash(bad, facts, stamp)) == (
        "ledger.text_missing",
        "ledger.text_too_long",
        "ledger.not_a_money_account",
        "ledger.amount_out_of_range",
    )


@pytest.mark.parametrize(("fen", "good"), [(MOST_FEN, True), (MOST_FEN + 1, False)])
def test_amounts_end_where_the_books_end(
    facts: CashFacts, stamp: CashStamp, fen: int, *, good: bool
) -> None:
    """The greatest amount of the books is allowed, one fen more is not."""
    assert (codes(rule_on_cash(evolve(OUT, amount_fen=fen), facts, stamp)) == ()) is good


@pytest.mark.parametrize(
    ("spending", "code"),
    [
        (PaidSpending(UUID(int=7), 20_000, CASH), ()),
        (PaidSpending(UUID(int=7), 20_000), ("ledger.spending_not_paid",)),
        (PaidSpending(UUID(int=7), 19_999, CASH), ("ledger.spending_differs",)),
        (PaidSpending(UUID(int=7), 20_000, BANK), ("ledger.spending_differs",)),
        (
            PaidSpending(UUID(int=7), 20_000, CASH, noted_before=True),
            ("ledger.spending_noted_before",),
        ),
    ],
)
def test_a_line_for_a_spending_says_what_was_paid(
    facts: CashFacts, stamp: CashStamp, spending: PaidSpending, code: tuple[str, ...]
) -> None:
    """It was paid already, from this account, this amount, and stands there once."""
    request = evolve(OUT, spending_id=UUID(int=7))
    assert codes(rule_on_cash(request, evolve(facts, spending=spending), stamp)) == code


@pytest.fixture
def noted(stamp: CashStamp) -> CashLine:
    """A line of 300.00 that came in on 9 March."""
    return line_of(evolve(OUT, amount_fen=30_000), stamp)


def test_a_wrong_line_is_taken_back_by_its_mirror_image(
    facts: CashFacts, stamp: CashStamp, noted: CashLine
) -> None:
    """The counter-line names its line and the reason; the first line stays as it was."""
    ruling = rule_on_counter(COUNTER, noted, facts, stamp)
    assert isinstance(ruling, Granted)
    line = ruling.event.line
    assert (line.amount_fen, line.counters, line.reason) == (-30_000, noted.id, "金额记错")
    assert line.text == "冲正：买锁"


def test_a_line_is_taken_back_once_with_a_reason_and_not_before_its_day(
    facts: CashFacts, stamp: CashStamp, noted: CashLine
) -> None:
    """Every ground against a counter-line is named at once."""
    request = evolve(COUNTER, reason=" ", on=date(2025, 3, 8))
    ruling = rule_on_counter(
        request, noted, facts, stamp, countered_by=UUID(int=9), receipt="收据2025-0001"
    )
    assert codes(ruling) == (
        "ledger.text_missing",
        "ledger.countered_before",
        "ledger.line_of_receipt",
        "ledger.counter_too_early",
    )


def test_a_counter_line_is_not_taken_back_itself(
    facts: CashFacts, stamp: CashStamp, noted: CashLine
) -> None:
    """Who took back the wrong line notes the matter anew."""
    counter = evolve(noted, counters=UUID(int=1))
    assert codes(rule_on_counter(COUNTER, counter, facts, stamp)) == ("ledger.counter_of_counter",)


def test_what_was_spent_since_cannot_be_taken_back(
    facts: CashFacts, stamp: CashStamp, noted: CashLine
) -> None:
    """Taking back 300.00 that came in needs 300.00 in the box."""
    poor = evolve(facts, totals_fen={CASH: {date(2025, 3, 9): 29_999}})
    assert codes(rule_on_counter(COUNTER, noted, poor, stamp)) == ("ledger.cash_short",)
