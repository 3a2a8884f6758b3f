"""What a visitor pays for parking."""

from datetime import UTC, datetime, timedelta

import pytest

from gongtong.ledger.fees.tariffs.parking import VisitorParking

TARIFF = VisitorParking(30, 200, 1000)
NOON = datetime(2025, 6, 1, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "fen"),
    [
        (0, 0),
        (29, 0),
        (30, 0),
        (31, 200),
        (90, 200),
        (91, 400),
        (270, 800),
        (271, 1000),
        (1439, 1000),
        (1440, 1000),
        (1441, 1200),
        (1740, 2000),
        (2880, 2000),
        (2881, 2200),
    ],
)
def test_started_hours_after_the_free_minutes_up_to_a_cap(minutes: int, fen: int) -> None:
    """Under, at and over the free minutes, an hour, the cap, a day, two days."""
    assert TARIFF.fee_for_fen(minutes) == fen


@pytest.mark.parametrize(("seconds", "fen"), [(1800, 0), (1801, 200), (5400, 200), (5401, 400)])
def test_a_second_begins_a_minute(seconds: int, fen: int) -> None:
    """Thirty minutes and a second are thirty-one minutes."""
    assert TARIFF.fee_fen(NOON, NOON + timedelta(seconds=seconds)) == fen


def test_impossible_stays_and_tariffs_are_refused() -> None:
    """Who left before he came, a clock without a zone, a negative price."""
    with pytest.raises(ValueError, match="did not leave"):
        TARIFF.fee_fen(NOON, NOON - timedelta(seconds=1))
    with pytest.raises(ValueError, match="time zone"):
        TARIFF.fee_fen(NOON.replace(tzinfo=None), NOON)
    with pytest.raises(ValueError, match="nothing or more"):
        VisitorParking(-1, 200, 1000)
