"""What is due, what was done, what was missed."""

import itertools
from datetime import date, timedelta
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.disclosure.calendar import (
    Disclosure,
    DisclosureCalendar,
    DisclosurePeriod,
    DisclosurePrivacy,
    DisclosureSubject,
)
from gongtong.ledger.disclosure.due import (
    DueDisclosure,
    DueState,
    Occasion,
    PublishedDisclosure,
    disclosure_states,
    newly_missed,
    still_due,
)

QUARTERLY = Disclosure(DisclosureSubject.COMMON_INCOME, DisclosurePeriod.QUARTER, 30)
AUDITS = Disclosure(DisclosureSubject.AUDIT, DisclosurePeriod.EVENT, 10, days_on_show=30)
CALENDAR = DisclosureCalendar((QUARTERLY, AUDITS))
OPENED = date(2025, 1, 1)
SHOWN = PublishedDisclosure(
    UUID(int=1),
    DisclosureSubject.COMMON_INCOME,
    "2025-Q1",
    DocumentRef("q1.pdf", "0f" * 32),
    "公示栏",
    date(2025, 4, 30),
    date(2025, 5, 14),
    (),
    DisclosurePrivacy.NOTHING_PERSONAL,
    (),
    "chair",
    date(2025, 4, 30),
)


def states(
    on: date, *published: PublishedDisclosure, **other: object
) -> list[tuple[str, DueState]]:
    found = _all(on, *published, **other)
    return [(one.label, one.state) for one in found]


def _all(
    on: date, *published: PublishedDisclosure, occasions: object = ()
) -> tuple[DueDisclosure, ...]:
    assert isinstance(occasions, tuple)
    return disclosure_states(lambda _: CALENDAR, (OPENED, on), occasions, published)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2025, 3, 31), None),
        (date(2025, 4, 1), DueState.DUE),
        (date(2025, 4, 29), DueState.DUE),
        (date(2025, 4, 30), DueState.DUE),
        (date(2025, 5, 1), DueState.MISSED),
    ],
)
def test_a_quarter_is_due_from_its_end_and_missed_after_the_last_day(
    on: date, state: DueState | None
) -> None:
    """31 March and 30 days is 30 April; that day is in time, the next is not."""
    assert states(on) == ([] if state is None else [("2025-Q1", state)])


@pytest.mark.parametrize(
    ("shown_from", "state"),
    [
        (date(2025, 4, 29), DueState.DONE),
        (date(2025, 4, 30), DueState.DONE),
        (date(2025, 5, 1), DueState.LATE),
    ],
)
def test_what_was_shown_is_in_time_or_late(shown_from: date, state: DueState) -> None:
    """By the first day on show."""
    shown = evolve(SHOWN, shown_from=shown_from)
    assert states(date(2025, 6, 1), shown) == [("2025-Q1", state)]


def test_the_first_publication_counts() -> None:
    """A corrected one that came later does not make it late."""
    again = evolve(SHOWN, id=UUID(int=2), shown_from=date(2025, 5, 20))
    assert states(date(2025, 6, 1), again, SHOWN) == [("2025-Q1", DueState.DONE)]


def test_an_occasion_has_a_deadline_of_its_own() -> None:
    """Ten days after the audit; an occasion that the calendar does not ask for is none."""
    audit = Occasion(DisclosureSubject.AUDIT, "2024年度审计", date(2025, 2, 1))
    other = Occasion(DisclosureSubject.BUDGET, "2025年度预算", date(2025, 2, 1))
    to_come = evolve(audit, label="later", happened_on=date(2025, 3, 1))
    occasions = (audit, other, to_come)
    assert states(date(2025, 2, 11), occasions=occasions) == [("2024年度审计", DueState.DUE)]
    (missed,) = _all(date(2025, 2, 12), occasions=occasions)
    assert (missed.state, missed.due_on) == (DueState.MISSED, date(2025, 2, 11))


def test_a_period_is_judged_by_the_calendar_of_its_last_day() -> None:
    """A duty that a place adopts in May is not one about March."""
    nothing = DisclosureCalendar(())

    def calendar_on(day: date) -> DisclosureCalendar:
        return CALENDAR if day >= date(2025, 5, 1) else nothing

    found = disclosure_states(calendar_on, (OPENED, date(2025, 9, 1)), (), ())
    assert [(one.label, one.state) for one in found] == [("2025-Q2", DueState.MISSED)]


def test_what_is_missed_is_noted_once() -> None:
    """Not again, not what is done, and of the subjects asked for alone."""
    on = date(2025, 9, 1)
    found = _all(on, SHOWN)
    assert [one.label for one in still_due(found)] == ["2025-Q2"]
    (missed,) = newly_missed(found, (), subjects=(), on=on)
    assert (missed.label, missed.due_on, missed.noted_on) == ("2025-Q2", date(2025, 7, 30), on)
    known = [(missed.subject, missed.label)]
    assert newly_missed(found, known, subjects=(), on=on) == ()
    assert newly_missed(found, (), subjects=(DisclosureSubject.AUDIT,), on=on) == ()


def test_they_come_in_the_order_of_their_days() -> None:
    """Whatever the order of the calendar; every state has its word."""
    audit = Occasion(DisclosureSubject.AUDIT, "审计", date(2025, 1, 5))
    found = _all(date(2025, 12, 31), occasions=(audit,))
    assert [one.label for one in found] == ["审计", "2025-Q1", "2025-Q2", "2025-Q3"]
    assert all(
        later.due_on - earlier.due_on > timedelta(0) for earlier, later in itertools.pairwise(found)
    )
    assert len({state.zh for state in DueState}) == len(DueState)
