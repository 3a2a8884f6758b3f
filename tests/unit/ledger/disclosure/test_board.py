"""What residents read about disclosure."""

from datetime import date
from uuid import UUID

from attrs import evolve

from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.disclosure.board import DisclosureBoard
from gongtong.ledger.disclosure.calendar import (
    Disclosure,
    DisclosurePeriod,
    DisclosurePrivacy,
    DisclosureSubject,
)
from gongtong.ledger.disclosure.due import DueDisclosure, DueState, PublishedDisclosure

DUTY = Disclosure(DisclosureSubject.COMMON_INCOME, DisclosurePeriod.QUARTER, 30)
SHOWN = PublishedDisclosure(
    UUID(int=1),
    DisclosureSubject.COMMON_INCOME,
    "2025-Q1",
    DocumentRef("q1.pdf", "0f" * 32),
    "公示栏",
    date(2025, 4, 30),
    date(2025, 5, 14),
    (),
    DisclosurePrivacy.NOTHING_PERSONAL,
    (),
    "chair",
    date(2025, 4, 30),
)
DONE = DueDisclosure(DUTY, "2025-Q1", date(2025, 4, 30), DueState.DONE, SHOWN)
MISSED = DueDisclosure(DUTY, "2025-Q2", date(2025, 7, 30), DueState.MISSED)
BOARD = DisclosureBoard(date(2025, 9, 1), (DONE, MISSED))


def test_what_was_missed_comes_first() -> None:
    """With the day by which it was due; what was done says where and how long it was shown."""
    assert BOARD.zh() == (
        "截至2025-09-01：已公示1项，逾期未公示1项。",
        "公共收益账目（2025-Q2）：应不晚于2025-07-30公示，逾期未公示。",
        "公共收益账目（2025-Q1）：应不晚于2025-04-30公示，已公示：2025-04-30至2025-05-14，公示栏。",
    )
    assert BOARD.en() == (
        "As of 2025-09-01: 1 done, 1 missed.",
        "common_income (2025-Q2): due by 2025-07-30, missed.",
        "common_income (2025-Q1): due by 2025-04-30, done: 2025-04-30 to 2025-05-14, 公示栏.",
    )


def test_where_nothing_is_due_the_board_says_so() -> None:
    """In both languages."""
    empty = evolve(BOARD, lines=())
    assert empty.zh() == ("截至2025-09-01：没有应公示事项。",)
    assert empty.en() == ("As of 2025-09-01: nothing to be made public.",)
    assert empty.count(DueState.MISSED) == 0
