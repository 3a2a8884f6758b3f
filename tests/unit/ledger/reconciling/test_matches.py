"""Matching by hand and taking apart (人工勾对)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import BANK, CLEANING, DEFAULT_CHART
from gongtong.ledger.reconciling.matches import (
    MOST_REASON,
    Against,
    BookSide,
    HandFacts,
    Match,
    MatchBooks,
    MatchByHand,
    MatchStamp,
    Unmatch,
    rule_on_match,
    rule_on_matching,
    rule_on_unmatch,
    torn_apart,
)
from gongtong.ledger.reconciling.pairing import BookLine, PairedBy

NOW = datetime(2025, 4, 1, tzinfo=UTC)
DAY = date(2025, 3, 1)
STAMP = MatchStamp(UUID(int=1), "u-bookkeeper", NOW)
FACTS = HandFacts(
    held=(Office.KEEPER_OF_BOOKS,),
    other={"a": BookLine("a", DAY, 300), "b": BookLine("b", DAY, 200)},
    ledger={"x": BookLine("x", DAY, 500), "y": BookLine("y", DAY, -500)},
    taken={BookSide.OTHER: set(), BookSide.LEDGER: set()},
)
BOTH = MatchByHand(BANK, Against.STATEMENT, ("a", "b"), ("x",), "合并记账")
MATCH = Match(
    UUID(int=1), BANK, Against.STATEMENT, PairedBy.DAYS, ("a",), ("x",), "u-bookkeeper", NOW
)


def codes(ruling: object) -> tuple[str, ...]:
    return ruling.codes if isinstance(ruling, Refused) else ()


def test_several_lines_of_one_book_may_be_one_of_the_other() -> None:
    """They come to the same, and somebody says why."""
    ruling = rule_on_match(BOTH, FACTS, STAMP)
    assert isinstance(ruling, Granted)
    assert ruling.event.match.by is PairedBy.BY_HAND
    assert ruling.event.match.reason == "合并记账"


def test_lines_of_one_book_alone_cancel_each_other() -> None:
    """An entry and what undid it need no line of the bank."""
    request = evolve(BOTH, other=(), ledger=("x", "y"))
    assert codes(rule_on_match(request, FACTS, STAMP)) == ()


def test_sides_that_differ_are_no_match() -> None:
    """By one fen or by a line."""
    assert codes(rule_on_match(evolve(BOTH, other=("a",)), FACTS, STAMP)) == (
        "ledger.match_differs",
    )


def test_a_line_is_matched_once() -> None:
    """One that is taken, that there is not, or that is named twice, is each a ground."""
    facts = evolve(FACTS, taken={BookSide.OTHER: {"a"}, BookSide.LEDGER: set()})
    request = evolve(BOTH, other=("a", "a", "z"), reason=" ")
    assert codes(rule_on_match(request, facts, STAMP)) == (
        "ledger.reason_missing",
        "ledger.line_twice",
        "ledger.line_matched",
        "ledger.unknown_line",
        "ledger.match_differs",
    )
    assert codes(rule_on_match(evolve(BOTH, other=(), ledger=()), FACTS, STAMP)) == (
        "ledger.match_of_one",
    )


@pytest.mark.parametrize(
    ("length", "code"), [(MOST_REASON, ()), (MOST_REASON + 1, ("ledger.text_too_long",))]
)
def test_a_reason_has_room(length: int, code: tuple[str, ...]) -> None:
    """Two hundred characters and no more."""
    assert codes(rule_on_match(evolve(BOTH, reason="因" * length), FACTS, STAMP)) == code


def test_the_cashier_does_not_check_himself() -> None:
    """The keeper of the books and a supervisor match; the keeper of the money does not."""
    for held in ((Office.SUPERVISOR,), (Office.KEEPER_OF_BOOKS,)):
        assert codes(rule_on_match(BOTH, evolve(FACTS, held=held), STAMP)) == ()
    cashier = evolve(FACTS, held=(Office.KEEPER_OF_MONEY,))
    assert codes(rule_on_match(BOTH, cashier, STAMP)) == (
        "ledger.office_required",
        "segregation_of_duties",
    )


def test_only_money_accounts_are_compared() -> None:
    """A bank has a book of its own about an account; an expense has none."""
    accounts = {one.code: one for one in DEFAULT_CHART.accounts}
    request = MatchBooks(BANK, Against.CASH_BOOK)
    held = (Office.KEEPER_OF_BOOKS,)
    assert codes(rule_on_matching(request, accounts[BANK], held)) == ()
    for account in (accounts[CLEANING], None):
        assert codes(rule_on_matching(request, account, held)) == ("ledger.not_a_money_account",)


def test_a_match_is_taken_apart_once_with_a_reason() -> None:
    """What was taken apart stays on record."""
    held = (Office.KEEPER_OF_BOOKS,)
    assert codes(rule_on_unmatch(Unmatch(MATCH.id, "不是同一笔"), MATCH, held)) == ()
    undone = evolve(MATCH, undone_by="u-bookkeeper", undone_at=NOW)
    assert codes(rule_on_unmatch(Unmatch(MATCH.id, ""), undone, held)) == (
        "ledger.reason_missing",
        "ledger.unmatched_before",
    )


def test_what_was_taken_apart_is_remembered_in_pairs() -> None:
    """Across the two books, and within one where two lines had cancelled each other."""
    undone = evolve(MATCH, undone_at=NOW)
    cancelled = evolve(undone, by=PairedBy.CANCELLED, other=(), ledger=("x", "y"))
    assert torn_apart([MATCH]) == frozenset()
    assert torn_apart([undone, cancelled]) == {("a", "x"), ("x", "y")}


def test_the_other_book_has_a_name() -> None:
    """Residents read with what the ledger was compared."""
    assert [one.zh for one in Against] == ["出纳日记账", "银行或钱包对账单"]
