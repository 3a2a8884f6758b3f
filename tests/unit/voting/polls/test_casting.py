"""Taking ballots: in time, from the roll, with a secret of its own, and once where it is secret."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.periods import SHANGHAI
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.voting.franchise.intake import (
    IntakeFacts,
    IntakeGuard,
    OfficialSystemOnly,
    PublishedTopicsOnly,
    TakeBallot,
    VotingSystem,
)
from gongtong.voting.franchise.proxies import MandateForm
from gongtong.voting.franchise.representation import Capacity
from gongtong.voting.polls.answers import Choice, MotionAnswer, Picked
from gongtong.voting.polls.casting import CastingFacts, OpenBallotBox, rule_on_casting
from gongtong.voting.polls.mandates import PollMandate
from gongtong.voting.polls.poll_on_file import PollOnFile
from gongtong.voting.polls.poll_roll import RollLine
from gongtong.voting.polls.poll_rules import DEFAULT_DUTIES, Secrecy
from gongtong.voting.polls.poll_states import PollState
from gongtong.voting.polls.requests import (
    MOST_BALLOTS_AT_ONCE,
    CastBallots,
    CastingChannel,
    Vote,
)

POLL = UUID(int=9)
WANG, CHEN = UUID(int=1), UUID(int=2)
LINES = {
    "1-1-101": RollLine("1-1-101", WANG, 80),
    "1-1-102": RollLine("1-1-102", CHEN, 90),
    "2-1-101": RollLine("2-1-101", WANG, 10),
}
LAW = Source("某市规定", "第1条")
SOUND = (MotionAnswer((Choice.FOR,)), Picked(("东门",)))
SPOILT = (MotionAnswer((Choice.FOR, Choice.AGAINST)), Picked(()))


def vote(label: str = "1-1-101", drawn: str = "", **changes: Any) -> Vote:
    secret = hashlib.sha256(f"{label}/{drawn}".encode()).digest()
    return evolve(Vote(label=label, answers=SOUND, secret=secret), **changes)


def codes(facts: CastingFacts, *votes: Vote) -> tuple[str, ...]:
    ruling = rule_on_casting(CastBallots(POLL, votes), facts)
    return ruling.codes if isinstance(ruling, Refused) else ()


@pytest.fixture
def facts(poll_on_file: PollOnFile) -> CastingFacts:
    """An open box in the middle of its period."""
    box = OpenBallotBox(
        poll_id=POLL,
        state=PollState.OPEN,
        secrecy=Secrecy.OPEN,
        period=poll_on_file.period,
        questions=poll_on_file.questions,
    )
    now = poll_on_file.period.opens_at + timedelta(days=1)
    return CastingFacts(box=box, lines=LINES, now=now, duties=DEFAULT_DUTIES)


@pytest.fixture
def secret(facts: CastingFacts) -> CastingFacts:
    """The same, for a secret poll."""
    return evolve(facts, box=evolve(facts.box, secrecy=Secrecy.SECRET))


def test_a_ballot_of_an_open_poll_is_taken_with_its_digest(facts: CastingFacts) -> None:
    """The event names the voter, the moment and the digest."""
    ruling = rule_on_casting(CastBallots(POLL, (vote(),)), facts)
    assert isinstance(ruling, Granted)
    (taken,) = ruling.event.ballots
    assert (taken.voter_id, taken.cast_at) == (WANG, facts.now)
    assert taken.commitment == vote().commitment(POLL)


def test_the_event_of_a_secret_ballot_leads_nowhere(secret: CastingFacts) -> None:
    """No digest, and not even whether it was spoilt."""
    paper = vote(answers=SPOILT, channel=CastingChannel.PAPER)
    ruling = rule_on_casting(CastBallots(POLL, (paper,)), evolve(secret, held=(Office.CHAIR,)))
    assert isinstance(ruling, Granted)
    (taken,) = ruling.event.ballots
    assert (taken.commitment, taken.faults) == (b"", ())


@pytest.mark.parametrize(
    ("after_opening", "expected"),
    [
        (timedelta(seconds=-1), ("voting.outside_voting_period",)),
        (timedelta(), ()),
        (timedelta(days=5), ()),
        (timedelta(days=5, seconds=1), ("voting.outside_voting_period",)),
    ],
)
def test_both_ends_of_the_period_belong_to_it(
    facts: CastingFacts, after_opening: timedelta, expected: tuple[str, ...]
) -> None:
    """民法典 第1259条: a second before and a second after are out."""
    now: datetime = facts.box.period.opens_at + after_opening
    assert codes(evolve(facts, now=now), vote()) == expected


def test_a_paper_bears_a_moment_that_is_not_to_come(facts: CastingFacts) -> None:
    """Now is allowed, a second later is not."""
    chair = evolve(facts, held=(Office.CHAIR,))
    paper = vote(channel=CastingChannel.PAPER, cast_at=facts.now)
    assert codes(chair, paper) == ()
    later = evolve(paper, cast_at=facts.now + timedelta(seconds=1))
    assert codes(chair, later) == ("voting.cast_in_the_future",)


def test_every_ground_is_named_at_once(facts: CastingFacts) -> None:
    """State, then ballot by ballot: secret, line, faults."""
    box = evolve(facts.box, state=PollState.CLOSED)
    bad = vote("9-9-909", secret=b"short", answers=SPOILT)
    assert codes(evolve(facts, box=box), bad) == (
        "voting.wrong_poll_state",
        "voting.secret_wrong_length",
        "voting.not_on_roll",
        "voting.several_choices",
    )


@pytest.mark.parametrize(
    "channel", [CastingChannel.PAPER, CastingChannel.DOOR_TO_DOOR, CastingChannel.MEETING]
)
def test_other_channels_than_online_take_an_office(
    facts: CastingFacts, channel: CastingChannel
) -> None:
    """Somebody of the committee enters what came on paper; spoilt paper is taken with its faults."""
    paper = vote(channel=channel, answers=SPOILT)
    assert codes(facts, paper) == ("voting.office_required",)
    ruling = rule_on_casting(CastBallots(POLL, (paper,)), evolve(facts, held=(Office.MEMBER,)))
    assert isinstance(ruling, Granted)
    assert [fault.code for fault in ruling.event.ballots[0].faults] == ["several_choices"]


def test_a_secret_is_used_once(facts: CastingFacts) -> None:
    """Neither a digest that is there already nor the same twice in a batch."""
    used = evolve(facts, used=frozenset({vote().commitment(POLL)}))
    assert codes(used, vote()) == ("voting.secret_used_before",)
    twin = vote("1-1-102", secret=vote().secret)
    assert codes(facts, vote(), twin) == ("voting.secret_used_before",)


def test_an_open_vote_may_be_changed_and_a_secret_one_may_not(
    facts: CastingFacts, secret: CastingFacts
) -> None:
    """Two homes of one owner are one voter."""
    both = vote(), vote("2-1-101")
    assert codes(facts, *both) == ()
    assert codes(secret, *both) == ("voting.voted_twice_at_once",)
    marked = evolve(secret, marked=frozenset({WANG}))
    assert codes(marked, vote()) == ("voting.voted_already",)
    assert codes(marked, vote("1-1-102")) == ()


@pytest.mark.parametrize(
    ("count", "is_refused"), [(0, True), (1, False), (MOST_BALLOTS_AT_ONCE, False), (501, True)]
)
def test_a_batch_has_from_one_to_five_hundred_ballots(
    facts: CastingFacts, count: int, *, is_refused: bool
) -> None:
    """None is no batch; too many would keep everybody else waiting."""
    votes = [vote(drawn=str(number)) for number in range(count)]
    assert bool(codes(facts, *votes)) is is_refused


HOLDER = PollMandate(
    id=UUID(int=5),
    label="1-1-101",
    voter_id=WANG,
    holder="陈静",
    holder_id=CHEN,
    form=MandateForm.WRITTEN,
    capacity=Capacity.PROXY,
    roles=(),
    instructions=(),
    recorded_at=datetime(2025, 6, 12, tzinfo=SHANGHAI),
)


def test_the_event_names_the_holder_of_the_mandate(
    facts: CastingFacts, secret: CastingFacts
) -> None:
    """In the open and in secret; a stranger casts nothing, and the ground names the line."""
    for known in (facts, secret):
        with_mandate = evolve(known, mandates=(HOLDER,))
        ruling = rule_on_casting(CastBallots(POLL, (vote(by="陈静"),)), with_mandate)
        assert isinstance(ruling, Granted)
        assert ruling.event.ballots[0].by == "陈静"
        refused = rule_on_casting(CastBallots(POLL, (vote(by="张三"),)), with_mandate)
        assert isinstance(refused, Refused)
        assert refused.codes == ("voting.no_mandate",)
        assert ("label", "1-1-101") in refused.reasons[0].params


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"system": VotingSystem.OFFICIAL}, ()),
        ({"system": VotingSystem.OTHER}, ("system_not_official",)),
        ({}, ("system_not_official",)),
        ({"channel": CastingChannel.PAPER}, ()),
    ],
)
def test_an_online_ballot_names_its_system_where_one_is_official(
    facts: CastingFacts, changes: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """北京市物业管理条例 第35条第3款: said once for the whole ballot; paper is not concerned."""
    guards = (OfficialSystemOnly(LAW), PublishedTopicsOnly(LAW))
    known = evolve(facts, guards=guards, held=(Office.CHAIR,))
    assert codes(known, vote(**changes)) == expected


def _nothing_on(topic: str) -> IntakeGuard:
    def guard(request: TakeBallot, facts: IntakeFacts) -> tuple[Reason, ...]:
        assert topic in facts.published_topics
        return (Reason("not_here", "不行", "not here", LAW),) if request.topic == topic else ()

    return guard


def test_the_guards_of_the_place_are_told_together_with_the_other_grounds(
    facts: CastingFacts,
) -> None:
    """A guard that a plugin adds is asked about each question, and hides nothing else."""
    places = facts.box.questions[1].title
    known = evolve(facts, guards=(_nothing_on(places),))
    assert codes(known, vote(by="张三", answers=SPOILT)) == (
        "voting.no_mandate",
        "not_here",
        "voting.several_choices",
    )
