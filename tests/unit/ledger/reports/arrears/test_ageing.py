"""How long what is owed has been owed, bucket by bucket, against a count by hand."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.places import DwellingLabel
from gongtong.ledger.reports.arrears.ageing import (
    DEFAULT_BUCKETS,
    AgeBuckets,
    AgedDwelling,
    OpenCharge,
    OtherDebt,
    age,
)

ON = date(2025, 12, 31)
HOMES = [(UUID(int=room), DwellingLabel(1, 1, room)) for room in (101, 102, 201)]


def charge(days: int, fen: int, home: int = 0) -> OpenCharge:
    return OpenCharge(*HOMES[home], "sanitation", ON - timedelta(days=days), fen)


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(-1, 0), (0, 0), (1, 1), (30, 1), (31, 2), (90, 2), (91, 3), (365, 4), (366, 5), (9999, 5)],
)
def test_a_charge_falls_into_the_bucket_of_its_days(days: int, bucket: int) -> None:
    """Due today is not overdue; the last day of a bucket belongs to it, the next does not."""
    ((line),) = age([charge(days, 100)], ON).dwellings
    assert line.amounts_fen == tuple(100 if place == bucket else 0 for place in range(6))
    assert line.overdue_fen == (100 if bucket else 0)


@pytest.mark.parametrize("days", [(), (0, 30), (30, 30), (90, 30)])
def test_buckets_grow(days: tuple[int, ...]) -> None:
    """Buckets that overlap or stand still are refused."""
    with pytest.raises(ValueError, match="must grow"):
        AgeBuckets(days)


def test_a_dwelling_that_owes_nothing_is_left_out() -> None:
    """A paid charge makes no line; one that was left open does, in the order of the labels."""
    report = age([charge(5, 0, 1), charge(5, 7, 2), charge(40, 3, 0), charge(2, 4, 0)], ON)
    assert report.dwellings == (
        AgedDwelling(*HOMES[0], (0, 4, 3, 0, 0, 0)),
        AgedDwelling(*HOMES[2], (0, 7, 0, 0, 0, 0)),
    )
    assert report.totals_fen == (0, 11, 3, 0, 0, 0)
    assert DEFAULT_BUCKETS.names[0] == "未到期"


def test_what_has_no_charge_stands_beside_the_buckets() -> None:
    """An opening balance has no due day; with it the line is the balance of the receivable account."""
    report = age([charge(5, 7)], ON, others=[OtherDebt(*HOMES[0], 100), OtherDebt(*HOMES[1], -3)])
    assert [(line.other_fen, line.charges_fen, line.total_fen) for line in report.dwellings] == [
        (100, 7, 107),
        (-3, 0, -3),
    ]
    assert (report.other_fen, report.total_fen) == (97, 104)
    assert age([], ON, others=[OtherDebt(*HOMES[0], 0)]).dwellings == ()


CHARGES = st.lists(
    st.builds(charge, st.integers(-40, 800), st.integers(0, 10**15), st.integers(0, 2))
)
BUCKETS = st.lists(st.integers(1, 700), min_size=1, max_size=6, unique=True).map(
    lambda days: AgeBuckets(tuple(sorted(days)))
)


@given(charges=CHARGES, buckets=BUCKETS)
def test_ageing_is_what_a_count_by_hand_gives(
    charges: list[OpenCharge], buckets: AgeBuckets
) -> None:
    """Every fen stands in exactly one bucket, the one that a search from the left finds."""
    by_hand: Counter[tuple[UUID, int]] = Counter()
    for one in charges:
        overdue = (ON - one.due_on).days
        place = 0 if overdue < 1 else 1 + sum(1 for last in buckets.last_days if overdue > last)
        by_hand[one.dwelling_id, place] += one.open_fen
    report = age(charges, ON, buckets)
    assert {
        (line.dwelling_id, place): fen
        for line in report.dwellings
        for place, fen in enumerate(line.amounts_fen)
        if fen
    } == {key: fen for key, fen in by_hand.items() if fen}
    assert sum(report.totals_fen) == sum(one.open_fen for one in charges)
    assert sum(line.total_fen for line in report.dwellings) == sum(report.totals_fen)
