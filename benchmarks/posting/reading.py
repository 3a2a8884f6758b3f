"""Reports of a large place: ten thousand accounts, a million postings, ten thousand households."""

from __future__ import annotations

import statistics
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gongtong.community import Gongtong
from gongtong.core.offices import Actor
from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.core.rulings import Source
from gongtong.ledger.books.accounts import Account, AccountKind, Chart
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.policies import CHART
from gongtong.ledger.books.posting.batches import PostEntries
from gongtong.plugins import Plugin, hookimpl
from gongtong.plugins.host import Host
from gongtong.testing.databases import open_engine
from gongtong.testing.examples.people import BOOKKEEPER, take_office
from gongtong.testing.stage import PLACE, build
from posting.growth import resident_mb
from posting.workload import FUND, NOW, OPENED, RECEIVABLE

if TYPE_CHECKING:
    from collections.abc import Callable

ACCOUNTS = 10_000
PAIRS = 10
HOMES = [UUID(int=(1 << 101) + number) for number in range(ACCOUNTS)]
CODES = [f"{6000 + number // 100}.{number % 100:02}" for number in range(ACCOUNTS)]


class LargeChart:
    """A chart with an income account for every household (大型科目表)."""

    @hookimpl
    def gongtong_provisions(self) -> list[AnyProvision]:
        """Give the chart."""
        incomes = tuple(Account(code, code, code, AccountKind.INCOME) for code in CODES)
        chart = Chart((*DEFAULT_CHART.accounts, *incomes), DEFAULT_CHART.funds)
        source = Source("测试决定", "1")
        return [
            Provision(
                "benchmark.chart",
                CHART,
                chart,
                area=f"/{PLACE.code}",
                in_force=since("2025-01-01"),
                rank=Rank.BYLAW,
                cites=(source,),
            )
        ]


def read_large(url: str, postings: int) -> list[str]:
    """Fill the place, then read its trial balance and one household's statement."""
    app, engine = Gongtong(host=Host.of(Plugin("benchmark", hooks=LargeChart()))), open_engine(url)
    stage = build(app, engine)
    take_office(stage)
    with stage.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(OPENED), key="open")
    with engine.connect() as connection:
        for number in range(postings // (2 * PAIRS) // 500):
            with connection.begin():
                at = app.at(connection, place=PLACE.code, actor=Actor(BOOKKEEPER), now=NOW)
                request = PostEntries(tuple(_draft(number * 500 + one) for one in range(500)))
                at.ledger.books.post_entries(request, key=f"b/{number}")
    told = []
    with stage.work(now=NOW) as work:
        reports = work.ledger.books.reports
        for name, ask in (
            ("trial balance", reports.trial_balance),
            ("statement of a household", lambda: reports.statement(HOMES[17])),
        ):
            milliseconds, found = _timed(ask)
            lines = len(getattr(found, "lines", found))
            told.append(f"{name}: {milliseconds:.1f} ms for {lines:,} lines")
    told.append(f"{resident_mb()} MB held")
    engine.dispose()
    return told


def _draft(number: int) -> Draft:
    lines = []
    for pair in range(PAIRS):
        at = (number * PAIRS + pair) % ACCOUNTS
        lines += [Posting(RECEIVABLE, FUND, 100, HOMES[at]), Posting(CODES[at], FUND, -100)]
    return Draft(EntryKind.MANUAL, date(2025, 6, 10), "应收", tuple(lines))


def _timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    taken, found = [], None
    for _ in range(7):
        begun = perf_counter()
        found = ask()
        taken.append((perf_counter() - begun) * 1000)
    return statistics.median(taken), found
