"""A journal as values: keys by what is said, sums that must be nothing, and assertions that must hold."""

from datetime import date

import pytest

from gongtong.ledger.exchange.journal_files.journal import (
    Assertion,
    Journal,
    JournalPosting,
    JournalTransaction,
    false_assertions,
    keys_of,
    unbalanced,
)

DAY = date(2026, 1, 1)


def moved(line: int, fen: int, *, day: date = DAY, code: str = "") -> JournalTransaction:
    lines = (JournalPosting(line + 1, "A:B", fen), JournalPosting(line + 2, "C", -fen))
    return JournalTransaction(line, day, "收款", lines, code)


def journal(*transactions: JournalTransaction) -> Journal:
    return Journal("j", "0" * 64, transactions)


def test_accounts_are_named_with_the_line_of_their_first_use() -> None:
    """So that what nothing stands for can be found in the file."""
    assert journal(moved(1, 5), moved(9, 7)).accounts == {"A:B": 2, "C": 3}


def test_a_transaction_is_known_by_what_it_says_not_where() -> None:
    """Two that say the same are two; a longer journal gives the first ones the keys they had."""
    first, second = keys_of(journal(moved(1, 5), moved(9, 5)))
    assert first != second
    assert keys_of(journal(moved(4, 5), moved(20, 5), moved(30, 6)))[:2] == (first, second)
    others = (moved(1, 6), moved(1, 5, day=date(2026, 1, 2)), moved(1, 5, code="17"))
    assert len({first, *keys_of(journal(*others))}) == 4


def test_what_does_not_balance_is_named_with_its_line() -> None:
    """One fen is enough."""
    off = JournalTransaction(7, DAY, "", (JournalPosting(8, "A", 5), JournalPosting(9, "B", -4)))
    assert [one.line for one in unbalanced([moved(1, 5), off], "j")] == [7]


@pytest.mark.parametrize(
    ("asserted", "fails"),
    [
        (Assertion(50, date(2026, 1, 2), "A:B", 5), False),
        (Assertion(50, date(2026, 1, 2), "A:B", 6), True),
        (Assertion(50, date(2026, 1, 2), "A:B", 6, tolerance_fen=1), False),
        (Assertion(50, date(2026, 1, 2), "A:B", 7, tolerance_fen=1), True),
        (Assertion(50, date(2026, 1, 2), "A", 5), False),
        (Assertion(50, date(2026, 1, 2), "A", 5, with_parts=False), True),
        (Assertion(50, DAY, "A:B", 0), False),
        (Assertion(50, date(2026, 1, 3), "A:B", 12), False),
        (Assertion(50, DAY, "A:B", 5, after_line=2), False),
        (Assertion(50, DAY, "A:B", 4, after_line=2), True),
    ],
)
def test_an_assertion_holds_at_its_moment(asserted: Assertion, fails: bool) -> None:
    """At the beginning of its day, with what lies below, within its tolerance; or after a posting."""
    transactions = [moved(1, 5), moved(9, 7, day=date(2026, 1, 2))]
    found = list(false_assertions(transactions, [asserted], "j"))
    assert [one.line for one in found] == ([50] if fails else [])
