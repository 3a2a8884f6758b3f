"""A thousand entries at once: few statements, the same books."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from gongtong.core.commands import Command
from gongtong.core.errors import RefusedError
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.service import post_drafts
from gongtong.testing.examples.people import BOOKKEEPER, SINCE, take_office

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

HOMES = [UUID(int=number) for number in range(1, 339)]


def receipt(number: int, fen: int = 30000) -> Draft:
    return Draft(
        EntryKind.RECEIPT,
        date(2025, 1, 1 + number % 28),
        "卫生服务费",
        (
            Posting("1012.wechat", "sanitation", fen),
            Posting("1122", "sanitation", -30000, HOMES[number % 338]),
        ),
    )


def post_in_one_command(stage: Stage, drafts: list[Draft], key: str) -> Counter[str]:
    """Post drafts as another desk would, and count the statements by their first two words."""
    statements: Counter[str] = Counter()

    def handle(unit: Any, request: OpenBooks) -> OpenBooks:
        post_drafts(unit, drafts)
        return request

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        statements[statement.split(maxsplit=1)[0]] += 1

    command = Command("ledger.test_batch", OpenBooks, OpenBooks, handle, zh="批量")
    sa.event.listen(stage.engine, "before_cursor_execute", note)
    try:
        with stage.work(BOOKKEEPER) as work:
            work.unit.run(command, OpenBooks(SINCE), key=key)
    finally:
        sa.event.remove(stage.engine, "before_cursor_execute", note)
    return statements


@pytest.fixture
def books(place: Stage) -> Stage:
    take_office(place)
    with place.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(SINCE), key="open")
    return place


def test_a_thousand_entries_take_as_many_statements_as_a_few(books: Stage) -> None:
    """The number of statements does not grow with the entries, except for the driver's own pages."""
    few = post_in_one_command(books, [receipt(number) for number in range(338)], "few")
    many = post_in_one_command(books, [receipt(number) for number in range(1000)], "many")
    assert many["SELECT"] == few["SELECT"]
    assert many["INSERT"] <= few["INSERT"] + 12
    with books.work() as work:
        reports = work.ledger.books.reports
        assert len(reports.entries()) == 1338
        assert reports.entries()[-1].label == "2025-1338"
        assert reports.verify() == ()
        wallet = reports.trial_balance().lines[0]
    assert (wallet.account.code, wallet.debit_fen) == ("1012.wechat", 1338 * 30000)


def test_one_bad_draft_among_many_refuses_all_of_them(books: Stage) -> None:
    """The bad one is named by its position, and none is written."""
    drafts = [receipt(number) for number in range(50)]
    drafts[30] = receipt(30, fen=29999)
    with pytest.raises(RefusedError) as refused:
        post_in_one_command(books, drafts, "bad")
    assert [reason.params[0] for reason in refused.value.reasons] == [("draft", "31")]
    with books.work() as work:
        assert work.ledger.books.reports.entries() == ()
