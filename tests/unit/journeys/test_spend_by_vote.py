"""What was voted on, word for word, is what is spent."""

from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import UUID

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.codec import digest_of
from gongtong.core.rulings import Granted, Refused
from gongtong.journeys.spend_by_vote import (
    NO,
    YES,
    VotedTerms,
    budget_title,
    motion_for,
    pick_for,
    rule_on_vote,
)
from gongtong.ledger.books.chart import MAINTENANCE_FUND
from gongtong.voting.counting.traces import Count
from gongtong.voting.decisions import Finding
from gongtong.voting.elections.ballots import VotingPeriod
from gongtong.voting.owners_votes import OwnersVote
from gongtong.voting.polls.poll_on_file import PollMove, PollOnFile
from gongtong.voting.polls.poll_rules import Secrecy
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.question_outcomes import (
    MethodOutcome,
    MotionOutcome,
    PollResult,
    QuestionOutcome,
)
from gongtong.voting.polls.questions import (
    BudgetQuestion,
    Counting,
    PickQuestion,
    Project,
    Question,
    RankQuestion,
)
from gongtong.voting.thresholds import Matter
from gongtong.voting.weights import NOTHING

TERMS = VotedTerms("sanitation", "更换水泵", 6_000_000, "新民建材")
AT = datetime(2025, 3, 31, 20, 0, tzinfo=UTC)


def poll_on(question: Question, state: PollState = PollState.CERTIFIED) -> PollOnFile:
    moves = (PollMove(number=1, step=PollStep.CERTIFY, state=state, at=AT, actor="s"),)
    return PollOnFile(
        id=UUID(int=5),
        title="2025年表决",
        questions=(question,),
        secrecy=Secrecy.OPEN,
        period=VotingPeriod(datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 3, 10, tzinfo=UTC)),
        electorate_on=date(2025, 2, 1),
        state=state,
        version=1,
        result={"yes": 1},
        moves=moves,
    )


def result_of(outcome: QuestionOutcome) -> PollResult:
    return PollResult(
        poll=UUID(int=5),
        title="2025年表决",
        secrecy=Secrecy.OPEN,
        everyone=NOTHING,
        ballots=0,
        voters=0,
        silent=NOTHING,
        roll=b"",
        root=b"",
        changed_ballots=(),
        questions=(outcome,),
    )


def motion_outcome(*, passed: bool) -> PollResult:
    return result_of(
        MotionOutcome(
            title="",
            counted=1,
            spoilt=0,
            conflicting=0,
            votes=OwnersVote(everyone=NOTHING, approving=NOTHING),
            finding=Finding((), ()),
            passed=passed,
            zh="",
            en="",
        )
    )


def elected(form: Literal["pick", "budget"], *names: str) -> PollResult:
    return result_of(
        MethodOutcome(
            title="",
            form=form,
            counted=1,
            spoilt=0,
            conflicting=0,
            blank=0,
            count=Count(
                method="plurality", candidates=(YES, NO), seats=1, ballots=1, elected=names
            ),
        )
    )


def codes(
    question: Question, result: PollResult | None, terms: VotedTerms = TERMS, **other: Any
) -> list[str]:
    poll = poll_on(question, other.get("state", PollState.CERTIFIED))
    ruling = rule_on_vote(terms, poll, result, other.get("number", 1))
    return list(ruling.codes) if isinstance(ruling, Refused) else []


def test_what_passed_becomes_the_decision() -> None:
    """With the digest of the certified result, and the day of its certification where people live."""
    poll = poll_on(motion_for(TERMS))
    ruling = rule_on_vote(TERMS, poll, motion_outcome(passed=True), 1)
    assert isinstance(ruling, Granted)
    decision = ruling.event
    assert (decision.fund, decision.purpose, decision.payee) == (
        "sanitation",
        "更换水泵",
        "新民建材",
    )
    assert decision.most_fen == 6_000_000
    assert decision.digest == digest_of({"yes": 1}).hex()
    assert decision.decided_on == date(2025, 4, 1)
    assert decision.id == f"poll {UUID(int=5)} question 1"


def test_what_did_not_pass_allows_nothing() -> None:
    """Nor does a question that is not there."""
    motion = motion_for(TERMS)
    assert codes(motion, motion_outcome(passed=False)) == ["journeys.vote_not_passed"]
    for number in (0, 2):
        found = codes(motion, motion_outcome(passed=True), number=number)
        assert found == ["journeys.no_such_question"]


@pytest.mark.parametrize("state", list(PollState))
def test_only_a_certified_result_counts(state: PollState) -> None:
    """Certified or published; a preliminary count, and what was annulled, allow nothing."""
    found = codes(motion_for(TERMS), motion_outcome(passed=True), state=state)
    is_certified = state in {PollState.CERTIFIED, PollState.PUBLISHED}
    assert found == ([] if is_certified else ["journeys.poll_not_certified"])


