"""Whether questions can be put as they are drafted (问题审查)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from gongtong.core.rulings import Reason
from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.polls.questions import (
    MAX_NAME_LENGTH,
    MAX_TITLE_LENGTH,
    BudgetBallot,
    BudgetQuestion,
    ElectQuestion,
    Motion,
    PickQuestion,
    ScoreQuestion,
)
from gongtong.voting.polls.sources import POLL_PRACTICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongtong.voting.polls.questions import Counting, Question

_LEAST_ALTERNATIVES: Final = 2
_STEPS_OF_METHODS: Final = frozenset({TieBreak.HEAD_TO_HEAD, TieBreak.MORE_POINTS})


@frozen
class _Fault:
    code: str
    zh: str
    en: str
    params: tuple[tuple[str, str], ...] = field(default=())


def reasons_of_questions(questions: tuple[Question, ...]) -> Iterator[Reason]:
    """Say everything for which these questions cannot be put (问题审查)."""
    if not questions:
        yield Reason("voting.no_question", "没有表决问题", "the poll asks nothing", POLL_PRACTICE)
    for number, question in enumerate(questions, start=1):
        for fault in (*_of_title(question.title), *_of_options(question)):
            yield Reason(
                f"voting.{fault.code}",
                f"第{number}题：{fault.zh}",
                f"question {number}: {fault.en}",
                POLL_PRACTICE,
                (("question", str(number)), *fault.params),
            )


def _of_title(title: str) -> Iterator[_Fault]:
    if not 1 <= len(title.strip()) <= MAX_TITLE_LENGTH:
        yield _Fault(
            "title_missing_or_too_long",
            f"标题应为1至{MAX_TITLE_LENGTH}字",
            f"a title has 1 to {MAX_TITLE_LENGTH} characters",
        )


def _of_options(question: Question) -> Iterator[_Fault]:
    if isinstance(question, Motion):
        return
    yield from _of_form(question)
    named = question if isinstance(question, ElectQuestion) else question.counting
    yield from _of_counting(named, question.options)
    for name, times in Counter(question.options).items():
        if times > 1:
            yield _Fault("option_twice", f"{name}列出{times}次", f"{name} is listed {times} times")
        if name != name.strip() or not 1 <= len(name) <= MAX_NAME_LENGTH or "|" in name:
            yield _Fault("option_unusable", f"“{name}”无法写入选票", f"{name!r} cannot be written")
    if not question.options:
        yield _Fault("no_options", "没有选项", "there is no option")


def _of_form(question: Question) -> Iterator[_Fault]:
    match question:
        case PickQuestion(most=most) if not 1 <= most <= len(question.options):
            yield _Fault(
                "most_out_of_range", "可选数应在1至选项数之间", "as many as 1 to all may be picked"
            )
        case ScoreQuestion(lowest=lowest, highest=highest) if not 0 <= lowest < highest:
            yield _Fault(
                "range_unusable", "分值应从0起，且上限大于下限", "points run from 0 or more upwards"
            )
        case BudgetQuestion():
            yield from _of_budget(question)
        case _:
            return


def _of_budget(question: BudgetQuestion) -> Iterator[_Fault]:
    if question.budget_fen < 1 or any(project.cost_fen < 1 for project in question.projects):
        yield _Fault("no_money", "预算和造价应大于零", "budget and costs are more than nothing")
    is_allocated = question.ballot is BudgetBallot.ALLOCATED
    if question.most is not None and (
        is_allocated or not 1 <= question.most <= len(question.projects)
    ):
        yield _Fault(
            "most_out_of_range",
            "可选数应在1至项目数之间，且只用于勾选项目",
            "as many as 1 to all projects may be named, on ballots that name projects",
        )
    if question.minimum_votes is not None and question.minimum_votes < 1:
        yield _Fault(
            "minimum_unusable", "最低得票至少为1", "the least number of votes is 1 or more"
        )
    for limit in question.limits:
        if limit.most_fen < 1 or not limit.name.strip() or not limit.projects:
            yield _Fault(
                "limit_unusable",
                f"限额“{limit.name}”应有名称、项目和大于零的金额",
                f"the limit {limit.name!r} needs a name, projects and more than nothing to spend",
            )
    if any(len(set(group)) < _LEAST_ALTERNATIVES for group in question.alternatives):
        yield _Fault(
            "alternatives_too_few", "互斥项目至少应有两个", "alternatives are two projects or more"
        )
    groups = (*(limit.projects for limit in question.limits), *question.alternatives)
    strangers = {name for group in groups for name in group} - set(question.options)
    if strangers:
        names = sorted(strangers)
        yield _Fault(
            "project_unknown",
            f"限额或互斥中的项目不在清单：{'、'.join(names)}",
            f"limits or alternatives name what is no project: {', '.join(names)}",
        )


def _of_counting(counting: Counting | ElectQuestion, options: tuple[str, ...]) -> Iterator[_Fault]:
    if counting.seats < 1:
        yield _Fault("no_seats", "应选人数至少为1", "at least 1 seat is to be filled")
    if counting.ties is TieBreak.SENIORITY and not set(options) <= set(counting.seniority):
        yield _Fault("seniority_incomplete", "资历排序缺少选项", "the list leaves options out")
    if counting.ties is TieBreak.LOT and not counting.draw.strip():
        yield _Fault(
            "draw_not_named", "抽签须事先指明公开开奖", "a lot names its public draw before"
        )
    if counting.ties is TieBreak.EARLIER_ROUNDS:
        yield _Fault(
            "tie_rule_unusable", "不能只凭前轮得票处理并列", "earlier rounds may be level as well"
        )
    if isinstance(counting, ElectQuestion) and counting.ties in _STEPS_OF_METHODS:
        yield _Fault(
            "tie_rule_unusable",
            "人数和面积都相同的候选人不能再比较得票",
            "who is equal in heads and area cannot be compared once more",
        )
