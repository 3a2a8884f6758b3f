"""One answer for each voter: changes of vote, channels, spoilt answers, parts covered."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.periods import SHANGHAI
from gongtong.voting.franchise.changes import VoteChanges
from gongtong.voting.polls.answers import Choice, MotionAnswer
from gongtong.voting.polls.poll_on_file import PollOnFile
from gongtong.voting.polls.poll_roll import PollRoll, RollLine
from gongtong.voting.polls.poll_rules import PollRules
from gongtong.voting.polls.questions import Motion, Question
from gongtong.voting.polls.requests import CastingChannel
from gongtong.voting.polls.settling import (
    NamedBallot,
    SecretBallot,
    SettledAnswer,
    Worth,
    settle_named,
    settle_secret,
)
from gongtong.voting.readings import ChannelPriority, PartsCovered
from gongtong.voting.thresholds import Matter
from gongtong.voting.weights import Weight

WANG, CHEN = UUID(int=1), UUID(int=2)
ROLL = PollRoll(
    [RollLine("1-1-101", WANG, 80), RollLine("2-1-1", WANG, 10), RollLine("1-1-102", CHEN, 90)]
)
QUESTION: Question = Motion(title="解聘", matter=Matter.HIRE_OR_DISMISS_MANAGER)
START = datetime(2025, 6, 20, 9, tzinfo=SHANGHAI)
PAPER, ONLINE = CastingChannel.PAPER, CastingChannel.ONLINE


def ballot(
    hour: int, *ticked: Choice, label: str = "1-1-101", channel: CastingChannel = ONLINE
) -> NamedBallot:
    digest = hashlib.sha256(f"{hour}/{ticked}/{label}/{channel}".encode()).digest()
    return NamedBallot(
        commitment=digest,
        label=label,
        channel=channel,
        cast_at=START + timedelta(hours=hour),
        salt=bytes(32),
        answers=(MotionAnswer(ticked),),
    )


@pytest.fixture
def rules(poll_on_file: PollOnFile) -> PollRules:
    """The rules of the poll at hand: changes allowed, the last ballot counts."""
    return poll_on_file.required_rules()


def settle(rules: PollRules, *ballots: NamedBallot, **changes: Any) -> SettledAnswer:
    (one,) = settle_named(1, QUESTION, ballots, roll=ROLL, rules=evolve(rules, **changes))
    return one


def choice(settled: SettledAnswer) -> Choice | None:
    match settled.answer:
        case MotionAnswer((one,)):
            return one
        case _:
            return None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (VoteChanges.NONE, Choice.FOR),
        (VoteChanges.ONCE, Choice.AGAINST),
        (VoteChanges.ANY, Choice.ABSTAIN),
    ],
)
def test_a_vote_is_changed_as_often_as_the_place_lets_it(
    rules: PollRules, changes: VoteChanges, expected: Choice
) -> None:
    """Three ballots of one channel: the first, the second or the third stands."""
    said = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)
    ballots = [ballot(hour, one) for hour, one in enumerate(said)]
    assert choice(settle(rules, *ballots, vote_changes=changes)) is expected


@pytest.mark.parametrize(
    ("priority", "expected"),
    [
        (ChannelPriority.PAPER, Choice.FOR),
        (ChannelPriority.ONLINE, Choice.AGAINST),
        (ChannelPriority.LAST_VALID_BALLOT_WINS, Choice.AGAINST),
        (ChannelPriority.FIRST_VALID_BALLOT_WINS, Choice.FOR),
        (ChannelPriority.VOID, None),
    ],
)
def test_between_channels_the_announced_rule_decides(
    rules: PollRules, priority: ChannelPriority, expected: Choice | None
) -> None:
    """At the door counts as paper; contradicting ballots may void each other."""
    door = ballot(1, Choice.FOR, channel=CastingChannel.DOOR_TO_DOOR)
    online = ballot(2, Choice.AGAINST)
    settled = settle(rules, door, online, channel_priority=priority)
    assert choice(settled) is expected
    assert (settled.worth is Worth.CONFLICTING) is (expected is None)


def test_only_sound_answers_compete(rules: PollRules) -> None:
    """A spoilt ballot that came later does not undo a sound one; alone it is spoilt."""
    spoilt = ballot(5, Choice.FOR, Choice.AGAINST, channel=PAPER)
    assert choice(settle(rules, ballot(1, Choice.FOR), spoilt)) is Choice.FOR
    alone = settle(rules, spoilt)
    assert (alone.worth, alone.weight) == (Worth.SPOILT, Weight(1, 90))


@pytest.mark.parametrize(
    ("parts", "area"),
    [(PartsCovered.ALL_PARTS_OF_THE_OWNER, 90), (PartsCovered.NAMED_PARTS_ONLY, 10)],
)
def test_a_ballot_speaks_for_all_parts_or_for_the_one_it_names(
    rules: PollRules, parts: PartsCovered, area: int
) -> None:
    """One head either way."""
    settled = settle(rules, ballot(1, Choice.FOR, label="2-1-1"), parts_covered=parts)
    assert settled.weight == Weight(1, area)


def test_the_order_in_which_ballots_are_read_plays_no_part(rules: PollRules) -> None:
    """Whatever order the database gives, of all there are."""
    ballots = [
        ballot(1, Choice.FOR),
        ballot(2, Choice.AGAINST, channel=PAPER),
        ballot(3, Choice.AGAINST, label="2-1-1"),
        ballot(1, Choice.ABSTAIN, label="1-1-102"),
    ]
    outcomes = {
        settle_named(1, QUESTION, order, roll=ROLL, rules=rules) for order in permutations(ballots)
    }
    assert len(outcomes) == 1


def test_every_secret_ballot_is_somebody_of_whom_nothing_is_known() -> None:
    """One head each, with an area only where area counts."""
    ballots = [
        SecretBallot(
            commitment=bytes(32), salt=bytes(32), answers=(MotionAnswer(ticked),), area_cm2=area
        )
        for ticked, area in (((Choice.FOR,), 80), ((Choice.FOR, Choice.AGAINST), None))
    ]
    sound, spoilt = settle_secret(1, QUESTION, ballots)
    assert (sound.weight, sound.worth, sound.voter_id) == (Weight(1, 80), Worth.COUNTED, None)
    assert (spoilt.weight, spoilt.worth) == (Weight(1, 0), Worth.SPOILT)


def test_a_missing_answer_is_spoilt(rules: PollRules) -> None:
    """A paper that leaves a question out altogether says nothing about it."""
    short = evolve(ballot(1, Choice.FOR), answers=())
    assert settle(rules, short).worth is Worth.SPOILT


def test_a_blank_motion_is_an_abstention(rules: PollRules) -> None:
    """It does not contradict a ticked abstention, even where contradictions are void."""
    blank, ticked = ballot(1, channel=PAPER), ballot(2, Choice.ABSTAIN)
    settled = settle(rules, blank, ticked, channel_priority=ChannelPriority.VOID)
    assert choice(settled) is Choice.ABSTAIN
