"""Reversals in the database: across closed periods, and who asked and who approved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gongtong.core.errors import RefusedError
from gongtong.ledger.books.chart import CASH, OTHER_INCOME, SANITATION
from gongtong.ledger.books.closing import MovePeriod
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.testing.examples.books import OPENING_FEN, open_books
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR, SUPERVISOR

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

LINES = (Posting(CASH, SANITATION, 500), Posting(OTHER_INCOME, SANITATION, -500))


@pytest.fixture
def closed(place: Stage) -> Stage:
    """Books with an entry of January, and January closed."""
    open_books(place)
    with place.work(BOOKKEEPER) as work:
        draft = Draft(EntryKind.MANUAL, date(2025, 1, 20), "捐款", LINES)
        work.ledger.books.post_entry(draft, key="entry")
        work.ledger.books.close_period(MovePeriod("2025-01"), key="close")
    return place


def of_january(stage: Stage) -> UUID:
    with stage.work() as work:
        return work.ledger.books.reports.entries()[-1].id


def test_an_entry_of_a_closed_month_is_reversed_in_an_open_one(closed: Stage) -> None:
    """On its own day the reversal is refused for the period; in February it stands, and January as it was."""
    entry_id = of_january(closed)
    request = ReverseEntry(entry_id, date(2025, 1, 31), "重复")
    with closed.work(CHAIR) as work, pytest.raises(RefusedError) as refused:
        work.ledger.books.reverse_entry(request, key="january")
    assert refused.value.codes == ("ledger.period_not_open",)
    with closed.work(CHAIR) as work:
        request = ReverseEntry(entry_id, date(2025, 2, 1), "重复")
        work.ledger.books.reverse_entry(request, key="february")
        held = {
            day: {
                one.account: one.amount_fen for one in work.ledger.books.reports.balances_at(day)
            }[CASH]
            for day in (date(2025, 1, 31), date(2025, 2, 1))
        }
    assert held == {date(2025, 1, 31): OPENING_FEN + 500, date(2025, 2, 1): OPENING_FEN}


def test_who_asked_and_who_approved_are_recorded(closed: Stage) -> None:
    """The event names both; the one who asked cannot approve."""
    request = ReverseEntry(of_january(closed), date(2025, 2, 1), "重复", asked_by=CHAIR)
    with closed.work(CHAIR) as work, pytest.raises(RefusedError) as refused:
        work.ledger.books.reverse_entry(request, key="own")
    assert refused.value.codes == ("ledger.reversal_asked_by_approver",)
    with closed.work(SUPERVISOR) as work:
        event = work.ledger.books.reverse_entry(request, key="other")
    assert (event.asked_by, event.approved_by, event.reason) == (CHAIR, SUPERVISOR, "重复")
