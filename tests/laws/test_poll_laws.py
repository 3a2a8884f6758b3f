"""Polls against a plainer oracle: who counts how, whatever ballots came in which order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.core.codec import canonical, from_json, to_json
from gongtong.core.periods import SHANGHAI
from gongtong.core.shares import AtLeast
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.franchise.changes import VoteChanges
from gongtong.voting.franchise.objections import RollCalendar
from gongtong.voting.owners_votes import BallotRules
from gongtong.voting.polls.answers import Choice, MotionAnswer
from gongtong.voting.polls.poll_count import KeptPoll, count_kept
from gongtong.voting.polls.poll_on_file import PollOnFile
from gongtong.voting.polls.poll_roll import PollRoll, RollLine
from gongtong.voting.polls.poll_rules import (
    ExtensionRule,
    MotionRule,
    PollDays,
    PollRules,
    Secrecy,
)
from gongtong.voting.polls.poll_states import PollState
from gongtong.voting.polls.questions import Motion
from gongtong.voting.polls.requests import CastingChannel
from gongtong.voting.polls.settling import NamedBallot
from gongtong.voting.readings import (
    ChannelPriority,
    FollowingBallots,
    PartsCovered,
    SilentBallots,
    SpoiltBallots,
)
from gongtong.voting.thresholds import (
    Abstention,
    Base,
    DecisionRule,
    Matter,
    in_heads_and_area,
)

START = datetime(2025, 6, 20, 9, tzinfo=SHANGHAI)
OWNERS = 4
HALF = in_heads_and_area(AtLeast(1, 2), of=Base.ALL, abstention=Abstention.COUNTS)
# every owner has two dwellings, of different sizes
ROLL = PollRoll(
    [
        RollLine(f"{part}-1-{owner}", UUID(int=owner), 10 * part + owner)
        for owner in range(1, OWNERS + 1)
        for part in (1, 2)
    ]
)
SIDES = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)


def rules_with(priority: ChannelPriority, parts: PartsCovered) -> PollRules:
    return PollRules(
        notice_days=15,
        days=PollDays(objections=0, publication=0),
        roll_calendar=RollCalendar(posted_days_before=0, objection_days=5, ruling_days=2),
        extension=ExtensionRule(most_times=0, longest_days=0),
        channel_priority=priority,
        vote_changes=VoteChanges.ANY,
        parts_covered=parts,
        ballots=BallotRules(
            spoilt=SpoiltBallots.DID_NOT_TAKE_PART,
            silent=SilentBallots.NOT_COUNTED,
            following=FollowingBallots.NOT_ALLOWED,
        ),
        smallest_cell=5,
        motions=(MotionRule(1, DecisionRule(participation=HALF, approval=HALF)),),
    )


def poll_with(rules: PollRules) -> PollOnFile:
    return PollOnFile(
        id=UUID(int=99),
        title="表决",
        questions=(Motion(title="议案", matter=Matter.COVENANT),),
        secrecy=Secrecy.OPEN,
        period=VotingPeriod(START, START + timedelta(days=5)),
        electorate_on=date(2025, 6, 1),
        state=PollState.CLOSED,
        version=1,
        rules=rules,
    )


@st.composite
def boxes(draw: st.DrawFn) -> tuple[NamedBallot, ...]:
    """Draw ballots, no two at one moment, some of them spoilt."""
    cast = draw(
        st.lists(
            st.tuples(
                st.integers(1, OWNERS),
                st.sampled_from([1, 2]),
                st.sampled_from(list(CastingChannel)),
                st.lists(st.sampled_from(SIDES), max_size=2, unique=True),
            ),
            max_size=10,
        )
    )
    return tuple(
        NamedBallot(
            commitment=number.to_bytes(32),
            label=f"{part}-1-{owner}",
            channel=channel,
            cast_at=START + timedelta(minutes=number),
            salt=bytes(32),
            answers=(MotionAnswer(tuple(ticked)),),
        )
        for number, (owner, part, channel, ticked) in enumerate(cast)
    )


def side_of(ballots: list[NamedBallot], priority: ChannelPriority) -> str:
    """Say where one owner stands, the plain way: go through the ballots one after the other."""
    online: list[tuple[datetime, str]] = []
    paper: list[tuple[datetime, str]] = []
    for ballot in sorted(ballots, key=lambda one: one.cast_at):
        (answer,) = ballot.answers
        assert isinstance(answer, MotionAnswer)
        if len(answer.ticked) < 2:
            side = answer.ticked[0].value if answer.ticked else "abstain"
            is_online = ballot.channel is CastingChannel.ONLINE
            (online if is_online else paper).append((ballot.cast_at, side))
    # within a channel the last one stands, by the rule that votes may be changed
    standing = [channel[-1] for channel in (online, paper) if channel]
    if not standing:
        return "spoilt"
    if priority is ChannelPriority.PAPER:
        return (paper or online)[-1][1]
    if priority is ChannelPriority.ONLINE:
        return (online or paper)[-1][1]
    if priority is ChannelPriority.LAST_VALID_BALLOT_WINS:
        return max(standing)[1]
    if priority is ChannelPriority.FIRST_VALID_BALLOT_WINS:
        return min(standing)[1]
    return standing[0][1] if len({side for _, side in standing}) == 1 else "spoilt"


@settings(max_examples=60)
@given(boxes(), st.sampled_from(list(ChannelPriority)), st.sampled_from(list(PartsCovered)))
def test_every_owner_is_counted_once_on_the_side_that_the_rules_give(
    ballots: tuple[NamedBallot, ...], priority: ChannelPriority, parts: PartsCovered
) -> None:
    """Heads and area of each side, against going through every owner's ballots by hand."""
    expected = {
        side: {"heads": 0, "area_cm2": 0} for side in ("for", "against", "abstain", "spoilt")
    }
    for owner in range(1, OWNERS + 1):
        own = [one for one in ballots if one.label.endswith(f"-{owner}")]
        if own:
            named = {one.label for one in own}
            area = sum(
                line.area_cm2
                for line in ROLL.lines
                if line.voter_id == UUID(int=owner)
                and (parts is PartsCovered.ALL_PARTS_OF_THE_OWNER or line.label in named)
            )
            side = expected[side_of(own, priority)]
            side["heads"] += 1
            side["area_cm2"] += area
    kept = KeptPoll(poll=poll_with(rules_with(priority, parts)), roll=ROLL, named=ballots)
    result: Any = to_json(count_kept(kept, {}))
    votes = result["questions"][0]["votes"]
    assert {
        "for": votes["approving"],
        "against": votes["opposing"],
        "abstain": votes["abstaining"],
        "spoilt": votes["spoilt"],
    } == expected


@settings(max_examples=60)
@given(boxes(), st.randoms(use_true_random=False))
def test_a_recount_gives_the_same_bytes_in_whatever_order_the_ballots_are_read(
    ballots: tuple[NamedBallot, ...], random: Any
) -> None:
    """Also after every ballot and every rule went through JSON, as the database keeps them."""
    rules = rules_with(ChannelPriority.VOID, PartsCovered.NAMED_PARTS_ONLY)
    kept = KeptPoll(poll=poll_with(rules), roll=ROLL, named=ballots)
    stored = [from_json(to_json(ballot), NamedBallot) for ballot in ballots]
    random.shuffle(stored)
    again = poll_with(from_json(to_json(rules), PollRules))
    other = KeptPoll(poll=again, roll=PollRoll(reversed(ROLL.lines)), named=tuple(stored))
    assert canonical(to_json(count_kept(kept, {}))) == canonical(to_json(count_kept(other, {})))
