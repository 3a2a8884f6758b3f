"""Counting an election: when it may be counted, and from what."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.heads import HeadRules
from gongtong.core.periods import SHANGHAI
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Refused
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.elections.ballots import (
    Ballot,
    BallotReference,
    Channel,
    Contest,
    VotingPeriod,
)
from gongtong.voting.elections.election_count import CountElection, CountFacts, rule_on_count
from gongtong.voting.elections.election_opening import (
    CountingRules,
)
from gongtong.voting.elections.election_states import ElectionState
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.readings import ChannelPriority, PartsCovered, SeatOrder, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, in_heads_and_area

OPENS = datetime(2025, 5, 10, 8, 0, tzinfo=SHANGHAI)
CLOSES = datetime(2025, 5, 20, 18, 0, tzinfo=SHANGHAI)
HOME = DwellingLabel(1, 1, 101)
ELECTION_ID = UUID(int=7)
ELECTORATE = Electorate(date(2025, 5, 10), [Voter(UUID(int=1), [Part(HOME, 500_000)])])
RULES = CountingRules(
    decision_rule=DecisionRule(
        participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
        approval=in_heads_and_area(
            MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS
        ),
    ),
    channel_priority=ChannelPriority.LAST_VALID_BALLOT_WINS,
    parts_covered=PartsCovered.ALL_PARTS_OF_THE_OWNER,
    spoilt_ballots=SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
    seat_order=SeatOrder.HEADS_THEN_AREA,
    head_rules=HeadRules(),
)
CONTEST = Contest(("甲", "乙"), 1, VotingPeriod(OPENS, CLOSES))
PRACTICE = "选举办理约定"
BALLOT = Ballot(HOME, OPENS, ("甲",), reference=BallotReference(Channel.PAPER, "纸质.csv", 2))
OPEN, COUNTED = ElectionState.OPEN, ElectionState.COUNTED
COUNT_FACTS = CountFacts(
    state=OPEN,
    contest=CONTEST,
    rules=RULES,
    electorate=ELECTORATE,
    electorate_digest=ELECTORATE.digest(),
    ballots=(BALLOT,),
    now=CLOSES + timedelta(seconds=1),
)
COUNT = CountElection(ELECTION_ID)


def grounds(ruling: object) -> Sequence[tuple[str, str]]:
    """Give code and source of every ground."""
    assert isinstance(ruling, Refused)
    return [
        (reason.code, f"{reason.source.title}{reason.source.article}") for reason in ruling.reasons
    ]


def test_an_election_is_counted_from_what_is_kept() -> None:
    """One owner of one took part and elected the one whom he named."""
    ruling = rule_on_count(COUNT, COUNT_FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.result.elected == ("甲",)
    assert ruling.event.election_id == ELECTION_ID


@pytest.mark.parametrize(
    ("now", "is_granted"),
    [
        pytest.param(CLOSES - timedelta(minutes=1), False, id="before-the-end"),
        pytest.param(CLOSES, False, id="at-the-end"),
        pytest.param(CLOSES + timedelta(microseconds=1), True, id="after-the-end"),
    ],
)
def test_nothing_is_counted_while_ballots_are_still_taken(now: datetime, is_granted: bool) -> None:
    """The last instant belongs to the period (民法典 1259); only then is counted."""
    ruling = rule_on_count(COUNT, evolve(COUNT_FACTS, now=now))
    assert isinstance(ruling, Granted) is is_granted
    if not is_granted:
        assert grounds(ruling) == [("voting.still_open", "民法典第1259条")]
        assert isinstance(ruling, Refused)
        assert ruling.reasons[0].zh == "投票至2025-05-20 18:00截止，尚不能计票"


def test_an_electorate_that_was_changed_is_not_counted() -> None:
    """A row changed behind the library's back shows in the digest; all grounds are named."""
    facts = evolve(COUNT_FACTS, electorate_digest=bytes(32), now=OPENS, state=COUNTED)
    assert grounds(rule_on_count(COUNT, facts)) == [
        ("voting.wrong_state", PRACTICE),
        ("voting.still_open", "民法典第1259条"),
        ("voting.electorate_changed", PRACTICE),
    ]
