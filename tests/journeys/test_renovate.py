"""From an opinion at the door to a clothes-drying rack: topic, vote, spending, and each household told."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import RefusedError
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.periods import Span
from gongtong.deliberation.canvass_sheet import OpinionBatch
from gongtong.deliberation.opinions import Opinion
from gongtong.deliberation.topics.arranging import ArrangeOpinions
from gongtong.deliberation.topics.handling_machine import HandlingEvent, HandlingState
from gongtong.deliberation.topics.replies import (
    AskAgain,
    HandleTopic,
    HouseholdLine,
    LinkKind,
    LinkTopic,
    Satisfaction,
    TellHouseholds,
)
from gongtong.deliberation.topics.topics import OpenTopic
from gongtong.journeys.resting import RestOnVote
from gongtong.journeys.spend_by_vote import VotedTerms
from gongtong.ledger.books.chart import REPAIRS, SANITATION
from gongtong.ledger.spending.policies import TWO_KEYS
from gongtong.ledger.spending.requests import ApproveSpending, RequestSpending, SpendingState
from gongtong.ledger.spending.two_keys import DEFAULT_TWO_KEYS, SpendingScope
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.journeys import vote_on
from gongtong.testing.examples.people import APPLICANT, CHAIR, HOMES, MANDATE, SINCE
from gongtong.testing.examples.polls import SETTLED

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from gongtong.testing.stage import Stage

RACK = VotedTerms(SANITATION, "安装晾衣架", 60_000, "新民建材")
TOPIC = "drying"
SETTLED_DAY: date = SETTLED.date()


@pytest.fixture
def stage(gongtong_place: Stage) -> Stage:
    """Books in which anything above 200 yuan takes a vote."""
    open_books(gongtong_place)
    rule = evolve(DEFAULT_TWO_KEYS, voted=(SpendingScope(from_fen=20_001),))
    with gongtong_place.work(CHAIR) as work:
        text = canonical(to_json(rule)).decode()
        adopted = AdoptHouseRule("votes", TWO_KEYS.name, text, Span(SINCE, None), MANDATE)
        work.registry.adopt_house_rule(adopted, key="rule")
    return gongtong_place


def handle(stage: Stage, event: HandlingEvent, **words: str) -> None:
    with stage.work(CHAIR, now=SETTLED) as work:
        request = HandleTopic(TOPIC, event, **words)
        work.deliberation.topics.answers.handle_topic(request, key=f"{TOPIC}/{event}")


def ask_for_it(stage: Stage) -> None:
    """Two households ask for a rack; what they say becomes a topic."""
    said = tuple(
        Opinion(f"Y000{place}", SINCE, home.label, "刘洋", "希望楼下装晾衣架")
        for place, home in enumerate(HOMES[:2], start=1)
    )
    batch = OpinionBatch("走访.csv", hashlib.sha256(b"sheet").hexdigest(), said)
    with stage.work(CHAIR, now=SETTLED) as work:
        work.deliberation.record_opinions(batch, key="opinions")
        topics = work.deliberation.topics
        topics.open_topic(OpenTopic(TOPIC, "晾晒问题"), key="topic")
        numbers = tuple(one.number for one in said)
        topics.arrange_opinions(ArrangeOpinions(TOPIC, numbers, "同一件事"), key="arrange")


def spend(stage: Stage, poll_id: UUID) -> SpendingState:
    """The spending rests on the vote, and two keys approve it."""
    with stage.work(APPLICANT, now=SETTLED) as work:
        wanted = RequestSpending(SANITATION, REPAIRS, 60_000, RACK.purpose, RACK.payee)
        asked = work.ledger.spending.request_spending(wanted, key="rack").spending
        request = RestOnVote(asked.id, poll_id, 1, RACK.most_fen, RACK.payee)
        work.journeys.rest_on_vote(request, key="rest")
    with stage.work(CHAIR, now=SETTLED) as work:
        approval = ApproveSpending(asked.id)
        work.ledger.spending.approve_spending(approval, key="approve")
        return work.ledger.spending.spending(asked.id).state


def test_whoever_asked_is_told_that_it_stands(stage: Stage) -> None:
    """Nobody can close the topic before: not without a link, evidence, and both households told and asked again."""
    poll_id = vote_on(stage, RACK)
    ask_for_it(stage)
    handle(stage, HandlingEvent.REVIEW)
    handle(stage, HandlingEvent.ADOPT, reason="多户提出", reply="表决通过后安装")
    with pytest.raises(RefusedError):
        handle(stage, HandlingEvent.START)
    assert spend(stage, poll_id) is SpendingState.APPROVED
    with stage.work(CHAIR, now=SETTLED) as work:
        answers = work.deliberation.topics.answers
        for kind, reference in ((LinkKind.VOTE, str(poll_id)), (LinkKind.SPENDING, "rack")):
            answers.link_topic(LinkTopic(TOPIC, kind, reference), key=kind)
    handle(stage, HandlingEvent.START)
    handle(stage, HandlingEvent.FINISH, evidence="ab" * 32)
    with stage.work(CHAIR, now=SETTLED) as work:
        answers = work.deliberation.topics.answers
        waiting = answers.to_tell(TOPIC)
        assert waiting == tuple(home.label for home in HOMES[:2])
        lines = tuple(HouseholdLine(label, SETTLED_DAY) for label in waiting)
        answers.tell_households(TellHouseholds(TOPIC, lines, "上门"), key="told")
        happy = tuple(
            HouseholdLine(label, SETTLED_DAY, Satisfaction.SATISFIED) for label in waiting
        )
        answers.ask_again(AskAgain(TOPIC, happy), key="asked")
    handle(stage, HandlingEvent.TELL)
    handle(stage, HandlingEvent.CLOSE)
    with stage.work(now=SETTLED) as work:
        answers = work.deliberation.topics.answers
        assert answers.state(TOPIC) is HandlingState.CLOSED
        ways = answers.lineage_of_opinion("Y0001")
        assert {way.link for way in ways} == {
            (LinkKind.VOTE, str(poll_id)),
            (LinkKind.SPENDING, "rack"),
        }
        assert work.broken_event() is None