@pytest.mark.parametrize(
    "terms",
    [
        evolve(TERMS, most_fen=6_000_001),
        evolve(TERMS, most_fen=5_999_999),
        evolve(TERMS, purpose="更换水泵2"),
        evolve(TERMS, payee=""),
        evolve(TERMS, payee="他人"),
        evolve(TERMS, fund="common"),
    ],
)
def test_another_amount_purpose_payee_or_fund_was_not_voted_on(terms: VotedTerms) -> None:
    """Not by a fen, not by a letter."""
    found = codes(motion_for(TERMS), motion_outcome(passed=True), terms)
    assert found == ["journeys.another_question"]


def test_the_maintenance_fund_is_for_owners_to_decide() -> None:
    """民法典 第278条第1款第五项: its matter is its own, and heads alone do not decide it."""
    terms = evolve(TERMS, fund=MAINTENANCE_FUND)
    motion = motion_for(terms)
    assert motion.matter is Matter.USE_MAINTENANCE_FUND
    assert codes(motion, motion_outcome(passed=True), terms) == []
    other = evolve(motion, matter=Matter.OTHER_MAJOR)
    assert codes(other, motion_outcome(passed=True), terms) == ["journeys.another_question"]
    with pytest.raises(ValueError, match="motion of owners"):
        pick_for(terms)
    picked = PickQuestion(
        title=terms.text, options=(YES, NO), most=1, counting=Counting("plurality")
    )
    assert codes(picked, elected("pick", YES), terms) == ["journeys.another_question"]


def test_residents_decide_by_yes_or_no() -> None:
    """The more wins; a tie and a no allow nothing, and other options are another question."""
    question = pick_for(TERMS)
    assert codes(question, elected("pick", YES)) == []
    for none in (elected("pick", NO), elected("pick")):
        assert codes(question, none) == ["journeys.vote_not_passed"]
    turned = evolve(question, options=(NO, YES))
    assert codes(turned, elected("pick", YES)) == ["journeys.another_question"]


def test_a_project_of_a_budget_is_decided_with_its_cost() -> None:
    """By its name and to the fen; nobody was named as payee there."""
    question = BudgetQuestion(
        title=budget_title("sanitation"),
        projects=(Project("车棚", 1), Project("更换水泵", 6_000_000)),
        budget_fen=10_000_000,
        counting=Counting("pb-greedy"),
    )
    terms = evolve(TERMS, payee="")
    ruling = rule_on_vote(terms, poll_on(question), elected("budget", "更换水泵"), 1)
    assert isinstance(ruling, Granted)
    assert ruling.event.id.endswith("question 1 project 1")
    assert codes(question, elected("budget", "车棚"), terms) == ["journeys.vote_not_passed"]
    for other in (TERMS, evolve(terms, most_fen=6_000_001), evolve(terms, purpose="路灯")):
        assert codes(question, elected("budget", "更换水泵"), other) == [
            "journeys.another_question"
        ]


def test_a_ranking_decides_no_spending() -> None:
    """Nor does any question that is neither a motion nor yes or no nor a budget."""
    question = RankQuestion(
        title=TERMS.text, options=(YES, NO), ties_allowed=False, counting=Counting("irv")
    )
    assert codes(question, elected("pick", YES)) == ["journeys.another_question"]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (evolve(TERMS, purpose=""), "journeys.terms_unclear"),
        (evolve(TERMS, purpose="水泵“大”"), "journeys.terms_unclear"),
        (evolve(TERMS, payee="甲”，不超过"), "journeys.terms_unclear"),
        (evolve(TERMS, most_fen=0), "journeys.terms_amount"),
        (evolve(TERMS, most_fen=True), "journeys.terms_amount"),
        (evolve(TERMS, purpose="长" * 160), "journeys.terms_too_long"),
    ],
)
def test_terms_that_could_be_read_in_two_ways_stand_on_no_ballot(
    terms: VotedTerms, code: str
) -> None:
    """No quotation marks inside, no amount that is none, no text that is cut."""
    with pytest.raises(ValueError, match=r"\w"):
        motion_for(terms)
    assert code in codes(motion_for(TERMS), motion_outcome(passed=True), terms)


_TEXTS = st.text(st.sampled_from("a，付给不超过元1.0資金“”"), max_size=8).filter(
    lambda text: not set(text) & set("“”")
)
_TERMS = st.builds(
    VotedTerms, st.sampled_from(["a", "b"]), _TEXTS.filter(bool), st.integers(1, 20000), _TEXTS
)


@given(_TERMS, _TERMS)
def test_two_terms_never_make_the_same_text(one: VotedTerms, other: VotedTerms) -> None:
    """So that a ballot cannot be cited for something else."""
    assert (one.text == other.text) is (one == other)
