"""The questions of a poll, and what makes an answer to one of them spoilt (表决问题)."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from gongtong.core.rulings import Reason
from gongtong.core.shares import Bound
from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.polls.answers import (
    Allocated,
    Answer,
    Choice,
    MotionAnswer,
    Picked,
    Ranked,
    Scored,
)
from gongtong.voting.polls.sources import POLL_NOTICE
from gongtong.voting.thresholds import Matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_TITLE_LENGTH = 200
MAX_NAME_LENGTH = 100


@frozen
class NeededShare:
    """The share of the ballots without which nobody is elected (当选比例)."""

    bound: Bound


@frozen
class Counting:
    """How the answers are counted, named before the poll opens (计票方式).

    `method` is the name of a counting method and `seats` how many are elected. `ties` is what breaks
    ties; `seniority` is the list that it goes by, the first first, and `draw` names the public draw
    whose numbers will be the seed of a lot. `majority` is given where the law or the place asks for
    a share of the ballots.
    """

    method: str
    seats: int = 1
    ties: TieBreak = TieBreak.OPEN
    seniority: tuple[str, ...] = ()
    draw: str = ""
    majority: NeededShare | None = None


@frozen(kw_only=True)
class Motion:
    """A motion on which owners decide in heads and area (议案).

    民法典 第278条. `may_follow` prints 从众 on the ballot.
    """

    title: str
    matter: Matter
    may_follow: bool = False
    form: Literal["motion"] = "motion"


@frozen(kw_only=True)
class PickQuestion:
    """Choose up to `most` of the options; approval voting where `most` is all of them (勾选题).

    Voters are counted as heads alone. Where owners elect or replace their committee that is not
    enough: take an `ElectQuestion`, which counts heads and area as 民法典 第278条 asks.
    """

    title: str
    options: tuple[str, ...]
    most: int
    counting: Counting
    form: Literal["pick"] = "pick"


@frozen(kw_only=True)
class ElectQuestion:
    """Elect the owners' committee, or replace members of it, in heads and area (业主委员会选举题).

    民法典 第278条第1款第三项、第2款: enough owners must take part, and enough of them approve each who
    is elected, both in heads and in area. Up to `seats` of the options may be ticked. `ties`,
    `seniority` and `draw` are named as for other questions and asked only where the last seats fall
    to candidates who are equal in heads and in area. A body that has no owners' area, such as a
    residents' council, is elected by a `PickQuestion`.
    """

    title: str
    options: tuple[str, ...]
    seats: int
    ties: TieBreak = TieBreak.OPEN
    seniority: tuple[str, ...] = ()
    draw: str = ""
    form: Literal["elect"] = "elect"

    @property
    def matter(self) -> Matter:
        """The matter whose decision rule of the place says how many are enough (表决事项)."""
        return Matter.ELECT_OR_REPLACE_COMMITTEE


@frozen(kw_only=True)
class RankQuestion:
    """Put the options in order, down to where one cares; equal ranks where they are allowed (排序题)."""

    title: str
    options: tuple[str, ...]
    ties_allowed: bool
    counting: Counting
    form: Literal["rank"] = "rank"


@frozen(kw_only=True)
class ScoreQuestion:
    """Give points from `lowest` to `highest` to the options (打分题)."""

    title: str
    options: tuple[str, ...]
    lowest: int
    highest: int
    counting: Counting
    form: Literal["score"] = "score"


@frozen
class Project:
    """Something that the budget could pay for (预算项目)."""

    name: str
    cost_fen: int


class BudgetBallot(StrEnum):
    """What a ballot on a budget says: which projects, or how much for each (预算选票形式)."""

    APPROVED = "approved"
    ALLOCATED = "allocated"


@frozen
class SpendingLimit:
    """Some projects may cost no more than this together, such as those of one district (分项限额)."""

    name: str
    projects: tuple[str, ...]
    most_fen: int


@frozen(kw_only=True)
class BudgetQuestion:
    """Say what a budget is to be spent on (预算题).

    By approval each ballot names the projects that it wants, at most `most` of them; by allocation it
    divides the money itself. Money is whole fen. `limits` cap what some projects cost together;
    of each group in `alternatives` at most one can be carried out. A project with fewer votes than
    `minimum_votes` (with less fen, by allocation) cannot be chosen. All of it is announced with the
    question.
    """

    title: str
    projects: tuple[Project, ...]
    budget_fen: int
    counting: Counting
    ballot: BudgetBallot = BudgetBallot.APPROVED
    most: int | None = None
    limits: tuple[SpendingLimit, ...] = ()
    alternatives: tuple[tuple[str, ...], ...] = ()
    minimum_votes: int | None = None
    form: Literal["budget"] = "budget"

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the projects (项目名称)."""
        return tuple(project.name for project in self.projects)

    @property
    def most_named(self) -> int:
        """How many projects a ballot may name (可选项目数)."""
        return len(self.projects) if self.most is None else self.most


OwnersQuestion: TypeAlias = Motion | ElectQuestion
"""A question that owners decide in heads and area, by the rule for its matter (业主共同决定题)."""
MethodQuestion: TypeAlias = PickQuestion | RankQuestion | ScoreQuestion | BudgetQuestion
"""A question that a counting method decides, by heads alone (计票方法题)."""
Question: TypeAlias = OwnersQuestion | MethodQuestion
"""One question of a poll (表决题)."""


def ties_named(question: Question) -> Counting | ElectQuestion | None:
    """Give what names the rule for ties of a question; a motion has no ties (并列规则出处)."""
    match question:
        case Motion():
            return None
        case ElectQuestion():
            return question
        case _:
            return question.counting


