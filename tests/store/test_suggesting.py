"""The index of what was said is built once, and again when the record says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gongtong.core.storage.record import Head, has_gone_on
from gongtong.core.storage.tables import CoreTables
from gongtong.deliberation.canvass_sheet import OpinionBatch
from gongtong.deliberation.confirmation import CategoryChoice
from gongtong.deliberation.opinions import Opinion
from gongtong.deliberation.topics.suggesting.service import IndexShelf
from gongtong.testing.examples.deliberation_topics import HOME, LAMPS, TODAY, open_light

if TYPE_CHECKING:
    from gongtong.community import Work
    from gongtong.testing.stage import Stage

KINDS = ("deliberation.OpinionsRecorded", "deliberation.CategoryConfirmed")


@pytest.fixture
def shelf() -> IndexShelf:
    """A shelf of the test's own."""
    return IndexShelf(most=1)


def another(text: str) -> OpinionBatch:
    said = Opinion("Y0900", TODAY, HOME, "刘洋", text)
    return OpinionBatch("另一份.csv", "9" * 64, (said,))


def nearest(work: Work, shelf: IndexShelf, text: str) -> list[str]:
    return [one.number for one in shelf.engine_of(work.unit).nearest(text, limit=1)]


def test_the_index_stands_while_no_opinion_changes(place: Stage, shelf: IndexShelf) -> None:
    """A new topic is no new opinion; a category that a person settles is a change."""
    open_light(place)
    with place.work() as work:
        first = shelf.engine_of(work.unit)
        assert shelf.engine_of(work.unit) is first
        work.deliberation.topics.open_topic(LAMPS, key="lamps")
        assert shelf.engine_of(work.unit) is first
    with place.work() as work:
        assert shelf.engine_of(work.unit) is first
        category = work.deliberation.words().categories[-1].code
        work.deliberation.confirm_category(CategoryChoice("Y0001", category), key="sorted")
        assert shelf.engine_of(work.unit) is not first


def test_what_was_taken_back_is_not_suggested(place: Stage, shelf: IndexShelf) -> None:
    """Two transactions record different words under one number; only the second commits."""
    open_light(place)
    with place.engine.connect() as connection:
        transaction = connection.begin()
        work = place.on(connection)
        work.deliberation.record_opinions(another("井盖松动夜里响"), key="first")
        assert nearest(work, shelf, "井盖松动") == ["Y0900"]
        transaction.rollback()
    with place.work() as work:
        assert nearest(work, shelf, "井盖松动") == []
        work.deliberation.record_opinions(another("晾衣杆不够用"), key="second")
        assert nearest(work, shelf, "晾衣杆") == ["Y0900"]
        assert nearest(work, shelf, "井盖松动") == []


def test_a_record_that_never_had_this_head_has_gone_on(place: Stage) -> None:
    """Another copy of a database is not taken for this one."""
    open_light(place)
    with place.work() as work:
        unit, tables, head = work.unit, work.unit.tables(CoreTables), work.head()
        told = [
            has_gone_on(unit.connection, tables, unit.place_id, one, kinds=KINDS)
            for one in (
                head,
                Head(head.event_count, b"0" * 32),
                Head(head.event_count + 1, head.digest),
                Head(0, head.digest),
            )
        ]
    assert told == [False, True, True, True]
