"""The policy reference: which clause, which rule, which worked cases, pass or fail (政策手册)."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HOUSE = "house"
"""The source under which tests state rules that a place sets for itself (小区规则)."""

_NUMBERS = re.compile(r"(\d+)")


class CaseOutcome(StrEnum):
    """What became of a worked case (案例结果)."""

    PASSED = "passed"
    FAILED = "failed"
    LEFT_OUT = "left_out"

    @property
    def zh(self) -> str:
        """The outcome in Chinese (中文名称)."""
        words = {
            CaseOutcome.PASSED: "通过",
            CaseOutcome.FAILED: "未通过",
            CaseOutcome.LEFT_OUT: "未运行",
        }
        return words[self]


@frozen
class WorkedCase:
    """One test of a rule: its place in the law, its sentence, its case (规则案例)."""

    source: str
    clause: str
    sentence: str
    case: str
    outcome: CaseOutcome


def policy_report(cases: Iterable[WorkedCase]) -> str:
    """Write the reference as Markdown: failures first, then source by source and clause by clause (政策手册).

    The same cases give the same text, in whatever order they come.
    """
    every = sorted(set(cases), key=_order)
    failed = [case for case in every if case.outcome is CaseOutcome.FAILED]
    lines = ["# Policy reference 政策手册", "", _counts(every), ""]
    if failed:
        lines += ["## Failed 未通过", ""]
        lines += [
            f"* {case.source} {case.clause}: {case.sentence} ({case.case})" for case in failed
        ]
        lines.append("")
    for source, of_source in _by(every, lambda case: case.source):
        lines += [f"## {'小区规则 house rules' if source == HOUSE else source}", ""]
        for clause, of_clause in _by(of_source, lambda case: case.clause):
            lines += [f"### {clause}", ""]
            lines += list(_rules(of_clause))
    return "\n".join(lines).rstrip() + "\n"


def _counts(cases: Sequence[WorkedCase]) -> str:
    rules = len({(case.source, case.clause, case.sentence) for case in cases})
    by_outcome = {
        outcome: sum(case.outcome is outcome for case in cases) for outcome in CaseOutcome
    }
    zh = "，".join(f"{outcome.zh} {count}" for outcome, count in by_outcome.items())
    en = ", ".join(
        f"{count} {outcome.value.replace('_', ' ')}" for outcome, count in by_outcome.items()
    )
    return (
        f"{rules} rules with {len(cases)} worked cases: {en}. 规则 {rules} 条，案例 {len(cases)} 个：{zh}。\n"
        "Written by `make policy` from the tests in `tests/policy`; each sentence is what its test asserts."
    )


def _rules(cases: Sequence[WorkedCase]) -> Iterable[str]:
    for sentence, of_rule in _by(cases, lambda case: case.sentence):
        told = "; ".join(f"{case.case} {case.outcome.zh}" for case in of_rule if case.case)
        yield f"* {sentence}" + (f"  \n  {told}" if told else f"  \n  {of_rule[0].outcome.zh}")
    yield ""


def _by(
    cases: Sequence[WorkedCase], key: Callable[[WorkedCase], str]
) -> list[tuple[str, list[WorkedCase]]]:
    groups: defaultdict[str, list[WorkedCase]] = defaultdict(list)
    for case in cases:
        groups[key(case)].append(case)
    return list(groups.items())


def _order(case: WorkedCase) -> tuple[object, ...]:
    """Put clauses in the order of their numbers: article 9 before article 76."""
    return (
        _natural(case.source),
        _natural(case.clause),
        case.sentence,
        _natural(case.case),
        case.outcome,
    )


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    parts = _NUMBERS.split(text)
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts)
