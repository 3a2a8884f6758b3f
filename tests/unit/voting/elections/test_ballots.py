"""Ballots: in time or not, from a voter or not, spoilt or not, every fault at once."""

from datetime import UTC, date, datetime, timedelta
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
    judge_ballot,
    judge_ballots,
    local_minute,
)
from gongtong.voting.electorates import Electorate, Part, Voter

HOME = DwellingLabel(1, 1, 101)
VOTER = Voter(UUID(int=1), [Part(HOME, 500_000)])
ELECTORATE = Electorate(date(2025, 5, 10), [VOTER])
OPENS = datetime(2025, 5, 10, 8, 0, tzinfo=SHANGHAI)
CLOSES = datetime(2025, 5, 20, 18, 0, tzinfo=SHANGHAI)
CONTEST = Contest(("甲", "乙", "丙"), 2, VotingPeriod(OPENS, CLOSES))
NOON = datetime(2025, 5, 15, 12, 0, tzinfo=SHANGHAI)


def ballot(*choices: str, at: datetime = NOON, home: DwellingLabel = HOME, line: int = 2) -> Ballot:
    return Ballot(home, at, choices, reference=BallotReference(Channel.PAPER, "纸质.csv", line))


def codes(one: Ballot) -> list[str]:
    return [problem.code.value for problem in judge_ballot(one, ELECTORATE, CONTEST).problems]


@pytest.mark.parametrize(
    ("cast_at", "faults"),
    [
        pytest.param(OPENS - timedelta(minutes=1), ["outside_voting_period"], id="a-minute-early"),
        pytest.param(OPENS, [], id="at-the-start"),
        pytest.param(CLOSES, [], id="at-the-end"),
        pytest.param(CLOSES.astimezone(UTC), [], id="at-the-end-said-in-utc"),
        pytest.param(CLOSES + timedelta(minutes=1), ["outside_voting_period"], id="a-minute-late"),
    ],
)
def test_both_ends_belong_to_the_voting_period(cast_at: datetime, faults: list[str]) -> None:
    """届满 includes the number itself (民法典 1259)."""
    assert codes(ballot("甲", at=cast_at)) == faults


@pytest.mark.parametrize(
    ("choices", "faults"),
    [
        pytest.param(("甲",), [], id="fewer-than-the-seats"),
        pytest.param(("甲", "乙"), [], id="as-many-as-the-seats"),
        pytest.param(("甲", "乙", "丙"), ["spoilt"], id="one-too-many"),
        pytest.param(("甲", "甲", "乙"), [], id="a-name-twice-counts-once"),
        pytest.param((), [], id="no-name-is-an-abstention"),
        pytest.param(("丁",), ["spoilt"], id="not-a-candidate"),
        pytest.param(("甲", "乙", "丁"), ["spoilt", "spoilt"], id="too-many-and-a-stranger"),
    ],
)
def test_a_ballot_is_spoilt_by_too_many_names_or_a_stranger(
    choices: tuple[str, ...], faults: list[str]
) -> None:
    """More names than seats, or a name that does not stand, spoil a ballot; nothing else does."""
    assert codes(ballot(*choices)) == faults


def test_every_fault_of_a_ballot_is_named() -> None:
    """A stranger's late ballot with a wrong name has three faults, in a stated order."""
    wrong = ballot("丁", at=CLOSES + timedelta(days=5), home=DwellingLabel(99, 9, 999))
    judged = judge_ballot(wrong, ELECTORATE, CONTEST)
    assert [(p.code, p.zh, p.en) for p in judged.problems] == [
        (
            "unknown_dwelling",
            "选民名册中没有99栋9单元999室",
            "nobody votes for 99-9-999: it is not in the electorate",
        ),
        (
            "outside_voting_period",
            "2025-05-25 18:00投出，不在投票期间2025-05-10 08:00至2025-05-20 18:00之内",
            "cast at 2025-05-25 18:00, outside the voting period 2025-05-10 08:00 to 2025-05-20 18:00",
        ),
        ("spoilt", "不是候选人：丁", "not a candidate: 丁"),
    ]
    assert judged.voter is None
    assert not judged.is_valid
    assert not judged.is_spoilt


def test_a_spoilt_ballot_in_time_is_that_and_nothing_else() -> None:
    """Spoilt means: from a voter, in time, and without a choice that counts."""
    judged = judge_ballot(ballot("甲", "乙", "丙"), ELECTORATE, CONTEST)
    assert judged.is_spoilt
    assert judged.voter is VOTER
    assert judged.problems[0].zh == "赞成3人，多于应选2人"
    assert judged.problems[0].en == "approves 3 candidates, more than the 2 seats"
    assert not judge_ballot(ballot("甲"), ELECTORATE, CONTEST).is_spoilt


def test_ballots_are_judged_in_the_order_of_the_files() -> None:
    """Channel, file and line give the order, whatever order they come in."""
    judged = judge_ballots([ballot("甲", line=9), ballot("乙", line=3)], ELECTORATE, CONTEST)
    assert [one.ballot.reference.line for one in judged] == [3, 9]


def test_seconds_are_said_where_there_are_any() -> None:
    """A time to the minute is written without seconds, another with them."""
    assert local_minute(NOON) == "2025-05-15 12:00"
    assert local_minute(NOON + timedelta(seconds=7)) == "2025-05-15 12:00:07"


def test_channels_have_names_for_people() -> None:
    """Paper and online, as notices call them."""
    assert [channel.zh for channel in Channel] == ["纸质", "线上"]
