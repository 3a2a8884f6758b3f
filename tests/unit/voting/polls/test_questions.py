"""Questions: what can be asked, and what makes an answer spoilt."""

from __future__ import annotations

import pytest
from attrs import evolve

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
)
from gongtong.voting.polls.questions import (
    BudgetBallot,
    BudgetQuestion,
    Counting,
    ElectQuestion,
    Motion,
    PickQuestion,
    Project,
    Question,
    RankQuestion,
    ScoreQuestion,
    faults_of_ballot,
    ties_named,
)
from gongtong.voting.thresholds import Matter

NAMES = ("王芳", "陈静", "刘洋")
COUNTING = Counting("plurality")
MOTION = Motion(title="解聘", matter=Matter.HIRE_OR_DISMISS_MANAGER)
PICK = PickQuestion(title="选两人", options=NAMES, most=2, counting=COUNTING)
ELECT = ElectQuestion(title="选举业主委员会委员", options=NAMES, seats=2)
RANK = RankQuestion(title="排序", options=NAMES, ties_allowed=False, counting=COUNTING)
SCORE = ScoreQuestion(title="打分", options=NAMES, lowest=0, highest=5, counting=COUNTING)
BUDGET = BudgetQuestion(
    title="预算",
    projects=(Project("路灯", 300), Project("长椅", 200)),
    budget_fen=400,
    counting=COUNTING,
    ballot=BudgetBallot.ALLOCATED,
)
APPROVED = evolve(BUDGET, ballot=BudgetBallot.APPROVED)


def codes(question: Question, answer: Answer) -> tuple[str, ...]:
    return tuple(fault.code for fault in faults_of_ballot((question,), (answer,)))


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (MOTION, MotionAnswer((Choice.FOR,)), ()),
        (MOTION, MotionAnswer((Choice.FOR, Choice.FOR)), ()),
        (MOTION, MotionAnswer(()), ()),
        (MOTION, MotionAnswer((Choice.FOR, Choice.AGAINST)), ("several_choices",)),
        (ELECT, Picked(()), ()),
        (ELECT, Picked(NAMES[:2]), ()),
        (ELECT, Picked(NAMES), ("too_many_picked",)),
        (ELECT, Picked(("赵强",)), ("not_an_option",)),
        (ELECT, Ranked((NAMES[:1],)), ("answer_of_another_form",)),
        (MOTION, MotionAnswer((Choice.FOLLOW,)), ("following_not_offered",)),
        (evolve(MOTION, may_follow=True), MotionAnswer((Choice.FOLLOW,)), ()),
        (PICK, Picked(NAMES[:2]), ()),
        (PICK, Picked(NAMES), ("too_many_picked",)),
        (PICK, Picked(("王芳", "王芳", "陈静")), ()),
        (PICK, Picked(("钟浩然",)), ("not_an_option",)),
        (RANK, Ranked((("陈静",), ("王芳",))), ()),
        (RANK, Ranked((("陈静", "王芳"),)), ("equal_ranks",)),
        (evolve(RANK, ties_allowed=True), Ranked((("陈静", "王芳"),)), ()),
        (RANK, Ranked((("陈静",), ("陈静",))), ("named_twice",)),
        (SCORE, Scored((Points("王芳", 0), Points("陈静", 5))), ()),
        (SCORE, Scored((Points("王芳", 6),)), ("points_out_of_range",)),
        (SCORE, Scored((Points("王芳", -1),)), ("points_out_of_range",)),
        (SCORE, Scored((Points("王芳", 1), Points("王芳", 1))), ("named_twice",)),
        (APPROVED, Picked(()), ()),
        (APPROVED, Picked(("路灯", "长椅")), ()),
        (APPROVED, Picked(("凉亭",)), ("not_an_option",)),
        (evolve(APPROVED, most=1), Picked(("路灯",)), ()),
        (evolve(APPROVED, most=1), Picked(("路灯", "长椅")), ("too_many_picked",)),
        (APPROVED, Allocated((Share("路灯", 200),)), ("answer_of_another_form",)),
        (BUDGET, Picked(("路灯",)), ("answer_of_another_form",)),
        (BUDGET, Allocated((Share("路灯", 200), Share("长椅", 200))), ()),
        (BUDGET, Allocated((Share("路灯", 201), Share("长椅", 200))), ("over_budget",)),
        (BUDGET, Allocated((Share("长椅", 201),)), ("share_out_of_range",)),
        (BUDGET, Allocated((Share("凉亭", 1),)), ("not_an_option",)),
        (MOTION, Picked(("王芳",)), ("answer_of_another_form",)),
    ],
)
def test_an_answer_is_spoilt_for_named_reasons(
    question: Question, answer: Answer, expected: tuple[str, ...]
) -> None:
    """Each bound just met and just missed; blank is an abstention and never spoilt."""
    assert codes(question, answer) == expected


def test_every_fault_of_every_question_is_named_at_once() -> None:
    """With the number of its question, in both languages, and as a ground of refusal."""
    faults = faults_of_ballot((MOTION, PICK), (MotionAnswer((Choice.FOLLOW,)), Picked(NAMES)))
    assert [(fault.question, fault.code) for fault in faults] == [
        (1, "following_not_offered"),
        (2, "too_many_picked"),
    ]
    reason = faults[1].as_reason()
    assert (reason.code, reason.zh) == (
        "voting.too_many_picked",
        "第2题：选了3个，最多可选2个",
    )


@pytest.mark.parametrize("count", [0, 2])
def test_a_ballot_answers_every_question_once(count: int) -> None:
    """One answer too few or too many spoils the whole paper."""
    answers = (MotionAnswer(()),) * count
    (fault,) = faults_of_ballot((MOTION,), answers)
    assert fault.code == "answers_missing_or_too_many"


def test_an_election_of_the_committee_is_its_matter() -> None:
    """民法典 278(1)3 is the matter; ties are named by the election itself, by no motion."""
    assert ELECT.matter is Matter.ELECT_OR_REPLACE_COMMITTEE
    assert ties_named(ELECT) is ELECT
    assert ties_named(PICK) is COUNTING
    assert ties_named(MOTION) is None
