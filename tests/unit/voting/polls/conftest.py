"""Polls at hand for the tests of rules: no database, the same rules everywhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.periods import SHANGHAI
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.franchise.changes import VoteChanges
from gongtong.voting.franchise.objections import RollCalendar
from gongtong.voting.owners_votes import BallotRules
from gongtong.voting.polls.moving import MoveFacts
from gongtong.voting.polls.poll_on_file import PollMove, PollOnFile
from gongtong.voting.polls.poll_rules import (
    DEFAULT_DUTIES,
    ExtensionRule,
    MotionRule,
    PollDays,
    PollRules,
    Secrecy,
)
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.questions import Counting, Motion, PickQuestion
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

if TYPE_CHECKING:
    from collections.abc import Callable


def at(day: int, hour: int = 9, month: int = 6) -> datetime:
    return datetime(2025, month, day, hour, 0, tzinfo=SHANGHAI)


RULE = DecisionRule(
    participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
    approval=in_heads_and_area(MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS),
)
RULES = PollRules(
    notice_days=15,
    days=PollDays(objections=7, publication=7),
    roll_calendar=RollCalendar(posted_days_before=7, objection_days=5, ruling_days=2),
    extension=ExtensionRule(most_times=1, longest_days=10),
    channel_priority=ChannelPriority.LAST_VALID_BALLOT_WINS,
    vote_changes=VoteChanges.ANY,
    parts_covered=PartsCovered.ALL_PARTS_OF_THE_OWNER,
    ballots=BallotRules(
        spoilt=SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
        silent=SilentBallots.NOT_COUNTED,
        following=FollowingBallots.NOT_ALLOWED,
    ),
    smallest_cell=5,
    motions=(MotionRule(1, RULE),),
)
POLL = PollOnFile(
    id=UUID(int=9),
    title="书面表决",
    questions=(
        Motion(title="解聘", matter=Matter.HIRE_OR_DISMISS_MANAGER),
        PickQuestion(
            title="地点", options=("东门", "西门"), most=1, counting=Counting("plurality")
        ),
    ),
    secrecy=Secrecy.OPEN,
    period=VotingPeriod(at(20), at(25)),
    electorate_on=date(2025, 6, 1),
    state=PollState.OPEN,
    version=3,
    rules=RULES,
)


def moved(step: PollStep, when: datetime, number: int = 1) -> PollMove:
    return PollMove(number=number, step=step, state=PollState.OPEN, at=when, actor="u-chair")


@pytest.fixture
def poll_on_file() -> PollOnFile:
    """An open poll with a motion and a choice, in its period from the 20th to the 25th of June."""
    return POLL


@pytest.fixture
def facts_with() -> Callable[..., MoveFacts]:
    """Facts in which the chair acts on the 20th, with changes of the poll or of the facts."""

    def make(*moves: tuple[PollStep, datetime], **changes: Any) -> MoveFacts:
        of_facts = {
            name: changes.pop(name) for name in ("held", "now", "objections") if name in changes
        }
        steps = tuple(moved(step, when, number) for number, (step, when) in enumerate(moves, 1))
        poll = evolve(POLL, moves=steps, **changes)
        facts = MoveFacts(poll=poll, held=(Office.CHAIR,), duties=DEFAULT_DUTIES, now=at(20))
        return evolve(facts, **of_facts)

    return make
