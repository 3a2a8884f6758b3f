"""From the ballot to the books: a spending above the threshold rests on a certified vote, and on it alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import RefusedError
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.periods import Span
from gongtong.core.rulings import Refused
from gongtong.journeys.resting import RestOnVote
from gongtong.ledger.books.chart import CASH, REPAIRS, SANITATION
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.spending.policies import TWO_KEYS
from gongtong.ledger.spending.ratifying import RatifySpending
from gongtong.ledger.spending.requests import (
    ApproveSpending,
    BookSpending,
    EmergencyGround,
    EndSpending,
    PaySpending,
    RequestSpending,
    Spending,
    SpendingState,
)
from gongtong.ledger.spending.two_keys import DEFAULT_TWO_KEYS, EmergencyRule, SpendingScope
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.journeys import TERMS, vote_on
from gongtong.testing.examples.people import (
    APPLICANT,
    BOOKKEEPER,
    CASHIER,
    CHAIR,
    MANDATE,
    SINCE,
)
from gongtong.testing.examples.polls import SETTLED
from gongtong.voting.polls.answers import Choice
from gongtong.voting.polls.requests import AnnulPoll
from gongtong.voting.polls.tables import PollTables

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

RULE = evolve(
    DEFAULT_TWO_KEYS,
    voted=(SpendingScope(from_fen=20_001),),
    emergency=EmergencyRule(up_to_fen=60_000),
)
INVOICE = DocumentRef("发票.pdf", "0f" * 32)


@pytest.fixture
def stage(gongtong_place: Stage) -> Stage:
    """Open books with 10,000 yuan, where anything above 200 yuan takes a vote."""
    open_books(gongtong_place)
    with gongtong_place.work(CHAIR) as work:
        text = canonical(to_json(RULE)).decode()
        rule = AdoptHouseRule("test-court.votes", TWO_KEYS.name, text, Span(SINCE, None), MANDATE)
        work.registry.adopt_house_rule(rule, key="rule")
    return gongtong_place


def ask(stage: Stage, amount_fen: int = 60_000, key: str = "ask", **other: Any) -> Spending:
    request = RequestSpending(SANITATION, REPAIRS, amount_fen, TERMS.purpose, TERMS.payee)
    with stage.work(APPLICANT, now=SETTLED) as work:
        return work.ledger.spending.request_spending(evolve(request, **other), key=key).spending


def rest(
    stage: Stage, spending: Spending, poll_id: UUID, most_fen: int = TERMS.most_fen
) -> Spending:
    request = RestOnVote(spending.id, poll_id, 1, most_fen, TERMS.payee)
    with stage.work(APPLICANT, now=SETTLED) as work:
        return work.journeys.rest_on_vote(request, key=f"rest {spending.id}").spending


def approve(stage: Stage, spending: Spending) -> Spending:
    with stage.work(CHAIR, now=SETTLED) as work:
        request = ApproveSpending(spending.id)
        return work.ledger.spending.approve_spending(request, key=f"yes {spending.id}").spending


def pay(stage: Stage, spending: Spending) -> Spending:
    order = PaySpending(spending.id, spending.amount_fen, CASH, SETTLED.date(), "收据")
    with stage.work(CASHIER, now=SETTLED) as work:
        return work.ledger.spending.pay_spending(order, key=f"pay {spending.id}").spending


def codes_of_resting(stage: Stage, request: RestOnVote) -> tuple[str, ...]:
    with stage.work(APPLICANT, now=SETTLED) as work:
        ruling = work.journeys.may_rest_on_vote(request)
    return ruling.codes if isinstance(ruling, Refused) else ()


def test_from_the_ballot_to_the_books(stage: Stage) -> None:
    """Without the vote it is not approved; with it, it is, and it is paid and booked."""
    poll_id = vote_on(stage)
    asked = ask(stage)
    with pytest.raises(RefusedError) as refused:
        approve(stage, asked)
    assert refused.value.codes == ("ledger.vote_required",)
    rested = rest(stage, asked, poll_id)
    assert rested.rests_on is not None
    assert rested.rests_on.most_fen == 60_000
    assert approve(stage, asked).state is SpendingState.APPROVED
    pay(stage, asked)
    with stage.work(BOOKKEEPER, now=SETTLED) as work:
        request = BookSpending(asked.id, (INVOICE,))
        booked = work.ledger.spending.book_spending(request, key="book").spending
        assert work.ledger.books.reports.verify() == ()
        digest = work.voting.polls.reports.poll(poll_id).result
    assert booked.state is SpendingState.BOOKED
    assert booked.rests_on == rested.rests_on
    assert digest is not None


def test_words_alone_are_no_vote(stage: Stage) -> None:
    """Whatever the request says about a decision, the ledger asks for the certified result."""
    asked = ask(stage, decision="2025年业主大会第1号决定")
    with pytest.raises(RefusedError) as refused:
        approve(stage, asked)
    assert refused.value.codes == ("ledger.vote_required",)


@pytest.mark.parametrize(("amount_fen", "needs_vote"), [(20_000, False), (20_001, True)])
def test_the_threshold_is_exact(stage: Stage, amount_fen: int, needs_vote: bool) -> None:
    """200 yuan are approved by the chair, a fen more takes a vote."""
    asked = ask(stage, amount_fen)
    if needs_vote:
        with pytest.raises(RefusedError):
            approve(stage, asked)
    else:
        assert approve(stage, asked).state is SpendingState.APPROVED


def test_a_vote_that_failed_or_was_about_something_else_allows_nothing(stage: Stage) -> None:
    """Four homes said no; and nobody voted on a fen more."""
    poll_id = vote_on(stage, choice=Choice.AGAINST)
    asked = ask(stage)
    request = RestOnVote(asked.id, poll_id, 1, TERMS.most_fen, TERMS.payee)
    assert codes_of_resting(stage, request) == ("journeys.vote_not_passed",)
    dearer = evolve(request, most_fen=TERMS.most_fen + 1)
    assert codes_of_resting(stage, dearer) == ("journeys.another_question",)
    nowhere = evolve(request, question=2)
    assert codes_of_resting(stage, nowhere) == ("journeys.no_such_question",)


def test_a_vote_is_used_up_by_what_rests_on_it(stage: Stage) -> None:
    """400 and 200 of 600 yuan; a fen more finds nothing left, until one of them is taken back."""
    poll_id = vote_on(stage)
    first, second, third = (
        ask(stage, amount_fen, key=f"ask {amount_fen}") for amount_fen in (40_000, 20_000, 1)
    )
    rest(stage, first, poll_id)
    rest(stage, second, poll_id)
    request = RestOnVote(third.id, poll_id, 1, TERMS.most_fen, TERMS.payee)
    assert codes_of_resting(stage, request) == ("ledger.decision_used_up",)
    with stage.work(APPLICANT, now=SETTLED) as work:
        work.ledger.spending.withdraw_spending(EndSpending(second.id, "改期"), key="back")
    assert codes_of_resting(stage, request) == ()


def test_an_annulled_vote_allows_nothing(stage: Stage) -> None:
    """What was certified and annulled afterwards is no decision any more."""
    poll_id = vote_on(stage)
    asked = ask(stage)
    with stage.work(CHAIR, now=SETTLED) as work:
        work.voting.polls.annul(AnnulPoll(poll_id, "名册有重大遗漏", MANDATE), key="annul")
    request = RestOnVote(asked.id, poll_id, 1, TERMS.most_fen, TERMS.payee)
    assert "journeys.poll_not_certified" in codes_of_resting(stage, request)


def test_a_result_that_was_changed_allows_nothing(stage: Stage) -> None:
    """Somebody turned the recorded result of a vote that failed; a recount of the ballots disagrees."""
    poll_id = vote_on(stage, choice=Choice.AGAINST)
    asked = ask(stage)
    request = RestOnVote(asked.id, poll_id, 1, TERMS.most_fen, TERMS.payee)
    with stage.engine.begin() as connection:
        poll = stage.gongtong.schema.tables(PollTables).poll
        kept: Any = connection.scalar(poll.select().with_only_columns(poll.c.result))
        turned = {**kept, "questions": [{**kept["questions"][0], "passed": True}]}
        connection.execute(poll.update().values(result=turned))
    assert codes_of_resting(stage, request) == ("journeys.result_changed",)


def test_an_emergency_is_voted_on_afterwards(stage: Stage) -> None:
    """Paid at once, ratified only when it rests on the vote that would have been needed."""
    poll_id = vote_on(stage)
    asked = ask(stage, emergency=EmergencyGround.BURST_PIPE)
    approve(stage, asked)
    paid = pay(stage, asked)
    assert paid.ratify_by == SETTLED.date() + timedelta(days=15)
    with stage.work(CHAIR, now=SETTLED) as work:
        ruling = work.ledger.control.may_ratify(RatifySpending(asked.id))
    assert isinstance(ruling, Refused)
    assert "ledger.vote_required" in ruling.codes
    settled = rest(stage, paid, poll_id)
    assert settled.ratified_on == SETTLED.date()
