"""What keeps a month from being called reconciled (对账结论)."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from gongtong.ledger.books.chart import BANK
from gongtong.ledger.books.periods import Period
from gongtong.ledger.cash.counting import CountGap, MissingCount
from gongtong.ledger.reconciling.items import ItemState, OpenItem, Reconciliation
from gongtong.ledger.reconciling.matches import Against, BookSide
from gongtong.ledger.reconciling.pairing import BookLine
from gongtong.ledger.reconciling.verdicts import faults_of, faults_of_counts, in_one_sentence

MARCH = Period(2025, 3)
GOOD = Reconciliation(BANK, MARCH, Against.STATEMENT, 500, 500, (), 3, 500)
CHARGE = OpenItem(BookSide.OTHER, BookLine("a", date(2025, 3, 31), -50), ItemState.OPEN)


def test_a_month_in_order_has_no_fault() -> None:
    """Items that were explained or cleared are none."""
    explained = evolve(CHARGE, state=ItemState.EXPLAINED)
    assert not [*faults_of(GOOD)]
    assert not [*faults_of(evolve(GOOD, other_fen=450, stated_fen=450, items=(explained,)))]
    assert not [*faults_of(evolve(GOOD, stated_fen=None))]


def test_every_fault_of_a_month_is_named() -> None:
    """No statement, an item without a word, a difference, and a figure that was signed otherwise."""
    bad = evolve(GOOD, covered=False, items=(CHARGE,), stated_fen=510)
    assert [zh for zh, _ in faults_of(bad)] == [
        "2025-03科目1002缺月末对账单",
        "2025-03科目1002有1笔未达账项未说明",
        "2025-03科目1002差额0.50元无法解释",
        "2025-03科目1002出纳签字数比银行或钱包对账单多0.10元",
    ]


def test_months_without_signatures_are_named_with_what_they_lack() -> None:
    """One sentence for all of them, or none."""
    missing = [MissingCount(MARCH, (CountGap.CASHIER_MISSING, CountGap.BOOKKEEPER_MISSING))]
    assert in_one_sentence(faults_of_counts(missing)) == (
        "2025-03缺出纳签字、缺会计签字",
        "2025-03: cashier_missing, bookkeeper_missing",
    )
    assert in_one_sentence(faults_of_counts([])) is None
