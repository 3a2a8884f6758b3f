"""Disclosure in the database: what is due, what was shown, what was missed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.periods import since
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.disclosure.calendar import (
    Disclosure,
    DisclosureCalendar,
    DisclosurePeriod,
    DisclosureSubject,
)
from gongtong.ledger.disclosure.due import CheckDisclosures, DisclosureMissed, DueState, Occasion
from gongtong.ledger.disclosure.noting import NoteOccasion
from gongtong.ledger.disclosure.policies import DISCLOSURES
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.disclosure import FIRST_QUARTER
from gongtong.testing.examples.people import BOOKKEEPER, CASHIER, CHAIR, MANDATE, SUPERVISOR
from gongtong.testing.stage import NOW

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

INCOME = DisclosureSubject.INCOME_AND_SPENDING
JULY = NOW + timedelta(days=51)  # 31 July: 30 days after the second quarter is 30 July


@pytest.fixture
def stage(place: Stage) -> Stage:
    """Books opened on 1 January 2025, everybody in office."""
    open_books(place)
    return place


def states(stage: Stage, on: date) -> list[tuple[DisclosureSubject, str, DueState]]:
    with stage.work() as work:
        board = work.ledger.disclosure.board(on)
    return [(one.disclosure.subject, one.label, one.state) for one in board.lines]


def test_what_was_shown_is_kept_and_read(stage: Stage) -> None:
    """With its digest, fields and signatures; on the board it is done."""
    with stage.work(BOOKKEEPER) as work:
        assert isinstance(work.ledger.disclosure.may_note(FIRST_QUARTER), Granted)
        event = work.ledger.disclosure.note_disclosure(FIRST_QUARTER, key="q1")
    with stage.work() as work:
        assert work.ledger.disclosure.published() == (event.published,)
        assert work.ledger.disclosure.due_disclosures(date(2025, 6, 10)) == ()
    assert event.published.signed_by == (CASHIER, BOOKKEEPER)
    assert states(stage, date(2025, 6, 10)) == [(INCOME, "2025-Q1", DueState.DONE)]


def test_a_missed_date_is_an_event_once(stage: Stage) -> None:
    """On 30 April the quarter is due, on 1 May it is missed; a later check finds what is new."""
    assert states(stage, date(2025, 4, 30)) == [(INCOME, "2025-Q1", DueState.DUE)]
    assert states(stage, date(2025, 5, 1)) == [(INCOME, "2025-Q1", DueState.MISSED)]
    with stage.work() as work:
        desk = work.ledger.disclosure
        other = CheckDisclosures((DisclosureSubject.AUDIT,))
        assert desk.check_disclosures(other, key="audits").missed == ()
        missed = desk.check_disclosures(CheckDisclosures(), key="1").missed
        assert [type(one) for one in missed] == [DisclosureMissed]
        assert [(one.label, one.due_on) for one in missed] == [("2025-Q1", date(2025, 4, 30))]
        assert desk.check_disclosures(CheckDisclosures(), key="2").missed == ()
    with stage.work(now=JULY) as work:
        found = work.ledger.disclosure.check_disclosures(CheckDisclosures(), key="3").missed
    assert [(one.subject, one.label) for one in found] == [
        (DisclosureSubject.COMMON_INCOME, "2025-H1"),
        (INCOME, "2025-Q2"),
    ]


def test_an_occasion_starts_a_deadline(stage: Stage) -> None:
    """An audit of 1 May is shown within 30 days; shown in June it is late, and on record."""
    audit = Occasion(DisclosureSubject.AUDIT, "2024年度审计", date(2025, 5, 1))
    with stage.work(SUPERVISOR) as work:
        assert isinstance(work.ledger.disclosure.may_note_occasion(NoteOccasion(audit)), Granted)
        work.ledger.disclosure.note_occasion(NoteOccasion(audit), key="audit")
        again = work.ledger.disclosure.may_note_occasion(NoteOccasion(audit))
        assert isinstance(again, Refused)
    assert (audit.subject, audit.label, DueState.MISSED) in states(stage, date(2025, 6, 1))
    shown = evolve(
        FIRST_QUARTER,
        subject=audit.subject,
        label=audit.label,
        shown_from=date(2025, 6, 2),
        shown_through=date(2025, 7, 1),
        fields=("report",),
        signed_by=(SUPERVISOR,),
    )
    with stage.work(SUPERVISOR) as work:
        work.ledger.disclosure.note_disclosure(shown, key="shown")
    assert (audit.subject, audit.label, DueState.LATE) in states(stage, date(2025, 6, 10))


def test_a_place_has_its_own_calendar(stage: Stage) -> None:
    """Every month from May on: April is judged by what held in April."""
    monthly = DisclosureCalendar((Disclosure(INCOME, DisclosurePeriod.MONTH, deadline_days=5),))
    with stage.work(CHAIR) as work:
        text = canonical(to_json(monthly)).decode()
        rule = AdoptHouseRule(
            "test-court.calendar", DISCLOSURES.name, text, since("2025-05-01"), MANDATE
        )
        work.registry.adopt_house_rule(rule, key="calendar")
    assert states(stage, date(2025, 6, 6)) == [
        (INCOME, "2025-Q1", DueState.MISSED),
        (INCOME, "2025-05", DueState.MISSED),
    ]


def test_who_signed_held_the_office_on_the_day_of_showing(stage: Stage) -> None:
    """Somebody without an office signs for nobody."""
    unsigned = evolve(FIRST_QUARTER, signed_by=(CASHIER, "u-somebody"))
    with stage.work(BOOKKEEPER) as work:
        ruling = work.ledger.disclosure.may_note(unsigned)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("ledger.signature_missing",)
