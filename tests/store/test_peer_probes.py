"""What broke in other ledgers when it was tried: each probe is put to this one, on both engines.

A chain that restarted in every transaction, posting twice, a hundredth of a fen kept in silence, cents
added to random lines, edits and deletes accepted, negative amounts accepted, a commit in the middle,
numbers given twice in a race, one entry reversed twice.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from attrs import evolve

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import (
    CodecError,
    ConcurrentChangeError,
    IdempotencyMismatchError,
    RefusedError,
)
from gongtong.core.storage.tables import CoreTables
from gongtong.ledger.books.chart import CASH, OTHER_INCOME, SANITATION
from gongtong.ledger.books.entries import Draft, Entry, EntryKind, Posting
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.books.tables import BooksTables
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, SUPERVISOR

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongtong.testing.stage import Stage

DAY = date(2025, 6, 9)
WORKERS = 4


def donation(fen: Any = 500, other: Any = None) -> Draft:
    lines = (
        Posting(CASH, SANITATION, fen),
        Posting(OTHER_INCOME, SANITATION, -fen if other is None else other),
    )
    return Draft(EntryKind.MANUAL, DAY, "捐款", lines)


def post(stage: Stage, draft: Draft, key: str) -> Entry:
    with stage.work(BOOKKEEPER) as work:
        return work.ledger.books.post_entry(draft, key=key)


def found(stage: Stage) -> list[str]:
    with stage.work() as work:
        return [finding.code for finding in work.ledger.books.reports.verify()]


def tables(stage: Stage) -> BooksTables:
    return stage.gongtong.schema.tables(BooksTables)


def by_sql(stage: Stage, *statements: sa.Executable) -> None:
    with stage.engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def books(place: Stage) -> Stage:
    """Open books with an opening entry and three donations."""
    open_books(place)
    for number in range(1, 4):
        post(place, donation(number * 100), f"donation {number}")
    assert found(place) == []
    return place


def at(table: sa.Table, entry: Entry) -> sa.ColumnElement[bool]:
    column: sa.ColumnElement[bool] = table.c.entry_id == entry.id
    return column


def second(stage: Stage) -> Entry:
    with stage.work() as work:
        return work.ledger.books.reports.entries()[2]


def test_an_entry_removed_with_all_its_rows_is_found(books: Stage) -> None:
    """One chain covers all entries: rows, balances and counter made to fit, the record still knows it."""
    entry, own = second(books), tables(books)
    balance = own.balance
    by_sql(
        books,
        own.posting.delete().where(at(own.posting, entry)),
        own.entry.delete().where(at(own.entry, entry)),
        *(
            balance.update()
            .where(balance.c.account == line.account)
            .values(amount_fen=balance.c.amount_fen - line.amount_fen)
            for line in entry.postings
        ),
    )
    assert found(books) == ["ledger.numbers_have_gaps", "ledger.entry_missing"]


def test_a_change_that_balances_is_found(books: Stage) -> None:
    """Both legs and both kept balances changed alike: everything adds up, and the record says otherwise."""
    entry, own = second(books), tables(books)
    by_sql(
        books,
        own.posting.update()
        .where(at(own.posting, entry))
        .values(amount_fen=own.posting.c.amount_fen * 2),
        *(
            own.balance.update()
            .where(own.balance.c.account == line.account)
            .values(amount_fen=own.balance.c.amount_fen + line.amount_fen)
            for line in entry.postings
        ),
    )
    assert found(books) == ["ledger.entry_differs"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("narration", "别的"),
        ("booked_by", "u-nobody"),
        ("effective_on", date(2025, 6, 8)),
        ("kind", EntryKind.ADJUSTMENT),
    ],
)
def test_words_days_and_hands_are_covered_too(books: Stage, column: str, value: object) -> None:
    """Not amounts alone: who booked what, when and why is held against the record."""
    entry, own = second(books), tables(books)
    by_sql(books, own.entry.update().where(at(own.entry, entry)).values({column: value}))
    assert found(books) == ["ledger.entry_differs"]


def test_an_entry_put_in_by_sql_is_found(books: Stage) -> None:
    """Rows that fit, under the next number, and no event that brought them."""
    entry, own = second(books), tables(books)
    new_id, number = books.place.id, 5
    with books.engine.begin() as connection:
        head = connection.execute(sa.select(own.entry).where(at(own.entry, entry))).one()
        connection.execute(
            own.entry.insert().values(head._asdict() | {"entry_id": new_id, "number": number})
        )
        for line in connection.execute(sa.select(own.posting).where(at(own.posting, entry))).all():
            connection.execute(own.posting.insert().values(line._asdict() | {"entry_id": new_id}))
            connection.execute(
                own.balance.update()
                .where(own.balance.c.account == line.account)
                .values(amount_fen=own.balance.c.amount_fen + line.amount_fen)
            )
        connection.execute(own.voucher_counter.update().values(last_number=number))
    assert found(books) == ["ledger.entry_unrecorded"]


def test_the_last_event_removed_is_found_by_the_head(books: Stage) -> None:
    """A shorter chain does not end where the place says it ends."""
    event = books.gongtong.schema.tables(CoreTables).event
    with books.work() as work:
        last = work.head().event_count
    by_sql(books, event.delete().where(event.c.sequence == last))
    with books.work() as work:
        assert work.broken_event() == last
    assert found(books) == ["ledger.record_broken", "ledger.entry_unrecorded"]


def test_an_event_rewritten_to_fit_the_rows_is_found(books: Stage) -> None:
    """Rows and event changed alike agree with each other; the digest of the event does not."""
    entry, own = second(books), tables(books)
    event = books.gongtong.schema.tables(CoreTables).event
    with books.engine.begin() as connection:
        connection.execute(own.entry.update().where(at(own.entry, entry)).values(narration="别的"))
        for row in connection.execute(sa.select(event)).all():
            bodies = row.body.get("entries", ()) if isinstance(row.body, dict) else ()
            if any(body["id"] == str(entry.id) for body in bodies):
                changed = {"entries": [dict(body) | {"narration": "别的"} for body in bodies]}
                connection.execute(
                    event.update().where(event.c.sequence == row.sequence).values(body=changed)
                )
    assert found(books) == ["ledger.record_broken"]


def test_posting_twice_under_one_key_adds_nothing(books: Stage) -> None:
    """The first entry is given back; another payload under the key is refused."""
    first = post(books, donation(), "once")
    with books.work() as work:
        before = work.ledger.books.reports.trial_balance()
    assert post(books, donation(), "once") == first
    with pytest.raises(IdempotencyMismatchError):
        post(books, donation(501), "once")
    with books.work() as work:
        assert work.ledger.books.reports.trial_balance() == before
        assert len(work.ledger.books.reports.entries()) == 5


@pytest.mark.parametrize("amount", [0.00001, 0.005, 0.001, 99.995, 500.0, "500", True])
def test_what_is_no_whole_fen_is_refused_not_rounded(books: Stage, amount: Any) -> None:
    """A hundredth, a tenth and half of a fen, and even a whole float, are no amounts."""
    with pytest.raises((RefusedError, CodecError, TypeError)):
        post(books, donation(amount, -500), "odd")
    half: Any = {"account": CASH, "fund": SANITATION, "amount_fen": 0.005}
    with pytest.raises(CodecError):
        from_json(half, Posting)
    assert found(books) == []


@pytest.mark.parametrize("difference", [-1, 1])
def test_a_hundred_against_a_fen_more_or_less_is_refused(books: Stage, difference: int) -> None:
    """100.00 against 99.99 or 100.01: no tolerance, and no cent is added to any line."""
    with pytest.raises(RefusedError) as refused:
        post(books, donation(10_000, -10_000 + difference), "uneven")
    assert refused.value.codes == ("ledger.unbalanced",)
    entry = post(books, donation(10_000), "even")
    assert [line.amount_fen for line in entry.postings] == [10_000, -10_000]


def test_a_sign_has_one_meaning(books: Stage) -> None:
    """Plus is a debit and minus a credit: a draft with signs swapped takes money out of the box."""
    with books.work() as work:
        (before,) = (one.debit_fen for one in work.ledger.books.reports.trial_balance().lines[:1])
    post(books, donation(-500), "swapped")
    with books.work() as work:
        (after,) = (one.debit_fen for one in work.ledger.books.reports.trial_balance().lines[:1])
    assert after == before - 500


@pytest.mark.parametrize("name", ["entry", "posting"])
def test_hardened_edits_and_deletes_are_refused_by_the_database(books: Stage, name: str) -> None:
    """Where triggers stand, no SQL changes an old entry, nor deletes it."""
    table: sa.Table = getattr(tables(books), name)
    with books.engine.begin() as connection:
        books.gongtong.harden(connection)
    for statement in (table.update().values(place_id=table.c.place_id), table.delete()):
        with pytest.raises(sa.exc.IntegrityError, match="is hardened"):
            by_sql(books, statement)
    assert found(books) == []


def test_a_second_reversal_is_refused(books: Stage) -> None:
    """Each would balance; together they would be wrong."""
    entry = second(books)
    request = ReverseEntry(entry.id, DAY, "重复")
    with books.work(CHAIR) as work:
        work.ledger.books.reverse_entry(request, key="first")
    with books.work(CHAIR) as work, pytest.raises(RefusedError) as refused:
        work.ledger.books.reverse_entry(request, key="second")
    assert refused.value.codes == ("ledger.already_reversed",)


def test_nothing_is_committed_in_the_middle(books: Stage) -> None:
    """The host's rollback takes an entry back whole: rows, numbers, balances and events."""
    with books.work() as work:
        before = work.head(), work.ledger.books.reports.trial_balance()
    with books.engine.connect() as connection:
        transaction = connection.begin()
        work = books.on(connection, BOOKKEEPER)
        entry = work.ledger.books.post_entry(donation(), key="lost")
        assert transaction.is_active
        transaction.rollback()
    with books.work() as work:
        assert (work.head(), work.ledger.books.reports.trial_balance()) == before
    assert post(books, donation(), "kept").number == entry.number
    assert found(books) == []


