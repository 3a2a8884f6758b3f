"""Expected numbers of starts by part of the day are met."""

from fractions import Fraction

import pytest

from gongtong.rostering.patrols.chances import chances_of
from gongtong.rostering.patrols.fitting import DayPart, fitted
from gongtong.rostering.patrols.laws import open_day

DAY = open_day(opens_at=360, hours=18, slot_minutes=15, patrols=3, length=4, gap=8)
MORNING, AFTERNOON, EVENING = range(24), range(24, 48), range(48, 72)
TO_THE_EVENING = (Fraction(7, 10), Fraction(9, 10), Fraction(14, 10))


def parts(*starts: Fraction | int) -> tuple[DayPart, ...]:
    slots = (MORNING, AFTERNOON, EVENING)
    return tuple(DayPart(part, Fraction(one)) for part, one in zip(slots, starts, strict=True))


@pytest.mark.parametrize(
    ("starts", "bits"), [((1, 1, 1), 14.669), (TO_THE_EVENING, 14.224)], ids=["even", "evening"]
)
def test_targets_are_met_and_cost_bits(starts: tuple[Fraction, ...], bits: float) -> None:
    """To a hundred-thousandth; the evening costs nearly half a bit."""
    law = fitted(DAY, parts(*starts))
    for part in parts(*starts):
        assert abs(chances_of(law).expected(part.slots) - part.starts) <= Fraction(1, 100_000)
    assert round(chances_of(law).bits, 3) == bits


def test_within_a_part_no_slot_is_preferred() -> None:
    """The law of greatest entropy has one weight for each part."""
    law = fitted(DAY, parts(*TO_THE_EVENING))
    assert len({law.weights[slot] for slot in MORNING}) == 1


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        pytest.param(parts(1, 1, 2), "add up", id="too many"),
        pytest.param(parts(0, 1, 2), "left out", id="a part of nothing"),
        pytest.param((DayPart(range(80), Fraction(3)),), "within the day", id="past the day"),
        pytest.param(
            (DayPart(range(40), Fraction(1)), DayPart(range(39, 72), Fraction(2))),
            "do not overlap",
            id="parts that overlap",
        ),
        pytest.param(
            (DayPart(range(4), Fraction(2)), DayPart(range(4, 72), Fraction(1))),
            "cannot be met",
            id="two starts within an hour",
        ),
    ],
)
def test_what_cannot_be_met_is_refused(wanted: tuple[DayPart, ...], says: str) -> None:
    """It says why."""
    with pytest.raises(ValueError, match=says):
        fitted(DAY, wanted)
