"""Whether the counting methods that a poll names can count what it asks (计票方法审查)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Reason
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.scores import Scores
from gongtong.voting.polls.questions import OwnersQuestion
from gongtong.voting.polls.sources import POLL_PRACTICE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gongtong.voting.counting.counting_method import CountingMethod
    from gongtong.voting.polls.questions import Question

_BALLOTS_OF: Final[dict[str, type]] = {
    "pick": Approvals,
    "rank": Rankings,
    "score": Scores,
    "budget": ProjectVotes,
}


def reasons_of_methods(
    questions: tuple[Question, ...], methods: Mapping[str, CountingMethod]
) -> Iterator[Reason]:
    """Say which questions name a method that does not exist, or that cannot count them (计票方法审查).

    The grounds, question by question: the method is unknown, takes other ballots, elects another
    number.
    """
    for number, question in enumerate(questions, start=1):
        if isinstance(question, OwnersQuestion):
            continue
        named, params = question.counting.method, (("question", str(number)),)
        method = methods.get(named)
        if method is None:
            yield Reason(
                "voting.method_unknown",
                f"第{number}题：没有名为“{named}”的计票方法",
                f"question {number}: no counting method is called {named!r}",
                POLL_PRACTICE,
                (*params, ("method", named)),
            )
            continue
        if _BALLOTS_OF[question.form] not in method.takes:
            yield Reason(
                "voting.method_takes_other_ballots",
                f"第{number}题：{method.zh}不能统计这种选票",
                f"question {number}: {named} does not count {question.form} ballots",
                POLL_PRACTICE,
                (*params, ("method", named)),
            )
        if method.fixed_seats not in {None, question.counting.seats}:
            yield Reason(
                "voting.method_elects_another_number",
                f"第{number}题：{method.zh}只选{method.fixed_seats}个",
                f"question {number}: {named} elects {method.fixed_seats}",
                POLL_PRACTICE,
                (*params, ("method", named)),
            )
