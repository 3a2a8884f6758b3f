"""Examples of the commands of the books (账簿命令示例)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.chart import CASH, NET_ASSETS, OTHER_INCOME, SANITATION
from gongtong.ledger.books.closing import MovePeriod
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.posting.batches import PostEntries
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import (
    BOOKKEEPER,
    CHAIR,
    SINCE,
    take_office,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongtong.testing.stage import Stage

OPENING_FEN: Final = 1_000_000
"""What the cash box holds when the books are opened: 10,000 yuan (期初现金)."""
_MONTH: Final = MovePeriod("2025-01", "漏记一张发票")
_NEXT_YEAR: Final = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
_DONATION: Final = Draft(
    EntryKind.MANUAL,
    date(2025, 5, 6),
    "废品回收收入",
    (Posting(CASH, SANITATION, 12_345), Posting(OTHER_INCOME, SANITATION, -12_345)),
)


def open_books(stage: Stage) -> None:
    """Put everybody into office and open the books with money in the cash box (建账并入期初数)."""
    take_office(stage)
    opening = Draft(
        EntryKind.OPENING,
        SINCE,
        "期初余额",
        (Posting(CASH, SANITATION, OPENING_FEN), Posting(NET_ASSETS, SANITATION, -OPENING_FEN)),
    )
    with stage.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(SINCE), key="stage/books")
        work.ledger.books.post_entry(opening, key="stage/opening")


def _opening(stage: Stage) -> OpenBooks:
    take_office(stage)
    return OpenBooks(SINCE)


def _entry(stage: Stage) -> Draft:
    open_books(stage)
    return _DONATION


def _entries(stage: Stage) -> PostEntries:
    open_books(stage)
    later = evolve(_DONATION, effective_on=date(2025, 5, 7), narration=" 旧报纸 ")
    return PostEntries((_DONATION, later, _DONATION))


def _reversal(stage: Stage) -> ReverseEntry:
    open_books(stage)
    with stage.work(BOOKKEEPER) as work:
        entry = work.ledger.books.post_entry(_DONATION, key="stage/donation")
    return ReverseEntry(entry.id, date(2025, 6, 9), "重复入账")


def _at_state(*steps: str) -> Callable[[Stage], MovePeriod]:
    """Move the first month through these steps, and ask for the next."""

    def prepare(stage: Stage) -> MovePeriod:
        open_books(stage)
        for step in steps:
            stage.run(f"ledger.{step}", _MONTH, key=f"stage/{step}", actor=BOOKKEEPER)
        return _MONTH

    return prepare


def _year(stage: Stage) -> MovePeriod:
    """Close the twelve months of a year, so that the year itself can be closed."""
    open_books(stage)
    with stage.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(_DONATION, key="stage/donation")
    with stage.work(BOOKKEEPER, now=_NEXT_YEAR) as work:
        for month in range(1, 13):
            moved = MovePeriod(f"2025-{month:02}")
            work.ledger.books.close_period(moved, key=f"stage/{moved.period}")
    return MovePeriod("2025")


def _unknown(request: MovePeriod) -> MovePeriod:
    return evolve(request, period="2025-13")


EXAMPLES: Final = (
    CommandExample(
        "ledger.open_books",
        _opening,
        altered=lambda request: evolve(request, opened_on=date(2025, 2, 1)),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.post_entry",
        _entry,
        refused=lambda draft: evolve(draft, postings=(*draft.postings, draft.postings[0])),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.post_entries",
        _entries,
        refused=lambda request: PostEntries((*request.drafts, evolve(_DONATION, narration=" "))),
        altered=lambda request: PostEntries(request.drafts[1:]),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.reverse_entry",
        _reversal,
        refused=lambda request: evolve(request, reason=" "),
        actor=CHAIR,
    ),
    CommandExample("ledger.begin_closing", _at_state(), refused=_unknown, actor=BOOKKEEPER),
    CommandExample(
        "ledger.close_period",
        _at_state("begin_closing"),
        refused=_unknown,
        actor=BOOKKEEPER,
        title="month",
    ),
    CommandExample(
        "ledger.close_period",
        _year,
        refused=_unknown,
        actor=BOOKKEEPER,
        now=_NEXT_YEAR,
        title="year",
    ),
    CommandExample(
        "ledger.ask_reopening",
        _at_state("close_period"),
        refused=lambda request: evolve(request, reason=""),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.reopen_period",
        _at_state("close_period", "ask_reopening"),
        refused=_unknown,
        actor=CHAIR,
    ),
    CommandExample(
        "ledger.refuse_reopening",
        _at_state("close_period", "ask_reopening"),
        refused=_unknown,
        actor=CHAIR,
    ),
)
