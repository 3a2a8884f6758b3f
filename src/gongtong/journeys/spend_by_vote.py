"""A spending that rests on a vote: what was voted on, word for word, is what is spent (表决支出).

The question on the ballot is made from the terms: the fund, the purpose, the most that it may cost,
and the payee where one is named. Afterwards the same terms give the same text, so that nobody reads an
amount into a question that did not name it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.codec import digest_of
from gongtong.core.money import format_yuan
from gongtong.core.periods import local_day
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.chart import MAINTENANCE_FUND
from gongtong.ledger.spending.requests import SpendingDecision
from gongtong.voting.polls.poll_states import PollState, PollStep
from gongtong.voting.polls.question_outcomes import MethodOutcome, MotionOutcome
from gongtong.voting.polls.questions import (
    MAX_TITLE_LENGTH,
    BudgetQuestion,
    Counting,
    Motion,
    PickQuestion,
)
from gongtong.voting.thresholds import Matter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gongtong.voting.polls.poll_on_file import PollOnFile
    from gongtong.voting.polls.question_outcomes import PollResult, QuestionOutcome
    from gongtong.voting.polls.questions import Question

USE_OF_THE_FUND: Final = Source("民法典", "第278条第1款第五项")
"""Owners decide together on the use of the maintenance fund (使用维修资金)."""
VOTE_AND_SPENDING: Final = Source("支出审批规则", "表决支出", standing=Standing.HOUSE)
YES: Final = "同意"
NO: Final = "不同意"
_CERTIFIED: Final = frozenset({PollState.CERTIFIED, PollState.PUBLISHED})
_QUOTES: Final = frozenset("“”")


@frozen
class VotedTerms:
    """What a vote allows: from which fund, what for, how much at most, and whom if named (表决支出要素)."""

    fund: str
    purpose: str
    most_fen: int
    payee: str = ""

    @property
    def text(self) -> str:
        """The question as it stands on the ballot (议题文字).

        >>> VotedTerms("sanitation", "更换水泵", 60_000_00, "新民建材").text
        '支出“更换水泵”，资金“sanitation”，不超过60000.00元，付给“新民建材”'
        """
        said = f"支出“{self.purpose}”，资金“{self.fund}”，不超过{format_yuan(self.most_fen)}元"
        return f"{said}，付给“{self.payee}”" if self.payee else said

    @property
    def matter(self) -> Matter:
        """The matter that owners decide with it (表决事项)."""
        if self.fund == MAINTENANCE_FUND:
            return Matter.USE_MAINTENANCE_FUND
        return Matter.OTHER_MAJOR


def motion_for(terms: VotedTerms, *, may_follow: bool = False) -> Motion:
    """Make the motion on which owners decide in heads and area (支出议案).

    Raises `ValueError` for terms that no ballot could carry without doubt.
    """
    return Motion(title=_checked(terms).text, matter=terms.matter, may_follow=may_follow)


def pick_for(terms: VotedTerms) -> PickQuestion:
    """Make the question for a body that counts heads alone: yes or no, the more wins (支出表决题).

    The maintenance fund is for owners to decide, in heads and area. Raises `ValueError` for it, and
    for terms that no ballot could carry without doubt.
    """
    if terms.matter is Matter.USE_MAINTENANCE_FUND:
        message = "the use of the maintenance fund is decided by a motion of owners"
        raise ValueError(message)
    return PickQuestion(
        title=_checked(terms).text, options=(YES, NO), most=1, counting=Counting("plurality")
    )


def budget_title(fund: str) -> str:
    """Give the title under which projects of a fund are voted on together (预算题标题)."""
    return f"资金“{fund}”的支出项目"


def rule_on_vote(
    terms: VotedTerms, poll: PollOnFile, result: PollResult | None, question: int
) -> Granted[SpendingDecision] | Refused:
    """Say whether a vote allows a spending on these terms (表决支出审核).

    `question` counts from 1. Grounds, in this order: terms that no ballot could carry, a result that is
    not certified, no such question, another question than these terms make, one that did not pass.
    """
    reasons = [*_reasons_of_terms(terms), *_reasons_of_state(poll, result)]
    if not 1 <= question <= len(poll.questions):
        reasons.append(
            _reason(
                "no_such_question",
                f"“{poll.title}”没有第{question}题",
                f"{poll.title!r} has no question {question}",
            )
        )
        return Refused(tuple(reasons))
    asked = poll.questions[question - 1]
    option = _option_of(terms, asked)
    if option is None:
        reasons.append(_another(terms, asked))
    elif result is not None and not _passed(option, result.questions[question - 1]):
        reasons.append(
            _reason(
                "vote_not_passed",
                f"“{terms.text}”未获通过",
                f"{terms.text!r} did not pass",
                USE_OF_THE_FUND if terms.matter is Matter.USE_MAINTENANCE_FUND else None,
            )
        )
    decided_on = _certified_on(poll)
    if reasons or option is None or decided_on is None:
        return Refused(tuple(reasons))
    return Granted(
        SpendingDecision(
            id=f"poll {poll.id} question {question}{_project_number(asked, option)}",
            title=poll.title,
            digest=digest_of(poll.result).hex(),
            fund=terms.fund,
            purpose=terms.purpose,
            most_fen=terms.most_fen,
            payee=terms.payee,
            decided_on=decided_on,
        )
    )


def _checked(terms: VotedTerms) -> VotedTerms:
    found = [reason.en for reason in _reasons_of_terms(terms)]
    if found:
        raise ValueError("; ".join(found))
    return terms


def _reason(code: str, zh: str, en: str, source: Source | None = None) -> Reason:
    return Reason(f"journeys.{code}", zh, en, source or VOTE_AND_SPENDING)


def _reasons_of_terms(terms: VotedTerms) -> Iterator[Reason]:
    texts = (terms.fund, terms.purpose, terms.payee)
    if not terms.fund or not terms.purpose or any(_QUOTES & set(text) for text in texts):
        yield _reason(
            "terms_unclear",
            "须写明资金与用途，且资金、用途、收款人不得含引号“”",
            "fund and purpose are named, and no text has the quotation marks “ ”",
        )
    amount: object = terms.most_fen
    if type(amount) is not int or amount <= 0:
        yield _reason(
            "terms_amount",
            "上限须是以分为单位的正整数",
            "the most is a positive whole number of fen",
        )
    elif len(terms.text) > MAX_TITLE_LENGTH:
        yield _reason(
            "terms_too_long",
            f"议题最多{MAX_TITLE_LENGTH}字",
            f"a question has at most {MAX_TITLE_LENGTH} characters",
        )


def _reasons_of_state(poll: PollOnFile, result: PollResult | None) -> Iterator[Reason]:
    if poll.state not in _CERTIFIED or result is None or _certified_on(poll) is None:
        yield _reason(
            "poll_not_certified",
            f"“{poll.title}”{poll.state.zh}，结果尚未确认或已失效",
            f"{poll.title!r} is {poll.state.value}: its result is not certified, or no more",
        )


def _certified_on(poll: PollOnFile) -> date | None:
    move = poll.last(PollStep.CERTIFY)
    return None if move is None else local_day(move.at)


def _option_of(terms: VotedTerms, asked: Question) -> str | None:
    """Give what must have been chosen: nothing for a motion, or None where it is another question."""
    match asked:
        case Motion():
            return "" if (asked.title, asked.matter) == (terms.text, terms.matter) else None
        case PickQuestion() if terms.matter is not Matter.USE_MAINTENANCE_FUND:
            is_this = (asked.title, asked.options, asked.most) == (terms.text, (YES, NO), 1)
            return YES if is_this and asked.counting.seats == 1 else None
        case BudgetQuestion() if terms.matter is not Matter.USE_MAINTENANCE_FUND:
            costs = {project.name: project.cost_fen for project in asked.projects}
            is_this = asked.title == budget_title(terms.fund) and not terms.payee
            return terms.purpose if is_this and costs.get(terms.purpose) == terms.most_fen else None
        case _:
            return None


def _project_number(asked: Question, option: str) -> str:
    return f" project {asked.options.index(option)}" if isinstance(asked, BudgetQuestion) else ""


def _another(terms: VotedTerms, asked: Question) -> Reason:
    return Reason(
        "journeys.another_question",
        f"所表决的是“{asked.title}”，不是“{terms.text}”（{terms.matter.zh}）",
        f"what was voted on is {asked.title!r}, not {terms.text!r} ({terms.matter.value})",
        VOTE_AND_SPENDING,
        (("asked", asked.title), ("terms", terms.text)),
    )


def _passed(option: str, outcome: QuestionOutcome) -> bool:
    if isinstance(outcome, MotionOutcome):
        return outcome.passed
    return isinstance(outcome, MethodOutcome) and option in outcome.count.elected
