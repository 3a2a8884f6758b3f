"""What a supply run must say, and every mistake of one that does not."""

import pytest
from attrs import evolve

from gongtong.rostering.deliveries.runs import Building, Carrier, DeliveryRunError, Household
from gongtong.testing.deliveries import BUILDINGS, HOUSEHOLDS, LI, RUN


def test_households_to_be_served_first_are_reached_before_a_minute() -> None:
    """Or before they close, whichever is sooner; others only before they close."""
    first = RUN.household_named["2-202"]
    assert RUN.latest(first) == 8 * 60 + 20
    assert RUN.latest(evolve(first, closes=8 * 60 + 10)) == 8 * 60 + 10
    assert RUN.latest(RUN.household_named["1-101"]) == 24 * 60
    assert RUN.parcels == 5


def test_every_mistake_is_told_at_once() -> None:
    """Names that come twice, buildings that are none, floors, parcels that nobody can carry, times."""
    with pytest.raises(DeliveryRunError) as told:
        evolve(
            RUN,
            buildings=(*BUILDINGS, BUILDINGS[0]),
            households=(
                *HOUSEHOLDS,
                HOUSEHOLDS[0],
                Household("9-101", "9", 1, 0, 4, opens=600, closes=600),
            ),
            carriers=(LI, LI, Carrier("V-no", 0, 600, 600)),
        )
    said = "\n".join(told.value.mistakes)
    assert len(told.value.mistakes) == 9
    for text in (
        "building 1重复",
        "household 1-101重复",
        "carrier V-li重复",
        "每趟至少一件",
        "配送员V-no的时段有误",
        "楼栋9不存在",
        "从1起",
        "件数须为1至3",
        "住户9-101的时段有误",
    ):
        assert text in said


@pytest.mark.parametrize(
    ("parcels", "fits"),
    [
        pytest.param(3, True, id="as many as somebody carries"),
        pytest.param(4, False, id="one more"),
    ],
)
def test_nobody_gets_more_than_one_trip_carries(parcels: int, fits: bool) -> None:
    """Just at the limit and just over it."""
    one = evolve(HOUSEHOLDS[0], parcels=parcels)
    if fits:
        assert evolve(RUN, households=(one,)).parcels == parcels
    else:
        with pytest.raises(DeliveryRunError, match="件数"):
            evolve(RUN, households=(one,))


def test_a_run_has_households_and_people() -> None:
    """Nothing to plan otherwise."""
    with pytest.raises(DeliveryRunError, match="没有配送户"):
        evolve(RUN, households=(), carriers=())
    assert Building("1", 0, 0).stair_metres == 12
