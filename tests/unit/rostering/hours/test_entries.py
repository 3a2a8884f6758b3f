"""An entry of service, and what somebody has given together."""

from datetime import timedelta

import pytest
from attrs import evolve

from gongtong.rostering.hours.entries import EntryState, ServiceEntry, report_of
from gongtong.testing.examples.hours import EVENING
from gongtong.testing.examples.volunteers import BOY, LIU

HOUR = timedelta(hours=1)
ENTRY = ServiceEntry(1, EVENING, EntryState.RECORDED, "u-clerk")


@pytest.mark.parametrize(
    ("begins", "ends", "overlaps"),
    [(-2, 0, False), (-2, 1, True), (0, 2, True), (1, 2, True), (2.5, 4, False), (-1, 4, True)],
)
def test_one_may_begin_when_the_other_ends(begins: float, ends: float, overlaps: bool) -> None:
    """Two hours and a half; a moment that is shared is too much."""
    other = evolve(
        EVENING,
        started_at=EVENING.started_at + begins * HOUR,
        ended_at=EVENING.started_at + ends * HOUR,
    )
    assert EVENING.overlaps(other) is overlaps
    assert other.overlaps(EVENING) is overlaps
    assert not EVENING.overlaps(evolve(other, volunteer=BOY.code))


def test_time_is_added_up_by_how_it_stands() -> None:
    """What was replaced counts nothing, what others gave is theirs."""
    entries = (
        ENTRY,
        evolve(ENTRY, number=2, state=EntryState.CONFIRMED),
        evolve(ENTRY, number=3, state=EntryState.CONFIRMED),
        evolve(ENTRY, number=4, state=EntryState.DISPUTED),
        evolve(ENTRY, number=5, state=EntryState.REPLACED),
        evolve(ENTRY, number=6, line=evolve(EVENING, volunteer=BOY.code)),
    )
    told = report_of(LIU.code, entries)
    assert (told.confirmed, told.waiting, told.disputed) == (300, 150, 150)
    assert told.zh() == "已确认5小时，待确认2小时30分，有异议2小时30分"
    assert [state for state in EntryState if not state.counts] == [EntryState.REPLACED]
