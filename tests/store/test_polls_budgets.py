"""A budget in a poll: projects that ballots name, or amounts, counted again to the byte from what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import RefusedError
from gongtong.testing.examples import polls as example
from gongtong.testing.examples.people import CHAIR
from gongtong.voting.polls.answers import Allocated, Answer, Picked, Share
from gongtong.voting.polls.question_outcomes import MethodOutcome
from gongtong.voting.polls.questions import (
    BudgetBallot,
    BudgetQuestion,
    Counting,
    Project,
    SpendingLimit,
)
from gongtong.voting.polls.requests import CastBallot, ClosePoll, CountPoll

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

BUDGET = BudgetQuestion(
    title="微更新预算",
    projects=(Project("路灯", 300_00), Project("长椅", 200_00), Project("凉亭", 400_00)),
    budget_fen=700_00,
    counting=Counting("pb-greedy"),
    limits=(SpendingLimit("东区", ("路灯", "凉亭"), 400_00),),
)


def cast(place: Stage, poll_id: UUID, number: int, answer: Answer) -> None:
    with place.work(now=example.VOTING) as work:
        ballot = CastBallot(poll_id, example.vote_of(number, answer))
        work.voting.polls.box.cast_ballot(ballot, key=f"cast/{number}")


def counted(place: Stage, question: BudgetQuestion, *answers: Answer) -> MethodOutcome:
    poll_id = example.opened(place, example.draft_of(questions=(question,)))
    for number, answer in enumerate(answers):
        cast(place, poll_id, number, answer)
    with place.work(CHAIR, now=example.AFTER) as work:
        polls = work.voting.polls
        polls.close(ClosePoll(poll_id), key="close")
        polls.count(CountPoll(poll_id=poll_id), key="count")
    with place.work(now=example.AFTER) as work:
        reports = work.voting.polls.reports
        recount = canonical(to_json(reports.recount(poll_id)))
        assert recount == canonical(reports.poll(poll_id).result)
        assert reports.poll(poll_id).questions == (question,)
        (outcome,) = reports.result(poll_id).questions
    assert isinstance(outcome, MethodOutcome)
    return outcome


@pytest.mark.parametrize(
    ("method", "elected"),
    [
        ("pb-greedy", {"路灯", "长椅"}),
        ("pb-equal-shares", {"路灯"}),
        ("pb-equal-shares-add1", {"路灯", "长椅"}),
    ],
)
def test_named_projects_are_counted_under_the_limit_of_their_district(
    place: Stage, method: str, elected: set[str]
) -> None:
    """路灯 and 凉亭 are together over the limit of the east; by equal shares the blank ballot has its part too."""
    question = evolve(BUDGET, counting=Counting(method))
    said = Picked(("路灯", "长椅")), Picked(("路灯", "凉亭")), Picked(("路灯", "长椅")), Picked(())
    outcome = counted(place, question, *said)
    assert set(outcome.count.elected) == elected
    assert outcome.blank == 1


def test_amounts_are_counted_where_ballots_divide_the_money(place: Stage) -> None:
    """The project that was given most comes first."""
    question = evolve(BUDGET, ballot=BudgetBallot.ALLOCATED)
    said = (
        Allocated((Share("凉亭", 400_00), Share("路灯", 100_00))),
        Allocated((Share("长椅", 200_00),)),
    )
    assert counted(place, question, *said).count.elected == ("凉亭", "长椅")


def test_a_ballot_that_names_too_many_projects_is_refused_online(place: Stage) -> None:
    """With its ground, so that the voter can mend it."""
    poll_id = example.opened(place, example.draft_of(questions=(evolve(BUDGET, most=1),)))
    cast(place, poll_id, 0, Picked(("路灯",)))
    with pytest.raises(RefusedError) as caught:
        cast(place, poll_id, 1, Picked(("路灯", "长椅")))
    assert caught.value.codes == ("voting.too_many_picked",)
