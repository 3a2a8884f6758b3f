"""Fees of 338 households, one entry of two postings each, drawn the same in every run."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gongtong.community import Gongtong
from gongtong.core.codec import instant_text
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.entries import Draft, Entry, EntryKind, Posting
from gongtong.ledger.books.posting.batches import BatchPosted, PostEntries, runs_of
from gongtong.ledger.books.posting.texts import batch_text, entry_text, posted_text
from gongtong.testing.databases import open_engine
from gongtong.testing.examples.people import BOOKKEEPER, take_office
from gongtong.testing.stage import PLACE, Stage, build

if TYPE_CHECKING:
    from collections.abc import Sequence

APP = Gongtong()
HOUSEHOLDS = 338
FEN = 30_000
FUND, BANK, RECEIVABLE = "sanitation", "1012.wechat", "1122"
OPENED = date(2025, 1, 1)
NOW = datetime(2025, 6, 10, 1, 0, tzinfo=UTC)
HOMES = [UUID(int=(1 << 100) + number) for number in range(HOUSEHOLDS)]


def drafts_of(many: int) -> list[Draft]:
    """Draw receipts on the days of half a year, from today on: nothing is dated back."""
    drawn = random.Random(20260101)  # noqa: S311 - the same workload in every run
    days = [date(2025, 6, 10) + timedelta(days=number) for number in range(180)]
    return [
        Draft(
            EntryKind.MANUAL,
            days[number * 180 // many],
            "卫生服务费",
            (
                Posting(BANK, FUND, FEN),
                Posting(RECEIVABLE, FUND, -FEN, drawn.choice(HOMES)),
            ),
        )
        for number in range(many)
    ]


def prepare(url: str) -> Stage:
    """Open books in a fresh database, with every balance there, so that each is only updated."""
    engine = open_engine(url)
    stage = build(APP, engine)
    take_office(stage)
    first = tuple(
        Draft(
            EntryKind.MANUAL,
            date(2025, 6, 10),
            "年初",
            (Posting(BANK, FUND, FEN), Posting(RECEIVABLE, FUND, -FEN, home)),
        )
        for home in HOMES
    )
    with stage.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(OPENED), key="open")
        work.ledger.books.post_entries(PostEntries(first), key="first")
    return stage


@dataclass(frozen=True)
class Rows:
    """What one command writes, ready for a driver: everything that costs thought was done before."""

    entries: list[tuple[Any, ...]]
    postings: list[tuple[Any, ...]]
    last_number: int
    held: list[tuple[Any, ...]]
    owed: list[tuple[Any, ...]]
    event: tuple[Any, ...]
    head: tuple[Any, ...]
    result: tuple[Any, ...]


def rows_of(
    drafts: Sequence[Draft], *, number: int, sequence: int, key: str, for_sqlite: bool
) -> Rows:
    """Make the very rows that the library would write for these drafts under one key."""
    batch = BatchPosted(
        UUID(int=(0x0197 << 112) + (7 << 76) + (2 << 62) + number),
        runs_of(drafts, {2025: number}),
        NOW,
        BOOKKEEPER,
        tuple(drafts),
    )
    entries = batch.entries
    if len(entries) == 1:
        body, result = posted_text(entries), entry_text(entries[0])
    else:
        body, result = batch_text(batch), '{"debit_fen":1,"entries":1,"numbers":[]}'
    place_id = PLACE.id
    place: Any = place_id.bytes if for_sqlite else place_id
    now: Any = instant_text(NOW) if for_sqlite else NOW

    entries_of_batch = [_entry_row(entry, place, now, for_sqlite=for_sqlite) for entry in entries]
    postings = [
        (place, row[1], line, one.account, one.fund, _id(one.dwelling_id, for_sqlite=for_sqlite),
         one.amount_fen, one.memo)
        for row, entry in zip(entries_of_batch, entries, strict=True)
        for line, one in enumerate(entry.postings, 1)
    ]  # fmt: skip
    digest = bytes(32)
    return Rows(
        entries_of_batch,
        postings,
        entries[-1].number,
        _sums(postings, (0, 3, 4)),
        _sums([row for row in postings if row[5] is not None], (0, 5, 3, 4)),
        (place, sequence, "ledger.EntriesPosted", body, BOOKKEEPER, now, key, "[]", digest, digest),
        (sequence, digest, place),
        (place, key, "ledger.post_entry", digest, result, now),
    )


def _entry_row(entry: Entry, place: Any, now: Any, *, for_sqlite: bool) -> tuple[Any, ...]:
    return (
        place,
        _id(entry.id, for_sqlite=for_sqlite),
        entry.year,
        entry.number,
        entry.kind.value,
        entry.effective_on.isoformat() if for_sqlite else entry.effective_on,
        now,
        entry.booked_by,
        entry.narration,
        None,
        None,
    )


def _id(one: UUID | None, *, for_sqlite: bool) -> Any:
    return one.bytes if for_sqlite and one is not None else one


def _sums(postings: list[tuple[Any, ...]], columns: tuple[int, ...]) -> list[tuple[Any, ...]]:
    sums: dict[tuple[Any, ...], int] = {}
    for row in postings:
        at = tuple(row[column] for column in columns)
        sums[at] = sums.get(at, 0) + row[6]
    return [(fen, *at) for at, fen in sums.items()]
