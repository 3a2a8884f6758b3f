"""The library itself, through its public names: single entries, batches, reports, eight processes."""

from __future__ import annotations

import multiprocessing
import resource
import sys
from datetime import date
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

from gongtong.core.errors import RefusedError
from gongtong.core.offices import Actor
from gongtong.core.storage.retrying import retrying
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.posting.batches import PostEntries
from gongtong.testing.databases import open_engine
from gongtong.testing.examples.people import BOOKKEEPER
from gongtong.testing.stage import PLACE, Stage
from posting.workload import APP, BANK, FUND, NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import sqlalchemy as sa

PROCESSES = 8
FORK: Any = multiprocessing.get_context("fork")
KEEPER = Actor(BOOKKEEPER)


def post_each(url: str, drafts: Sequence[Draft]) -> None:
    """Post every draft by itself, each in a transaction of its own."""
    engine = open_engine(url)
    with engine.connect() as connection:
        for number, draft in enumerate(drafts):
            with connection.begin():
                work = APP.at(connection, place=PLACE.code, actor=KEEPER, now=NOW)
                work.ledger.books.post_entry(draft, key=f"each/{number}")
    engine.dispose()


def post_batches(url: str, batches: Sequence[Sequence[Draft]], *, first: int = 0) -> None:
    """Post batches, each in a transaction of its own."""
    engine = open_engine(url)
    with engine.connect() as connection:
        for number, drafts in enumerate(batches, first):
            with connection.begin():
                work = APP.at(connection, place=PLACE.code, actor=KEEPER, now=NOW)
                work.ledger.books.post_entries(PostEntries(tuple(drafts)), key=f"batch/{number}")
    engine.dispose()


def check(url: str, entries: int) -> None:
    """Stop unless every entry is there and everything agrees."""
    engine = open_engine(url)
    with Stage(APP, engine).work(now=NOW) as work:
        findings = work.ledger.books.reports.verify()
        counted = len(work.ledger.books.reports.entries())
    engine.dispose()
    if findings or counted != entries:
        sys.exit(f"{counted} entries instead of {entries}; {findings}")


def peak_mb() -> int:
    """Give the most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def payment() -> Draft:
    """Pay one yuan into the wallet and out of what is owed: the same two balances each time."""
    lines = (Posting("5101", FUND, 100), Posting("1001", FUND, -100))
    return Draft(EntryKind.MANUAL, date(2025, 6, 10), "清扫工具", lines)


def fill_the_box(url: str, yuan: int) -> None:
    """Put money into the cash box."""
    lines = (Posting("1001", FUND, yuan * 100), Posting(BANK, FUND, -yuan * 100))
    engine = open_engine(url)
    with Stage(APP, engine).work(BOOKKEEPER, now=NOW) as work:
        draft = Draft(EntryKind.MANUAL, date(2025, 6, 10), "提现", lines)
        work.ledger.books.post_entry(draft, key="fill")
    engine.dispose()


def _pay(url: str, client: int, each: int, start: float) -> tuple[int, int]:
    engine = open_engine(url)
    paid = refused = 0
    draft = payment()
    sleep(max(0.0, start - perf_counter()))

    def once(key: str) -> Callable[[sa.Connection], object]:
        def post(connection: sa.Connection) -> object:
            work = APP.at(connection, place=PLACE.code, actor=KEEPER, now=NOW)
            return work.ledger.books.post_entry(draft, key=key)

        return post

    for number in range(each):
        key = f"{client}/{number}"
        try:
            retrying(engine, once(key), key=key, attempts=50)
        except RefusedError as error:
            if error.codes != ("ledger.account_overdrawn",):
                raise
            refused += 1
        else:
            paid += 1
    engine.dispose()
    return paid, refused


def pay_at_once(url: str, each: int, yuan: int) -> str:
    """Pay from one cash box in eight processes, more often than there is money for."""
    fill_the_box(url, yuan)
    start = perf_counter() + 1.0
    with FORK.Pool(PROCESSES) as pool:
        done = pool.starmap(_pay, [(url, client, each, start) for client in range(PROCESSES)])
    seconds = perf_counter() - start
    paid, refused = (sum(one) for one in zip(*done, strict=True))
    engine = open_engine(url)
    with Stage(APP, engine).work(now=NOW) as work:
        lines = work.ledger.books.reports.trial_balance().lines
        left = sum(line.debit_fen for line in lines if line.account.code == "1001")
        findings = work.ledger.books.reports.verify()
    engine.dispose()
    if findings or (paid, left) != (yuan, 0):
        sys.exit(f"paid {paid} of {yuan}, {left} fen left, {findings}")
    return (
        f"{(paid + refused) / seconds:,.0f} commands a second; "
        f"{paid} payments, {refused} refused as overdrafts, nothing lost, nothing overdrawn"
    )