@frozen
class AnswerFault:
    """Why an answer is spoilt (答复问题).

    `question` is the place of the question on the ballot, counted from 1.
    """

    question: int
    code: str
    zh: str
    en: str

    def as_reason(self) -> Reason:
        """Give the fault as a ground of refusal, for a voter who can still mend it (作为拒绝理由)."""
        return Reason(
            f"voting.{self.code}",
            f"第{self.question}题：{self.zh}",
            f"question {self.question}: {self.en}",
            POLL_NOTICE,
            (("question", str(self.question)),),
        )


def faults_of_ballot(
    questions: tuple[Question, ...], answers: tuple[Answer, ...]
) -> tuple[AnswerFault, ...]:
    """Say everything that is wrong with a ballot, question by question (选票核验)."""
    if len(questions) != len(answers):
        return (
            AnswerFault(
                min(len(questions), len(answers)) + 1,
                "answers_missing_or_too_many",
                f"共{len(questions)}题，选票有{len(answers)}个答复",
                f"there are {len(questions)} questions and {len(answers)} answers",
            ),
        )
    return tuple(
        fault
        for number, (question, answer) in enumerate(zip(questions, answers, strict=True), start=1)
        for fault in faults_of_answer(number, question, answer)
    )


def faults_of_answer(number: int, question: Question, answer: Answer) -> tuple[AnswerFault, ...]:
    """Say everything that is wrong with the answer to one question; blank is not wrong (答复核验)."""
    match question, answer:
        case Motion(), MotionAnswer(ticked):
            found = _of_motion(question, ticked)
        case PickQuestion(), Picked(names):
            found = _of_pick(question.options, question.most, names)
        case ElectQuestion(), Picked(names):
            found = _of_pick(question.options, question.seats, names)
        case RankQuestion(), Ranked(ranks):
            found = _of_rank(question, ranks)
        case ScoreQuestion(), Scored():
            found = _of_score(question, answer)
        case BudgetQuestion(ballot=BudgetBallot.APPROVED), Picked(names):
            found = _of_pick(question.options, question.most_named, names)
        case BudgetQuestion(ballot=BudgetBallot.ALLOCATED), Allocated():
            found = _of_budget(question, answer)
        case _:
            found = iter(
                [
                    (
                        "answer_of_another_form",
                        "答复的形式与问题不符",
                        f"a {question.form} question cannot be answered by {answer.form}",
                    )
                ]
            )
    return tuple(AnswerFault(number, code, zh, en) for code, zh, en in found)


_Found: TypeAlias = "Iterator[tuple[str, str, str]]"


def _of_motion(question: Motion, ticked: tuple[Choice, ...]) -> _Found:
    distinct = set(ticked)
    if len(distinct) > 1:
        words = "、".join(one.zh for one in Choice if one in distinct)
        yield "several_choices", f"同时选了{words}", f"{len(distinct)} answers are ticked"
    if Choice.FOLLOW in distinct and not question.may_follow:
        yield "following_not_offered", "本题没有“从众”选项", "following is not offered here"


def _of_pick(options: tuple[str, ...], most: int, names: tuple[str, ...]) -> _Found:
    distinct = set(names)
    if len(distinct) > most:
        yield (
            "too_many_picked",
            f"选了{len(distinct)}个，最多可选{most}个",
            f"{len(distinct)} are picked, at most {most} may be",
        )
    yield from _strangers(distinct, options)


def _of_rank(question: RankQuestion, ranks: tuple[tuple[str, ...], ...]) -> _Found:
    names = [name for rank in ranks for name in rank]
    yield from _twice(names)
    if not question.ties_allowed and any(len(rank) > 1 for rank in ranks):
        yield "equal_ranks", "有并列的名次，本题不允许", "ranks are shared, which is not allowed"
    yield from _strangers(names, question.options)


def _of_score(question: ScoreQuestion, answer: Scored) -> _Found:
    yield from _twice([one.name for one in answer.scores])
    outside = [s for s in answer.scores if not question.lowest <= s.points <= question.highest]
    for one in outside:
        yield (
            "points_out_of_range",
            f"{one.name}：{one.points}分，应为{question.lowest}至{question.highest}分",
            f"{one.name}: {one.points} points, not within {question.lowest} to {question.highest}",
        )
    yield from _strangers([one.name for one in answer.scores], question.options)


def _of_budget(question: BudgetQuestion, answer: Allocated) -> _Found:
    yield from _twice([one.name for one in answer.shares])
    costs = {project.name: project.cost_fen for project in question.projects}
    for one in answer.shares:
        if not 0 <= one.amount_fen <= costs.get(one.name, one.amount_fen):
            yield (
                "share_out_of_range",
                f"{one.name}：{one.amount_fen}分，应为0至项目造价",
                f"{one.name}: {one.amount_fen} fen, not within 0 and what it costs",
            )
    spent = sum(one.amount_fen for one in answer.shares)
    if spent > question.budget_fen:
        yield (
            "over_budget",
            f"共分配{spent}分，超过预算{question.budget_fen}分",
            f"{spent} fen are given away, the budget is {question.budget_fen}",
        )
    yield from _strangers([one.name for one in answer.shares], question.options)


def _twice(names: Iterable[str]) -> _Found:
    for name, times in Counter(names).items():
        if times > 1:
            yield "named_twice", f"{name}出现{times}次", f"{name} stands {times} times"


def _strangers(names: Iterable[str], options: tuple[str, ...]) -> _Found:
    strangers = sorted(set(names) - set(options))
    if strangers:
        yield (
            "not_an_option",
            f"不在选项中：{'、'.join(strangers)}",
            f"not among the options: {', '.join(strangers)}",
        )
