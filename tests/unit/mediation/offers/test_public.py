"""What anybody may read about an offer."""

from datetime import date

from attrs import evolve

from gongtong.core.workdays.deadlines import DueDate
from gongtong.mediation.offers.binding import who_is_bound
from gongtong.mediation.offers.public import public_view
from gongtong.mediation.offers.stances import Stance
from gongtong.mediation.parties.weighing import PartyRecord
from gongtong.testing.disputes import COMPANY, OWNERS, TODAY, members
from gongtong.testing.offers import OFFER, said


def test_neither_words_nor_amounts_are_public() -> None:
    """Only how many households of a group accept; single parties are left out."""
    records = (
        PartyRecord(OWNERS, members(4), (), (), 0, None),
        PartyRecord(COMPANY, (), (), (), 0, None),
    )
    report = who_is_bound(OFFER, records, said(Stance.ACCEPT, 1, 2, 3), TODAY)
    offer = evolve(OFFER, stands=DueDate(date(2025, 6, 30)), closed_on=TODAY)
    view = public_view(offer, report)
    head, owners = view.zh()
    assert "有效期至2025-06-30" in head
    assert "2025-06-10结束征求意见" in head
    assert "接受3户（75.00%）" in owners or "接受3户（75%）" in owners
    assert OFFER.text not in "".join(view.zh())
    assert "developer" not in owners
    bare = public_view(OFFER, report)
    assert "有效期" not in bare.zh()[0]
