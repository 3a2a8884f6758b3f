"""Comparing books in the database, on both engines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
import sqlalchemy as sa
from attrs import evolve

from gongtong.core.errors import ConcurrentChangeError, RefusedError, UnknownReferenceError
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import (
    BANK,
    CASH,
    COMMON_FUND,
    INTEREST_INCOME,
    SANITATION,
    WECHAT_WALLET,
)
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.periods import Period
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.cash.counting import CountedFigure, CountedPieces, CountSide, SignCount
from gongtong.ledger.cash.receipts import BookReceipts
from gongtong.ledger.exchange.bank_bills import bill_of
from gongtong.ledger.exchange.bank_statements import BankLine, BankStatement
from gongtong.ledger.payments.booking import ImportBill
from gongtong.ledger.reconciling import store
from gongtong.ledger.reconciling.items import ExplainItem, ItemState
from gongtong.ledger.reconciling.matches import (
    Against,
    BookSide,
    MatchBooks,
    MatchByHand,
    Unmatch,
)
from gongtong.ledger.reconciling.pairing import PairedBy
from gongtong.ledger.reconciling.statements import ReconcileStatement
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.cash import charge_and_open, open_cash_book
from gongtong.testing.examples.payments import book_statement, charge_everybody
from gongtong.testing.examples.people import BOOKKEEPER, CASHIER, CHAIR
from gongtong.testing.examples.reconciling import STATEMENT, keep_statement

if TYPE_CHECKING:
    from gongtong.ledger.reconciling.pairing import Pairing
    from gongtong.testing.stage import Stage

TODAY = date(2025, 6, 10)


def waiting(stage: Stage, account: str = BANK, against: Against = Against.STATEMENT) -> Pairing:
    with stage.work() as work:
        return work.ledger.reconciling.waiting(account, against)


def refusal(stage: Stage, name: str, request: object) -> tuple[str, ...]:
    with pytest.raises(RefusedError) as refused:
        stage.run(name, request, key="refused", actor=BOOKKEEPER)
    return refused.value.codes


def test_a_statement_is_kept_once_and_matched_with_the_ledger(place: Stage) -> None:
    """Interest a day apart is matched; two equal lines against one entry wait for a person."""
    keep_statement(place)
    with place.work(BOOKKEEPER) as work:
        desk = work.ledger.reconciling
        again = desk.reconcile_statement(
            ReconcileStatement(evolve(STATEMENT, file="又一份.csv")), key="again"
        )
        assert (again.new, again.known, again.matched) == (0, 3, {})
        assert [one.by for one in desk.matches(BANK, Against.STATEMENT)] == [PairedBy.DAYS]
        assert len(desk.statement_lines(BANK)) == 3
    free = waiting(place)
    assert [line.amount_fen for line in free.left_only] == [500, 500]
    assert [line.amount_fen for line in free.right_only] == [1_000]
    assert free.suggestions == ()


def test_a_match_by_hand_stands_until_it_is_taken_apart(place: Stage) -> None:
    """Two lines are one entry; taken apart they wait again, and the rule does not pair them anew."""
    keep_statement(place)
    free = waiting(place)
    other = tuple(line.id for line in free.left_only)
    ledger = tuple(line.id for line in free.right_only)
    request = MatchByHand(BANK, Against.STATEMENT, other, ledger, "合并记账")
    with place.work(BOOKKEEPER) as work:
        match = work.ledger.reconciling.match_by_hand(request, key="hand").match
        assert work.ledger.reconciling.match(match.id) == match
    assert refusal(place, "ledger.match_by_hand", request) == ("ledger.line_matched",) * 3
    with place.work(BOOKKEEPER) as work:
        undone = work.ledger.reconciling.unmatch(Unmatch(match.id, "分属两户"), key="apart").match
        kept = work.ledger.reconciling.matches(BANK, Against.STATEMENT)
    assert undone in kept
    assert waiting(place) == free
    apart = Unmatch(match.id, "再来")
    assert refusal(place, "ledger.unmatch", apart) == ("ledger.unmatched_before",)


def test_what_a_person_took_apart_is_not_matched_by_the_rule_again(place: Stage) -> None:
    """The interest waits, with its suggestion, until somebody decides otherwise."""
    keep_statement(place)
    with place.work(BOOKKEEPER) as work:
        desk = work.ledger.reconciling
        (match,) = desk.matches(BANK, Against.STATEMENT)
        desk.unmatch(Unmatch(match.id, "不是结息"), key="apart")
        event = desk.match_books(MatchBooks(BANK, Against.STATEMENT), key="match")
    assert (event.matched, event.open_other, event.open_ledger) == ({}, 3, 2)
    assert [one.days_apart for one in waiting(place).suggestions] == [1]


def test_the_database_takes_no_second_match_of_a_line(place: Stage) -> None:
    """Whatever a program forgets to ask."""
    keep_statement(place)
    with place.work(BOOKKEEPER) as work:
        (match,) = store.list_matches(work.unit, BANK, Against.STATEMENT)
    with place.work(BOOKKEEPER) as work, pytest.raises(sa.exc.IntegrityError):
        store.insert_matches(work.unit, [evolve(match, id=UUID(int=8))])
    with place.work(BOOKKEEPER) as work:
        store.undo_match(work.unit, evolve(match, undone_by="u", undone_at=match.made_at))
        with pytest.raises(ConcurrentChangeError):
            store.undo_match(work.unit, evolve(match, undone_by="u", undone_at=match.made_at))
        with pytest.raises(UnknownReferenceError):
            store.load_match(work.unit, UUID(int=3))


def test_the_month_s_table_says_what_lies_between_the_two_books(place: Stage) -> None:
    """The items wait until they have a word; the balances meet all the while."""
    keep_statement(place)
    with place.work(BOOKKEEPER) as work:
        table = work.ledger.reconciling.report(BANK, "2025-05")
        assert (table.ledger_fen, table.other_fen, table.difference_fen) == (2_200, 2_200, 0)
        assert (len(table.items), len(table.open_items), table.matched) == (3, 3, 1)
        assert table.covered
        for item in table.items:
            word = ExplainItem(
                BANK, Against.STATEMENT, item.side, item.line.id, "两户合并记账，待分"
            )
            work.ledger.reconciling.explain_item(word, key=f"word {item.line.id}")
    with place.work() as work:
        table = work.ledger.reconciling.report(BANK, "2025-05")
        june = work.ledger.reconciling.report(BANK, "2025-06")
    assert {one.state for one in table.items} == {ItemState.EXPLAINED}
    assert table.items[0].by == BOOKKEEPER
    assert not june.covered


def test_the_cashier_s_book_is_matched_with_the_ledger_receipt_by_receipt(place: Stage) -> None:
    """Two equal receipts of one day, each with its entry: the numbers tell them apart."""
    request = charge_and_open(place)
    with place.work(CASHIER) as work:
        for number in range(2):
            work.ledger.cash.receive_cash(request, key=f"receipt {number}")
    with place.work(BOOKKEEPER) as work:
        work.ledger.cash.book_receipts(BookReceipts(TODAY), key="book")
        matched = work.ledger.reconciling.match_books(
            MatchBooks(CASH, Against.CASH_BOOK), key="match"
        )
        assert matched.matched == {"exact": 3}
        table = work.ledger.reconciling.report(CASH, "2025-06")
    assert (table.against, table.items, table.matched) == (Against.CASH_BOOK, (), 3)


def test_a_receipt_for_two_funds_is_one_line_of_the_ledger(place: Stage) -> None:
    """Postings of one entry under one memo are one payment; transfers within the account are none."""
    open_books(place)
    with place.work(BOOKKEEPER) as work:
        lines = (
            Posting(BANK, SANITATION, 100, None, "T1"),
            Posting(BANK, COMMON_FUND, 200, None, "T1"),
            Posting(BANK, SANITATION, 40, None, "T2"),
            Posting(INTEREST_INCOME, SANITATION, -140),
            Posting(INTEREST_INCOME, COMMON_FUND, -200),
        )
        draft = Draft(EntryKind.MANUAL, TODAY, "两笔转账", lines)
        work.ledger.books.post_entry(draft, key="two")
    found = waiting(place).right_only
    assert [(line.reference, line.amount_fen) for line in found] == [("T1", 300), ("T2", 40)]


def test_an_entry_and_its_reversal_cancel_each_other(place: Stage) -> None:
    """Neither waits for a line of the bank."""
    open_books(place)
    draft = Draft(
        EntryKind.MANUAL,
        date(2025, 5, 7),
        "误记结息",
        (Posting(BANK, SANITATION, 1_200), Posting(INTEREST_INCOME, SANITATION, -1_200)),
    )
    with place.work(BOOKKEEPER) as work:
        entry = work.ledger.books.post_entry(draft, key="wrong")
    with place.work(CHAIR) as work:
        work.ledger.books.reverse_entry(ReverseEntry(entry.id, TODAY, "误记"), key="reverse")
    with place.work(BOOKKEEPER) as work:
        event = work.ledger.reconciling.match_books(
            MatchBooks(BANK, Against.STATEMENT), key="match"
        )
    assert event.matched == {"cancelled": 1}
    assert waiting(place).right_only == ()


def test_a_wallet_is_reconciled_like_a_bank(place: Stage) -> None:
    """What the import booked carries the app's transaction ids, and is found by them."""
    book_statement(place)
    with place.work() as work:
        lines = work.ledger.payments.list_payments()
    wallet = BankStatement(
        account=WECHAT_WALLET,
        bank_account="微信",
        currency="CNY",
        from_day=date(2025, 5, 1),
        through_day=date(2025, 5, 31),
        file="微信零钱明细.csv",
        digest="1" * 64,
        lines=tuple(
            BankLine(
                number,
                date(2025, 5, 4 + number),
                one.amount_fen,
                counterparty=one.payer,
                reference=one.transaction_id,
            )
            for number, one in enumerate(lines)
        ),
        opening_fen=0,
    )
    with place.work(BOOKKEEPER) as work:
        event = work.ledger.reconciling.reconcile_statement(ReconcileStatement(wallet), key="w")
    assert event.matched == {"reference": 3}
    assert (event.open_lines, event.open_postings) == (0, 0)


