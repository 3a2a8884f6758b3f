"""The rules that a poll keeps, and who may do what until a place decides."""

from __future__ import annotations

import pytest

from gongtong.core.codec import from_json, to_json
from gongtong.core.offices import Office
from gongtong.core.shares import AtLeast
from gongtong.voting.franchise.changes import VoteChanges
from gongtong.voting.franchise.objections import RollCalendar
from gongtong.voting.owners_votes import BallotRules
from gongtong.voting.polls.poll_rules import (
    DEFAULT_DUTIES,
    ExtensionRule,
    MotionRule,
    PollDays,
    PollDuties,
    PollRules,
    Secrecy,
)
from gongtong.voting.polls.poll_states import PollStep
from gongtong.voting.readings import (
    ChannelPriority,
    FollowingBallots,
    PartsCovered,
    SilentBallots,
    SpoiltBallots,
)
from gongtong.voting.silence import SilenceConditions
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, in_heads_and_area

HALF = in_heads_and_area(AtLeast(1, 2), of=Base.ALL, abstention=Abstention.COUNTS)
RULE = DecisionRule(participation=HALF, approval=HALF)
RULES = PollRules(
    notice_days=15,
    days=PollDays(objections=7, publication=7),
    roll_calendar=RollCalendar(posted_days_before=7, objection_days=5, ruling_days=2),
    extension=ExtensionRule(most_times=1, longest_days=30),
    channel_priority=ChannelPriority.PAPER,
    vote_changes=VoteChanges.ANY,
    parts_covered=PartsCovered.ALL_PARTS_OF_THE_OWNER,
    ballots=BallotRules(
        spoilt=SpoiltBallots.DID_NOT_TAKE_PART,
        silent=SilentBallots.NOT_COUNTED,
        following=FollowingBallots.WITH_MAJORITY,
    ),
    smallest_cell=5,
    silence=SilenceConditions(
        must_be_in_rules=True,
        must_be_warned=True,
        majority_alone=(AtLeast(1, 2),),
        is_contested=False,
    ),
    motions=(MotionRule(2, RULE),),
)


def test_the_rules_are_read_back_as_they_were_written() -> None:
    """They are kept with the poll as JSON, bounds and all."""
    assert from_json(to_json(RULES), PollRules) == RULES


def test_a_motion_has_its_rule_and_another_question_has_none() -> None:
    """Asking for the wrong question is a mistake of the program."""
    assert RULES.rule_of(2) == RULE
    with pytest.raises(LookupError, match="question 1"):
        RULES.rule_of(1)


def test_until_a_place_decides_the_supervisor_certifies_and_everybody_may_object() -> None:
    """Everything else is done by the committee."""
    committee = (Office.CHAIR, Office.MEMBER)
    assert DEFAULT_DUTIES.offices_for(PollStep.CERTIFY) == (Office.SUPERVISOR,)
    assert DEFAULT_DUTIES.offices_for(PollStep.OBJECT) == ()
    others = set(PollStep) - {PollStep.CERTIFY, PollStep.OBJECT}
    assert all(DEFAULT_DUTIES.offices_for(step) == committee for step in others)
    assert PollDuties(()).offices_for(PollStep.COUNT) == ()


def test_days_and_times_are_not_negative() -> None:
    """Nobody waits for less than nothing."""
    with pytest.raises(ValueError, match="-1 days"):
        PollDays(objections=-1, publication=0)
    with pytest.raises(ValueError, match="-1 days"):
        ExtensionRule(most_times=0, longest_days=-1)
    assert Secrecy.SECRET.zh == "无记名投票"
