"""Posting one entry or many: all or none, nothing stale, nothing lost, nothing beyond what fits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
import sqlalchemy as sa
from attrs import evolve

from gongtong.core.codec import from_json
from gongtong.core.errors import IdempotencyMismatchError, RefusedError
from gongtong.core.storage.record import list_events
from gongtong.core.storage.tables import CoreTables
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.closing import MovePeriod
from gongtong.ledger.books.entries import MOST_FEN, Draft, EntryKind, Posting
from gongtong.ledger.books.posting.batches import (
    BatchPosted,
    BatchSummary,
    NumberRun,
    PostEntries,
)
from gongtong.ledger.books.tables import BooksTables
from gongtong.testing.examples.people import BOOKKEEPER, CASHIER, SINCE, take_office
from gongtong.testing.snapshot import Snapshot, list_tables, take_snapshot

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

FUND, BANK, INCOME, RECEIVABLE = "sanitation", "1012.wechat", "4301", "1122"
HOME = UUID(int=7)
MOST_HELD = 9 * 10**18


def draft(fen: int = 300, day: date = date(2025, 1, 6), narration: str = "收费") -> Draft:
    lines = (Posting(BANK, FUND, fen), Posting(RECEIVABLE, FUND, -fen, HOME))
    return Draft(EntryKind.MANUAL, day, narration, lines)


@pytest.fixture
def books(place: Stage) -> Stage:
    take_office(place)
    with place.work(BOOKKEEPER) as work:
        work.ledger.books.open_books(OpenBooks(SINCE), key="open")
    return place


def snapshot(connection: sa.Connection) -> Snapshot:
    return take_snapshot(connection, list_tables(connection))


def test_a_batch_is_posted_under_numbers_without_gaps(books: Stage) -> None:
    """In the order given, year by year; the summary says how many, which numbers, how much."""
    request = PostEntries((draft(), draft(500, date(2026, 1, 2)), draft(200, narration=" 收费 ")))
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(draft(), key="before")
        summary = work.ledger.books.post_entries(request, key="batch")
        assert work.ledger.books.post_entries(request, key="batch") == summary
        entries = work.ledger.books.reports.entries()
        with pytest.raises(IdempotencyMismatchError):
            work.ledger.books.post_entries(PostEntries(request.drafts[:2]), key="batch")
        assert work.ledger.books.reports.verify() == ()
    assert summary == BatchSummary(3, (NumberRun(2025, 2, 3), NumberRun(2026, 1, 1)), 1000)
    assert [entry.label for entry in entries] == [
        "2025-0001",
        "2025-0002",
        "2025-0003",
        "2026-0001",
    ]
    assert entries[2].narration == "收费"


def test_the_event_of_a_batch_tells_of_every_entry(books: Stage) -> None:
    """Read back from the record it gives the entries that are in the books."""
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entries(PostEntries((draft(), draft(500))), key="batch")
        entries = work.ledger.books.reports.entries()
        *_, event = list_events(
            work.unit.connection, work.unit.tables(CoreTables), work.unit.place_id
        )
    assert event.kind == "ledger.BatchPosted"
    assert from_json(event.body, BatchPosted).entries == entries


def test_a_batch_that_was_changed_in_the_books_is_found(books: Stage) -> None:
    """The audit holds the rows of a batch against its event."""
    table = books.gongtong.schema.tables(BooksTables).posting
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entries(PostEntries((draft(), draft(500))), key="batch")
    with books.engine.connect() as connection, connection.begin() as transaction:
        connection.execute(table.update().where(table.c.amount_fen == 500).values(memo="改"))
        found = books.on(connection).ledger.books.reports.verify()
        transaction.rollback()
    assert [finding.code for finding in found] == ["ledger.entry_differs"]


def test_one_bad_draft_refuses_the_batch_and_is_named(books: Stage) -> None:
    """Every ground says in which draft it lies; nothing is written, and no number is taken."""
    bad = (draft(), evolve(draft(), narration=""), draft(day=date(2024, 12, 31)))
    with books.engine.begin() as connection:
        before = snapshot(connection)
        work = books.on(connection, BOOKKEEPER)
        with pytest.raises(RefusedError) as refused:
            work.ledger.books.post_entries(PostEntries(bad), key="bad")
        assert snapshot(connection) == before
    assert [(one.code, one.params[0]) for one in refused.value.reasons] == [
        ("ledger.narration_missing", ("draft", "2")),
        ("ledger.before_the_books", ("draft", "3")),
    ]


def test_who_may_not_write_one_entry_may_not_write_many(books: Stage) -> None:
    """Offices and kinds are asked of a batch as of a single entry."""
    with books.work(CASHIER) as work, pytest.raises(RefusedError) as refused:
        work.ledger.books.post_entries(PostEntries((draft(),)), key="cashier")
    assert refused.value.codes == ("ledger.office_required", "segregation_of_duties")
    receipt = evolve(draft(), kind=EntryKind.RECEIPT)
    with books.work(BOOKKEEPER) as work, pytest.raises(RefusedError) as refused:
        work.ledger.books.post_entries(PostEntries((draft(), receipt)), key="kind")
    assert refused.value.codes == ("ledger.kind_has_its_own_command",)


def test_an_empty_batch_is_refused(books: Stage) -> None:
    """There is nothing to post and nothing to number."""
    with books.work(BOOKKEEPER) as work, pytest.raises(RefusedError) as refused:
        work.ledger.books.post_entries(PostEntries(()), key="nothing")
    assert refused.value.codes == ("ledger.nothing_to_post",)


@pytest.mark.parametrize("many", [1, 2])
def test_a_failure_of_the_database_leaves_the_transaction_of_the_host_usable(
    books: Stage, many: int
) -> None:
    """Somebody wrote past the library: the number is taken. Nothing is left, and the host goes on."""
    table = books.gongtong.schema.tables(BooksTables).entry
    with books.work(BOOKKEEPER) as work:
        posted = work.ledger.books.post_entry(draft(), key="a")
    with books.engine.begin() as connection:
        row = dict(connection.execute(sa.select(table)).mappings().one())
        stray = row | {"entry_id": UUID(int=9), "number": posted.number + 1}
        connection.execute(table.insert().values(**stray))
        before = snapshot(connection)
        desk = books.on(connection, BOOKKEEPER).ledger.books
        with pytest.raises(sa.exc.IntegrityError):
            desk.post_entries(PostEntries((draft(),) * many), key="b")
        assert snapshot(connection) == before
        connection.execute(table.delete().where(table.c.entry_id == UUID(int=9)))
        assert desk.post_entries(PostEntries((draft(),) * many), key="b").entries == many
        assert desk.reports.verify() == ()


def codes_of(connection: sa.Connection, books: Stage, key: str) -> tuple[str, ...]:
    """Post on a connection in a transaction of its own; give the grounds of a refusal."""
    with connection.begin():
        try:
            books.on(connection, BOOKKEEPER).ledger.books.post_entry(draft(), key=key)
        except RefusedError as refused:
            return refused.codes
    return ()


def test_nothing_that_a_connection_remembers_is_stale(books: Stage) -> None:
    """A month that another closes is closed here; one that is closed and taken back stays open."""
    month = MovePeriod("2025-01")
    with books.engine.connect() as here:
        assert codes_of(here, books, "1") == ()
        with books.engine.connect() as there, there.begin() as transaction:
            books.on(there, BOOKKEEPER).ledger.books.begin_closing(month, key="begin")
            transaction.rollback()
        assert codes_of(here, books, "2") == ()
        with here.begin() as transaction:
            books.on(here, BOOKKEEPER).ledger.books.begin_closing(month, key="begin")
            desk = books.on(here, BOOKKEEPER).ledger.books
            with pytest.raises(RefusedError):
                desk.post_entry(draft(), key="inside")
            transaction.rollback()
        assert codes_of(here, books, "3") == ()
        with books.work(BOOKKEEPER) as work:
            work.ledger.books.post_entry(draft(), key="4")
            work.ledger.books.begin_closing(month, key="begin")
        assert codes_of(here, books, "5") == ("ledger.period_not_open",)
        with books.work(BOOKKEEPER) as work:
            with pytest.raises(RefusedError):
                work.ledger.books.post_entry(draft(), key="6")
            assert work.ledger.books.reports.verify() == ()


@pytest.mark.parametrize("fen", [MOST_FEN - 1, MOST_FEN])
def test_the_largest_amounts_are_exact(books: Stage, fen: int) -> None:
    """Just under and exactly at the bound; two of them are added up to the fen."""
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(draft(fen), key="one")
        work.ledger.books.post_entries(PostEntries((draft(fen), draft(fen))), key="two")
        held = work.ledger.books.reports.trial_balance().lines[0]
        assert held.debit_fen == 3 * fen
        assert work.ledger.books.reports.verify() == ()


def test_an_amount_over_the_bound_is_refused(books: Stage) -> None:
    """A slip of the keyboard does not get in."""
    with books.work(BOOKKEEPER) as work, pytest.raises(RefusedError) as refused:
        work.ledger.books.post_entry(draft(MOST_FEN + 1), key="over")
    assert set(refused.value.codes) == {"ledger.amount_too_large"}


def test_a_balance_never_leaves_the_whole_numbers(books: Stage) -> None:
    """Exactly at the bound passes; one fen more is an error of the database, and nothing is written."""
    table = books.gongtong.schema.tables(BooksTables).balance
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(draft(1), key="one")
    with books.engine.begin() as connection:
        held = table.update().where(table.c.account == BANK)
        connection.execute(held.values(amount_fen=MOST_HELD - MOST_FEN))
        desk = books.on(connection, BOOKKEEPER).ledger.books
        desk.post_entry(draft(MOST_FEN), key="at")
        before = snapshot(connection)
        for number in range(2):
            with pytest.raises(sa.exc.IntegrityError):
                desk.post_entry(draft(1 + number * (MOST_FEN - 1)), key=f"over {number}")
            assert snapshot(connection) == before
        assert connection.scalar(sa.select(table.c.amount_fen).where(table.c.account == BANK)) == (
            MOST_HELD
        )


def posted(connection: sa.Connection, books: Stage, key: str, fen: int = 300) -> int:
    """Post on a connection in a transaction of its own; give the voucher number."""
    with connection.begin():
        desk = books.on(connection, BOOKKEEPER).ledger.books
        return desk.post_entry(draft(fen), key=key).number


def test_who_works_alone_in_a_place_is_spared_a_call_and_nothing_else(
    books: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a connection takes for granted is found out at the end: keys, refusals, others, rollbacks."""
    calls: list[str] = []
    original = books.engine.dialect.do_execute

    def note(cursor: object, statement: str, *rest: object) -> None:
        calls.append(statement)
        original(cursor, statement, *rest)  # type: ignore[arg-type]  # it is handed on as it came

    with books.engine.connect() as here:
        assert [posted(here, books, f"{number}") for number in (1, 2, 3)] == [1, 2, 3]
        monkeypatch.setattr(books.engine.dialect, "do_execute", note)
        assert posted(here, books, "4") == 4
        if books.engine.dialect.name == "postgresql":
            assert [call.split("(")[0].strip() for call in calls] == ["SELECT gt_end_posting"]
        assert posted(here, books, "2") == 2
        assert posted(here, books, "5") == 5
        with pytest.raises(IdempotencyMismatchError):
            posted(here, books, "5", fen=301)
        assert [posted(here, books, f"{number}") for number in (6, 7, 8)] == [6, 7, 8]
        with pytest.raises(RefusedError):
            posted(here, books, "refused", fen=MOST_FEN + 1)
        assert posted(here, books, "9") == 9
        with books.engine.connect() as there:
            assert posted(there, books, "10") == 10
        assert [posted(here, books, f"{number}") for number in (11, 12, 13)] == [11, 12, 13]
        with here.begin() as transaction:
            desk = books.on(here, BOOKKEEPER).ledger.books
            assert desk.post_entry(draft(), key="14").number == 14
            transaction.rollback()
        assert posted(here, books, "15") == 14
    with books.work(BOOKKEEPER) as work:
        assert work.ledger.books.reports.verify() == ()
