"""Giving, voiding and booking receipts (收据审核)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import ADVANCES, CASH, RECEIVABLE, SANITATION
from gongtong.ledger.books.entries import Posting
from gongtong.ledger.cash.cash_book import CashFacts, CashLine, CashStamp
from gongtong.ledger.cash.issuing import (
    IssuingFacts,
    gaps_in,
    rule_on_booking_receipts,
    rule_on_receipt,
    rule_on_void,
)
from gongtong.ledger.cash.receipts import (
    BookingFacts,
    Receipt,
    ReceiptStamp,
    ReceiptState,
    ReceiveCash,
    VoidReceipt,
)
from gongtong.ledger.hands.hands import Hands, SamePerson

HOME = UUID(int=101)
ASKED = ReceiveCash(HOME, "王芳", 30_000, date(2025, 3, 9), "2025年卫生费")
STAMP = ReceiptStamp(
    UUID(int=5), 1, "u-cashier", datetime(2025, 3, 10, 1, tzinfo=UTC), UUID(int=6), 2
)
VOID = VoidReceipt(2025, 1, date(2025, 3, 10), "金额写错")


def codes(ruling: object) -> tuple[str, ...]:
    return ruling.codes if isinstance(ruling, Refused) else ()


@pytest.fixture
def issuing(facts: CashFacts) -> IssuingFacts:
    return IssuingFacts(facts, DwellingLabel(1, 1, 101), {SANITATION}, "丝厂宿舍", 3)


@pytest.fixture
def issued(issuing: IssuingFacts) -> tuple[Receipt, CashLine]:
    ruling = rule_on_receipt(ASKED, issuing, STAMP)
    assert isinstance(ruling, Granted)
    return ruling.event.event.receipt, ruling.event.line


def test_a_receipt_notes_its_money_in_the_cash_book(issued: tuple[Receipt, CashLine]) -> None:
    """Number, amount and digest stand in the line, so that the paper, the line and the entry agree."""
    receipt, line = issued
    assert receipt.label == line.reference == "收据2025-0001"
    assert (line.id, line.amount_fen, line.on) == (receipt.cash_line_id, 30_000, date(2025, 3, 9))
    assert line.document is not None
    assert line.document.digest == receipt.digest
    assert "叁佰元整" in receipt.printed


@pytest.mark.parametrize(
    ("last_on", "received_on", "code"),
    [
        (date(2025, 3, 9), date(2025, 3, 9), ()),
        (date(2025, 3, 10), date(2025, 3, 9), ("ledger.receipt_out_of_order",)),
        (None, date(2025, 3, 7), ()),
        (None, date(2025, 3, 6), ("ledger.receipt_too_late",)),
    ],
)
def test_numbers_follow_the_days(
    issuing: IssuingFacts, last_on: date | None, received_on: date, code: tuple[str, ...]
) -> None:
    """No receipt is older than the last one, nor more than three days late."""
    request = evolve(ASKED, received_on=received_on)
    assert codes(rule_on_receipt(request, evolve(issuing, last_on=last_on), STAMP)) == code


def test_every_ground_against_a_receipt_is_named(issuing: IssuingFacts) -> None:
    """The bookkeeper gives none; payer, fund, dwelling and amount are asked for at once."""
    cash = evolve(issuing.cash, held=(Office.KEEPER_OF_BOOKS,))
    facts = evolve(issuing, cash=cash, home=None)
    request = evolve(ASKED, payer="", fund="nowhere", amount_fen=0)
    assert codes(rule_on_receipt(request, facts, STAMP)) == (
        "ledger.office_required",
        "segregation_of_duties",
        "ledger.text_missing",
        "ledger.unknown_fund",
        "ledger.unknown_dwelling",
        "ledger.amount_out_of_range",
    )


def test_a_voided_receipt_keeps_its_number_and_its_money_goes_out(
    facts: CashFacts, stamp: CashStamp, issued: tuple[Receipt, CashLine]
) -> None:
    """The cash line is taken back by a counter-line on the day of the voiding."""
    receipt, line = issued
    ruling = rule_on_void(VOID, receipt, line, facts, stamp=stamp)
    assert isinstance(ruling, Granted)
    voided = ruling.event
    assert voided.event.receipt.state is ReceiptState.VOIDED
    assert voided.event.receipt.number == 1
    assert (voided.line.counters, voided.line.amount_fen) == (line.id, -30_000)


def test_a_booked_receipt_is_voided_after_its_entry_was_reversed(
    facts: CashFacts, stamp: CashStamp, issued: tuple[Receipt, CashLine]
) -> None:
    """The cashier cannot take money out behind an entry that stands."""
    receipt, line = issued
    booked = evolve(receipt, state=ReceiptState.BOOKED)
    assert codes(rule_on_void(VOID, booked, line, facts, stamp=stamp)) == (
        "ledger.receipt_is_booked",
    )
    assert not codes(rule_on_void(VOID, booked, line, facts, stamp=stamp, entry_reversed=True))


def test_a_receipt_is_voided_once_with_a_reason_and_not_before_its_day(
    facts: CashFacts, stamp: CashStamp, issued: tuple[Receipt, CashLine]
) -> None:
    """Every ground against voiding is named at once."""
    receipt, line = issued
    voided = evolve(receipt, state=ReceiptState.VOIDED)
    request = evolve(VOID, reason="", on=date(2025, 3, 8))
    assert codes(rule_on_void(request, voided, line, facts, stamp=stamp)) == (
        "ledger.text_missing",
        "ledger.receipt_voided_before",
        "ledger.counter_too_early",
    )


def booking(*receipts: Receipt, actor: str = "u-bookkeeper") -> BookingFacts:
    return BookingFacts(
        receipts=receipts,
        owed_fen={HOME: {SANITATION: 40_000}},
        homes={HOME: "1栋1单元101"},
        actor=actor,
        held=(Office.KEEPER_OF_BOOKS,),
        today=date(2025, 3, 10),
        hands=Hands((SamePerson("u-cashier-2", "u-cashier"),)),
    )


def test_receipts_pay_debts_in_the_order_of_their_numbers(
    issued: tuple[Receipt, CashLine],
) -> None:
    """The second receipt of a dwelling sees what the first has paid; the rest is paid ahead."""
    first = issued[0]
    second = evolve(first, number=2)
    ruling = rule_on_booking_receipts(booking(second, first))
    assert isinstance(ruling, Granted)
    assert [one.receipt.number for one in ruling.event] == [1, 2]
    assert ruling.event[0].draft.postings == (
        Posting(CASH, SANITATION, 30_000, None, "收据2025-0001"),
        Posting(RECEIVABLE, SANITATION, -30_000, HOME),
    )
    assert ruling.event[1].draft.postings[1:] == (
        Posting(RECEIVABLE, SANITATION, -10_000, HOME),
        Posting(ADVANCES, SANITATION, -20_000, HOME),
    )


def test_nobody_books_a_receipt_that_his_own_hands_gave(issued: tuple[Receipt, CashLine]) -> None:
    """Neither under the same account nor under another of the same person."""
    for actor in ("u-cashier", "u-cashier-2"):
        assert codes(rule_on_booking_receipts(booking(issued[0], actor=actor))) == (
            "ledger.same_hands",
        )


def test_without_receipts_nothing_is_booked() -> None:
    """A command that would do nothing says so."""
    assert codes(rule_on_booking_receipts(booking())) == ("ledger.no_receipt_to_book",)


def test_gaps_and_doubles_are_found_by_year() -> None:
    """A missing number is there no times, a doubled one twice; years begin with 1."""
    numbers = [(2025, 1), (2025, 3), (2025, 3), (2024, 2)]
    assert [(one.year, one.number, one.times) for one in gaps_in(numbers)] == [
        (2024, 1, 0),
        (2025, 2, 0),
        (2025, 3, 2),
    ]
    assert gaps_in([(2025, 2), (2025, 1)]) == ()
