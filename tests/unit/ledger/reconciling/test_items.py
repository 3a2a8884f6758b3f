"""Items to clear and the table in which two balances meet (余额调节表)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import BANK
from gongtong.ledger.books.periods import Period
from gongtong.ledger.reconciling.items import (
    ITEM_WORDS,
    ComparedBooks,
    ExplainItem,
    Explanation,
    ItemState,
    reconcile,
    rule_on_explanation,
)
from gongtong.ledger.reconciling.matches import Against, BookSide, Match
from gongtong.ledger.reconciling.pairing import BookLine, PairedBy

MARCH, APRIL = Period(2025, 3), Period(2025, 4)
NOW = datetime(2025, 5, 1, tzinfo=UTC)


def match(number: int, other: tuple[str, ...], ledger: tuple[str, ...]) -> Match:
    return Match(
        UUID(int=number),
        BANK,
        Against.STATEMENT,
        PairedBy.DAYS,
        other,
        ledger,
        "u-bookkeeper",
        NOW,
    )


MATCHES = (
    match(1, ("open",), ("opening",)),
    match(2, ("fee",), ("receipt",)),
    match(3, ("cheque",), ("paid",)),
)
BOOKS = ComparedBooks(
    account=BANK,
    against=Against.STATEMENT,
    other=(
        BookLine("open", date(2025, 2, 28), 1_000),
        BookLine("fee", date(2025, 3, 5), 30_000),
        BookLine("charge", date(2025, 3, 31), -50),
        BookLine("cheque", date(2025, 4, 2), -9_000),
    ),
    ledger=(
        BookLine("opening", date(2025, 3, 1), 1_000),
        BookLine("receipt", date(2025, 3, 6), 30_000),
        BookLine("paid", date(2025, 3, 30), -9_000),
        BookLine("late", date(2025, 4, 9), 700),
    ),
    matches=MATCHES,
)


def test_two_balances_meet_over_the_items_between_them() -> None:
    """The ledger's 220.00, without the cheque under way and with the bank's charge, is its 309.50."""
    table = reconcile(BOOKS, MARCH, stated_fen=30_950)
    assert (table.ledger_fen, table.other_fen, table.adjusted_fen) == (22_000, 30_950, 30_950)
    assert table.difference_fen == 0
    assert table.stated_difference_fen == 0
    assert [(one.line.id, one.state) for one in table.items] == [
        ("paid", ItemState.CLEARED),
        ("charge", ItemState.OPEN),
    ]
    assert table.matched == 2


def test_an_item_of_march_that_cleared_in_april_is_none_in_april() -> None:
    """The table of a later month shows what waits then, the charge of March among it."""
    table = reconcile(BOOKS, APRIL)
    assert [one.line.id for one in table.items] == ["charge", "late"]
    assert table.difference_fen == 0
    assert table.stated_difference_fen is None


def test_a_surplus_in_the_box_is_what_the_cashier_signed_above_the_book() -> None:
    """Ten fen that nobody can explain are told to the fen."""
    assert reconcile(BOOKS, MARCH, stated_fen=30_960).stated_difference_fen == 10


def test_the_last_word_about_an_item_holds() -> None:
    """An item with a word is explained; its counterpart does not change what was said."""
    words = [
        Explanation(Against.STATEMENT, BookSide.OTHER, "charge", why, "u-bookkeeper", at)
        for why, at in (
            ("银行手续费，四月补记", datetime(2025, 4, 3, tzinfo=UTC)),
            ("不清楚", datetime(2025, 4, 2, tzinfo=UTC)),
        )
    ]
    table = reconcile(evolve(BOOKS, explanations=words), MARCH)
    (item,) = [one for one in table.items if one.line.id == "charge"]
    assert (item.state, item.why, item.by) == (
        ItemState.EXPLAINED,
        "银行手续费，四月补记",
        "u-bookkeeper",
    )
    assert table.open_items == ()


def test_a_match_that_was_taken_apart_counts_no_more() -> None:
    """Its lines wait again, on both sides."""
    books = evolve(BOOKS, matches=(MATCHES[0], evolve(MATCHES[1], undone_at=NOW)))
    table = reconcile(books, MARCH)
    assert {one.line.id for one in table.items} == {"fee", "receipt", "paid", "charge"}
    assert table.difference_fen == 0
    assert [line.id for line in books.free(BookSide.OTHER)] == ["fee", "charge", "cheque"]


def test_a_line_that_waits_is_explained_by_who_may_match() -> None:
    """Not by the cashier, not without a reason, and not what is matched or is not there."""
    held = (Office.KEEPER_OF_BOOKS,)
    request = ExplainItem(BANK, Against.STATEMENT, BookSide.OTHER, "charge", "手续费")
    assert isinstance(rule_on_explanation(request, BOOKS, held), Granted)
    for line, code in (("fee", "ledger.line_matched"), ("nothing", "ledger.unknown_line")):
        ruling = rule_on_explanation(evolve(request, line=line), BOOKS, held)
        assert isinstance(ruling, Refused)
        assert ruling.codes == (code,)
    ruling = rule_on_explanation(evolve(request, reason=""), BOOKS, (Office.KEEPER_OF_MONEY,))
    assert isinstance(ruling, Refused)
    assert ruling.codes == (
        "ledger.office_required",
        "segregation_of_duties",
        "ledger.reason_missing",
    )


def test_items_are_of_four_kinds() -> None:
    """By the book that has them and the way the money went, each with its words."""
    assert set(ITEM_WORDS) == {(side, came) for side in BookSide for came in (True, False)}
    assert [state.zh for state in ItemState] == ["未说明", "已说明", "已清理"]
