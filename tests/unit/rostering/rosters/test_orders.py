"""What a place asks of a roster is read from a file that people write."""

from datetime import date

import pytest

from gongtong.core.codec import JsonValue, from_json, to_json
from gongtong.rostering.rosters.orders import (
    OrderedShift,
    RosterOrder,
    RosterOrderError,
    minute_of,
)

NIGHT = OrderedShift("night", "夜间巡逻", "23:00", "01:00", (5, 6), 3, is_risky=True)
DAY = OrderedShift("day", "便民服务", "09:00", "11:00")
ORDER = RosterOrder(date(2026, 9, 4), date(2026, 9, 5), (NIGHT, DAY))


def test_shifts_are_written_out_day_by_day() -> None:
    """An end before the beginning is on the next day; no weekday named is every day."""
    facts = ORDER.facts(("V1",))
    assert [one.code for one in facts.shifts] == [
        "2026-09-04/day",
        "2026-09-04/night",
        "2026-09-05/day",
        "2026-09-05/night",
    ]
    night = facts.shifts[1]
    assert (night.begin, night.end, night.need, night.is_risky) == (1380, 1500, 3, True)
    assert facts.volunteers == ("V1",)


def test_an_order_is_the_same_after_it_was_written_and_read() -> None:
    """What is left out stays at its default."""
    assert from_json(to_json(ORDER), RosterOrder) == ORDER
    short: JsonValue = {
        "first": "2026-09-04",
        "last": "2026-09-05",
        "shifts": [{"kind": "day", "zh": "便民服务", "begin": "09:00", "end": "11:00"}],
    }
    assert from_json(short, RosterOrder).shifts == (DAY,)


@pytest.mark.parametrize(("clock", "minute"), [("00:00", 0), ("9:05", 545), ("24:00", 1440)])
def test_times_are_minutes_of_a_day(clock: str, minute: int) -> None:
    """Midnight may be written at both ends."""
    assert minute_of(clock) == minute


@pytest.mark.parametrize("clock", ["24:01", "12:60", "noon", "12", "-1:00", ""])
def test_what_is_no_time_is_refused(clock: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match="no time such as"):
        minute_of(clock)


def test_every_mistake_of_an_order_is_told_at_once() -> None:
    """Six of them here."""
    wrong = OrderedShift("day", "x", "9", "25:00", (0, 8), 0)
    order = RosterOrder(date(2026, 9, 4), date(2026, 9, 3), (wrong, wrong))
    with pytest.raises(RosterOrderError) as caught:
        order.facts(())
    assert len(caught.value.mistakes) == 2 + 2 * 4
    with pytest.raises(RosterOrderError, match="there is no shift"):
        RosterOrder(date(2026, 9, 4), date(2026, 12, 5), ()).facts(())
