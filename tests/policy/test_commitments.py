"""Households agree one by one, what they did is seen by another, and what they refused is not left lying."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused, Standing
from gongtong.deliberation.commitments.commitments import (
    HOUSE_COMMITMENTS,
    CampaignOnFile,
    CommitmentAnswer,
    CommitmentStep,
    HouseholdCommitment,
    progress_of,
)
from gongtong.deliberation.commitments.promising import (
    AskingFacts,
    CloseCommitments,
    VerifyDone,
    rule_on_closing,
    rule_on_verifying,
)

FIRST_DAY = date(2025, 6, 1)
STRUCTURES = 23
HOMES = [DwellingLabel(1 + number % 3, 1, 101 + number) for number in range(STRUCTURES)]
CAMPAIGN = CampaignOnFile(
    "2025-1", "拆除楼道内搭建", FIRST_DAY + timedelta(days=30), "u-chair", "meeting/3/1", FIRST_DAY
)


@pytest.mark.policy(source="house", clause="承诺活动")
def test_silence_is_not_agreement() -> None:
    """Whoever was visited and said nothing is counted as silent, and not as agreeing."""
    households = [HouseholdCommitment(home, 1, visits=3) for home in HOMES]
    visits = [CommitmentStep(FIRST_DAY, home) for home in HOMES]
    told = progress_of(CAMPAIGN, households, visits, on=FIRST_DAY)
    assert (told.days[-1].asked, told.days[-1].agreed, told.silent) == (23, 0, 23)


@pytest.mark.policy(source="house", clause="承诺活动")
def test_twenty_three_structures_are_down_within_a_month() -> None:
    """All agree within a week and one is taken down each day: the figures of every day, and nobody is named."""
    households = [
        HouseholdCommitment(home, 1, answer=CommitmentAnswer.AGREES, verified_on=FIRST_DAY)
        for home in HOMES
    ]
    steps = [
        CommitmentStep(FIRST_DAY + timedelta(days=number % 7), home, CommitmentAnswer.AGREES)
        for number, home in enumerate(HOMES)
    ]
    steps += [
        CommitmentStep(FIRST_DAY + timedelta(days=7 + number), home, is_verified=True)
        for number, home in enumerate(HOMES)
    ]
    told = progress_of(CAMPAIGN, households, steps, on=FIRST_DAY + timedelta(days=30))
    assert [day.remaining for day in told.days] == [*[23] * 7, *range(22, -1, -1), 0]
    assert (told.days[6].agreed, told.days[-1].refused, told.handed_over) == (23, 0, 0)


@pytest.mark.policy(source="house", clause="承诺活动")
def test_whoever_brought_the_photograph_does_not_verify_it() -> None:
    """The ground rests on the rules of the place, not on a statute."""
    photo = "ab" * 32
    household = HouseholdCommitment(HOMES[0], 1, evidence_digest=photo, evidence_by="u-a")
    facts = AskingFacts(CAMPAIGN, (), "u-a", FIRST_DAY, household)
    refused = rule_on_verifying(VerifyDone("2025-1", HOMES[0], photo), facts)
    assert isinstance(refused, Refused)
    assert refused.codes == ("deliberation.verified_by_another",)
    assert refused.reasons[0].source == HOUSE_COMMITMENTS
    assert HOUSE_COMMITMENTS.standing is Standing.HOUSE
    ruling = rule_on_verifying(VerifyDone("2025-1", HOMES[0], photo), evolve(facts, actor="u-b"))
    assert isinstance(ruling, Granted)


@pytest.mark.policy(source="house", clause="承诺活动")
@pytest.mark.parametrize(("settled", "ends"), [(22, False), (23, True)])
def test_a_campaign_ends_only_when_every_household_is_done_or_with_somebody(
    settled: int, ends: bool
) -> None:
    """One of 23 that is neither holds it open, and the refusal says how many."""
    households = [
        HouseholdCommitment(home, 1, handed_to="case/2025-7" if number < settled else "")
        for number, home in enumerate(HOMES)
    ]
    facts = AskingFacts(CAMPAIGN, (Office.CHAIR,), "u-chair", FIRST_DAY)
    ruling = rule_on_closing(CloseCommitments("2025-1"), facts, households)
    assert isinstance(ruling, Granted) is ends
    if isinstance(ruling, Refused):
        assert ruling.reasons[0].params == (("left", "1"),)
