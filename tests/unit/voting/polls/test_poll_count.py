"""The count of what is kept: motions in heads and area, other questions by their methods."""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.codec import canonical, to_json
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountSettings, UncountableError
from gongtong.voting.counting.projects import Exclusion, ProjectVotes, SpendingCap
from gongtong.voting.methods.catalogue import METHODS
from gongtong.voting.polls.answers import (
    Allocated,
    Answer,
    Choice,
    MotionAnswer,
    Picked,
    Points,
    Ranked,
    Scored,
    Share,
    answer_bytes,
)
from gongtong.voting.polls.commitments import commitment_of, merkle_root
from gongtong.voting.polls.poll_count import (
    KeptPoll,
    count_kept,
    is_same_result,
    owners_vote,
    result_digest,
)
from gongtong.voting.polls.poll_on_file import PollOnFile
from gongtong.voting.polls.poll_roll import PollRoll, RollLine
from gongtong.voting.polls.poll_rules import NOTHING_KNOWN, Secrecy
from gongtong.voting.polls.question_outcomes import MethodOutcome, MotionOutcome
from gongtong.voting.polls.questions import (
    BudgetBallot,
    BudgetQuestion,
    Counting,
    PickQuestion,
    Project,
    Question,
    RankQuestion,
    ScoreQuestion,
    SpendingLimit,
)
from gongtong.voting.polls.requests import CountPoll
from gongtong.voting.polls.settling import SecretBallot, SettledAnswer, Worth
from gongtong.voting.readings import SilentBallots
from gongtong.voting.silence import SilenceConditions, SilenceFacts
from gongtong.voting.weights import NOTHING, Weight

KNOWN = {method.name: method for method in METHODS}
POLL = UUID(int=9)
ROLL = PollRoll([RollLine(f"1-1-{n}", UUID(int=n), 80) for n in range(1, 11)])
NAMES = ("a", "b", "c")


def ballot(number: int, *answers: Answer, area: int | None = None) -> SecretBallot:
    salt = hashlib.sha256(str(number).encode()).digest()
    digest = commitment_of(POLL, salt, answer_bytes(answers))
    return SecretBallot(commitment=digest, salt=salt, answers=answers, area_cm2=area)


def kept(poll: PollOnFile, *said: tuple[Answer, ...], area: int | None = None) -> KeptPoll:
    ballots = tuple(ballot(number, *answers, area=area) for number, answers in enumerate(said))
    marked = frozenset(UUID(int=number) for number in range(1, len(said) + 1))
    secret = evolve(poll, secrecy=Secrecy.SECRET)
    return KeptPoll(poll=secret, roll=ROLL, secret=ballots, marked=marked)


def asked(poll: PollOnFile, question: Question) -> PollOnFile:
    return evolve(poll, questions=(question,))


def counted(poll: PollOnFile, question: Question, *answers: Answer) -> MethodOutcome:
    stored = kept(asked(poll, question), *((answer,) for answer in answers))
    (outcome,) = count_kept(stored, KNOWN).questions
    assert isinstance(outcome, MethodOutcome)
    return outcome


def elected(poll: PollOnFile, question: Question, *answers: Answer) -> tuple[str, ...]:
    return counted(poll, question, *answers).count.elected


def decided(stored: KeptPoll) -> MotionOutcome:
    (outcome,) = count_kept(stored, KNOWN).questions
    assert isinstance(outcome, MotionOutcome)
    return outcome


