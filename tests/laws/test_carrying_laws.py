"""What one period closes with, the next one opens with, whatever is posted and in whatever order."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.community import Gongtong
from gongtong.core.storage.engines import sqlite_engine
from gongtong.ledger.books.balances.folding import AccountBalance
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.periods import Period
from gongtong.testing.examples.people import BOOKKEEPER, SINCE, take_office
from gongtong.testing.stage import Stage, build

FUND = "sanitation"
ACCOUNTS = ["1002", "1221", "2241", "3101", "4901", "5101"]
KEYS = count(1)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Draw two lines of opposite sign on any day of two years."""
    debit, credit = draw(st.permutations(ACCOUNTS))[:2]
    fen = draw(st.integers(1, 10**15))
    day = draw(st.dates(date(2025, 1, 1), date(2026, 12, 31)))
    lines = (Posting(debit, FUND, fen), Posting(credit, FUND, -fen))
    return Draft(EntryKind.MANUAL, day, "任意", lines)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One place whose books grow from example to example."""
    path: Path = tmp_path_factory.mktemp("laws") / "carrying.db"
    engine = sqlite_engine(path)
    built = build(Gongtong(), engine)
    take_office(built)
    with built.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(SINCE), key="open")
    yield built
    engine.dispose()


POSTED: list[Draft] = []
MONTHS = [Period(year, month) for year in (2025, 2026) for month in range(1, 13)]


def by_hand(first: date, last: date) -> dict[str, int]:
    """Add up, posting by posting, what was ever posted between two days."""
    sums: dict[str, int] = defaultdict(int)
    for draft in POSTED:
        if first <= draft.effective_on <= last:
            for posting in draft.postings:
                sums[posting.account] += posting.amount_fen
    return {account: fen for account, fen in sums.items() if fen}


def as_dict(balances: tuple[AccountBalance, ...]) -> dict[str, int]:
    return {held.account: held.amount_fen for held in balances}


@given(batch=st.lists(drafts(), min_size=1, max_size=5))
@settings(max_examples=5)
def test_closing_of_one_is_opening_of_the_next(stage: Stage, batch: list[Draft]) -> None:
    """Months and years chain, and both ends are what a count by hand gives."""
    with stage.work(BOOKKEEPER) as work:
        for draft in batch:
            work.ledger.books.post_entry(draft, key=f"entry {next(KEYS)}")
            POSTED.append(draft)
        told = [work.ledger.books.reports.period_balances(month) for month in MONTHS]
        years = [work.ledger.books.reports.period_balances(Period(year)) for year in (2025, 2026)]
    for one, following in (*pairwise(told), *pairwise(years)):
        assert one.closing == following.opening
    assert (told[0].opening, told[11].closing) == (years[0].opening, years[0].closing)
    for balances in (*told, *years):
        assert as_dict(balances.closing) == by_hand(SINCE, balances.period.last_day)
        assert sum(line.debit_fen for line in balances.lines) == sum(
            line.credit_fen for line in balances.lines
        )
