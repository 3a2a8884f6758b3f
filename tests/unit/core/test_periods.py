"""A span has its first day and not the day it ends on."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from gongtong.core.periods import Span, between, local_day, month_span, since, year_span


def test_a_year_has_its_first_and_last_day_and_not_the_next_new_year() -> None:
    """Half-open spans meet without a gap and without an overlap."""
    year = year_span(2025)
    assert year == Span(date(2025, 1, 1), date(2026, 1, 1))
    assert year.contains(date(2025, 1, 1))
    assert year.contains(date(2025, 12, 31))
    assert not year.contains(date(2024, 12, 31))
    assert not year.contains(date(2026, 1, 1))
    assert year.days == 365
    assert year.last_day == date(2025, 12, 31)
    assert str(year) == "2025-01-01 至 2025-12-31"


def test_a_text_in_force_for_good_has_no_last_day() -> None:
    """The Civil Code has been in force since 2021-01-01."""
    code = since("2021-01-01")
    assert not code.contains(date(2020, 12, 31))
    assert code.contains(date(2021, 1, 1))
    assert code.contains(date(9999, 12, 31))
    assert code.last_day is None
    assert str(code) == "2021-01-01 起"
    with pytest.raises(ValueError, match="without an end"):
        _ = code.days


def test_a_span_that_ends_before_or_as_it_starts_is_refused() -> None:
    """A span has at least one day."""
    assert Span(date(2025, 1, 1), date(2025, 1, 2)).days == 1
    with pytest.raises(ValueError, match="must end after it starts"):
        Span(date(2025, 1, 1), date(2025, 1, 1))
    with pytest.raises(ValueError, match="must end after it starts"):
        Span(date(2025, 1, 2), date(2025, 1, 1))


def test_the_old_and_the_new_law_do_not_overlap() -> None:
    """物权法 ended on the day before the Civil Code began."""
    old, new = between("2007-10-01", "2021-01-01"), since("2021-01-01")
    assert old.last_day == date(2020, 12, 31)
    assert not old.overlaps(new)
    assert old.intersection(new) is None
    assert old.overlaps(since("2020-12-31"))
    assert old.intersection(since("2020-12-31")) == between("2020-12-31", "2021-01-01")
    assert new.intersection(since("2022-01-01")) == since("2022-01-01")
    assert year_span(2021).intersection(new) == year_span(2021)


def test_a_year_is_split_on_the_days_inside_it_and_nowhere_else() -> None:
    """Days before, at the start of and after the span cut nothing."""
    cuts = (
        date(2025, 7, 1),
        date(2025, 1, 1),
        date(2026, 1, 1),
        date(2024, 5, 1),
        date(2025, 7, 1),
    )
    assert year_span(2025).split_at(cuts) == (
        between("2025-01-01", "2025-07-01"),
        between("2025-07-01", "2026-01-01"),
    )
    assert since("2025-01-01").split_at((date(2025, 2, 1),)) == (
        between("2025-01-01", "2025-02-01"),
        since("2025-02-01"),
    )


def test_december_is_followed_by_january() -> None:
    """Month spans cross the year."""
    assert month_span(2025, 12) == between("2025-12-01", "2026-01-01")
    assert month_span(2024, 2).days == 29
    assert month_span(2025, 1) == between("2025-01-01", "2025-02-01")


def test_the_day_of_an_instant_is_that_of_the_people_who_live_there() -> None:
    """23:30 on New Year's Eve in UTC is already the new year in Jingzhou."""
    assert local_day(datetime(2024, 12, 31, 15, 59, 59, tzinfo=UTC)) == date(2024, 12, 31)
    assert local_day(datetime(2024, 12, 31, 16, 0, tzinfo=UTC)) == date(2025, 1, 1)
    assert local_day(datetime(2025, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=8)))) == date(
        2025, 1, 1
    )
    with pytest.raises(ValueError, match="needs a time zone"):
        local_day(datetime(2025, 1, 1))  # noqa: DTZ001 - the naive instant is what is refused


def test_of_two_spans_from_one_day_the_shorter_stands_first_and_the_open_one_last() -> None:
    """An open span goes on longer than any other."""
    open_end, year = since("2025-01-01"), year_span(2025)
    month = month_span(2025, 1)
    assert sorted([open_end, year, month]) == [month, year, open_end]
    assert since("2025-01-01") <= open_end
    assert not open_end < since("2025-01-01")


def test_spans_stand_in_the_order_of_their_first_days() -> None:
    """So that a list of them reads like a calendar."""
    assert sorted([year_span(2026), year_span(2024), year_span(2025)]) == [
        year_span(2024),
        year_span(2025),
        year_span(2026),
    ]
