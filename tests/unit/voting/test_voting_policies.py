"""What voting leaves open is declared as points, each with all its readings and no default."""

from datetime import date

import pytest

from gongtong.core.codec import from_json, to_json
from gongtong.core.errors import NoProvisionError
from gongtong.core.policies import PolicyPoint
from gongtong.plugins.host import Host
from gongtong.voting import policies

OPEN_POINTS = (
    policies.CHANNEL_PRIORITY,
    policies.FOLLOWING_BALLOTS,
    policies.PARTS_COVERED,
    policies.SEAT_ORDER,
    policies.SILENT_BALLOTS,
    policies.SPOILT_BALLOTS,
)


@pytest.mark.parametrize("point", OPEN_POINTS, ids=lambda point: point.name)
def test_a_point_lists_every_reading(point: PolicyPoint[object]) -> None:
    """Each member of the enumeration is a reading, in both languages, and can be a house rule."""
    assert [reading.value for reading in point.readings] == list(point.value_type)
    for reading in point.readings:
        assert reading.zh
        assert reading.en
        assert from_json(to_json(reading.value), point.value_type) is reading.value


@pytest.mark.parametrize("point", OPEN_POINTS, ids=lambda point: point.name)
def test_no_plugin_of_ours_answers_where_the_law_is_silent(point: PolicyPoint[object]) -> None:
    """A place that has adopted nothing gets an error that names the point, not a default."""
    with pytest.raises(NoProvisionError, match=point.name):
        Host.of().book.resolve(point, "421003", date(2025, 5, 10))
