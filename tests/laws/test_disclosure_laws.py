"""What is due, done and missed: the rules against a checker that walks from day to day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.disclosure.calendar import (
    Disclosure,
    DisclosureCalendar,
    DisclosurePeriod,
    DisclosurePrivacy,
    DisclosureSubject,
)
from gongtong.ledger.disclosure.due import (
    DueState,
    PublishedDisclosure,
    disclosure_states,
    newly_missed,
)

SUBJECT = DisclosureSubject.FUNDS
ONE_DAY = timedelta(days=1)
_DAYS = st.dates(date(2023, 11, 1), date(2026, 2, 28))
_PERIODS = st.sampled_from([one for one in DisclosurePeriod if one is not DisclosurePeriod.EVENT])


def label_on(period: DisclosurePeriod, day: date) -> str:
    """What the period is called in which a day lies."""
    if period is DisclosurePeriod.MONTH:
        return day.isoformat()[:7]
    if period is DisclosurePeriod.QUARTER:
        return f"{day.year}-Q{(day.month + 2) // 3}"
    if period is DisclosurePeriod.HALF_YEAR:
        return f"{day.year}-H{1 if day.month <= 6 else 2}"
    return str(day.year)


def walked(
    period: DisclosurePeriod, deadline: int, since: date, on: date, shown: dict[str, date]
) -> dict[str, DueState]:
    """Walk through the days: a period is over when the next day is called otherwise."""
    found: dict[str, DueState] = {}
    day = since
    while day < on:
        label = label_on(period, day)
        if label_on(period, day + ONE_DAY) != label:
            last_in_time = day
            for _ in range(deadline):
                last_in_time += ONE_DAY
            if label in shown:
                is_late = shown[label] > last_in_time
                found[label] = DueState.LATE if is_late else DueState.DONE
            else:
                found[label] = DueState.MISSED if on > last_in_time else DueState.DUE
        day += ONE_DAY
    return found


def published(label: str, shown_from: date, number: int) -> PublishedDisclosure:
    return PublishedDisclosure(
        UUID(int=number),
        SUBJECT,
        label,
        DocumentRef("x.pdf", "0f" * 32),
        "公示栏",
        shown_from,
        shown_from + timedelta(days=15),
        (),
        DisclosurePrivacy.NOTHING_PERSONAL,
        (),
        "chair",
        shown_from,
    )


@settings(deadline=None)
@given(
    _PERIODS,
    st.integers(0, 100),
    _DAYS,
    st.integers(0, 500),
    st.lists(st.tuples(_DAYS, st.integers(1, 120)), max_size=4),
)
def test_every_period_is_where_a_walk_through_the_days_puts_it(
    period: DisclosurePeriod, deadline: int, since: date, days: int, told: list[tuple[date, int]]
) -> None:
    """Due from the day after its end, in time through the last day of the deadline, the first showing counting."""
    on = since + timedelta(days=days)
    shown: dict[str, date] = {}
    every = []
    for number, (inside, later) in enumerate(told):
        label, shown_from = label_on(period, inside), inside + timedelta(days=later)
        every.append(published(label, shown_from, number))
        shown[label] = min(shown.get(label, shown_from), shown_from)
    calendar = DisclosureCalendar((Disclosure(SUBJECT, period, deadline),))
    states = disclosure_states(lambda _: calendar, (since, on), (), every)
    assert {one.label: one.state for one in states} == walked(period, deadline, since, on, shown)
    missed = newly_missed(states, (), subjects=(), on=on)
    assert {one.label for one in missed} == {
        one.label for one in states if one.state is DueState.MISSED
    }
    assert newly_missed(states, [(SUBJECT, one.label) for one in missed], subjects=(), on=on) == ()
