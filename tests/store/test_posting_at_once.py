"""Eight processes post to the same fund: no update is lost, nothing is overdrawn, no number is missing."""

from __future__ import annotations

import multiprocessing
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest

from gongtong.community import Gongtong
from gongtong.core.errors import RefusedError
from gongtong.core.storage.retrying import retrying
from gongtong.ledger.books.chart import CASH, SANITATION
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.plugins.host import Host
from gongtong.testing.databases import Database, EngineKind, open_engine
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.people import BOOKKEEPER
from gongtong.testing.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    import sqlalchemy as sa

APP = Gongtong(host=Host.of())
PROCESSES, EACH = 8, 15
FEN = OPENING_FEN // 100
FORK: Any = multiprocessing.get_context("fork")


def payment(fen: int) -> Draft:
    lines = (Posting("5101", SANITATION, fen), Posting(CASH, SANITATION, -fen))
    return Draft(EntryKind.MANUAL, date(2025, 6, 10), "清扫工具", lines)


def pay(url: str, client: int) -> int:
    """Pay from the cash box again and again, and count the payments that were not refused."""
    engine = open_engine(url)
    paid = 0

    def once(key: str) -> Callable[[sa.Connection], object]:
        def post(connection: sa.Connection) -> object:
            desk = Stage(APP, engine).on(connection, BOOKKEEPER).ledger.books
            return desk.post_entry(payment(FEN), key=key)

        return post

    for number in range(EACH):
        key = f"{client}/{number}"
        try:
            retrying(engine, once(key), key=key, attempts=50)
        except RefusedError as refused:
            if refused.codes != ("ledger.account_overdrawn",):
                raise
        else:
            paid += 1
    engine.dispose()
    return paid


@pytest.mark.parametrize("kind", list(EngineKind))
def test_eight_processes_pay_what_is_there_and_no_more(
    kind: EngineKind,
    gongtong_new_place: Callable[[EngineKind], Database],
    gongtong_figures: list[str],
) -> None:
    """A hundred of 120 payments fit in the cash box: a hundred are made, the others refused."""
    database = gongtong_new_place(kind)
    engine = database.open()
    open_books(Stage(APP, engine))
    engine.dispose()
    begun = perf_counter()
    with FORK.Pool(PROCESSES) as pool:
        paid = pool.starmap(pay, [(database.url, client) for client in range(PROCESSES)])
    seconds = perf_counter() - begun
    engine = database.open()
    with Stage(APP, engine).work(BOOKKEEPER) as work:
        reports = work.ledger.books.reports
        held = {line.account.code: line.debit_fen for line in reports.trial_balance().lines}
        numbers = [entry.number for entry in reports.entries()]
        assert reports.verify() == ()
    engine.dispose()
    database.drop()
    assert sum(paid) == 100
    assert (held.get(CASH, 0), held["5101"]) == (0, OPENING_FEN)
    assert numbers == list(range(1, 102))
    gongtong_figures.append(
        f"posting by {PROCESSES} processes on {kind}: {PROCESSES * EACH / seconds:.0f} a second"
    )
