"""What is reserved, added up in SQL, is what a fold over the pending drafts gives."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongtong.community import Gongtong
from gongtong.core.storage.engines import sqlite_engine
from gongtong.ledger.books.balances.reservations import ReservationState, reserved_of
from gongtong.ledger.books.balances.store import load_reserved
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.entries import MOST_FEN, Draft, EntryKind, Posting
from gongtong.ledger.books.reserving.requests import ReleaseReserved, ReserveEntry
from gongtong.testing.examples.people import BOOKKEEPER, SINCE, take_office
from gongtong.testing.stage import Stage, build

TODAY = date(2025, 6, 10)
ACCOUNTS = ["1002", "1221", "2241", "4901", "5101"]
KEYS = count(1)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Draw a balanced draft of one fund that may take from an account and put back into it."""
    fund = draw(st.sampled_from(["sanitation", "common-income"]))
    lines = draw(
        st.lists(
            st.builds(
                Posting,
                st.sampled_from(ACCOUNTS),
                st.just(fund),
                st.integers(-MOST_FEN, MOST_FEN).filter(bool),
            ),
            min_size=1,
            max_size=4,
        )
    )
    rest = sum(line.amount_fen for line in lines)
    # the line that balances the others is bound like them
    assume(abs(rest) <= MOST_FEN)
    closing = (
        [Posting("3101", fund, -rest)]
        if rest
        else [Posting("3101", fund, 1), Posting("1002", fund, -1)]
    )
    return Draft(EntryKind.MANUAL, TODAY, "任意", (*lines, *closing))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One place whose promises grow from example to example."""
    path: Path = tmp_path_factory.mktemp("laws") / "reservations.db"
    engine = sqlite_engine(path)
    built = build(Gongtong(), engine)
    take_office(built)
    with built.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(SINCE), key="open")
    yield built
    engine.dispose()


@given(draft=drafts(), release=st.booleans())
@settings(max_examples=25)
def test_sums_in_sql_equal_a_fold(stage: Stage, draft: Draft, release: bool) -> None:
    """After every promise, and after some are given back, both say the same."""
    with stage.work(BOOKKEEPER) as work:
        desk = work.ledger.reserving
        one = desk.reserve_entry(ReserveEntry(draft, TODAY), key=f"reserve {next(KEYS)}")
        if release:
            request = ReleaseReserved(one.reservation.id, "取消")
            desk.release_reserved(request, key=f"release {next(KEYS)}")
        pending = desk.reservations(ReservationState.PENDING)
        assert load_reserved(work.unit) == reserved_of(one.draft for one in pending)
        assert sum(abs(held.posted_fen) for held in desk.pending()) == 0
