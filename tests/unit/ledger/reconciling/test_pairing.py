"""Pairing two books, case by case (逐笔勾对)."""

from __future__ import annotations

from datetime import date

import pytest

from gongtong.ledger.reconciling.pairing import (
    BookLine,
    Pair,
    PairedBy,
    Suggestion,
    pair_lines,
    plain_reference,
    reference_in,
)


def line(name: str, day: int, fen: int = 30_000, reference: str = "") -> BookLine:
    return BookLine(name, date(2025, 3, day), fen, reference)


def test_amount_day_and_reference_pair_two_lines_exactly() -> None:
    """Of two receipts of one day, each goes to the entry with its number."""
    left = [line("a", 1, reference="收据2025-0001"), line("b", 1, reference="收据2025-0002")]
    right = [line("y", 1, reference="收据2025-0002"), line("x", 1, reference="收据2025-0001")]
    assert set(pair_lines(left, right, window_days=3).pairs) == {
        Pair(("a",), ("x",), PairedBy.EXACT),
        Pair(("b",), ("y",), PairedBy.EXACT),
    }


def test_a_reference_pairs_lines_however_far_apart_their_days_are() -> None:
    """The same number and the same amount are the same money, a month later too."""
    pairing = pair_lines(
        [line("a", 1, reference="T9")], [line("x", 31, reference="T9")], window_days=3
    )
    assert pairing.pairs == (Pair(("a",), ("x",), PairedBy.REFERENCE),)


@pytest.mark.parametrize(("day", "pairs"), [(3, 1), (4, 1), (5, 0)])
def test_days_apart_are_counted_up_to_the_window(day: int, pairs: int) -> None:
    """Two days and three days apart still pair where three are allowed; four do not."""
    assert len(pair_lines([line("a", 1)], [line("x", day)], window_days=3).pairs) == pairs


def test_two_equal_amounts_on_one_day_are_left_to_a_person() -> None:
    """Where two lines are equally good, both are suggested and none is paired."""
    pairing = pair_lines([line("a", 1)], [line("x", 1), line("y", 1)], window_days=3)
    assert pairing.pairs == ()
    assert pairing.suggestions == (Suggestion("a", "x", 0), Suggestion("a", "y", 0))


def test_two_references_that_differ_are_never_paired_by_days() -> None:
    """Another number is another payment: the lines are only suggested."""
    pairing = pair_lines(
        [line("a", 1, reference="T1")], [line("x", 1, reference="T2")], window_days=3
    )
    assert pairing.pairs == ()
    assert pairing.suggestions == (Suggestion("a", "x", 0),)


def test_one_reference_with_two_amounts_is_shown_with_its_difference() -> None:
    """A receipt of 300.00 that was booked as 30.00 stands as a difference of 270.00."""
    pairing = pair_lines([line("a", 1, 30_000, "T1")], [line("x", 1, 3_000, "T1")], window_days=3)
    assert pairing.pairs == ()
    assert pairing.suggestions == (Suggestion("a", "x", 0, -27_000),)


def test_a_line_taken_back_in_its_own_book_needs_no_other() -> None:
    """An entry and its reversal cancel each other before anything is compared."""
    right = [line("x", 1), BookLine("undone", date(2025, 3, 2), -30_000, cancels="x"), line("y", 2)]
    pairing = pair_lines([line("a", 1)], right, window_days=3)
    assert pairing.pairs == (
        Pair((), ("x", "undone"), PairedBy.CANCELLED),
        Pair(("a",), ("y",), PairedBy.DAYS),
    )


def test_a_line_that_takes_back_another_amount_cancels_nothing() -> None:
    """Only the whole amount taken back is a cancellation."""
    right = [line("x", 1), BookLine("part", date(2025, 3, 2), -10_000, cancels="x")]
    assert pair_lines([], right, window_days=3).pairs == ()


def test_each_ground_has_its_word() -> None:
    """The table on the wall names in Chinese how two lines were paired."""
    assert {by: by.zh for by in PairedBy}[PairedBy.BY_HAND] == "人工勾对"


@pytest.mark.parametrize(
    ("memo", "reference"),
    [
        (" 2025031400112 ", "2025031400112"),
        ("收据2025-0001", "收据2025-0001"),
        ("0a1b2c3d:T0009", "T0009"),
        ("0a1b2c3d:ff00#2", "FF00#2"),
        ("ｔ１", "T1"),
        ("三月利息", ""),
        ("付 2 桶漆", ""),
        ("abc", ""),
        ("", ""),
    ],
)
def test_a_memo_is_a_reference_only_where_it_is_no_prose(memo: str, reference: str) -> None:
    """One run of letters and digits with a digit in it, and a word before it at most."""
    assert reference_in(memo) == reference


def test_references_are_compared_in_one_form() -> None:
    """Width, case and blanks around make no difference."""
    assert plain_reference(" ａb－1 ") == "AB-1"
