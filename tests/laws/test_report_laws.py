"""Reports from SQL equal a fold of the entries, at any day and as known at any moment, on both engines."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gongtong.community import Gongtong
from gongtong.core.commands import Command
from gongtong.core.periods import Span
from gongtong.ledger.books import store as books_store
from gongtong.ledger.books.balances import store as balance_store
from gongtong.ledger.books.balances.folding import trial_balance_of
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.entries import Draft, Entry, EntryKind, Posting
from gongtong.ledger.books.month_ends import store as month_end_store
from gongtong.ledger.books.service import post_drafts
from gongtong.ledger.reports import folds, store
from gongtong.ledger.reports.account_page import account_page_of
from gongtong.ledger.reports.as_of import AsOf, Window
from gongtong.ledger.reports.balance_sheet import balance_sheet_of
from gongtong.ledger.reports.cash_flow import cash_flow_of
from gongtong.ledger.reports.household import household_statement_of
from gongtong.ledger.reports.income_and_spending import income_and_spending_of
from gongtong.testing.databases import EngineKind
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, SINCE, take_office
from gongtong.testing.stage import Stage, build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.testing.databases import DatabaseSource

FUNDS = ["sanitation", "common-income"]
HOMES = [UUID(int=number) for number in range(1, 6)]
PLAIN = ["1002", "1012.wechat", "1221", "2241", "3101", "4301", "4901", "5101", "5109"]
KEPT_BY_DWELLING = ["1122", "2203"]
DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))
OPENED_AT = datetime(2025, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 400).map(lambda hours: OPENED_AT + timedelta(days=hours))
KINDS = [EntryKind.MANUAL, EntryKind.RECEIPT, EntryKind.CLOSING]
MAY_TOUCH_TWO = [EntryKind.TRANSFER, EntryKind.IMPORTED, EntryKind.CLOSING]
KEYS = count(1)
# the books grow from example to example, so that an example cannot be made smaller by itself
PHASES = (Phase.explicit, Phase.generate)
LARGE = 10**15


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Draw a balanced entry over one or two funds, small or as large as the books take."""
    postings: list[Posting] = []
    funds = draw(st.lists(st.sampled_from(FUNDS), min_size=1, max_size=2, unique=True))
    for fund in funds:
        lines = draw(st.lists(lines_in(fund), min_size=1, max_size=4))
        rest = sum(line.amount_fen for line in lines)
        postings += lines
        postings += [Posting("2241", fund, -rest)] if rest else []
    kind = draw(st.sampled_from(KINDS if len(funds) == 1 else MAY_TOUCH_TWO))
    return Draft(kind, draw(DAYS), "任意", tuple(postings))


