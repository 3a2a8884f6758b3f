"""Where households stand, and how far a campaign is day by day."""

from datetime import date

import pytest

from gongtong.core.places import DwellingLabel
from gongtong.deliberation.commitments.commitments import (
    CampaignOnFile,
    CommitmentAnswer,
    CommitmentStep,
    HouseholdCommitment,
    ProgressDay,
    commitment_reason,
    progress_of,
)

ONE, TWO, THREE = (DwellingLabel(1, 1, room) for room in (101, 102, 103))
CAMPAIGN = CampaignOnFile("1", "拆除", date(2025, 6, 30), "u", "meeting/1", date(2025, 6, 1))
HOUSEHOLDS = tuple(HouseholdCommitment(one, 1) for one in (ONE, TWO, THREE))


@pytest.mark.parametrize(
    ("answer", "agreed"),
    [
        (CommitmentAnswer.AGREES, True),
        (CommitmentAnswer.REFUSES, False),
        (CommitmentAnswer.UNDECIDED, False),
        (None, False),
    ],
)
def test_only_a_yes_is_a_yes(answer: CommitmentAnswer | None, agreed: bool) -> None:
    """Silence is none."""
    assert HouseholdCommitment(ONE, 1, answer=answer).has_agreed is agreed
    assert answer is None or answer.zh


def test_settled_is_what_is_done_or_handed_over() -> None:
    """Evidence that nobody has seen settles nothing."""
    assert not HouseholdCommitment(ONE, 1, evidence_digest="ab" * 32).is_settled
    assert HouseholdCommitment(ONE, 1, verified_on=date(2025, 6, 2)).is_settled
    assert HouseholdCommitment(ONE, 1, handed_to="topic/7").is_settled


def test_the_last_answer_up_to_a_day_counts() -> None:
    """A household that refused first and agreed later is one that agreed."""
    steps = [
        CommitmentStep(date(2025, 6, 3), ONE, CommitmentAnswer.AGREES),
        CommitmentStep(date(2025, 6, 2), ONE, CommitmentAnswer.REFUSES),
        CommitmentStep(date(2025, 6, 2), TWO),
        CommitmentStep(date(2025, 6, 3), ONE, is_verified=True),
    ]
    told = progress_of(CAMPAIGN, HOUSEHOLDS, steps, on=date(2025, 6, 3))
    assert told.days == (
        ProgressDay(date(2025, 6, 1), 0, 0, 0, 0, 0, 3),
        ProgressDay(date(2025, 6, 2), 2, 0, 1, 0, 0, 3),
        ProgressDay(date(2025, 6, 3), 2, 1, 0, 0, 1, 2),
    )
    assert told.silent == 2


def test_before_it_opened_there_are_no_days() -> None:
    """Everybody is silent then."""
    told = progress_of(CAMPAIGN, HOUSEHOLDS, [], on=date(2025, 5, 31))
    assert (told.days, told.silent) == ((), 3)


def test_a_ground_carries_the_house_rule() -> None:
    """Its figures stand in its parameters."""
    reason = commitment_reason("households_left", "还有", "left", left=2)
    assert reason.code == "deliberation.households_left"
    assert reason.params == (("left", "2"),)
