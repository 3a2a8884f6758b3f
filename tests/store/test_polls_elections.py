"""Owners elect their committee in a poll: heads and area, the rules of the announcement, and ties."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import RefusedError
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.periods import Span
from gongtong.testing.examples import polls as example
from gongtong.testing.examples.people import CHAIR, MANDATE
from gongtong.testing.stage import NOW
from gongtong.voting.counting.ties import drawn_lots
from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.elections.committee_elections import Outcome
from gongtong.voting.policies import SEAT_ORDER
from gongtong.voting.polls.answers import Picked
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.question_outcomes import ElectionOutcome
from gongtong.voting.polls.questions import ElectQuestion
from gongtong.voting.polls.requests import CastBallot, ClosePoll, CountPoll
from gongtong.voting.readings import SeatOrder

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

ELECT = ElectQuestion(title="选举业主委员会委员", options=("王芳", "陈静", "刘洋"), seats=1)
LATER = example.OPENS_AT.date()
LOT = evolve(ELECT, ties=TieBreak.LOT, draw="双色球第2025075期开奖号码")


def elected(
    place: Stage, question: ElectQuestion, *said: str | None, **other: Any
) -> ElectionOutcome:
    """Hold an election in which the homes, one after another, tick the names; count it, and recount."""
    poll_id = example.opened(place, example.draft_of(questions=(question,)))
    for number, names in enumerate(said):
        if names is None:
            continue
        with place.work(now=example.VOTING) as work:
            vote = example.vote_of(number, Picked(tuple(names.split())))
            work.voting.polls.box.cast_ballot(CastBallot(poll_id, vote), key=f"cast/{number}")
    return counted(place, poll_id, **other)


def counted(place: Stage, poll_id: UUID, **other: Any) -> ElectionOutcome:
    with place.work(CHAIR, now=example.AFTER) as work:
        polls = work.voting.polls
        polls.close(ClosePoll(poll_id), key="close")
        polls.count(CountPoll(poll_id=poll_id, **other), key="count")
        assert polls.reports.has_same_recount(poll_id)
        (outcome,) = polls.reports.result(poll_id).questions
    assert isinstance(outcome, ElectionOutcome)
    return outcome


def test_a_candidate_needs_more_than_half_in_heads_and_in_area(place: Stage) -> None:
    """Three of four heads with 255 of 350 m² are enough in both; one head is not."""
    outcome = elected(place, ELECT, "王芳", "王芳", "王芳", "陈静")
    assert outcome.count.elected == ("王芳",)
    first, second, _ = outcome.count.candidates
    assert [(check.part, check.whole) for check in first.approval] == [
        (3, 4),
        (2_550_000, 3_500_000),
    ]
    assert second.outcome is Outcome.NO_MAJORITY
    assert outcome.zh.startswith("当选：王芳。参与：人数4人")


def test_half_of_the_heads_elects_nobody(place: Stage) -> None:
    """The two who own more are not more than half of the heads."""
    outcome = elected(place, ELECT, "陈静", "陈静", "王芳", "王芳")
    assert outcome.count.elected == ()
    approval = outcome.count.candidates[0].approval
    assert [check.is_met for check in approval] == [False, True]


def test_a_tie_stays_open_or_goes_by_the_lot_that_was_named(place: Stage) -> None:
    """王芳 is ahead in area, 陈静 and 刘洋 are equal in both; the seed is kept, and a recount draws the same."""
    said = [None, "陈静 刘洋", "王芳 陈静", "王芳 刘洋"]
    seed = "2025075 01 02 03 04 05 06 07"
    outcome = elected(place, evolve(LOT, seats=2), *said, tie_seed=seed)
    assert outcome.tie is not None
    assert outcome.tie.candidates == ("陈静", "刘洋")
    first, _ = drawn_lots(("陈静", "刘洋"), seed=seed, round_number=1)
    assert outcome.tie.chosen == (first,)
    assert outcome.count.elected == ("王芳", first)
    assert (outcome.count.seats_open, outcome.count.tie) == (0, None)


def test_without_a_rule_a_tie_leaves_the_seat_open(place: Stage) -> None:
    """Nobody is drawn by lot who was not to be drawn."""
    said = [None, "陈静 刘洋", "王芳 陈静", "王芳 刘洋"]
    outcome = elected(place, evolve(ELECT, seats=2), *said)
    assert (outcome.count.elected, outcome.count.seats_open) == (("王芳",), 1)
    assert outcome.tie is not None
    assert (outcome.tie.chosen, outcome.tie.broken_by) == ((), TieBreak.OPEN)


def test_a_secret_election_bears_areas_and_must_hide_its_voters(place: Stage) -> None:
    """Area counts in an election: two homes of 80 and two of 95 m² would be named by their weight."""
    draft = evolve(example.draft_of(Secrecy.SECRET), questions=(ELECT,))
    with pytest.raises(RefusedError) as caught:
        example.posted(place, draft)
    assert caught.value.codes == ("voting.weight_names_voter",)


def test_the_order_of_seats_is_that_of_the_announcement(place: Stage) -> None:
    """A place that changes it while the vote runs has changed nothing for this poll."""
    poll_id = example.announced(place, example.draft_of(questions=(ELECT,)))
    text = canonical(to_json(SeatOrder.AREA_THEN_HEADS)).decode()
    rule = AdoptHouseRule(
        f"test-court.{SEAT_ORDER.name}", SEAT_ORDER.name, text, Span(LATER), MANDATE
    )
    with place.work(CHAIR, now=NOW + timedelta(days=1)) as work:
        work.registry.adopt_house_rule(rule, key="later")
        assert work.unit.decide(SEAT_ORDER, on=LATER) is SeatOrder.AREA_THEN_HEADS
        rules = work.voting.polls.reports.poll(poll_id).required_rules()
    assert rules.election_rule_of(1).seat_order is SeatOrder.HEADS_THEN_AREA
    assert rules.election_rule_of(1).rule == rules.rule_of(1)
    with pytest.raises(LookupError, match="no election"):
        rules.election_rule_of(2)
