"""The cashier's desk in the database: cash book, receipts, counts, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
import sqlalchemy as sa
from attrs import evolve

from gongtong.core.errors import ConcurrentChangeError, RefusedError, UnknownReferenceError
from gongtong.core.periods import Span
from gongtong.ledger.books.chart import BANK, CASH, CLEANING, OTHER_INCOME, RECEIVABLE, SANITATION
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.cash import store
from gongtong.ledger.cash.cash_book import CounterCash, NoteCash
from gongtong.ledger.cash.counting import CountedFigure, CountedPieces, CountSide, SignCount
from gongtong.ledger.cash.receipts import BookReceipts, ReceiptState, ReceiveCash, VoidReceipt
from gongtong.ledger.cash.tables import CashTables
from gongtong.ledger.hands.registering import DelegateWork, LinkAccounts
from gongtong.ledger.spending.requests import ApproveSpending, PaySpending, RequestSpending
from gongtong.testing.examples.books import OPENING_FEN
from gongtong.testing.examples.cash import OPENING, charge_and_open, open_cash_book
from gongtong.testing.examples.fee_plugin import FEE_FEN
from gongtong.testing.examples.people import APPLICANT, BOOKKEEPER, CASHIER, CHAIR, MANDATE

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

PAID_ON = date(2025, 6, 9)
TODAY = date(2025, 6, 10)


def refusal(stage: Stage, name: str, request: object, actor: str = CASHIER) -> tuple[str, ...]:
    with pytest.raises(RefusedError) as refused:
        stage.run(name, request, key=f"refused {request}"[:90], actor=actor)
    return refused.value.codes


def test_the_cash_book_comes_back_as_it_was_written(place: Stage) -> None:
    """Lines with their papers, the counter-line with its reason, and the balance after each."""
    open_cash_book(place)
    with place.work(CASHIER) as work:
        note = NoteCash(CASH, PAID_ON, -2_000, "五金店", "买锁", "发票0017", "0017")
        line = work.ledger.cash.note_cash(note, key="lock").line
        counter = CounterCash(line.id, TODAY, "金额记错")
        back = work.ledger.cash.counter_cash(counter, key="back").line
    with place.work() as work:
        running = work.ledger.cash.cash_book(CASH)
    assert [one.line for one in running][1:] == [line, back]
    assert [one.balance_fen for one in running] == [OPENING_FEN, OPENING_FEN - 2_000, OPENING_FEN]
    assert refusal(place, "ledger.counter_cash", counter) == ("ledger.countered_before",)


def test_the_database_takes_no_second_counter_line(place: Stage) -> None:
    """Whatever a program forgets to ask, a line is taken back once."""
    open_cash_book(place)
    with place.work(CASHIER) as work:
        line = work.ledger.cash.note_cash(evolve(OPENING, text="找零"), key="more").line
        work.ledger.cash.counter_cash(CounterCash(line.id, TODAY, "记重"), key="back")
    again = evolve(line, id=UUID(int=9), position=99, amount_fen=-1, counters=line.id)
    with place.work(CASHIER) as work, pytest.raises(sa.exc.IntegrityError):
        store.insert_cash_line(work.unit, again)


def test_receipts_are_numbered_without_gaps_and_a_voided_one_keeps_its_number(place: Stage) -> None:
    """Three receipts, the second voided, the fourth in the next year begins again with one."""
    request = charge_and_open(place)
    with place.work(CASHIER) as work:
        desk = work.ledger.cash
        labels = [
            desk.receive_cash(request, key=f"receipt {number}").receipt.label for number in range(2)
        ]
        desk.void_receipt(VoidReceipt(2025, 2, TODAY, "金额写错"), key="void")
        labels.append(desk.receive_cash(request, key="receipt 3").receipt.label)
    with place.work(CASHIER, now=datetime(2026, 1, 5, 1, tzinfo=UTC)) as work:
        later = evolve(request, received_on=date(2026, 1, 5))
        labels.append(work.ledger.cash.receive_cash(later, key="receipt 4").receipt.label)
    assert labels == ["收据2025-0001", "收据2025-0002", "收据2025-0003", "收据2026-0001"]
    with place.work() as work:
        kept = work.ledger.cash.receipts()
        assert [one.state for one in kept] == [
            ReceiptState.ISSUED,
            ReceiptState.VOIDED,
            ReceiptState.ISSUED,
            ReceiptState.ISSUED,
        ]
        assert work.ledger.cash.receipt_gaps() == ()
        assert work.ledger.cash.verify() == ()
        assert kept[0].printed.startswith("测试小区 收据")
        assert work.ledger.cash.cash_book()[-1].balance_fen == OPENING_FEN + 3 * FEE_FEN


def test_a_receipt_taken_out_of_the_table_leaves_a_gap_that_is_named(place: Stage) -> None:
    """Whoever deletes a receipt by hand is found out."""
    request = charge_and_open(place)
    with place.work(CASHIER) as work:
        for number in range(3):
            work.ledger.cash.receive_cash(request, key=f"receipt {number}")
    with place.work() as work:
        table = work.unit.tables(CashTables).receipt
        work.unit.connection.execute(table.delete().where(table.c.number == 2))
    with place.work() as work:
        found = work.ledger.cash.verify()
        (gap,) = work.ledger.cash.receipt_gaps()
    assert [one.code for one in found] == ["ledger.receipt_gap"]
    assert (gap.year, gap.number, gap.times) == (2025, 2, 0)


def test_receipts_are_booked_once_and_settle_what_is_owed(place: Stage) -> None:
    """The first pays the fee, the second is paid ahead; a second booking finds nothing."""
    request = charge_and_open(place)
    with place.work(CASHIER) as work:
        for number in range(2):
            work.ledger.cash.receive_cash(request, key=f"receipt {number}")
    with place.work(BOOKKEEPER) as work:
        booked = work.ledger.cash.book_receipts(BookReceipts(TODAY), key="book")
        assert booked.amount_fen == 2 * FEE_FEN
        owed = work.ledger.books.reports.dwelling_balances(RECEIVABLE)
        assert request.dwelling_id not in {one.dwelling_id for one in owed}
        entries = [one for one in work.ledger.books.reports.entries() if one.id in booked.entry_ids]
    assert [entry.documents[0].name for entry in entries] == [
        "收据2025-0001.txt",
        "收据2025-0002.txt",
    ]
    assert [entry.postings[0].memo for entry in entries] == ["收据2025-0001", "收据2025-0002"]
    again = BookReceipts(TODAY)
    assert refusal(place, "ledger.book_receipts", again, BOOKKEEPER) == (
        "ledger.no_receipt_to_book",
    )


def test_a_booked_receipt_is_voided_only_behind_a_reversal(place: Stage) -> None:
    """First somebody else reverses the entry, then the cashier gives the money back."""
    request = charge_and_open(place)
    with place.work(CASHIER) as work:
        work.ledger.cash.receive_cash(request, key="receipt")
    with place.work(BOOKKEEPER) as work:
        (entry_id,) = work.ledger.cash.book_receipts(BookReceipts(TODAY), key="book").entry_ids
    void = VoidReceipt(2025, 1, TODAY, "住户退款")
    assert refusal(place, "ledger.void_receipt", void) == ("ledger.receipt_is_booked",)
    with place.work(CHAIR) as work:
        work.ledger.books.reverse_entry(ReverseEntry(entry_id, TODAY, "住户退款"), key="reverse")
    with place.work(CASHIER) as work:
        voided = work.ledger.cash.void_receipt(void, key="void").receipt
    assert (voided.state, voided.entry_id) == (ReceiptState.VOIDED, entry_id)
    nothing = BookReceipts(TODAY)
    assert refusal(place, "ledger.book_receipts", nothing, BOOKKEEPER) == (
        "ledger.no_receipt_to_book",
    )


def test_a_receipt_that_somebody_else_changed_is_not_overwritten(place: Stage) -> None:
    """A version that is seen no more is an error, not a silent loss."""
    request = charge_and_open(place)
    with place.work(CASHIER) as work:
        receipt = work.ledger.cash.receive_cash(request, key="receipt").receipt
        with pytest.raises(ConcurrentChangeError):
            store.save_receipt(work.unit, evolve(receipt, version=2))
        with pytest.raises(UnknownReferenceError):
            store.load_receipt(work.unit, 2025, 2)
        with pytest.raises(UnknownReferenceError):
            store.load_cash_line(work.unit, UUID(int=5))


def test_a_line_for_a_spending_waits_until_it_was_paid(place: Stage) -> None:
    """Noted before the approval it is refused; paid and noted once; taken back it is noted anew."""
    open_cash_book(place)
    with place.work(APPLICANT) as work:
        asked = RequestSpending(SANITATION, CLEANING, 2_000, "清洁费", "老周")
        spending = work.ledger.spending.request_spending(asked, key="ask").spending
    note = NoteCash(CASH, PAID_ON, -2_000, "老周", "五月清洁费", spending_id=spending.id)
    assert refusal(place, "ledger.note_cash", note) == ("ledger.spending_not_paid",)
    with place.work(CHAIR) as work:
        work.ledger.spending.approve_spending(ApproveSpending(spending.id), key="yes")
    with place.work(CASHIER) as work:
        paid = PaySpending(spending.id, 2_000, CASH, TODAY, "收条1")
        work.ledger.spending.pay_spending(paid, key="pay")
        line = work.ledger.cash.note_cash(note, key="note").line
    assert refusal(place, "ledger.note_cash", note) == ("ledger.spending_noted_before",)
    with place.work(CASHIER) as work:
        work.ledger.cash.counter_cash(CounterCash(line.id, TODAY, "日期记错"), key="back")
        work.ledger.cash.note_cash(evolve(note, on=TODAY), key="again")
    with place.work() as work:
        assert work.ledger.cash.cash_book(CASH)[-1].balance_fen == OPENING_FEN - 2_000


def figure(fen: int, *pieces: tuple[int, int]) -> CountedFigure:
    return CountedFigure(CASH, fen, tuple(CountedPieces(*one) for one in pieces))


def test_a_month_is_signed_by_both_and_the_others_are_named(place: Stage) -> None:
    """January to April lack both signatures, May lacks none; the cashier's box is a hundred notes."""
    open_cash_book(place)
    box = figure(OPENING_FEN, (10_000, 100))
    with place.work(CASHIER) as work:
        work.ledger.cash.sign_count(SignCount("2025-05", CountSide.CASHIER, (box,)), key="c")
    with place.work(BOOKKEEPER) as work:
        books = SignCount("2025-05", CountSide.BOOKKEEPER, (figure(OPENING_FEN),))
        work.ledger.cash.sign_count(books, key="b")
    with place.work() as work:
        sheet = work.ledger.cash.count("2025-05")
        assert sheet.is_signed_by_both
        assert sheet.standing[CountSide.CASHIER].figures == (box,)
        missing = work.ledger.cash.missing_counts()
        assert work.ledger.cash.count("2025-04").signatures == ()
    assert [str(one.month) for one in missing] == ["2025-01", "2025-02", "2025-03", "2025-04"]
    late = NoteCash(CASH, date(2025, 5, 31), -100, "老周", "补记")
    assert refusal(place, "ledger.note_cash", late) == ("ledger.month_settled",)


