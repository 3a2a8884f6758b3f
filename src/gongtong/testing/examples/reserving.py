"""Examples of the commands that reserve entries (预留命令示例)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.ledger.books.chart import CASH, CLEANING, SANITATION
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.reserving.requests import (
    ExpireReservations,
    PostReserved,
    ReleaseReserved,
    ReserveEntry,
)
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import BOOKKEEPER

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

RESERVED_FEN: Final = 400_000
_LAST_DAY: Final = date(2025, 6, 30)
_AFTER: Final = datetime(2025, 7, 1, 1, 0, tzinfo=UTC)
_PROMISE: Final = ReserveEntry(
    Draft(
        EntryKind.MANUAL,
        date(2025, 6, 10),
        "预付化粪池清掏",
        (Posting(CLEANING, SANITATION, RESERVED_FEN), Posting(CASH, SANITATION, -RESERVED_FEN)),
    ),
    _LAST_DAY,
)


def _promise(stage: Stage) -> ReserveEntry:
    open_books(stage)
    return _PROMISE


def _reserved(stage: Stage) -> UUID:
    open_books(stage)
    with stage.work(BOOKKEEPER) as work:
        event = work.ledger.reserving.reserve_entry(_PROMISE, key="stage/reserve")
    return event.reservation.id


def _beyond(request: ReserveEntry) -> ReserveEntry:
    beyond = OPENING_FEN + 1
    lines = (Posting(CLEANING, SANITATION, beyond), Posting(CASH, SANITATION, -beyond))
    return evolve(request, draft=evolve(request.draft, postings=lines))


def _expiry(stage: Stage) -> ExpireReservations:
    _reserved(stage)
    return ExpireReservations(_AFTER.date())


EXAMPLES: Final = (
    CommandExample("ledger.reserve_entry", _promise, refused=_beyond, actor=BOOKKEEPER),
    CommandExample(
        "ledger.post_reserved",
        lambda stage: PostReserved(_reserved(stage), (RESERVED_FEN // 2, -RESERVED_FEN // 2)),
        refused=lambda request: evolve(request, amounts_fen=(RESERVED_FEN + 1, -RESERVED_FEN - 1)),
        actor=BOOKKEEPER,
        title="part",
    ),
    CommandExample(
        "ledger.release_reserved",
        lambda stage: ReleaseReserved(_reserved(stage), "改由物业公司清掏"),
        refused=lambda request: evolve(request, reason=" "),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.expire_reservations",
        _expiry,
        refused=lambda request: evolve(request, as_of=date(2025, 7, 2)),
        actor=BOOKKEEPER,
        now=_AFTER,
    ),
)
