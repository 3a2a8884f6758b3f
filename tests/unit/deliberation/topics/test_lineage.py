"""A line of the way from an opinion to its answer."""

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.topics.handling_machine import HandlingState
from gongtong.deliberation.topics.lineage import LineageLine


def test_what_was_said_does_not_show_in_logs() -> None:
    """Nor the reply."""
    line = LineageLine(
        "Y1",
        "灯坏了",
        DwellingLabel(1, 1, 101),
        "light",
        "楼道照明",
        HandlingState.ADOPTED,
        HandlingState.ADOPTED,
        "换灯",
        None,
        None,
    )
    assert "灯坏了" not in repr(line)
    assert "换灯" not in repr(line)
