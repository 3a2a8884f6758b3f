"""Back-dating in the database: the rule of the place is asked from the day it holds, for whoever books."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import RefusedError
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.offices import Office
from gongtong.core.periods import Span
from gongtong.ledger.books.back_dating import BackDating, OfficeAllowance
from gongtong.ledger.books.chart import CASH, OTHER_INCOME, SANITATION
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.posting.batches import PostEntries
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, MANDATE, SINCE

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

TODAY = date(2025, 6, 10)


def donation(days: int) -> Draft:
    lines = (Posting(CASH, SANITATION, 500), Posting(OTHER_INCOME, SANITATION, -500))
    return Draft(EntryKind.MANUAL, TODAY - timedelta(days), "捐款", lines)


def adopt(stage: Stage, rule: BackDating) -> None:
    text = canonical(to_json(rule)).decode()
    request = AdoptHouseRule("dating", "ledger.back_dating", text, Span(SINCE), MANDATE)
    with stage.work(CHAIR) as work:
        work.registry.adopt_house_rule(request, key="dating")


@pytest.fixture
def books(place: Stage) -> Stage:
    """Open books, into which something was posted before the rule was adopted."""
    open_books(place)
    with place.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(donation(150), key="before")
    return place


@pytest.mark.parametrize(("days", "refused"), [(6, False), (7, False), (8, True)])
def test_seven_days_are_seven_days(books: Stage, days: int, *, refused: bool) -> None:
    """An entry by itself and a batch are held to the same figure."""
    adopt(books, BackDating(7))
    batch = PostEntries((donation(0), donation(days)))
    for name, payload in (
        ("ledger.post_entry", donation(days)),
        ("ledger.post_entries", batch),
    ):
        if refused:
            with pytest.raises(RefusedError) as caught:
                books.run(name, payload, key=name, actor=BOOKKEEPER)
            assert caught.value.codes == ("ledger.dated_too_far_back",)
        else:
            books.run(name, payload, key=name, actor=BOOKKEEPER)


def test_an_office_may_reach_further(books: Stage) -> None:
    """The keeper of the books was given thirty days, everybody else seven."""
    adopt(books, BackDating(7, by_office=(OfficeAllowance(Office.KEEPER_OF_BOOKS, 30),)))
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(donation(30), key="thirty")
        with pytest.raises(RefusedError):
            work.ledger.books.post_entry(donation(31), key="thirty-one")


def test_the_rule_stands_in_the_record(books: Stage) -> None:
    """The event of an entry that was dated back names the provision that let it in."""
    adopt(books, BackDating(7))
    with books.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(donation(7), key="seven")
        last = work.pending_events(consumer="test")[-1]
    assert [used.point for used in last.provisions] == ["ledger.back_dating"]
