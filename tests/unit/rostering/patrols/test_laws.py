"""A law of patrols that is none is refused when it is made."""

from typing import Any

import pytest
from attrs import evolve

from gongtong.rostering.patrols.laws import PatrolLaw, closed_between, open_day

LAW = PatrolLaw(480, 60, 2, 1, 2, (1, 1, 0, 3))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"weights": (1, -1)}, "whole number", id="a weight below nothing"),
        pytest.param({"length": 2}, "so late", id="a patrol past the last slot"),
        pytest.param({"opens_at": -60}, "begins within itself", id="opens the day before"),
        pytest.param({"slot_minutes": 0}, "1 to 60 minutes", id="slots of nothing"),
        pytest.param({"slot_minutes": 61}, "1 to 60 minutes", id="slots of more than an hour"),
        pytest.param({"patrols": 0}, "1 to 12", id="no patrol"),
        pytest.param({"patrols": 13}, "1 to 12", id="too many patrols"),
        pytest.param({"gap": 0}, "a slot at least", id="no gap"),
        pytest.param({"opens_at": 1260}, "past midnight", id="slots past midnight"),
    ],
)
def test_what_is_no_law(change: dict[str, Any], says: str) -> None:
    """It says what is wrong."""
    with pytest.raises(ValueError, match=says):
        evolve(LAW, **change)


def test_the_last_slots_that_are_allowed_are_allowed() -> None:
    """Up to midnight, twelve patrols, slots of an hour."""
    assert evolve(LAW, opens_at=1200).clock(3) == "23:00"
    assert evolve(LAW, patrols=12).patrols == 12
    assert evolve(LAW, length=2, weights=(1, 1, 1, 0)).length == 2


def test_times_are_read_from_slots() -> None:
    """Quarters of an hour from six on."""
    law = open_day(opens_at=360, hours=18, slot_minutes=15, patrols=3, length=4, gap=8)
    assert (law.clock(0), law.clock(71), law.hour(7)) == ("06:00", "23:45", 7)
    assert (len(law.weights), sum(law.weights)) == (72, 69)


@pytest.mark.parametrize(
    ("plan", "kept"),
    [
        ((0, 3), True),
        ((1, 3), True),
        ((0, 1), False),
        ((0, 2), False),
        ((0,), False),
        ((0, 4), False),
    ],
)
def test_a_plan_keeps_windows_gaps_and_number(plan: tuple[int, ...], kept: bool) -> None:
    """A gap of exactly two slots is kept."""
    assert LAW.keeps(plan) is kept


def test_a_law_is_known_by_its_digest() -> None:
    """Another weight is another law; closing what is closed is none."""
    assert len(LAW.digest) == 64
    assert closed_between(LAW, 2, 2) == LAW
    assert closed_between(LAW, 0, 1).weights == (0, 0, 0, 3)
    assert closed_between(LAW, 0, 1).digest != LAW.digest