def test_each_form_is_counted_by_the_method_that_it_names(poll_on_file: PollOnFile) -> None:
    """Names, rankings, points and budgets, each with its full trace in the result."""
    pick = PickQuestion(title="t", options=NAMES, most=2, counting=Counting("approval"))
    assert elected(poll_on_file, pick, Picked(("a", "b")), Picked(("b",))) == ("b",)
    rank = RankQuestion(title="t", options=NAMES, ties_allowed=True, counting=Counting("schulze"))
    said = Ranked((("c",), ("a", "b"))), Ranked((("c",),)), Ranked((("a",),))
    assert elected(poll_on_file, rank, *said) == ("c",)
    score = ScoreQuestion(title="t", options=NAMES, lowest=0, highest=5, counting=Counting("score"))
    points = Scored((Points("a", 5),)), Scored((Points("b", 3),)), Scored((Points("b", 3),))
    assert elected(poll_on_file, score, *points) == ("b",)


def test_a_budget_is_divided_by_its_method(poll_on_file: PollOnFile) -> None:
    """Shares are points for the projects; what fits the budget is carried out."""
    budget = BudgetQuestion(
        title="t",
        projects=(Project("路灯", 300), Project("长椅", 200)),
        budget_fen=300,
        counting=Counting("pb-greedy"),
        ballot=BudgetBallot.ALLOCATED,
    )
    shares = Allocated((Share("路灯", 300),)), Allocated((Share("长椅", 200),))
    assert elected(poll_on_file, budget, *shares, shares[0]) == ("路灯",)


@pytest.mark.parametrize(
    "named", sorted(name for name, one in KNOWN.items() if ProjectVotes in one.takes)
)
def test_projects_that_were_named_are_counted_by_every_method_of_budgets(
    poll_on_file: PollOnFile, named: str
) -> None:
    """Costs, the cap of a district, what excludes each other and the minimum reach the method as drafted."""
    costs = {"路灯": 300_00, "长椅": 200_00, "凉亭": 400_00, "花坛": 100_00, "秋千": 50_00}
    names = tuple(costs)
    question = BudgetQuestion(
        title="t",
        projects=tuple(Project(name, cost) for name, cost in costs.items()),
        budget_fen=700_00,
        counting=Counting(named),
        limits=(SpendingLimit("北区", ("路灯", "凉亭"), 400_00),),
        alternatives=(("长椅", "花坛"),),
        minimum_votes=2,
    )
    said = ("路灯", "长椅"), ("路灯", "长椅", "凉亭"), ("凉亭", "花坛"), ("花坛", "路灯"), ("秋千",)
    outcome = counted(poll_on_file, question, *(Picked(each) for each in said))
    votes = ProjectVotes(
        Approvals.from_ballots(names, [({names.index(one) for one in each}, 1) for each in said]),
        tuple(costs.values()),
        700_00,
        units=100,
        caps=(SpendingCap("北区", frozenset({0, 2}), 400_00),),
        exclusions=(Exclusion(frozenset({1, 3})),),
        minimum_score=2,
    )
    assert outcome.count == KNOWN[named].run(votes, CountSettings())
    chosen = set(outcome.count.elected)
    assert chosen
    assert not {"路灯", "凉亭"} <= chosen
    assert not {"长椅", "花坛"} <= chosen
    assert "秋千" not in chosen


def test_a_motion_is_decided_by_heads_and_area(poll_on_file: PollOnFile) -> None:
    """Seven of ten voters, six in favour: two thirds took part, more than half approve."""
    motion = asked(poll_on_file, poll_on_file.questions[0])
    said = [(MotionAnswer((Choice.FOR,)),)] * 6 + [(MotionAnswer((Choice.AGAINST,)),)]
    assert decided(kept(motion, *said, area=80)).passed
    few = decided(kept(motion, *said[:6], area=80))
    assert not few.passed
    assert few.votes.approving == Weight(6, 480)


