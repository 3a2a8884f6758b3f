"""A batch: numbers without gaps year by year, ids in a row, and a sum."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.posting.batches import (
    MOST_DRAFTS,
    BatchPosted,
    BatchSummary,
    NumberRun,
    PostEntries,
    reasons_of_size,
    runs_of,
    summary_of,
    tidied,
)

NOW = datetime(2026, 1, 5, tzinfo=UTC)
FIRST = UUID("0196ed22-c17b-7ab3-b58c-9b7d5c000000")


def draft(day: date, fen: int = 100, narration: str = "摘要") -> Draft:
    pair = (Posting("1012.wechat", "sanitation", fen), Posting("4301", "sanitation", -fen))
    return Draft(EntryKind.MANUAL, day, narration, pair)


OLD, NEW = draft(date(2025, 12, 31)), draft(date(2026, 1, 1), 250)


def test_numbers_go_on_in_each_year_by_itself() -> None:
    """A year without entries begins at 1; a year that nothing falls in takes no number."""
    assert runs_of((NEW, OLD, NEW), {2024: 9, 2025: 17}) == (
        NumberRun(2025, 18, 18),
        NumberRun(2026, 1, 2),
    )


def test_a_batch_tells_of_its_entries() -> None:
    """Ids count on from the first; numbers follow the order given."""
    drafts = (NEW, OLD, NEW)
    batch = BatchPosted(FIRST, runs_of(drafts, {2025: 17}), NOW, "u-1", drafts)
    assert [(str(one.id)[-7:], one.label) for one in batch.entries] == [
        ("c000000", "2026-0001"),
        ("c000001", "2025-0018"),
        ("c000002", "2026-0002"),
    ]
    assert {(one.booked_at, one.booked_by) for one in batch.entries} == {(NOW, "u-1")}
    assert summary_of(batch) == BatchSummary(3, batch.numbers, 600)


def test_blanks_around_a_narration_are_not_kept() -> None:
    """As in an entry that is posted by itself; what has none stays the same object."""
    request = PostEntries((draft(date(2025, 1, 1), narration=" 摘要\n"), NEW))
    kept = tidied(request.drafts)
    assert [one.narration for one in kept] == ["摘要", "摘要"]
    assert kept[1] is NEW


@pytest.mark.parametrize(
    ("many", "codes"),
    [
        (0, ["ledger.nothing_to_post"]),
        (1, []),
        (MOST_DRAFTS - 1, []),
        (MOST_DRAFTS, []),
        (MOST_DRAFTS + 1, ["ledger.batch_too_large"]),
    ],
)
def test_a_batch_has_some_drafts_and_not_too_many(many: int, codes: list[str]) -> None:
    """Just under, exactly at, just over: a larger import comes in several batches."""
    request = PostEntries((OLD,) * many)
    assert [reason.code for reason in reasons_of_size(request)] == codes
