"""The books add up, whatever is posted: kept balances, SQL sums and a naive count agree."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.community import Gongtong
from gongtong.core.commands import Command
from gongtong.core.rulings import Refused
from gongtong.core.storage.engines import sqlite_engine
from gongtong.ledger.books import store
from gongtong.ledger.books.balances import store as balance_store
from gongtong.ledger.books.balances.folding import fold
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import Draft, Entry, EntryKind, Posting, Stamp
from gongtong.ledger.books.entry_rules import EntryFacts, rule_on_entry
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.books.service import post_drafts
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, SINCE, take_office
from gongtong.testing.stage import Stage, build

FUND = "sanitation"
HOMES = [UUID(int=number) for number in range(1, 6)]
PLAIN = ["1012.wechat", "1012.alipay", "1221", "2241", "3101", "4301", "4901", "5101", "5109"]
KEPT_BY_DWELLING = ["1122", "2203"]


@st.composite
def lines(draw: st.DrawFn) -> Posting:
    """Draw one line on any account, with a dwelling where the account is kept by dwelling."""
    amount = draw(st.integers(-(10**12), 10**12).filter(bool))
    if draw(st.booleans()):
        return Posting(draw(st.sampled_from(PLAIN)), FUND, amount)
    account, home = draw(st.sampled_from(KEPT_BY_DWELLING)), draw(st.sampled_from(HOMES))
    return Posting(account, FUND, amount, home)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Draw a balanced draft: any lines, and one that makes up the difference."""
    postings = draw(st.lists(lines(), min_size=1, max_size=5))
    difference = sum(posting.amount_fen for posting in postings)
    if difference:
        postings.append(Posting("2241", FUND, -difference))
    else:
        postings.extend((Posting("1221", FUND, 1), Posting("2241", FUND, -1)))
    day = draw(st.dates(date(2025, 1, 1), date(2026, 12, 31)))
    return Draft(EntryKind.MANUAL, day, "任意", tuple(postings))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One place whose books grow from example to example."""
    path: Path = tmp_path_factory.mktemp("laws") / "books.db"
    engine = sqlite_engine(path)
    built = build(Gongtong(), engine)
    take_office(built)
    with built.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(SINCE), key="open")
    yield built
    engine.dispose()


KEYS = count(1)


def post_all(stage: Stage, batch: tuple[Draft, ...]) -> tuple[Entry, ...]:
    """Post a batch inside a command of its own, as another desk would."""
    posted: list[Entry] = []

    def handle(unit: Any, request: OpenBooks) -> OpenBooks:
        posted.extend(post_drafts(unit, batch))
        return request

    command = Command("ledger.test_batch", OpenBooks, OpenBooks, handle, zh="批量")
    with stage.work(BOOKKEEPER) as work:
        work.unit.run(command, OpenBooks(SINCE), key=f"batch {next(KEYS)}")
    return tuple(posted)


@given(batch=st.lists(drafts(), min_size=1, max_size=6))
@settings(max_examples=20)
def test_kept_balances_equal_sums_in_sql_and_a_naive_count(
    stage: Stage, batch: list[Draft]
) -> None:
    """After every batch, three ways of adding up the books give the same."""
    post_all(stage, tuple(batch))
    with stage.work() as work:
        unit = work.unit
        entries = store.list_entries(unit)
        summed = balance_store.sum_postings(unit)
        assert balance_store.list_account_balances(unit) == summed.accounts
        assert balance_store.list_dwelling_balances(unit) == summed.dwellings
        assert fold(entries) == summed
        naive: Counter[str] = Counter()
        for entry in entries:
            for posting in entry.postings:
                naive[posting.account] += posting.amount_fen
        assert {held.account: held.amount_fen for held in summed.accounts} == {
            account: amount for account, amount in naive.items() if amount
        }
        assert sum(naive.values()) == 0
        assert work.ledger.books.reports.verify() == ()


@given(draft=drafts())
@settings(max_examples=12)
def test_an_entry_and_its_reversal_leave_nothing(stage: Stage, draft: Draft) -> None:
    """A reversal takes every balance back to where it was."""
    with stage.work() as work:
        before = work.ledger.books.reports.trial_balance()
    (entry,) = post_all(stage, (draft,))
    with stage.work(CHAIR) as work:
        request = ReverseEntry(entry.id, draft.effective_on, "试验")
        work.ledger.books.reverse_entry(request, key=f"reverse {next(KEYS)}")
        assert work.ledger.books.reports.trial_balance() == before


@given(batch=st.lists(drafts(), min_size=1, max_size=8))
@settings(max_examples=12)
def test_numbers_follow_the_order_given_without_gaps(stage: Stage, batch: list[Draft]) -> None:
    """In every year the numbers go on from the last one, in the order of the batch."""
    with stage.work() as work:
        last = Counter(entry.year for entry in store.list_entries(work.unit))
    for entry, draft in zip(post_all(stage, tuple(batch)), batch, strict=True):
        last[draft.effective_on.year] += 1
        assert (entry.year, entry.number) == (draft.effective_on.year, last[entry.year])


FACTS = EntryFacts(
    opened_on=SINCE,
    accounts={account.code: account for account in DEFAULT_CHART.accounts},
    funds=frozenset({FUND}),
)
STAMP = Stamp(UUID(int=1), 1, datetime(2025, 6, 10, tzinfo=UTC), BOOKKEEPER)


def codes_of(draft: Draft) -> tuple[str, ...]:
    ruling = rule_on_entry(draft, FACTS, STAMP)
    return ruling.codes if isinstance(ruling, Refused) else ()


@given(draft=drafts(), line=st.integers(0, 5), fen=st.sampled_from([-1, 1]))
def test_no_entry_that_is_out_by_a_fen_is_ever_taken(draft: Draft, line: int, fen: int) -> None:
    """Take any balanced draft and change any one line by a fen: it is refused."""
    at = line % len(draft.postings)
    changed = [
        Posting(
            posting.account,
            posting.fund,
            posting.amount_fen + (fen if number == at else 0),
            posting.dwelling_id,
        )
        for number, posting in enumerate(draft.postings)
    ]
    codes = codes_of(Draft(draft.kind, draft.effective_on, draft.narration, tuple(changed)))
    assert "ledger.unbalanced" in codes


@given(draft=drafts())
def test_every_balanced_draft_is_taken(draft: Draft) -> None:
    """The drafts of these laws are good ones: the rule finds nothing against them."""
    assert codes_of(draft) == ()
