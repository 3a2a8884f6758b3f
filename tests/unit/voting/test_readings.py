"""The readings among which a place chooses keep their names: they are stored and announced."""

from enum import StrEnum

import pytest

from gongtong.voting.readings import (
    ChannelPriority,
    FollowingBallots,
    PartsCovered,
    SeatOrder,
    SilentBallots,
    SpoiltBallots,
)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (
            ChannelPriority,
            ["last_valid_ballot_wins", "first_valid_ballot_wins", "paper", "online", "void"],
        ),
        (SpoiltBallots, ["takes_part_approves_nobody", "did_not_take_part"]),
        (PartsCovered, ["all_parts_of_the_owner", "named_parts_only"]),
        (SilentBallots, ["not_counted", "count_with_majority"]),
        (FollowingBallots, ["not_allowed", "with_majority", "takes_part_only"]),
        (SeatOrder, ["heads_then_area", "area_then_heads"]),
    ],
)
def test_the_names_of_readings_stay(kind: type[StrEnum], names: list[str]) -> None:
    """A house rule that was adopted is read again years later by these names."""
    assert [member.value for member in kind] == names
