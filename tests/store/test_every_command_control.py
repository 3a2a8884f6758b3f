"""Negative control on the real ledger: what the sweep of every command must catch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongtong.ledger.books.chart import CASH
from gongtong.ledger.books.tables import BooksTables
from gongtong.testing.examples.books import EXAMPLES
from gongtong.testing.failat import Fate, Moment
from gongtong.testing.sweep import FEWER_WAYS, in_one_transaction

if TYPE_CHECKING:
    from collections.abc import Callable

    import sqlalchemy as sa

    from gongtong.testing.databases import EngineKind
    from gongtong.testing.examples.example import CommandExample
    from gongtong.testing.rehearsal import Rehearsal
    from gongtong.testing.sweep import Deed

(POST_ENTRY,) = (example for example in EXAMPLES if example.command == "ledger.post_entry")


def test_an_entry_in_two_transactions_is_caught(
    gongtong_engine_kind: EngineKind,
    gongtong_rehearse: Callable[[CommandExample, EngineKind], Rehearsal],
) -> None:
    """Between the two transactions the kept balance is not what the postings add up to."""
    rehearsal = gongtong_rehearse(POST_ENTRY, gongtong_engine_kind)
    balance = rehearsal.gongtong.schema.tables(BooksTables).balance

    def add_to_cash(connection: sa.Connection, amount_fen: int) -> None:
        held = balance.c.amount_fen + amount_fen
        connection.execute(
            balance.update().where(balance.c.account == CASH).values(amount_fen=held)
        )

    def in_two_transactions(engine: sa.Engine, deed: Deed) -> Any:
        with engine.begin() as connection:
            add_to_cash(connection, 12_345)
        with engine.begin() as connection:
            add_to_cash(connection, -12_345)
            return deed(connection)

    report = rehearsal.sweep([(Moment.BEFORE, Fate.DEATH)], host=in_two_transactions)
    findings = [one.finding for one in report.violations]
    assert (
        "the balance of 1001/sanitation is kept as 10,123.45, its postings add up to 10,000.00"
        in findings
    )
    assert any(finding.startswith("something partial was left") for finding in findings)


def test_the_same_entry_in_one_transaction_is_sound(
    gongtong_engine_kind: EngineKind,
    gongtong_rehearse: Callable[[CommandExample, EngineKind], Rehearsal],
) -> None:
    """Only what follows COMMIT is committed, and the caller hears of a failure all the same."""
    rehearsal = gongtong_rehearse(POST_ENTRY, gongtong_engine_kind)
    report = rehearsal.sweep(FEWER_WAYS, host=in_one_transaction)
    assert report.violations == ()
    assert report.calls[-1] == "COMMIT"
    assert report.committed == 2
    assert report.points == 2 * len(report.calls) + 2
