"""What a place asks of a supply run, as people write it."""

import pytest
from attrs import evolve

from gongtong.rostering.deliveries.orders import DeliveryOrder, OrderedCarrier
from gongtong.rostering.deliveries.runs import DeliveryRunError
from gongtong.testing.deliveries import BUILDINGS, HOUSEHOLDS, LI, RUN, STATION, WU

ORDER = DeliveryOrder(
    RUN.day,
    STATION,
    BUILDINGS,
    (
        OrderedCarrier(LI.code, LI.parcels_a_trip, "8:00", "10:00"),
        OrderedCarrier(WU.code, WU.parcels_a_trip, "08:00", "10:00"),
    ),
    first_by="8:20",
)


def test_an_order_and_a_sheet_make_a_run() -> None:
    """Times become minutes of the day."""
    assert ORDER.run(HOUSEHOLDS) == RUN


def test_every_time_that_is_none_is_told() -> None:
    """With whom it belongs to; then nothing else is looked at."""
    wrong = evolve(ORDER, carriers=(OrderedCarrier("V-li", 3, "8", "26:00"),), first_by="noon")
    with pytest.raises(DeliveryRunError) as told:
        wrong.run(())
    assert [one.split("的", 1)[0] for one in told.value.mistakes] == ["first_by", "V-li", "V-li"]
