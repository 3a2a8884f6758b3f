"""Why there is no roster that keeps everything: the smallest set of rules that clash, and on whom and when (规则冲突说明)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from attrs import frozen
from typing_extensions import override

from gongtong.rostering.rosters.checking import must_be_kept
from gongtong.rostering.rosters.found import FoundRoster, Proof
from gongtong.rostering.rosters.problem import RosterProblem
from gongtong.rostering.rosters.statements import OfMember, Statement

Prover: TypeAlias = Callable[[RosterProblem], FoundRoster]
"""A solver that can prove that there is no roster, such as `solve_by_highs` (可证明无解的求解器)."""


class NotProvedError(RuntimeError):
    """The solver could not tell whether there is a roster: let it work longer, or take one that proves (未能证明)."""


@frozen
class ClashPart:
    """A rule as it binds one person or one shift (冲突项)."""

    rule: str
    whom: str

    @override
    def __str__(self) -> str:
        """Name the rule and whom it binds."""
        return f"{self.rule}({self.whom})"


@frozen
class Clash:
    """Rules that cannot be kept together; without any one of `parts` the rest can (规则冲突).

    What each part says is in `statements`, in the same order.
    """

    parts: tuple[ClashPart, ...]
    statements: tuple[tuple[Statement, ...], ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules, each once (冲突规则)."""
        return tuple(dict.fromkeys(part.rule for part in self.parts))

    @property
    def zh(self) -> str:
        """Say it in a sentence, in Chinese (中文说明)."""
        return (
            f"以下{len(self.parts)}项不能同时满足,放宽其中任何一项即可:"
            + "、".join(str(part) for part in self.parts)
            + "。"
        )

    @property
    def en(self) -> str:
        """Say it in a sentence, in English (英文说明)."""
        return (
            f"these {len(self.parts)} cannot be kept together, and relaxing any one of them is enough: "
            + ", ".join(str(part) for part in self.parts)
        )


def clash_in(problem: RosterProblem, prove: Prover) -> Clash | None:
    """Find rules that clash, none of them more than it takes; `None` where everything can be kept (查找规则冲突).

    First whole rules are left out, then what they say of one person or shift. Every answer is one of the solver, never a guess:
    raises `NotProvedError` where it has none.
    """
    hard = RosterProblem(
        problem.members,
        problem.shifts,
        tuple(one for one in problem.statements if must_be_kept(one)),
    )

    def fails(said: Iterable[Statement]) -> bool:
        answer = prove(RosterProblem(problem.members, problem.shifts, tuple(said)))
        if answer.check.holds:
            return False
        if answer.proof is Proof.INFEASIBLE:
            return True
        raise NotProvedError(
            f"{answer.solver} neither found a roster nor proved that there is none"
        )

    if not fails(hard.statements):
        return None
    by_rule = _grouped(hard.statements, lambda one: ClashPart(one.rule, ""))
    rules = smallest_failing(list(by_rule), lambda kept: fails(_of(by_rule, kept)))
    parts = _grouped(_of(by_rule, rules), _part)
    found = smallest_failing(list(parts), lambda kept: fails(_of(parts, kept)))
    return Clash(tuple(found), tuple(tuple(parts[part]) for part in found))


def smallest_failing(
    parts: Sequence[ClashPart], fails: Callable[[Sequence[ClashPart]], bool]
) -> list[ClashPart]:
    """Find some of the parts that fail together but not without any one of them (极小冲突集).

    All parts together fail. It halves what is left over (QuickXplain), so that a few among thousands take a few dozen questions.
    """
    return sorted(_explained([], [], list(parts), fails), key=list(parts).index)


def _explained(
    kept: list[ClashPart],
    added: list[ClashPart],
    parts: list[ClashPart],
    fails: Callable[[Sequence[ClashPart]], bool],
) -> list[ClashPart]:
    if added and fails(kept):
        return []
    if len(parts) == 1:
        return parts
    middle = len(parts) // 2
    left, right = parts[:middle], parts[middle:]
    from_right = _explained([*kept, *left], left, right, fails)
    from_left = _explained([*kept, *from_right], from_right, left, fails)
    return [*from_left, *from_right]


def _part(one: Statement) -> ClashPart:
    return ClashPart(one.rule, one.member if isinstance(one, OfMember) else one.shift)


def _grouped(
    said: Iterable[Statement], key: Callable[[Statement], ClashPart]
) -> dict[ClashPart, list[Statement]]:
    groups: dict[ClashPart, list[Statement]] = {}
    for one in said:
        groups.setdefault(key(one), []).append(one)
    return groups


def _of(groups: dict[ClashPart, list[Statement]], parts: Iterable[ClashPart]) -> list[Statement]:
    return [one for part in parts for one in groups[part]]