def test_the_bank_is_counted_as_soon_as_one_book_knows_it(place: Stage) -> None:
    """A line of the cash book on the bank account makes it an account to sign for."""
    open_cash_book(place)
    with place.work(CASHIER) as work:
        work.ledger.cash.note_cash(
            NoteCash(BANK, date(2025, 5, 20), 500, "王芳", "转账", "T0002"), key="bank"
        )
    box = figure(OPENING_FEN, (10_000, 100))
    alone = SignCount("2025-05", CountSide.CASHIER, (box,))
    assert refusal(place, "ledger.sign_count", alone) == ("ledger.count_account_missing",)
    with place.work(CASHIER) as work:
        both = evolve(alone, figures=(box, CountedFigure(BANK, 500)))
        assert not work.ledger.cash.sign_count(both, key="count").lapsed


def test_a_receipt_is_given_to_a_dwelling_that_there_is(place: Stage) -> None:
    """An id that nobody knows gets no number."""
    request = charge_and_open(place)
    nobody = ReceiveCash(UUID(int=4), "某人", 100, request.received_on, "卫生费")
    assert refusal(place, "ledger.receive_cash", nobody) == ("ledger.unknown_dwelling",)


def test_a_second_account_brings_the_offices_of_the_first(place: Stage) -> None:
    """Once it is known whose account the bookkeeper's is, neither gives or books receipts, nor writes an entry."""
    request = charge_and_open(place)
    with place.work(CHAIR) as work:
        work.ledger.hands.link_accounts(LinkAccounts(BOOKKEEPER, CASHIER), key="link")
    with pytest.raises(RefusedError) as refused:
        place.run("ledger.receive_cash", request, key="r", actor=CASHIER)
    assert refused.value.codes == ("segregation_of_duties",)
    with pytest.raises(RefusedError) as refused:
        place.run("ledger.book_receipts", BookReceipts(TODAY), key="b", actor=BOOKKEEPER)
    assert "segregation_of_duties" in refused.value.codes
    lines = (Posting(CASH, SANITATION, 1), Posting(OTHER_INCOME, SANITATION, -1))
    entry = Draft(EntryKind.MANUAL, TODAY, "废品收入", lines)
    with pytest.raises(RefusedError) as refused:
        place.run("ledger.post_entry", entry, key="e", actor=BOOKKEEPER)
    assert "segregation_of_duties" in refused.value.codes


def test_who_acts_for_the_cashier_gives_receipts_for_these_days(place: Stage) -> None:
    """Under his own name; the day after his last he is a stranger to the box again."""
    request = charge_and_open(place)
    span = Span(date(2025, 6, 1), TODAY)
    with place.work(CHAIR) as work:
        work.ledger.hands.delegate_work(
            DelegateWork("u-neighbour", CASHIER, span, MANDATE), key="delegate"
        )
    nine = datetime(2025, 6, 9, 1, tzinfo=UTC)
    with place.work("u-neighbour", now=nine) as work:
        assert work.ledger.cash.receive_cash(request, key="r").receipt.issued_by == "u-neighbour"
    assert refusal(place, "ledger.receive_cash", request, "u-neighbour") == (
        "ledger.office_required",
    )