def test_a_statement_is_ruled_on_without_keeping_it(place: Stage) -> None:
    """For greying out a button: the same grounds, and nothing written."""
    open_books(place)
    with place.work(BOOKKEEPER) as work:
        desk = work.ledger.reconciling
        assert desk.may_reconcile(ReconcileStatement(STATEMENT)) == Granted(None)
        wrong = desk.may_reconcile(ReconcileStatement(evolve(STATEMENT, closing_fen=1)))
        assert isinstance(wrong, Refused)
        assert desk.statement_lines(BANK) == ()


def test_the_closing_checklist_hears_from_both_desks(place: Stage) -> None:
    """May lacks signatures and words; with them the bank is in order, and the cash box without a book is not."""
    keep_statement(place)
    may = Period(2025, 5)

    def wrong() -> dict[str, str]:
        with place.work() as work:
            answers = work.ledger.books.reports.closing_checklist(may)
        return {one.item.code: one.wrong_en for one in answers}

    before = wrong()
    assert "2025-05: cashier_missing, bookkeeper_missing" in before["counts_signed"]
    assert "3 items nobody explained" in before["bank_reconciled"]
    free = waiting(place)
    with place.work(BOOKKEEPER) as work:
        hand = MatchByHand(
            BANK,
            Against.STATEMENT,
            tuple(line.id for line in free.left_only),
            tuple(line.id for line in free.right_only),
            "合并记账",
        )
        work.ledger.reconciling.match_by_hand(hand, key="hand")
        opening = store.list_ledger_lines(work.unit, CASH)
        word = ExplainItem(
            CASH, Against.CASH_BOOK, BookSide.LEDGER, opening[0].id, "日记账尚未建立"
        )
        work.ledger.reconciling.explain_item(word, key="word")
        books = (CountedFigure(CASH, OPENING_FEN), CountedFigure(BANK, 2_200))
        signed = SignCount("2025-05", CountSide.BOOKKEEPER, books)
        work.ledger.cash.sign_count(signed, key="books")
    with place.work(CASHIER) as work:
        box = CountedFigure(CASH, OPENING_FEN, (CountedPieces(10_000, 100),))
        counted = SignCount("2025-05", CountSide.CASHIER, (box, CountedFigure(BANK, 2_200)))
        work.ledger.cash.sign_count(counted, key="count")
    after = wrong()
    assert after["bank_reconciled"] == ""
    assert "the cashier signed 10,000.00 yuan more" in after["counts_signed"]


