"""A payment that was matched with the wrong dwelling, in the database: it moves, and leaves a trail."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.errors import RefusedError
from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.payments.reassigning.moving import ReassignPayment
from gongtong.testing.examples.debts import mistaken_payment
from gongtong.testing.examples.people import BOOKKEEPER, CHAIR

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

DAY = date(2025, 6, 10)


def owed(stage: Stage, dwelling_id: UUID, on: date = DAY) -> tuple[int, int]:
    """Give what a dwelling has open and ahead."""
    with stage.work(BOOKKEEPER) as work:
        assert work.ledger.books.reports.verify() == ()
        debt = work.ledger.fees.debts.debt_of(dwelling_id, on=on)
        assert debt.others == () or debt.other_fen == 0
        return debt.open_fen, sum(one.amount_fen for one in debt.credits)


def move(stage: Stage, request: ReassignPayment, key: str = "move") -> UUID:
    with stage.work(CHAIR) as work:
        return work.ledger.reassigning.reassign_payment(request, key=key).entry_id


def test_the_money_goes_to_the_right_dwelling(place: Stage) -> None:
    """600 yuan: the wrong dwelling owes its fee again, the right one's is paid and 300 are ahead."""
    request = mistaken_payment(place)
    wrong, right = request.from_dwelling_id, request.to_dwelling_id
    assert (owed(place, wrong), owed(place, right)) == ((0, 30_000), (30_000, 0))
    moved_by = move(place, request)
    assert (owed(place, wrong), owed(place, right)) == ((30_000, 0), (0, 30_000))
    assert owed(place, wrong, date(2025, 6, 9)) == (0, 30_000)
    with place.work(BOOKKEEPER) as work:
        entry = next(one for one in work.ledger.books.reports.entries() if one.id == moved_by)
        assert entry.kind is EntryKind.REASSIGNMENT
        theirs = work.ledger.payments.list_payments(dwelling_id=right)
        assert [one.entry_id for one in theirs] == [request.entry_id]
        lines = work.ledger.fees.debts.debt_of(wrong, on=DAY).lines
    assert [part.amount_fen for part in lines[0].settled] == [30_000, -30_000]


def test_a_payment_is_moved_once(place: Stage) -> None:
    """Unless what moved it was reversed; then everything is as before, and it may be moved again."""
    request = mistaken_payment(place)
    moved_by = move(place, request)
    with place.work(CHAIR) as work, pytest.raises(RefusedError) as caught:
        work.ledger.reassigning.reassign_payment(request, key="again")
    assert caught.value.codes == ("ledger.moved_already", "ledger.credit_used_already")
    with place.work(BOOKKEEPER) as work:
        work.ledger.books.reverse_entry(ReverseEntry(moved_by, DAY, "改户有误"), key="undo")
    wrong, right = request.from_dwelling_id, request.to_dwelling_id
    assert (owed(place, wrong), owed(place, right)) == ((0, 30_000), (30_000, 0))
    move(place, request, "third")
    assert (owed(place, wrong), owed(place, right)) == ((30_000, 0), (0, 30_000))


def test_what_was_moved_can_be_moved_on(place: Stage) -> None:
    """By moving what moved it: the trail is a chain of entries, each with its reason."""
    request = mistaken_payment(place)
    moved_by = move(place, request)
    back = ReassignPayment(
        moved_by, request.to_dwelling_id, request.from_dwelling_id, "原来就是对的"
    )
    with place.work(BOOKKEEPER) as work:
        work.ledger.reassigning.reassign_payment(evolve(back, effective_on=DAY), key="back")
    assert owed(place, request.from_dwelling_id) == (0, 30_000)
    assert owed(place, request.to_dwelling_id) == (30_000, 0)
