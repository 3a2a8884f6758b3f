"""Before the vote: notice, roll, objections, opening, deliveries; every bound under, at and over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.periods import SHANGHAI
from gongtong.core.rulings import Granted, Refused, Ruling
from gongtong.voting.methods.catalogue import METHODS
from gongtong.voting.polls.moving import MoveFacts
from gongtong.voting.polls.poll_on_file import PollOnFile
from gongtong.voting.polls.poll_roll import (
    ObjectedTo,
    PollObjection,
    PollRoll,
    RollLine,
)
from gongtong.voting.polls.poll_rules import PollRules, Secrecy
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.preparing import (
    rule_on_announcement,
    rule_on_deliveries,
    rule_on_poll_opening,
    rule_on_roll,
)
from gongtong.voting.polls.requests import (
    AnnouncePoll,
    CastingChannel,
    NoteDeliveries,
    OpenPoll,
    PostPollRoll,
)
from gongtong.voting.readings import FollowingBallots, PartsCovered

Facts = Callable[..., MoveFacts]
ID = UUID(int=9)
KNOWN = {method.name: method for method in METHODS}
ROLL = PollRoll([RollLine(f"1-1-{n}", UUID(int=n), 80) for n in range(1, 11)])
OBJECTION = PollObjection(
    id=UUID(int=3),
    about=ObjectedTo.ROLL,
    raised_at=datetime(2025, 6, 12, tzinfo=SHANGHAI),
    raised_by="李伟",
    grounds="面积有误",
)


def day(number: int, hour: int = 9) -> datetime:
    return datetime(2025, 6, number, hour, tzinfo=SHANGHAI)


def codes(ruling: Ruling[Any]) -> tuple[str, ...]:
    return ruling.codes if isinstance(ruling, Refused) else ()


@pytest.fixture
def rules(poll_on_file: PollOnFile) -> PollRules:
    """The rules of the poll at hand."""
    return poll_on_file.required_rules()


@pytest.mark.parametrize(
    ("announced", "expected"), [(4, ()), (5, ()), (6, ("voting.announced_late",))]
)
def test_a_poll_is_announced_fifteen_days_before_it_opens(
    facts_with: Facts, rules: PollRules, announced: int, expected: tuple[str, ...]
) -> None:
    """物业管理条例 第14条; the vote opens on the 20th: on the 5th in time, on the 6th not."""
    facts = facts_with(state=PollState.DRAFT, now=day(announced))
    assert codes(rule_on_announcement(AnnouncePoll(ID), facts, rules, KNOWN)) == expected


def test_a_method_that_nobody_knows_is_one_ground_among_the_others(
    facts_with: Facts, rules: PollRules
) -> None:
    """Too late and uncountable are told at once."""
    late = facts_with(state=PollState.DRAFT, now=day(6))
    found = codes(rule_on_announcement(AnnouncePoll(ID), late, rules, {}))
    assert found == ("voting.method_unknown", "voting.announced_late")


def test_following_is_offered_where_the_place_has_a_rule_for_it(
    facts_with: Facts, rules: PollRules, poll_on_file: PollOnFile
) -> None:
    """Otherwise the ballot paper would offer what nobody can count."""
    asked: Any = poll_on_file.questions[0]
    motion = evolve(asked, may_follow=True)
    facts = facts_with(state=PollState.DRAFT, now=day(1), questions=(motion,))
    ruling = rule_on_announcement(AnnouncePoll(ID), facts, rules, KNOWN)
    assert codes(ruling) == ("voting.following_not_adopted",)
    offered = evolve(rules, ballots=evolve(rules.ballots, following=FollowingBallots.WITH_MAJORITY))
    assert codes(rule_on_announcement(AnnouncePoll(ID), facts, offered, KNOWN)) == ()


def test_a_secret_ballot_cannot_speak_for_named_parts_only(
    facts_with: Facts, rules: PollRules
) -> None:
    """It names no part, and where area counts it would have to."""
    named = evolve(rules, parts_covered=PartsCovered.NAMED_PARTS_ONLY)
    secret = facts_with(state=PollState.DRAFT, now=day(1), secrecy=Secrecy.SECRET)
    ruling = rule_on_announcement(AnnouncePoll(ID), secret, named, KNOWN)
    assert codes(ruling) == ("voting.secret_ballot_names_no_part",)


@pytest.mark.parametrize(("posted", "is_late"), [(12, False), (13, False), (14, True)])
def test_a_roll_is_posted_seven_days_before_the_opening(
    facts_with: Facts, posted: int, *, is_late: bool
) -> None:
    """On the 13th in time for the 20th, on the 14th not."""
    facts = facts_with(state=PollState.ANNOUNCED, now=day(posted))
    ruling = rule_on_roll(PostPollRoll(ID), facts, ROLL)
    assert codes(ruling) == ("roll_posted_late",) * is_late
    if isinstance(ruling, Granted):
        assert (ruling.event.lines, ruling.event.digest) == (10, ROLL.digest())


def test_a_roll_has_somebody_on_it_under_a_usable_label(facts_with: Facts) -> None:
    """Every line that cannot be used is named."""
    facts = facts_with(state=PollState.ANNOUNCED, now=day(1))
    assert codes(rule_on_roll(PostPollRoll(ID), facts, PollRoll(()))) == ("voting.no_voters",)
    odd = PollRoll([RollLine(" x", UUID(int=1)), RollLine("y", UUID(int=2), -1)])
    found = codes(rule_on_roll(PostPollRoll(ID), facts, odd))
    assert found == ("voting.label_unusable", "voting.area_negative")


@pytest.mark.parametrize(("alike", "is_exposed"), [(4, True), (5, False), (6, False)])
def test_a_weight_on_a_secret_ballot_is_shared_by_k_voters(
    facts_with: Facts, alike: int, *, is_exposed: bool
) -> None:
    """Four of one size would be known by it, five are not; in an open poll it is no matter."""
    lines = [RollLine(f"2-1-{n}", UUID(int=100 + n), 90) for n in range(alike)]
    roll = PollRoll([*ROLL.lines, *lines])
    secret = facts_with(state=PollState.ANNOUNCED, now=day(1), secrecy=Secrecy.SECRET)
    found = codes(rule_on_roll(PostPollRoll(ID), secret, roll))
    assert found == ("voting.weight_names_voter",) * is_exposed
    opened = facts_with(state=PollState.ANNOUNCED, now=day(1))
    assert codes(rule_on_roll(PostPollRoll(ID), opened, roll)) == ()


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (day(20) - timedelta(seconds=1), ("voting.outside_voting_period",)),
        (day(20), ()),
        (day(25), ()),
        (day(25) + timedelta(seconds=1), ("voting.outside_voting_period",)),
    ],
)
def test_a_vote_opens_within_its_period(
    facts_with: Facts, now: datetime, expected: tuple[str, ...]
) -> None:
    """From its first moment on and not after its last."""
    facts = facts_with((PollStep.POST_ROLL, day(10)), state=PollState.ROLL_POSTED, now=now)
    assert codes(rule_on_poll_opening(OpenPoll(ID), facts, ROLL)) == expected


def test_a_vote_opens_on_a_settled_roll_that_nobody_changed(facts_with: Facts) -> None:
    """Waiting objections, days too few, and another digest are all named."""
    facts = facts_with(
        (PollStep.POST_ROLL, day(14)),
        state=PollState.ROLL_POSTED,
        roll_digest=b"x" * 32,
        objections=(OBJECTION,),
    )
    assert codes(rule_on_poll_opening(OpenPoll(ID), facts, ROLL)) == (
        "voting.objections_waiting",
        "roll_posted_late",
        "voting.roll_changed",
    )


def test_a_delivery_is_noted_once_for_each_line(facts_with: Facts) -> None:
    """Strangers, repetitions and nothing at all are refused."""
    request = NoteDeliveries(ID, ("1-1-1", "1-1-1", "9-9-9"), CastingChannel.PAPER)
    ruling = rule_on_deliveries(request, facts_with(), unknown=("9-9-9",), delivered=())
    assert codes(ruling) == ("voting.not_on_roll", "voting.delivered_already")
    nothing = NoteDeliveries(ID, (), CastingChannel.PAPER)
    ruling = rule_on_deliveries(nothing, facts_with(), unknown=(), delivered=())
    assert codes(ruling) == ("voting.no_delivery",)
    one = NoteDeliveries(ID, ("1-1-1",), CastingChannel.PAPER)
    assert codes(rule_on_deliveries(one, facts_with(), unknown=(), delivered=())) == ()
