"""What an account may not fall below holds to the fen when several pay, promise and transfer at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import RefusedError
from gongtong.core.storage.retrying import retrying
from gongtong.ledger.books.chart import CASH, CLEANING, COMMON_FUND, SANITATION
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.funds.transfers import TransferBetweenFunds
from gongtong.ledger.books.reserving.requests import ReserveEntry
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.people import BOOKKEEPER

if TYPE_CHECKING:
    from collections.abc import Callable

    import sqlalchemy as sa

    from gongtong.community import Work
    from gongtong.testing.stage import Stage

TODAY = date(2025, 6, 10)
WORKERS = 4
OVERDRAWN = ("ledger.account_overdrawn",)


def spend(fen: int, fund: str = SANITATION) -> Draft:
    lines = (Posting(CLEANING, fund, fen), Posting(CASH, fund, -fen))
    return Draft(EntryKind.MANUAL, TODAY, "清掏", lines)


def pay(work: Work, fen: int, key: str) -> None:
    work.ledger.books.post_entry(spend(fen), key=key)


def promise(work: Work, fen: int, key: str) -> None:
    work.ledger.reserving.reserve_entry(ReserveEntry(spend(fen), TODAY), key=key)


def give(work: Work, fen: int, key: str) -> None:
    request = TransferBetweenFunds(SANITATION, COMMON_FUND, fen, CASH, TODAY, "垫付")
    work.ledger.funds.transfer_between_funds(request, key=key)


@pytest.fixture
def books(place: Stage) -> Stage:
    """Open books with 10,000 yuan in the cash box, all of one fund."""
    open_books(place)
    return place


@pytest.mark.parametrize(("more", "refused"), [(-1, False), (0, False), (1, True)])
@pytest.mark.parametrize("act", [pay, promise, give], ids=lambda act: act.__name__)
def test_to_the_last_fen_and_not_beyond(
    books: Stage, act: Callable[[Work, int, str], None], more: int, *, refused: bool
) -> None:
    """Paid, promised or given away: a fen less, exactly what is there, and a fen more."""
    with books.work(BOOKKEEPER) as work:
        if refused:
            with pytest.raises(RefusedError):
                act(work, OPENING_FEN + more, "act")
        else:
            act(work, OPENING_FEN + more, "act")


def test_money_of_another_fund_is_no_cover(books: Stage) -> None:
    """The box holds enough in all; the fund that pays has nothing in it."""
    with books.work(BOOKKEEPER) as work, pytest.raises(RefusedError) as caught:
        work.ledger.books.post_entry(spend(1, COMMON_FUND), key="other")
    assert caught.value.codes == OVERDRAWN


@pytest.mark.parametrize(
    "acts", [[pay] * WORKERS, [pay, promise, give, promise]], ids=["one", "all"]
)
def test_of_several_at_once_as_many_pass_as_there_is_money_for(
    books: Stage, acts: list[Callable[[Work, int, str], None]]
) -> None:
    """Money for three, four who take a third each at one moment: one of them is refused."""
    third = OPENING_FEN // 3
    together = Barrier(len(acts))

    def run(number: int) -> tuple[str, ...]:
        key = f"worker {number}"

        def unit(connection: sa.Connection) -> None:
            acts[number](books.on(connection, BOOKKEEPER), third, key)

        together.wait()
        try:
            retrying(books.engine, unit, key=key)
        except RefusedError as refusal:
            return refusal.codes
        return ()

    with ThreadPoolExecutor(len(acts)) as threads:
        outcomes = sorted(threads.map(run, range(len(acts))))
    assert outcomes[:-1] == [()] * (len(acts) - 1)
    assert outcomes[-1] in {OVERDRAWN, ("ledger.transfer_not_covered",)}
    with books.work() as work:
        (box,) = (
            one
            for one in work.ledger.books.reports.pending()
            if (one.account, one.fund) == (CASH, SANITATION)
        )
        assert box.available_fen == OPENING_FEN - 3 * third
        assert work.ledger.books.reports.verify() == ()
