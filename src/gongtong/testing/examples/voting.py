"""Examples of the commands of an election (选举命令示例)."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.periods import Span
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import CHAIR, HOMES, MANDATE, SINCE, move_in
from gongtong.testing.stage import NOW
from gongtong.voting.elections.ballot_receipt import ReceiveBallots
from gongtong.voting.elections.ballot_sheet import BallotSheet
from gongtong.voting.elections.ballots import (
    Ballot,
    BallotReference,
    Channel,
    Contest,
    VotingPeriod,
)
from gongtong.voting.elections.election_count import CountElection
from gongtong.voting.elections.election_opening import OpenElection
from gongtong.voting.policies import CHANNEL_PRIORITY, PARTS_COVERED, SEAT_ORDER, SPOILT_BALLOTS
from gongtong.voting.readings import ChannelPriority, PartsCovered, SeatOrder, SpoiltBallots

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

_CLOSES_AT: Final = datetime(2025, 6, 20, 10, 0, tzinfo=UTC)
_AFTERWARDS: Final = datetime(2025, 6, 21, 1, 0, tzinfo=UTC)
_PRIORITY: Final = ChannelPriority.LAST_VALID_BALLOT_WINS
_ELECTION: Final = OpenElection(
    title="第二届业主委员会选举",
    contest=Contest(("王芳", "陈静", "刘洋"), 2, VotingPeriod(NOW, _CLOSES_AT)),
    channel_priority=_PRIORITY,
    electorate_on=SINCE,
)
_RULES: Final = (
    (CHANNEL_PRIORITY, _PRIORITY),
    (SPOILT_BALLOTS, SpoiltBallots.TAKES_PART_APPROVES_NOBODY),
    (PARTS_COVERED, PartsCovered.ALL_PARTS_OF_THE_OWNER),
    (SEAT_ORDER, SeatOrder.HEADS_THEN_AREA),
)
_BALLOTS: Final = (
    (HOMES[0].label, ("王芳", "陈静")),
    (HOMES[1].label, ("王芳", "刘洋")),
    (HOMES[2].label, ("王芳",)),
    (HOMES[3].label, ("陈静", "王芳")),
)


def adopt_voting_rules(stage: Stage) -> None:
    """Enter the register and decide what the law leaves to the place (制定表决规则)."""
    move_in(stage)
    with stage.work(CHAIR) as work:
        for point, answer in _RULES:
            text = canonical(to_json(answer)).decode()
            rule = AdoptHouseRule(
                f"test-court.{point.name}", point.name, text, Span(SINCE, None), MANDATE
            )
            work.registry.adopt_house_rule(rule, key=f"stage/{point.name}")


def open_election(stage: Stage) -> UUID:
    """Adopt the rules and open an election of two seats (开启选举)."""
    adopt_voting_rules(stage)
    with stage.work(CHAIR) as work:
        return work.voting.open_election(_ELECTION, key="stage/election").election_id


def ballot_sheet(channel: Channel, file: str) -> BallotSheet:
    """Fill in a ballot for each home (填写选票)."""
    ballots = tuple(
        Ballot(label, NOW, names, reference=BallotReference(channel, file, line))
        for line, (label, names) in enumerate(_BALLOTS, start=2)
    )
    return BallotSheet(file, channel, hashlib.sha256(file.encode()).digest(), ballots)


def _opening(stage: Stage) -> OpenElection:
    adopt_voting_rules(stage)
    return _ELECTION


def _receipt(stage: Stage) -> ReceiveBallots:
    election_id = open_election(stage)
    paper = ballot_sheet(Channel.PAPER, "选票-纸质.csv")
    with stage.work(CHAIR) as work:
        work.voting.receive_ballots(ReceiveBallots(election_id, paper), key="stage/paper")
    return ReceiveBallots(election_id, ballot_sheet(Channel.ONLINE, "选票-线上.csv"))


def _count(stage: Stage) -> CountElection:
    received = _receipt(stage)
    with stage.work(CHAIR) as work:
        work.voting.receive_ballots(received, key="stage/online")
    return CountElection(received.election_id)


EXAMPLES: Final = (
    CommandExample(
        "voting.open_election",
        _opening,
        refused=lambda request: evolve(request, title=""),
        actor=CHAIR,
    ),
    CommandExample(
        "voting.receive_ballots",
        _receipt,
        refused=lambda request: evolve(request, sheet=ballot_sheet(Channel.PAPER, "选票-纸质.csv")),
        actor=CHAIR,
    ),
    CommandExample(
        "voting.count_election",
        _count,
        altered=lambda request: evolve(request, election_id=UUID(int=7)),
        actor=CHAIR,
        now=_AFTERWARDS,
    ),
)
