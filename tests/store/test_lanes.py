"""The lane of a known driver and the lane of any driver leave the same rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
import sqlalchemy as sa

from gongtong.core.errors import IdempotencyMismatchError, UnknownReferenceError
from gongtong.core.storage import lanes
from gongtong.core.storage.tables import CoreTables
from gongtong.ledger.books.bookkeeping import OpenBooks
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.posting.batches import PostEntries
from gongtong.testing.examples.people import BOOKKEEPER, SINCE, take_office
from gongtong.testing.snapshot import Snapshot, list_tables, take_snapshot

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage


LINES = Draft(
    EntryKind.MANUAL,
    date(2025, 1, 6),
    "收卫生服务费",
    (Posting("1012.wechat", "sanitation", 300), Posting("1122", "sanitation", -300, UUID(int=1))),
)


def rows(stage: Stage) -> Snapshot:
    with stage.engine.begin() as connection:
        return take_snapshot(connection, list_tables(connection))


def take_back(stage: Stage) -> Snapshot:
    """Do some commands, look at what they leave, and take it back."""
    with stage.engine.connect() as connection:
        transaction = connection.begin()
        work = stage.on(connection, BOOKKEEPER)
        work.ledger.books.open_books(OpenBooks(SINCE), key="open")
        assert work.ledger.books.open_books(OpenBooks(SINCE), key="open").opened_on == SINCE
        with pytest.raises(IdempotencyMismatchError):
            work.ledger.books.open_books(OpenBooks(SINCE.replace(day=2)), key="open")
        work.ledger.books.post_entry(LINES, key="one")
        work.ledger.books.post_entries(PostEntries((LINES, LINES)), key="two")
        assert work.ledger.books.post_entry(LINES, key="one").number == 1
        assert work.broken_event() is None
        assert work.ledger.books.reports.verify() == ()
        left = take_snapshot(connection, list_tables(connection))
        transaction.rollback()
    return left


def test_every_lane_leaves_the_same_rows(place: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Events, digests, head and kept results do not depend on who wrote the SQL."""
    take_office(place)
    with place.engine.begin() as connection:
        assert lanes.speaks_directly(connection)
    direct = take_back(place)
    monkeypatch.setattr(lanes, "DIRECT", frozenset())
    assert take_back(place) == direct != rows(place)


@pytest.mark.parametrize("drivers", [lanes.DIRECT, frozenset()], ids=["direct", "common"])
def test_a_place_that_was_never_founded_is_named_by_every_lane(
    place: Stage, monkeypatch: pytest.MonkeyPatch, drivers: frozenset[tuple[str, str]]
) -> None:
    """An unknown place is an error of the library, not of the database."""
    monkeypatch.setattr(lanes, "DIRECT", drivers)
    table = place.gongtong.schema.tables(CoreTables).place
    with place.engine.connect() as connection, connection.begin() as transaction:
        connection.execute(sa.delete(table))
        work = place.on(connection, BOOKKEEPER)
        with pytest.raises(UnknownReferenceError, match="place"):
            work.ledger.books.open_books(OpenBooks(SINCE), key="open")
        transaction.rollback()