def at_once(jobs: list[Callable[[], object]]) -> list[object]:
    """Start all jobs at one moment and give what each returned or raised."""
    together = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        together.wait()
        try:
            return job()
        except (RefusedError, ConcurrentChangeError, sa.exc.DBAPIError) as error:
            return error

    with ThreadPoolExecutor(len(jobs)) as threads:
        return list(threads.map(run, jobs))


def test_numbers_in_a_race_are_each_given_once(books: Stage) -> None:
    """Four people post at one moment: four numbers, no gap, no two alike."""

    def posting(number: int) -> Callable[[], object]:
        return lambda: post(books, donation(), f"race {number}")

    outcomes = at_once([posting(number) for number in range(WORKERS)])
    entries = [one for one in outcomes if isinstance(one, Entry)]
    assert sorted(entry.number for entry in entries) == [5, 6, 7, 8]
    assert found(books) == []


def test_an_entry_reversed_by_two_at_once_is_reversed_once(books: Stage) -> None:
    """The chair and the supervisor approve at one moment: one reversal stands, the other is refused."""
    request = ReverseEntry(second(books).id, DAY, "重复")

    def reverse(actor: str) -> Callable[[], object]:
        def job() -> object:
            with books.work(actor) as work:
                return work.ledger.books.reverse_entry(request, key=f"by {actor}")

        return job

    outcomes = at_once([reverse(CHAIR), reverse(SUPERVISOR)])
    refused = [one for one in outcomes if isinstance(one, RefusedError)]
    assert [one.codes for one in refused] == [("ledger.already_reversed",)]
    with books.work() as work:
        entries = work.ledger.books.reports.entries()
    assert sum(entry.reverses == request.entry_id for entry in entries) == 1
    assert found(books) == []


def test_a_payload_goes_through_json_to_the_fen() -> None:
    """What is kept of a request is what was asked, also beyond what a float could hold."""
    draft = evolve(donation(10**15 - 1))
    assert from_json(to_json(draft), Draft) == draft
