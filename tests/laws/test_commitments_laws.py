"""The progress of a campaign against a count of every day by itself."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.commitments.commitments import (
    CampaignOnFile,
    CommitmentAnswer,
    CommitmentStep,
    HouseholdCommitment,
    progress_of,
)

FIRST = date(2025, 6, 1)
HOMES = [DwellingLabel(1, 1, 101 + number) for number in range(5)]
CAMPAIGN = CampaignOnFile("1", "拆除", FIRST, "u", "meeting/1", FIRST)
STEPS = st.lists(
    st.builds(
        CommitmentStep,
        st.integers(0, 12).map(lambda days: FIRST + timedelta(days=days)),
        st.sampled_from(HOMES),
        st.none() | st.sampled_from(CommitmentAnswer),
        st.booleans(),
    ),
    max_size=12,
)


@given(steps=STEPS, length=st.integers(0, 14))
def test_each_day_counts_what_had_happened_by_then(
    steps: list[CommitmentStep], length: int
) -> None:
    """For every household: was it visited, what did it answer last, is it verified."""
    households = [HouseholdCommitment(home, 1) for home in HOMES]
    told = progress_of(CAMPAIGN, households, steps, on=FIRST + timedelta(days=length))
    assert len(told.days) == length + 1
    in_order = sorted(steps, key=lambda step: step.on)
    for day in told.days:
        past = [step for step in in_order if step.on <= day.on]
        answers = [
            [step.answer for step in past if step.dwelling == home and step.answer]
            for home in HOMES
        ]
        last = [given[-1] for given in answers if given]
        assert day.asked == len({step.dwelling for step in past})
        assert (day.agreed, day.refused, day.undecided) == tuple(
            last.count(answer) for answer in CommitmentAnswer
        )
        assert day.done == len({step.dwelling for step in past if step.is_verified})
        assert day.done + day.remaining == len(HOMES)