@pytest.mark.parametrize(
    ("facts", "passed"),
    [
        (NOTHING_KNOWN, False),
        (SilenceFacts(in_rules=True, warned=None), False),
        (SilenceFacts(in_rules=True, warned=True), True),
    ],
)
def test_silence_is_counted_where_every_condition_is_known_to_be_met(
    poll_on_file: PollOnFile, facts: SilenceFacts, *, passed: bool
) -> None:
    """Six in favour and one silent reach two thirds; otherwise the result says what was missing."""
    rules = poll_on_file.required_rules()
    conditions = SilenceConditions(
        must_be_in_rules=True, must_be_warned=True, majority_alone=(), is_contested=False
    )
    counting = evolve(
        rules,
        ballots=evolve(rules.ballots, silent=SilentBallots.COUNT_WITH_MAJORITY),
        silence=conditions,
        silence_facts=facts,
    )
    motion = evolve(asked(poll_on_file, poll_on_file.questions[0]), rules=counting)
    stored = kept(motion, *[(MotionAnswer((Choice.FOR,)),)] * 6, area=80)
    reached = evolve(stored, delivered=frozenset({"1-1-1", "1-1-7"}))
    assert count_kept(reached, KNOWN).silent == Weight(1, 80)
    outcome = decided(reached)
    assert outcome.passed is passed
    assert outcome.silence is not None
    assert (not outcome.silence.unclear) is passed


def test_the_same_ballots_give_the_same_bytes_in_any_order(poll_on_file: PollOnFile) -> None:
    """The result is plain JSON in its canonical form, and so is its digest."""
    said = [(MotionAnswer((Choice.FOR,)), Picked((name,))) for name in ("东门", "西门", "东门")]
    stored = kept(poll_on_file, *said, area=80)
    turned = evolve(stored, secret=tuple(reversed(stored.secret)))
    one, other = (to_json(count_kept(each, KNOWN)) for each in (stored, turned))
    assert canonical(one) == canonical(other)
    assert is_same_result(one, other)
    assert result_digest(one) == hashlib.sha256(canonical(one)).digest()


def test_what_is_kept_is_proven_by_root_roll_and_digests(poll_on_file: PollOnFile) -> None:
    """A ballot whose answers were rewritten no longer fits its digest."""
    said = (MotionAnswer(()), Picked(()))
    stored = kept(poll_on_file, said, said)
    assert stored.summary().root == merkle_root(one.commitment for one in stored.secret)
    assert (stored.summary().ballots, stored.summary().voters) == (2, 2)
    first, second = stored.secret
    forged = evolve(first, answers=(MotionAnswer((Choice.FOR,)), Picked(())))
    changed = evolve(stored, secret=(forged, second))
    assert changed.changed_ballots() == (first.commitment,)
    assert (stored.summary().changed, changed.summary().changed) == (0, 1)


def test_a_tie_is_broken_by_what_the_count_was_given(poll_on_file: PollOnFile) -> None:
    """The numbers of the draw are kept with the poll, so that a recount draws the same."""
    stored = kept(poll_on_file).with_ties(CountPoll(poll_id=POLL, tie_seed="03 11 17"))
    assert stored.poll.tie_seed == "03 11 17"


def test_a_method_that_is_gone_is_an_error_that_names_the_others(
    poll_on_file: PollOnFile,
) -> None:
    """A plugin that was taken away is missed by name."""
    with pytest.raises(UncountableError, match="plurality"):
        count_kept(kept(poll_on_file, (MotionAnswer(()), Picked(()))), {})


def test_blank_is_abstention_and_a_contradiction_is_spoilt() -> None:
    """Every answer adds its whole weight to one side."""
    one = Weight(1, 10)
    settled = [
        SettledAnswer(one, Worth.COUNTED, MotionAnswer((Choice.FOR,))),
        SettledAnswer(one, Worth.COUNTED, MotionAnswer(())),
        SettledAnswer(one, Worth.COUNTED, MotionAnswer((Choice.FOLLOW,))),
        SettledAnswer(one, Worth.CONFLICTING),
    ]
    vote = owners_vote(Weight(9, 90), settled)
    assert (vote.approving, vote.abstaining, vote.following, vote.spoilt) == (one, one, one, one)
    assert (vote.opposing, vote.silent) == (NOTHING, NOTHING)