@st.composite
def lines_in(draw: st.DrawFn, fund: str) -> Posting:
    amounts = st.one_of(st.integers(-(10**6), 10**6), st.sampled_from([LARGE // 8, -LARGE // 8]))
    amount = draw(amounts.filter(bool))
    if draw(st.booleans()):
        return Posting(draw(st.sampled_from(PLAIN)), fund, amount)
    account, home = draw(st.sampled_from(KEPT_BY_DWELLING)), draw(st.sampled_from(HOMES))
    return Posting(account, fund, amount, home)


@pytest.fixture(scope="module", params=list(EngineKind))
def stage(request: pytest.FixtureRequest, gongtong_databases: DatabaseSource) -> Iterator[Stage]:
    """One place on each engine, whose books grow from example to example."""
    database = gongtong_databases.create(request.param)
    engine = database.open()
    built = build(Gongtong(), engine)
    take_office(built)
    with built.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(SINCE), key="open")
    yield built
    engine.dispose()
    database.drop()


def post_all(stage: Stage, batch: list[Draft], now: datetime) -> tuple[Entry, ...]:
    """Post a batch inside a command of its own at a moment, also one before earlier batches."""
    posted: list[Entry] = []

    def handle(unit: Any, request: OpenBooks) -> OpenBooks:
        posted.extend(post_drafts(unit, batch))
        return request

    command = Command("ledger.test_batch", OpenBooks, OpenBooks, handle, zh="批量")
    with stage.work(BOOKKEEPER, now=now) as work:
        work.unit.run(command, OpenBooks(SINCE), key=f"batch {next(KEYS)}")
    return tuple(posted)


def take_back(stage: Stage, entry: Entry, now: datetime) -> None:
    draft = Draft(
        EntryKind.REVERSAL,
        entry.effective_on,
        "冲销",
        tuple(
            Posting(one.account, one.fund, -one.amount_fen, one.dwelling_id)
            for one in entry.postings
        ),
        reverses=entry.id,
    )
    post_all(stage, [draft], now)


def naive(entries: tuple[Entry, ...], as_of: AsOf) -> dict[tuple[str, str], int]:
    """Add up by hand what was effective by the day and booked by the moment."""
    sums: defaultdict[tuple[str, str], int] = defaultdict(int)
    for entry in entries:
        if as_of.through is not None and entry.effective_on > as_of.through:
            continue
        if as_of.known_at is not None and entry.booked_at > as_of.known_at:
            continue
        for posting in entry.postings:
            sums[posting.account, posting.fund] += posting.amount_fen
    return {key: amount for key, amount in sums.items() if amount}


BATCHES = st.lists(drafts(), min_size=1, max_size=4)
WHEN = st.builds(AsOf, st.none() | DAYS, st.none() | MOMENTS)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Window(Span(first, last + timedelta(days=1)), draw(st.none() | MOMENTS))


@given(batch=BATCHES, now=MOMENTS, as_of=WHEN)
@settings(max_examples=20, deadline=None, phases=PHASES)
def test_balances_at_any_day_and_moment_are_what_adds_up_by_hand(
    stage: Stage, batch: list[Draft], now: datetime, as_of: AsOf
) -> None:
    """SQL, the fold and plain addition give the same trial balance, however it is asked for."""
    post_all(stage, batch, now)
    with stage.work() as work:
        entries = books_store.list_entries(work.unit)
        chart = books_store.load_chart(work.unit)
        folded = folds.fold_as_of(entries, as_of)
        assert store.list_balances_as_of(work.unit, as_of) == folded.accounts
        assert {(b.account, b.fund): b.amount_fen for b in folded.accounts} == naive(entries, as_of)
        for account in KEPT_BY_DWELLING:
            assert store.list_dwelling_balances_as_of(work.unit, as_of, account) == tuple(
                held for held in folded.dwellings if held.account == account
            )
        trial = work.ledger.reports.trial_balance(as_of)
        assert trial == trial_balance_of(folded.accounts, chart)
        assert trial.debit_fen == trial.credit_fen
        sheet = work.ledger.reports.balance_sheet(as_of)
        assert sheet == balance_sheet_of(as_of, folded.accounts, chart)
        assert all(fund.is_balanced for fund in sheet.funds)
        kept = balance_store.list_account_balances(work.unit)
        assert work.ledger.books.reports.trial_balance() == trial_balance_of(kept, chart)


@given(batch=BATCHES, now=MOMENTS, window=windows(), reverse=st.booleans())
@settings(max_examples=20, deadline=None, phases=PHASES)
def test_reports_of_a_span_are_folds_of_its_entries(
    stage: Stage, batch: list[Draft], now: datetime, window: Window, *, reverse: bool
) -> None:
    """Income and spending, cash flow and account pages come out of the entries one by one as well."""
    posted = post_all(stage, batch, now)
    if reverse:
        take_back(stage, posted[0], now)
    with stage.work(CHAIR) as work:
        entries = books_store.list_entries(work.unit)
        chart = books_store.load_chart(work.unit)
        reports = work.ledger.reports
        opening = folds.fold_as_of(entries, window.opening).accounts
        assert reports.income_and_spending(window) == income_and_spending_of(
            window,
            folds.fold_results(entries, window, chart),
            folds.fold_results(entries, window.before, chart),
            chart,
        )
        assert reports.monthly_flows(window) == folds.fold_monthly_flows(entries, window, chart)
        flow = reports.cash_flow(window)
        moves = folds.fold_money_moves(entries, window, chart)
        assert flow == cash_flow_of(window.span, opening, moves, chart)
        closing = naive(entries, window.closing)
        money = [account.code for account in chart.accounts if account.holds_money]
        assert {fund.fund: fund.closing_fen for fund in flow.funds if fund.closing_fen} == {
            fund: fen
            for fund in FUNDS
            if (fen := sum(closing.get((one, fund), 0) for one in money))
        }
        for account in ("1012.wechat", "1122"):
            page = reports.account_page(account, FUNDS[0], window)
            assert page == account_page_of(
                page.account,
                FUNDS[0],
                window.span,
                opening_fen=naive(entries, window.opening).get((account, FUNDS[0]), 0),
                moves=folds.fold_account_moves(entries, window, account, FUNDS[0]),
            )
            assert page.closing_fen == closing.get((account, FUNDS[0]), 0)


@given(batch=BATCHES, now=MOMENTS, window=windows(), home=st.sampled_from(HOMES))
@settings(max_examples=15, deadline=None, phases=PHASES)
def test_a_statement_is_a_fold_of_the_dwellings_postings(
    stage: Stage, batch: list[Draft], now: datetime, window: Window, home: UUID
) -> None:
    """Opening, lines, running and closing balances of a household agree with its entries."""
    post_all(stage, batch, now)
    with stage.work() as work:
        entries = books_store.list_entries(work.unit)
        found = work.ledger.reports.household_statement(home, window)
        before = folds.fold_as_of(entries, window.opening).dwellings
        opening = [held for held in before if held.dwelling_id == home]
        assert [(one.account, one.fund, one.amount_fen) for one in found.opening] == [
            (one.account, one.fund, one.amount_fen) for one in opening
        ]
        assert found == household_statement_of(
            home,
            window.span,
            found.opening,
            folds.fold_dwelling_postings(entries, window, home),
        )
        after = folds.fold_as_of(entries, window.closing).dwellings
        assert [(one.account, one.fund, one.amount_fen) for one in found.closing] == [
            (one.account, one.fund, one.amount_fen) for one in after if one.dwelling_id == home
        ]


@given(batch=BATCHES, late=BATCHES, now=MOMENTS, closed=st.lists(DAYS, max_size=2), day=DAYS)
@settings(max_examples=10, deadline=None, phases=PHASES)
def test_balances_from_kept_month_ends_are_what_adds_up_by_hand(
    stage: Stage,
    batch: list[Draft],
    late: list[Draft],
    now: datetime,
    closed: list[date],
    day: date,
) -> None:
    """Whatever days were kept, and whatever was booked for them since, the balances of any day are exact."""
    post_all(stage, batch, now)
    keep(stage, closed)
    post_all(stage, late, now)
    with stage.work() as work:
        entries = books_store.list_entries(work.unit)
        for asked in (day, *closed, *(one - timedelta(days=1) for one in closed)):
            found = month_end_store.list_balances_at(work.unit, asked)
            assert {(b.account, b.fund): b.amount_fen for b in found} == naive(entries, AsOf(asked))
        for one in month_end_store.list_kept_month_ends(work.unit):
            assert one.kept == one.summed


def keep(stage: Stage, days: list[date]) -> None:
    """Keep the balances of these days, as closing a period does."""

    def handle(unit: Any, request: OpenBooks) -> OpenBooks:
        for day in days:
            month_end_store.keep_month_end(unit, day)
        return request

    command = Command("ledger.test_keep", OpenBooks, OpenBooks, handle, zh="保存")
    with stage.work(BOOKKEEPER) as work:
        work.unit.run(command, OpenBooks(SINCE), key=f"keep {next(KEYS)}")
