"""The demonstration's days come from the paperwork, never from the machine."""

from datetime import UTC, date, datetime

from gongtong.core.periods import between
from gongtong.demo.clock import DemoClock, at_nine

CLOCK = DemoClock(
    year=2025,
    bills_closed_on=date(2025, 3, 24),
    opinions_closed_on=date(2025, 3, 31),
    voting_closed_at=datetime(2025, 5, 20, 10, 0, tzinfo=UTC),
)


def test_nine_in_the_morning_is_one_o_clock_in_utc() -> None:
    """People live in Shanghai's time."""
    assert at_nine(date(2025, 1, 1)) == datetime(2025, 1, 1, 1, 0, tzinfo=UTC)


def test_the_year_begins_with_its_books_and_ends_with_the_board() -> None:
    """The ballots are counted on the morning after the voting, and the board is posted that day."""
    assert CLOCK.first_day == date(2025, 1, 1)
    assert CLOCK.fee_period == between("2025-01-01", "2026-01-01")
    assert CLOCK.covered == between("2025-01-01", "2025-03-25")
    assert CLOCK.last_day == date(2025, 5, 20)
    assert CLOCK.counted_at == datetime(2025, 5, 21, 1, 0, tzinfo=UTC)
    assert CLOCK.board_day == date(2025, 5, 21)
