"""What is due to be made public, what was, and what was missed (公示到期)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.rulings import Source
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.disclosure.calendar import (
    Disclosure,
    DisclosureCalendar,
    DisclosurePeriod,
    DisclosurePrivacy,
    DisclosureSubject,
)
from gongtong.ledger.disclosure.labels import ended_labels, span_of


@frozen
class Occasion:
    """Something that must be made public because it happened, such as an audit (公示事由)."""

    subject: DisclosureSubject
    label: str
    happened_on: date


@frozen
class PublishedDisclosure:
    """What was made public: which file, where, from when to when, signed by whom (已公示内容)."""

    id: UUID
    subject: DisclosureSubject
    label: str
    document: DocumentRef
    place: str
    shown_from: date
    shown_through: date
    fields: tuple[str, ...]
    privacy: DisclosurePrivacy
    signed_by: tuple[str, ...]
    noted_by: str
    noted_on: date


class DueState(StrEnum):
    """Where a duty to make something public stands (公示状态)."""

    DUE = "due"
    DONE = "done"
    LATE = "late"
    MISSED = "missed"

    @property
    def zh(self) -> str:
        """The state as residents say it (中文状态)."""
        return _STATE_WORDS[self]


_STATE_WORDS: Final = {
    DueState.DUE: "待公示",
    DueState.DONE: "已公示",
    DueState.LATE: "逾期后公示",
    DueState.MISSED: "逾期未公示",
}


@frozen
class DueDisclosure:
    """A duty about one period or occasion, by when, and where it stands (应公示事项)."""

    disclosure: Disclosure
    label: str
    due_on: date
    state: DueState
    published: PublishedDisclosure | None = None


@frozen
class DisclosureMissed:
    """Something was not made public by its day (逾期未公示)."""

    subject: DisclosureSubject
    label: str
    due_on: date
    noted_on: date
    source: Source


@frozen
class CheckDisclosures:
    """An order to note what was not made public in time, of all subjects or of some (公示检查)."""

    subjects: tuple[DisclosureSubject, ...] = ()


@frozen
class DisclosuresChecked:
    """What the check found that had not been noted before (公示检查结果)."""

    missed: tuple[DisclosureMissed, ...]


def disclosure_states(
    calendar_on: Callable[[date], DisclosureCalendar],
    days: tuple[date, date],
    occasions: Iterable[Occasion],
    published: Iterable[PublishedDisclosure],
) -> tuple[DueDisclosure, ...]:
    """Say of every duty since one day where it stands on another, the earliest due first (公示情况).

    A period is judged by the calendar of its last day, an occasion by that of its own day. The last
    day of a deadline is in time. Where something was published more than once, the first counts.
    """
    since, on = days
    shown: dict[tuple[DisclosureSubject, str], PublishedDisclosure] = {}
    for one in sorted(published, key=lambda one: (one.shown_from, one.id)):
        shown.setdefault((one.subject, one.label), one)
    duties = (
        *_of_periods(calendar_on, since, on),
        *_of_occasions(calendar_on, on, occasions),
    )
    found = [_standing(asked, shown.get((asked[0].subject, asked[1])), on) for asked in duties]
    order = list(DisclosureSubject)
    return tuple(
        sorted(found, key=lambda one: (one.due_on, order.index(one.disclosure.subject), one.label))
    )


def still_due(states: Iterable[DueDisclosure]) -> tuple[DueDisclosure, ...]:
    """Give what is due or missed, and not what was done (未公示事项)."""
    return tuple(one for one in states if one.state in {DueState.DUE, DueState.MISSED})


def newly_missed(
    states: Iterable[DueDisclosure],
    known: Iterable[tuple[DisclosureSubject, str]],
    *,
    subjects: tuple[DisclosureSubject, ...],
    on: date,
) -> tuple[DisclosureMissed, ...]:
    """Give what was missed and not noted before; no subject named means all (新增逾期未公示)."""
    noted = set(known)
    return tuple(
        DisclosureMissed(one.disclosure.subject, one.label, one.due_on, on, one.disclosure.source)
        for one in states
        if one.state is DueState.MISSED
        and (not subjects or one.disclosure.subject in subjects)
        and (one.disclosure.subject, one.label) not in noted
    )


def _of_periods(
    calendar_on: Callable[[date], DisclosureCalendar], since: date, on: date
) -> Iterator[tuple[Disclosure, str, date]]:
    for period in DisclosurePeriod:
        for label in ended_labels(period, since, on):
            span = span_of(period, label)
            last_day = None if span is None else span.last_day
            if last_day is not None:
                for duty in calendar_on(last_day).disclosures:
                    if duty.period is period:
                        yield duty, label, last_day


def _of_occasions(
    calendar_on: Callable[[date], DisclosureCalendar], on: date, occasions: Iterable[Occasion]
) -> Iterator[tuple[Disclosure, str, date]]:
    for one in occasions:
        if one.happened_on <= on:
            for duty in calendar_on(one.happened_on).disclosures:
                if duty.period is DisclosurePeriod.EVENT and duty.subject is one.subject:
                    yield duty, one.label, one.happened_on


def _standing(
    asked: tuple[Disclosure, str, date], shown: PublishedDisclosure | None, on: date
) -> DueDisclosure:
    duty, label, ended_on = asked
    due_on = ended_on + timedelta(days=duty.deadline_days)
    if shown is None:
        state = DueState.MISSED if due_on < on else DueState.DUE
    else:
        state = DueState.LATE if due_on < shown.shown_from else DueState.DONE
    return DueDisclosure(duty, label, due_on, state, shown)
