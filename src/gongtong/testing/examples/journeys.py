"""Examples of the commands that take two rooms (跨部门流程命令示例)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.journeys.owed import ChargeObligations, SettleObligations
from gongtong.journeys.resting import RestOnVote
from gongtong.journeys.spend_by_vote import VotedTerms, motion_for
from gongtong.ledger.books.chart import REPAIRS, SANITATION
from gongtong.ledger.spending.requests import RequestSpending
from gongtong.mediation.obligations.duty import Side
from gongtong.mediation.parties.roster import Household
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.mediation_agreements import agree_with, duties
from gongtong.testing.examples.mediation_parties import CASE, OWNERS
from gongtong.testing.examples.people import (
    APPLICANT,
    BOOKKEEPER,
    CHAIR,
    HOMES,
    SUPERVISOR,
    move_in,
)
from gongtong.testing.examples.polls import AFTER, SETTLED, VOTING, draft_of, opened, vote_of
from gongtong.voting.polls.answers import Choice, MotionAnswer
from gongtong.voting.polls.requests import CastBallot, CertifyPoll, ClosePoll, CountPoll

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

TERMS: Final = VotedTerms(SANITATION, "更换水泵", 60_000, "新民建材")
"""What the homes of the example vote on: 600 yuan for a pump (示例表决要素)."""
_PUMP: Final = RequestSpending(SANITATION, REPAIRS, 60_000, TERMS.purpose, TERMS.payee)


def vote_on(stage: Stage, terms: VotedTerms = TERMS, *, choice: Choice = Choice.FOR) -> UUID:
    """Have four homes vote on a spending, up to the certified result (表决并确认)."""
    poll_id = opened(stage, draft_of(questions=(motion_for(terms),)))
    for number in range(4):
        with stage.work(now=VOTING) as work:
            ballot = CastBallot(poll_id, vote_of(number, MotionAnswer((choice,))))
            work.voting.polls.box.cast_ballot(ballot, key=f"stage/cast/{number}")
    with stage.work(CHAIR, now=AFTER) as work:
        work.voting.polls.close(ClosePoll(poll_id), key="stage/close")
        work.voting.polls.count(CountPoll(poll_id=poll_id), key="stage/count")
    with stage.work(SUPERVISOR, now=SETTLED) as work:
        work.voting.polls.certify(CertifyPoll(poll_id), key="stage/certify")
    return poll_id


def _pump(stage: Stage) -> RestOnVote:
    open_books(stage)
    poll_id = vote_on(stage)
    with stage.work(APPLICANT, now=SETTLED) as work:
        asked = work.ledger.spending.request_spending(_PUMP, key="stage/pump").spending
    return RestOnVote(asked.id, poll_id, 1, TERMS.most_fen, TERMS.payee)


def _agreed(stage: Stage) -> ChargeObligations:
    open_books(stage)
    move_in(stage)
    owing = evolve(
        duties(1)[1],
        debtor=Side(OWNERS, HOMES[0].label),
        waits_for=(),
    )
    owners_home = Household(HOMES[0].label, "王芳")
    agree_with(stage, owners_home, owing)
    return ChargeObligations(CASE)


def _settled(stage: Stage) -> SettleObligations:
    request = _agreed(stage)
    stage.run("journeys.charge_obligations", request, key="stage/owed", actor=BOOKKEEPER)
    return SettleObligations(CASE)


EXAMPLES: Final = (
    CommandExample(
        "journeys.charge_obligations",
        _agreed,
        refused=lambda request: evolve(request, case="2025-009"),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "journeys.settle_obligations",
        _settled,
        altered=lambda request: evolve(request, case="2025-009"),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "journeys.rest_on_vote",
        _pump,
        refused=lambda request: evolve(request, most_fen=TERMS.most_fen + 1),
        actor=APPLICANT,
        now=SETTLED,
    ),
)
