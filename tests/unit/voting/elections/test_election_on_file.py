"""An election as it is kept, before and after its count."""

from datetime import date, datetime
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.heads import HeadRules
from gongtong.core.periods import SHANGHAI
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.elections.ballots import Contest, VotingPeriod
from gongtong.voting.elections.committee_elections import ElectionResult
from gongtong.voting.elections.election_on_file import ElectionOnFile
from gongtong.voting.elections.election_opening import CountingRules
from gongtong.voting.elections.election_states import ElectionState
from gongtong.voting.readings import ChannelPriority, PartsCovered, SeatOrder, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, in_heads_and_area
from gongtong.voting.weights import NOTHING

OPENS, CLOSES = (datetime(2025, 5, day, 8, 0, tzinfo=SHANGHAI) for day in (10, 20))
OPEN = ElectionOnFile(
    id=UUID(int=7),
    title="第一届业主委员会选举",
    contest=Contest(("甲",), 1, VotingPeriod(OPENS, CLOSES)),
    rules=CountingRules(
        decision_rule=DecisionRule(
            participation=in_heads_and_area(
                AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS
            ),
            approval=in_heads_and_area(
                MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS
            ),
        ),
        channel_priority=ChannelPriority.LAST_VALID_BALLOT_WINS,
        parts_covered=PartsCovered.ALL_PARTS_OF_THE_OWNER,
        spoilt_ballots=SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
        seat_order=SeatOrder.HEADS_THEN_AREA,
        head_rules=HeadRules(),
    ),
    electorate_on=date(2025, 5, 10),
    electorate_digest=bytes(32),
    state=ElectionState.OPEN,
    result=None,
    counted_at=None,
    version=1,
)
RESULT = ElectionResult(
    electorate=NOTHING,
    electorate_digest=bytes(32),
    seats=1,
    took_part=NOTHING,
    participation=(),
    candidates=(),
    elected=(),
    tie=None,
    seats_open=1,
    standings=(),
    rejected=(),
)


def test_before_the_count_there_is_no_outcome() -> None:
    """Whoever asks too early is told what is missing, and gets no empty outcome."""
    with pytest.raises(UnknownReferenceError, match="count of election"):
        OPEN.recorded_result()


def test_after_the_count_the_outcome_is_the_recorded_one() -> None:
    """The outcome is kept, not counted anew."""
    counted = evolve(OPEN, state=ElectionState.COUNTED, result=RESULT, counted_at=CLOSES)
    assert counted.recorded_result() is RESULT
