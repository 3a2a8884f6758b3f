"""Whether questions can be put: titles, options, ranges, and what breaks ties."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.polls.question_review import reasons_of_questions
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
    SpendingLimit,
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
)


def asked(question: Question, **changes: Any) -> tuple[str, ...]:
    changed = evolve(question, **changes)
    return tuple(reason.code.removeprefix("voting.") for reason in reasons_of_questions((changed,)))


@pytest.mark.parametrize("question", [MOTION, PICK, ELECT, RANK, SCORE, BUDGET])
def test_a_sound_question_can_be_put(question: Question) -> None:
    """Every form, as the examples have it."""
    assert asked(question) == ()


@pytest.mark.parametrize(
    ("question", "changes", "expected"),
    [
        (MOTION, {"title": " "}, ("title_missing_or_too_long",)),
        (MOTION, {"title": "长" * 201}, ("title_missing_or_too_long",)),
        (MOTION, {"title": "长" * 200}, ()),
        (PICK, {"most": 0}, ("most_out_of_range",)),
        (PICK, {"most": 4}, ("most_out_of_range",)),
        (PICK, {"most": 3}, ()),
        (SCORE, {"highest": 0}, ("range_unusable",)),
        (SCORE, {"lowest": -1}, ("range_unusable",)),
        (BUDGET, {"budget_fen": 0}, ("no_money",)),
        (BUDGET, {"projects": (Project("路灯", 0),)}, ("no_money",)),
        (ELECT, {"seats": 0}, ("no_seats",)),
        (ELECT, {"seats": 4}, ()),
        (ELECT, {"options": ("王芳", "王芳")}, ("option_twice",)),
        (ELECT, {"ties": TieBreak.LOT}, ("draw_not_named",)),
        (ELECT, {"ties": TieBreak.LOT, "draw": "双色球2025068期"}, ()),
        (ELECT, {"ties": TieBreak.SENIORITY, "seniority": NAMES[:2]}, ("seniority_incomplete",)),
        (ELECT, {"ties": TieBreak.EARLIER_ROUNDS}, ("tie_rule_unusable",)),
        (ELECT, {"ties": TieBreak.HEAD_TO_HEAD}, ("tie_rule_unusable",)),
        (BUDGET, {"most": 0}, ("most_out_of_range",)),
        (BUDGET, {"most": 1}, ()),
        (BUDGET, {"most": 2}, ()),
        (BUDGET, {"most": 3}, ("most_out_of_range",)),
        (BUDGET, {"most": 1, "ballot": BudgetBallot.ALLOCATED}, ("most_out_of_range",)),
        (BUDGET, {"minimum_votes": 0}, ("minimum_unusable",)),
        (BUDGET, {"minimum_votes": 1}, ()),
        (BUDGET, {"limits": (SpendingLimit("北区", ("路灯",), 1),)}, ()),
        (BUDGET, {"limits": (SpendingLimit("北区", ("路灯",), 0),)}, ("limit_unusable",)),
        (BUDGET, {"limits": (SpendingLimit(" ", ("路灯",), 1),)}, ("limit_unusable",)),
        (BUDGET, {"limits": (SpendingLimit("北区", (), 1),)}, ("limit_unusable",)),
        (BUDGET, {"limits": (SpendingLimit("北区", ("凉亭",), 1),)}, ("project_unknown",)),
        (BUDGET, {"alternatives": (("路灯", "长椅"),)}, ()),
        (BUDGET, {"alternatives": (("路灯", "路灯"),)}, ("alternatives_too_few",)),
        (BUDGET, {"alternatives": (("路灯", "凉亭"),)}, ("project_unknown",)),
        (RANK, {"options": ()}, ("no_options",)),
        (RANK, {"options": ("王芳", "王芳")}, ("option_twice",)),
        (RANK, {"options": ("王|芳",)}, ("option_unusable",)),
        (RANK, {"counting": Counting("irv", seats=0)}, ("no_seats",)),
        (RANK, {"counting": Counting("irv", ties=TieBreak.LOT)}, ("draw_not_named",)),
        (RANK, {"counting": Counting("irv", ties=TieBreak.LOT, draw="双色球2025068期")}, ()),
        (RANK, {"counting": Counting("irv", ties=TieBreak.EARLIER_ROUNDS)}, ("tie_rule_unusable",)),
        (
            RANK,
            {"counting": Counting("irv", ties=TieBreak.SENIORITY, seniority=NAMES[:2])},
            ("seniority_incomplete",),
        ),
        (RANK, {"counting": Counting("irv", ties=TieBreak.SENIORITY, seniority=NAMES)}, ()),
    ],
)
def test_a_question_that_cannot_be_put_says_why(
    question: Question, changes: dict[str, Any], expected: tuple[str, ...]
) -> None:
    """Titles, options, ranges, and everything that breaks ties is said before the vote."""
    assert asked(question, **changes) == expected


def test_a_poll_asks_something() -> None:
    """No question is a ground of its own."""
    assert [reason.code for reason in reasons_of_questions(())] == ["voting.no_question"]
