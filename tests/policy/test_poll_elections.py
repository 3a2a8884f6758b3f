"""Who elects an owners' committee in a poll, by the Code: heads and area, in participation and approval."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from gongtong.community import Gongtong
from gongtong.core.places import Place
from gongtong.plugins.host import Host
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.elections.committee_elections import CommitteeCount
from gongtong.voting.policies import DECISION_RULE, MATTER
from gongtong.voting.polls.answers import Picked
from gongtong.voting.polls.committee_count import elect
from gongtong.voting.polls.poll_rules import ElectionRule
from gongtong.voting.polls.questions import ElectQuestion
from gongtong.voting.polls.settling import SettledAnswer, Worth
from gongtong.voting.readings import SeatOrder, SpoiltBallots
from gongtong.voting.weights import Weight

BOOK = Gongtong(host=Host.of()).book
PLACE = Place("garden", "花园小区", "421003")
QUESTION = ElectQuestion(title="选举业主委员会委员", options=("王芳", "陈静"), seats=1)


def count(approving: Weight, others: Weight, everyone: Weight) -> CommitteeCount:
    """Count two groups of voters, each with the area of the group shared among its heads."""
    facts = {MATTER.name: QUESTION.matter}
    rule = BOOK.resolve(DECISION_RULE, PLACE, date(2025, 6, 20), facts=facts).value
    settled = [
        SettledAnswer(
            Weight(1, group.area_cm2 - (group.heads - 1) if number == 0 else 1),
            Worth.COUNTED,
            Picked((name,)),
            UUID(int=number),
        )
        for name, group in (("王芳", approving), ("陈静", others))
        for number in range(group.heads)
    ]
    found, _ = elect(
        QUESTION,
        settled,
        everyone,
        rule=ElectionRule(1, rule, SeatOrder.HEADS_THEN_AREA),
        spoilt=SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
        ties=TieRule(),
    )
    return found


@pytest.mark.policy(source="民法典", clause="第278条第2款")
@pytest.mark.parametrize(
    ("everyone", "has_quorum"),
    [
        (Weight(15, 1_500), True),
        (Weight(14, 1_499), True),
        (Weight(16, 1_500), False),
        (Weight(15, 1_501), False),
    ],
    ids=["two thirds of both", "more", "too few heads", "too little area"],
)
def test_two_thirds_take_part_in_an_election(everyone: Weight, *, has_quorum: bool) -> None:
    """专有部分面积占比三分之二以上且人数占比三分之二以上的业主参与表决: both, and two thirds exactly are enough."""
    found = count(Weight(8, 800), Weight(2, 200), everyone)
    assert found.has_quorum is has_quorum
    assert found.elected == (("王芳",) if has_quorum else ())


@pytest.mark.policy(source="民法典", clause="第278条第2款")
@pytest.mark.parametrize(
    ("approving", "others", "is_elected"),
    [
        (Weight(6, 501), Weight(4, 499), True),
        (Weight(6, 500), Weight(4, 500), False),
        (Weight(6, 499), Weight(4, 501), False),
        (Weight(5, 501), Weight(5, 499), False),
    ],
    ids=["more than half of both", "half of the area", "less of the area", "half of the heads"],
)
def test_more_than_half_approve_who_is_elected(
    approving: Weight, others: Weight, *, is_elected: bool
) -> None:
    """参与表决专有部分面积过半数的业主且参与表决人数过半数的业主同意: both, and half is not 过半数."""
    found = count(approving, others, Weight(10, 1_000))
    assert found.elected == (("王芳",) if is_elected else ())
