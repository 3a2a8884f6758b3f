"""Fees in the database: charged once, settled by advances, and owed as the books say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.community import Gongtong
from gongtong.core.errors import NoProvisionError, RefusedError
from gongtong.core.periods import month_span, year_span
from gongtong.core.register_changes import ImportRegister
from gongtong.core.storage.record import list_events
from gongtong.core.storage.tables import CoreTables
from gongtong.ledger.books.entries import Posting
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.exchange.bills import Bill, BillLine, Channel, Direction
from gongtong.ledger.fees.assessing import AssessFees, FeesAssessed
from gongtong.ledger.fees.charges import BuildingArrears
from gongtong.ledger.payments.booking import ImportBill
from gongtong.plugins.host import Host
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.payments import charge_everybody
from gongtong.testing.examples.people import BOOKKEEPER, CASHIER, CHAIR, HOMES, dwelling_id, move_in
from gongtong.testing.stage import Stage

if TYPE_CHECKING:
    from uuid import UUID

YEAR = year_span(2025)
NEXT_JANUARY = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def pay(stage: Stage, text: str, fen: int, number: int = 1) -> None:
    """Book a statement of one payment on 6 January 2025."""
    at = datetime(2025, 1, 6, 1, 0, tzinfo=UTC)
    line = BillLine(
        f"4200{number}", at, "路人", "", text, Direction.IN, fen, "已收钱", "转账", "b.csv", 18
    )
    bill = Bill(Channel.WECHAT, "b.csv", "0" * 64, (line,))
    with stage.work(BOOKKEEPER) as work:
        work.ledger.payments.import_bill(ImportBill(bill), key=f"pay/{number}")


def owed(stage: Stage) -> dict[str, int]:
    with stage.work(BOOKKEEPER) as work:
        return {str(one.label): one.open_fen for one in work.ledger.fees.list_arrears()}


def test_every_dwelling_is_charged_in_one_entry(place: Stage) -> None:
    """Four dwellings at 300 yuan: 1,200 yuan due and earned on the first day of the year."""
    charge_everybody(place)
    with place.work(BOOKKEEPER) as work:
        charges = work.ledger.fees.list_charges()
        (entry,) = work.ledger.books.reports.entries(YEAR)[1:]
        assert work.ledger.fees.list_arrears_by_building() == (
            BuildingArrears(1, 2, 60_000),
            BuildingArrears(2, 2, 60_000),
        )
    assert [(str(one.label), one.amount_fen, one.open_fen) for one in charges] == [
        ("1-1-101", 30_000, 30_000),
        ("1-1-102", 30_000, 30_000),
        ("2-1-101", 30_000, 30_000),
        ("2-1-102", 30_000, 30_000),
    ]
    assert charges[0].explanation_zh == "每户每年300.00元"
    assert (entry.effective_on, entry.postings[-1]) == (
        date(2025, 1, 1),
        Posting("4301", "sanitation", -120_000),
    )


def test_a_preview_writes_nothing(place: Stage) -> None:
    """It says what would be charged, also to who may not charge."""
    open_books(place)
    move_in(place)
    with place.work(CASHIER) as work:
        assert [one.amount_fen for one in work.ledger.fees.preview(YEAR)] == [30_000] * 4
        assert work.ledger.fees.list_charges() == ()


def test_a_period_is_charged_once(place: Stage) -> None:
    """Under another key, with a dwelling that is new: only that one is charged."""
    charge_everybody(place)
    new = evolve(HOMES[0], label=evolve(HOMES[0].label, room=201))
    with place.work(CHAIR) as work:
        work.registry.import_register(ImportRegister(date(2025, 6, 1), (new,)), key="new")
    with place.work(BOOKKEEPER) as work:
        again = work.ledger.fees.assess(AssessFees(YEAR), key="again")
        third = work.ledger.fees.assess(AssessFees(YEAR), key="third")
    assert (again.dwellings, again.amount_fen, again.already_charged) == (1, 30_000, 4)
    assert len(again.entry_ids) == 1
    assert third == FeesAssessed(YEAR, date(2025, 1, 1), 0, 0, 0, 5, 0)
    assert owed(place)["1-1-201"] == 30_000


def test_a_month_of_a_year_that_was_charged_is_refused(place: Stage) -> None:
    """Nothing is charged, not even to who was not charged for the year."""
    charge_everybody(place)
    with place.work(BOOKKEEPER) as work, pytest.raises(RefusedError) as caught:
        work.ledger.fees.assess(AssessFees(month_span(2025, 3)), key="march")
    assert caught.value.codes == ("ledger.period_charged_already",)
    assert sum(owed(place).values()) == 120_000


def test_without_a_rule_nothing_is_charged(place: Stage) -> None:
    """The error names the point; a fee is never assumed."""
    open_books(place)
    move_in(place)
    stage = Stage(Gongtong(host=Host.of()), place.engine)
    with stage.work(BOOKKEEPER) as work, pytest.raises(NoProvisionError, match=r"ledger\.fee_rule"):
        work.ledger.fees.assess(AssessFees(YEAR), key="fees")
    assert owed(place) == {}


def test_the_record_says_which_rule_charged(place: Stage) -> None:
    """The event stores the provision, so that the decision can be replayed."""
    charge_everybody(place)
    with place.work(BOOKKEEPER) as work:
        unit = work.unit
        events = list_events(unit.connection, unit.tables(CoreTables), unit.place_id)
    assessed = next(event for event in events if event.kind == "ledger.FeesAssessed")
    used = [(one.point, one.provision_id) for one in assessed.provisions]
    assert ("ledger.fee_rule", "test-court.fee") in used


def test_an_advance_settles_next_years_charge(place: Stage) -> None:
    """Who paid 900 yuan for one year owes nothing for the next and has 300 yuan left."""
    charge_everybody(place)
    pay(place, "1-1-101", 90_000)
    with place.work(BOOKKEEPER, now=NEXT_JANUARY) as work:
        event = work.ledger.fees.assess(AssessFees(year_span(2026)), key="2026")
        advances = work.ledger.books.reports.dwelling_balances("2203")
    assert (event.amount_fen, event.from_advances_fen, len(event.entry_ids)) == (120_000, 30_000, 2)
    assert [held.amount_fen for held in advances] == [-30_000]
    assert owed(place) == {"1-1-102": 60_000, "2-1-101": 60_000, "2-1-102": 60_000}


def test_a_payment_settles_the_oldest_charge(place: Stage) -> None:
    """450 yuan against two years: the first is settled, half of the second is open."""
    charge_everybody(place)
    with place.work(BOOKKEEPER, now=NEXT_JANUARY) as work:
        work.ledger.fees.assess(AssessFees(year_span(2026)), key="2026")
    pay(place, "1-1-101", 45_000)
    home: UUID = dwelling_id(place)
    with place.work(BOOKKEEPER) as work:
        charges = work.ledger.fees.list_charges(home)
    assert [(one.period.start.year, one.open_fen) for one in charges] == [(2025, 0), (2026, 15_000)]


def test_a_reversed_assessment_can_be_made_again(place: Stage) -> None:
    """Its charges are gone with its entry, and the period is free."""
    charge_everybody(place)
    with place.work(CHAIR) as work:
        (entry,) = work.ledger.books.reports.entries(YEAR)[1:]
        request = ReverseEntry(entry.id, date(2025, 6, 10), "标准有误")
        work.ledger.books.reverse_entry(request, key="reverse")
        assert work.ledger.fees.list_charges() == ()
    assert owed(place) == {}
    with place.work(BOOKKEEPER) as work:
        assert work.ledger.fees.assess(AssessFees(YEAR), key="again").dwellings == 4
    assert sum(owed(place).values()) == 120_000
