"""The calendar of disclosure as data."""

import pytest

from gongtong.core.codec import from_json, to_json
from gongtong.core.offices import Office
from gongtong.core.rulings import Standing
from gongtong.ledger.disclosure.calendar import (
    DEFAULT_CALENDAR,
    Disclosure,
    DisclosureCalendar,
    DisclosurePeriod,
    DisclosurePrivacy,
    DisclosureSubject,
)


def test_the_calendar_can_be_a_house_rule() -> None:
    """It is data: written as JSON and read back the same; its dates are the place's own."""
    assert from_json(to_json(DEFAULT_CALENDAR), DisclosureCalendar) == DEFAULT_CALENDAR
    assert {one.source.standing for one in DEFAULT_CALENDAR.disclosures} == {Standing.HOUSE}


def test_the_quarter_is_signed_by_both_keepers() -> None:
    """Who keeps the money and who keeps the books, each for himself."""
    quarter = DEFAULT_CALENDAR.disclosures[0]
    assert quarter.period is DisclosurePeriod.QUARTER
    assert quarter.signed_by == (Office.KEEPER_OF_MONEY, Office.KEEPER_OF_BOOKS)


@pytest.mark.parametrize(("deadline", "shown"), [(-1, 15), (0, 0)])
def test_a_duty_that_nobody_could_keep_is_no_duty(deadline: int, shown: int) -> None:
    """Not before the period ends, and not for less than a day; at the bounds it is one."""
    with pytest.raises(ValueError, match="deadline"):
        Disclosure(DisclosureSubject.FEES, DisclosurePeriod.YEAR, deadline, days_on_show=shown)
    Disclosure(DisclosureSubject.FEES, DisclosurePeriod.YEAR, 0, days_on_show=1)


def test_a_subject_has_one_duty_in_one_rhythm() -> None:
    """Monthly and quarterly is possible, quarterly twice is not."""
    quarter, month = (
        Disclosure(DisclosureSubject.FEES, period, 10)
        for period in (DisclosurePeriod.QUARTER, DisclosurePeriod.MONTH)
    )
    assert len(DisclosureCalendar((quarter, month)).disclosures) == 2
    with pytest.raises(ValueError, match="twice"):
        DisclosureCalendar((quarter, quarter))


@pytest.mark.parametrize("asked", list(DisclosurePrivacy))
@pytest.mark.parametrize("published", list(DisclosurePrivacy))
def test_what_is_more_guarded_is_always_allowed(
    asked: DisclosurePrivacy, published: DisclosurePrivacy
) -> None:
    """Counts where names with consent were asked for, and never the other way round."""
    order = [
        DisclosurePrivacy.NOTHING_PERSONAL,
        DisclosurePrivacy.COUNTS_ONLY,
        DisclosurePrivacy.PSEUDONYMS,
        DisclosurePrivacy.CONSENTED,
    ]
    assert asked.allows(published) is (order.index(published) <= order.index(asked))


def test_every_word_is_said_in_chinese() -> None:
    """Subjects, periods and privacy, no two alike."""
    for kind in (DisclosureSubject, DisclosurePeriod, DisclosurePrivacy):
        assert len({one.zh for one in kind}) == len(kind)