def test_the_opening_of_the_cash_book_meets_the_opening_of_the_ledger(place: Stage) -> None:
    """The same day and the same amount, and nothing is left over."""
    open_cash_book(place)
    with place.work(BOOKKEEPER) as work:
        event = work.ledger.reconciling.match_books(MatchBooks(CASH, Against.CASH_BOOK), key="m")
    assert event.matched == {"exact": 1}
    assert (event.open_other, event.open_ledger) == (0, 0)


def test_what_was_imported_from_a_statement_is_found_by_the_same_statement(place: Stage) -> None:
    """With the bank's number or without: two equal lines of one day find each its own entry."""
    charge_everybody(place)
    day = date(2025, 5, 6)
    twice = BankLine(3, day, 500, counterparty="路人", text="转账")
    statement = evolve(
        STATEMENT,
        lines=(
            BankLine(2, day, 30_000, counterparty="王芳", text="1-1-101卫生费", reference="T0009"),
            twice,
            evolve(twice, line=4),
        ),
        closing_fen=31_000,
    )
    with place.work(BOOKKEEPER) as work:
        work.ledger.payments.import_bill(ImportBill(bill_of(statement)), key="import")
        event = work.ledger.reconciling.reconcile_statement(
            ReconcileStatement(statement), key="reconcile"
        )
    assert event.matched == {"exact": 3}
    assert (event.open_lines, event.open_postings) == (0, 0)


def test_the_closing_checklist_of_a_year_asks_for_every_month_in_use(place: Stage) -> None:
    """May has its items, the months after it no statement, and before it the account was not used."""
    keep_statement(place)
    with place.work() as work:
        year = work.ledger.books.reports.closing_checklist(Period(2025))
    told = {one.item.code: one.wrong_en for one in year}["bank_reconciled"]
    assert "2025-05 account 1002: 3 items" in told
    assert "2025-12 account 1002: no statement to the end of the month" in told
    assert "2025-04" not in told
