"""Reserved entries in the database: what is promised cannot be paid, to the fen, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.ledger.books.balances.reservations import PendingBalance, ReservationState
from gongtong.ledger.books.chart import CASH, CLEANING, NET_ASSETS, SANITATION
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.reserving.requests import (
    ExpireReservations,
    PostReserved,
    ReleaseReserved,
    ReserveEntry,
)
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.people import BOOKKEEPER, CASHIER

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

TODAY, LAST = date(2025, 6, 10), date(2025, 6, 30)


def spend(fen: int) -> Draft:
    lines = (Posting(CLEANING, SANITATION, fen), Posting(CASH, SANITATION, -fen))
    return Draft(EntryKind.MANUAL, TODAY, "清掏化粪池", lines)


def reserve(stage: Stage, fen: int, key: str = "reserve") -> UUID:
    with stage.work(BOOKKEEPER) as work:
        request = ReserveEntry(spend(fen), LAST)
        return work.ledger.reserving.reserve_entry(request, key=key).reservation.id


def codes_of_paying(stage: Stage, fen: int) -> tuple[str, ...]:
    try:
        with stage.work(BOOKKEEPER) as work:
            work.ledger.books.post_entry(spend(fen), key=f"pay/{fen}")
    except RefusedError as refused:
        return refused.codes
    return ()


@pytest.fixture
def books(place: Stage) -> Stage:
    """Open books with 10,000 yuan in the cash box."""
    open_books(place)
    return place


@pytest.mark.parametrize(("more", "codes"), [(-1, ()), (0, ()), (1, ("ledger.account_overdrawn",))])
def test_promised_money_is_not_paid_to_another(
    books: Stage, more: int, codes: tuple[str, ...]
) -> None:
    """A fen less than what is left, exactly that, and a fen more."""
    reserve(books, 600_000)
    assert codes_of_paying(books, OPENING_FEN - 600_000 + more) == codes


@pytest.mark.parametrize(("more", "refused"), [(-1, False), (0, False), (1, True)])
def test_money_is_promised_once(books: Stage, more: int, *, refused: bool) -> None:
    """A second promise goes as far as what the first one left."""
    reserve(books, 600_000)
    if refused:
        with pytest.raises(RefusedError) as refusal:
            reserve(books, OPENING_FEN - 600_000 + more, "second")
        assert refusal.value.codes == ("ledger.account_overdrawn",)
        assert ("reserved_fen", "600000") in refusal.value.reasons[0].params
    else:
        reserve(books, OPENING_FEN - 600_000 + more, "second")


def test_pending_stands_beside_posted(books: Stage) -> None:
    """Posted balances do not move; what is promised is shown beside them."""
    reserve(books, 600_000)
    with books.work() as work:
        assert work.ledger.reserving.pending() == (
            PendingBalance(CASH, SANITATION, OPENING_FEN, 600_000),
            PendingBalance(NET_ASSETS, SANITATION, -OPENING_FEN, 0),
        )
        assert work.ledger.books.reports.verify() == ()


def test_posting_in_part_frees_the_rest(books: Stage) -> None:
    """Of 6,000 yuan 2,000 are posted; 8,000 can be paid after that, and not a fen more."""
    promised = reserve(books, 600_000)
    with books.work(BOOKKEEPER) as work:
        request = PostReserved(promised, (200_000, -200_000))
        posted = work.ledger.reserving.post_reserved(request, key="post")
    assert posted.reservation.state is ReservationState.POSTED
    assert posted.reservation.entry_id == posted.entry.id
    assert posted.entry.postings == spend(200_000).postings
    assert codes_of_paying(books, 800_001) == ("ledger.account_overdrawn",)
    assert codes_of_paying(books, 800_000) == ()


def test_the_whole_promise_is_kept_although_nothing_else_is_left(books: Stage) -> None:
    """What was promised can be posted when the box holds exactly that."""
    promised = reserve(books, OPENING_FEN)
    with books.work(BOOKKEEPER) as work:
        work.ledger.reserving.post_reserved(PostReserved(promised), key="post")
        assert work.ledger.reserving.reservations(ReservationState.PENDING) == ()
        (kept,) = work.ledger.reserving.reservations()
    assert kept.draft == spend(OPENING_FEN)


def test_a_promise_ends_once(books: Stage) -> None:
    """What was released is not posted, and what was posted is not released."""
    first, second = reserve(books, 100), reserve(books, 200, "second")
    with books.work(BOOKKEEPER) as work:
        desk = work.ledger.reserving
        desk.release_reserved(ReleaseReserved(first, "取消"), key="release")
        desk.post_reserved(PostReserved(second), key="post")
    with books.work(BOOKKEEPER) as work:
        with pytest.raises(RefusedError) as refused:
            work.ledger.reserving.post_reserved(PostReserved(first), key="late")
        assert refused.value.codes == ("ledger.reservation_resolved",)
        with pytest.raises(RefusedError) as refused:
            work.ledger.reserving.release_reserved(ReleaseReserved(second, "取消"), key="later")
        assert refused.value.codes == ("ledger.reservation_resolved",)
    assert codes_of_paying(books, OPENING_FEN - 200) == ()


def test_a_refused_posting_leaves_the_promise_as_it_was(books: Stage) -> None:
    """Where the books refuse the entry, nothing became of the reservation."""
    promised = reserve(books, 100)
    request = PostReserved(promised, effective_on=date(2024, 12, 31))
    with books.work(BOOKKEEPER) as work, pytest.raises(RefusedError) as refused:
        work.ledger.reserving.post_reserved(request, key="post")
    assert refused.value.codes == ("ledger.before_the_books",)
    with books.work() as work:
        (kept,) = work.ledger.reserving.reservations(ReservationState.PENDING)
    assert kept.id == promised


def test_what_is_over_frees_its_money(books: Stage) -> None:
    """After the last day a command ends it, and the money can be paid."""
    reserve(books, OPENING_FEN)
    with books.work(BOOKKEEPER, now=datetime(2025, 7, 1, 1, tzinfo=UTC)) as work:
        desk = work.ledger.reserving
        as_of_last = desk.expire_reservations(ExpireReservations(LAST), key="last")
        assert as_of_last.reservation_ids == ()
        over = desk.expire_reservations(ExpireReservations(date(2025, 7, 1)), key="over")
        assert len(over.reservation_ids) == 1
        assert desk.pending()[0].reserved_fen == 0
    assert codes_of_paying(books, OPENING_FEN) == ()


def test_the_cashier_promises_nothing(books: Stage) -> None:
    """The keeper of the money reserves, posts, releases and expires nothing."""
    promised = reserve(books, 100)
    asked = {
        "ledger.reserve_entry": ReserveEntry(spend(1), LAST),
        "ledger.post_reserved": PostReserved(promised),
        "ledger.release_reserved": ReleaseReserved(promised, "取消"),
        "ledger.expire_reservations": ExpireReservations(TODAY),
    }
    for name, request in asked.items():
        with pytest.raises(RefusedError) as refused:
            books.run(name, request, key=name, actor=CASHIER)
        assert "segregation_of_duties" in refused.value.codes


def test_an_unknown_reservation_is_an_error(books: Stage) -> None:
    """An id that nothing was reserved under names itself."""
    with books.work(BOOKKEEPER) as work, pytest.raises(UnknownReferenceError, match="reservation"):
        work.ledger.reserving.post_reserved(PostReserved(work.unit.place_id), key="post")
