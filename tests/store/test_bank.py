"""The bank test on the ledger itself: eight threads, two engines, every fen accounted for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gongtong.ledger.books.chart import CASH
from gongtong.testing.audit import audit
from gongtong.testing.bank import run_bank
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.people import BOOKKEEPER
from gongtong.testing.examples.steps import MONEY, move_money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    import sqlalchemy as sa

    from gongtong.testing.stage import Stage


def test_eight_threads_neither_make_nor_lose_money(
    place: Stage, gongtong_figures: list[str]
) -> None:
    """Every report of two statements finds the opening sum, and no transfer is lost or done twice."""
    open_books(place)

    def transfer(connection: sa.Connection, random: Random, key: str) -> Mapping[str, int]:
        giver, taker = random.sample(MONEY, 2)
        # the cash box cannot be overdrawn, and no thread gives more than its share of it
        amount_fen = random.randint(1, OPENING_FEN // 400)
        work = place.on(connection, BOOKKEEPER)
        move_money(work, giver, taker, amount_fen=amount_fen, key=key)
        return {giver: -amount_fen, taker: amount_fen}

    def tally(connection: sa.Connection) -> Mapping[str, int]:
        reports = place.on(connection, BOOKKEEPER).ledger.books.reports
        kept = {
            line.account.code: line.debit_fen - line.credit_fen
            for line in reports.trial_balance().lines
        }
        summed = {held.account: held.amount_fen for held in reports.balances_at(date(2025, 12, 31))}
        return {account: (kept if account == CASH else summed).get(account, 0) for account in MONEY}

    report = run_bank(place.engine, transfer, tally, threads=8, operations=24)
    gongtong_figures.append(f"bank, ledger on {place.engine.dialect.name}: {report}")
    assert report.is_sound
    assert sum(report.found.values()) == 1_000_000
    assert report.commits + report.reads == 8 * 24
    with place.work() as work:
        assert audit(work) == ()
