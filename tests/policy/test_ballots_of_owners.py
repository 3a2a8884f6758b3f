"""Worked cases of single ballots: co-owners, several dwellings, two channels."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from gongtong.core.periods import SHANGHAI
from gongtong.core.places import DwellingLabel
from gongtong.voting.elections.ballots import (
    Ballot,
    BallotReference,
    Channel,
    Contest,
    VotingPeriod,
)
from gongtong.voting.elections.merging import Standing, merge_ballots
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.policies import CHANNEL_PRIORITY, PARTS_COVERED
from gongtong.voting.readings import ChannelPriority, PartsCovered

CASES: Mapping[str, Any] = {
    case["id"]: case
    for case in json.loads(
        (Path(__file__).parent / "cases" / "ballot.json").read_text(encoding="utf-8")
    )["cases"]
}
OPENS = datetime(2024, 5, 1, 8, 0, tzinfo=SHANGHAI)
CLOSES = datetime(2024, 5, 31, 18, 0, tzinfo=SHANGHAI)
CONTEST = Contest(("甲",), 1, VotingPeriod(OPENS, CLOSES))
HOME, SECOND_HOME = DwellingLabel(1, 1, 101), DwellingLabel(1, 1, 102)
FOR, AGAINST = ("甲",), ()


def ballot(
    line: int, choices: tuple[str, ...], channel: Channel = Channel.PAPER, day: int = 2
) -> Ballot:
    """Cast a ballot for the first home."""
    cast_at = datetime(2024, 5, day, 10, 0, tzinfo=SHANGHAI)
    return Ballot(HOME, cast_at, choices, reference=BallotReference(channel, "f.csv", line))


def voter(*parts: Part) -> Electorate:
    """Make an electorate of one party."""
    return Electorate(date(2024, 5, 1), [Voter(UUID(int=1), parts)])


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第9条")
def test_two_co_owners_are_one_head() -> None:
    """BP-01: two ballots for one dwelling count as one head and its area (解释 9, 指导规则 25)."""
    expected = CASES["BP-01"]["expected"]["counted"]
    merged = merge_ballots(
        [ballot(2, FOR), ballot(3, FOR)],
        voter(Part(HOME, 1_000_000)),
        CONTEST,
        priority=ChannelPriority.LAST_VALID_BALLOT_WINS,
        parts=PartsCovered.ALL_PARTS_OF_THE_OWNER,
    )
    (choice,) = merged.choices
    assert (expected["heads"], expected["area"]) == (1, "100.00")
    assert (choice.weight.heads, choice.weight.area_cm2) == (1, 1_000_000)
    assert choice.approved == FOR


@pytest.mark.parametrize(
    ("reading", "parts", "area_cm2"),
    [
        (0, PartsCovered.NAMED_PARTS_ONLY, 1_000_000),
        (1, PartsCovered.ALL_PARTS_OF_THE_OWNER, 1_500_000),
    ],
)
@pytest.mark.policy(source="house", clause="voting.parts_covered")
def test_a_ballot_for_one_of_two_dwellings_has_two_readings(
    reading: int, parts: PartsCovered, area_cm2: int
) -> None:
    """BP-06: one head either way; the area of one dwelling or of both, as the place has chosen."""
    expected = CASES["BP-06"]["expected"]["alternatives"][reading]
    merged = merge_ballots(
        [ballot(2, FOR)],
        voter(Part(HOME, 1_000_000), Part(SECOND_HOME, 500_000)),
        CONTEST,
        priority=ChannelPriority.LAST_VALID_BALLOT_WINS,
        parts=parts,
    )
    (choice,) = merged.choices
    assert (choice.weight.heads, choice.weight.area_cm2) == (1, area_cm2)
    assert expected == {"heads": 1, "area": {0: "100.00", 1: "150.00"}[reading]}


@pytest.mark.parametrize(
    ("priority", "standing"),
    [
        (ChannelPriority.PAPER, Standing.COUNTED),
        (ChannelPriority.FIRST_VALID_BALLOT_WINS, Standing.COUNTED),
        (ChannelPriority.ONLINE, Standing.ABSTAINED),
        (ChannelPriority.LAST_VALID_BALLOT_WINS, Standing.ABSTAINED),
        (ChannelPriority.VOID, Standing.CONFLICTING),
    ],
)
@pytest.mark.policy(source="house", clause="voting.channel_priority")
def test_paper_then_online_is_decided_by_the_rule_of_the_place(
    priority: ChannelPriority, standing: Standing
) -> None:
    """BP-15: paper in favour, online the day after for nobody; each named rule has its outcome."""
    merged = merge_ballots(
        [ballot(2, FOR, Channel.PAPER, 2), ballot(2, AGAINST, Channel.ONLINE, 3)],
        voter(Part(HOME, 1_000_000)),
        CONTEST,
        priority=priority,
        parts=PartsCovered.ALL_PARTS_OF_THE_OWNER,
    )
    assert [choice.standing for choice in merged.choices] == [standing]
    reported = {problem.code.value for problem in merged.problems}
    error = CASES["BP-15"]["expected"]["error"]
    assert reported == ({error} if priority is ChannelPriority.VOID else set())


@pytest.mark.policy(source="house", clause="voting.channel_priority")
def test_what_the_law_leaves_open_lists_its_readings_and_has_no_default() -> None:
    """BP-06, BP-15: a named policy each, with every reading of the enumeration."""
    assert {reading.value for reading in CHANNEL_PRIORITY.readings} == set(ChannelPriority)
    assert {reading.value for reading in PARTS_COVERED.readings} == set(PartsCovered)
