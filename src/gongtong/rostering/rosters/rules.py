"""Rules of rosters: each has a code, a name and a source, and writes statements from a draft (排班规则).

A plugin adds one by giving a `RosterRule` with a function of its own; whatever it writes every solver keeps and every explanation names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from attrs import field, frozen

from gongtong.core.rulings import Reason, Source
from gongtong.rostering.rosters.drafts import RosterDraft, hours_of
from gongtong.rostering.rosters.problem import RosterProblem
from gongtong.rostering.rosters.shifts import Shift
from gongtong.rostering.rosters.statements import Barred, Statement
from gongtong.rostering.volunteers.duties import Duty, reasons_against
from gongtong.rostering.volunteers.volunteer import Volunteer

GROUNDS: Final = {
    "rostering.not_on_the_register": ("不在志愿者名册", "not on the register"),
    "rostering.too_young": ("未到服务年龄", "too young"),
    "rostering.minor_on_risky_duty": ("未成年人不承担有人身危险的服务", "a minor on a risky duty"),
    "rostering.guardian_not_asked": ("未成年人没有监护人书面同意", "no guardian's consent"),
    "rostering.skill_missing": ("不具备技能或者已过期", "a skill is missing"),
    "rostering.risks_not_told": ("尚未告知服务风险", "not told of the risks"),
    "rostering.not_insured": ("没有人身意外伤害保险", "no accident insurance"),
    "rostering.time_does_not_suit": ("不在可服务时段", "the time does not suit"),
}
"""What the grounds on which nobody is asked are called where they are counted (理由名称)."""

RuleWriter = Callable[[str, RosterDraft], Iterable[Statement]]
"""Writes the statements of a rule, under its code, from a draft."""


@frozen
class RosterRule:
    """A rule of rosters (排班规则).

    `write` is called with `code` and the draft; the statements carry the code.
    """

    code: str
    zh: str
    en: str
    source: Source
    write: RuleWriter = field(repr=False)


@frozen
class RosterRules:
    """The rules of a place, in the order in which an explanation counts them (排班规则集).

    >>> RosterRules(()).plus().codes
    ()
    """

    rules: tuple[RosterRule, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the rules (规则编号)."""
        return tuple(one.code for one in self.rules)

    def plus(self, *rules: RosterRule) -> RosterRules:
        """Give the rules with further ones; one with a code that is there already stands in its place (增改规则)."""
        new = {one.code: one for one in rules}
        kept = tuple(new.pop(one.code, one) for one in self.rules)
        return RosterRules((*kept, *new.values()))

    def without(self, *codes: str) -> RosterRules:
        """Give the rules without some; raises `KeyError` where there is no such rule (去除规则)."""
        for code in codes:
            if code not in self.codes:
                raise KeyError(code)
        return RosterRules(tuple(one for one in self.rules if one.code not in codes))


@frozen
class WrittenProblem:
    """The problem that the rules of a place write from a draft, and what stands behind each name in it (排班问题书)."""

    draft: RosterDraft
    problem: RosterProblem
    sources: dict[str, Source]
    names_zh: dict[str, str]
    names_en: dict[str, str]


def write_problem(draft: RosterDraft, rules: RosterRules) -> WrittenProblem:
    """Write what the law and the rules of a place say of a draft (生成排班问题).

    Who may not be asked at all is barred first, under the code of every ground: not on the register, age, skill, risks, insurance, time.
    """
    sources: dict[str, Source] = {}
    zh: dict[str, str] = {}
    en: dict[str, str] = {}
    said: list[Statement] = []
    for volunteer in draft.volunteers:
        for shift in draft.shifts:
            for reason in grounds_against(volunteer, shift, draft):
                said.append(Barred(reason.code, volunteer.code, shift.code))
                sources[reason.code] = reason.source
                zh[reason.code], en[reason.code] = GROUNDS[reason.code]
    for rule in rules.rules:
        said += rule.write(rule.code, draft)
        sources[rule.code], zh[rule.code], en[rule.code] = rule.source, rule.zh, rule.en
    shifts = tuple(one.code for one in draft.shifts)
    problem = RosterProblem(draft.members, shifts, tuple(said))
    return WrittenProblem(draft, problem, sources, zh, en)


def grounds_against(volunteer: Volunteer, shift: Shift, draft: RosterDraft) -> tuple[Reason, ...]:
    """Give every ground on which somebody may not be asked for a shift, each once (不得排入的理由)."""
    duty = Duty(shift.zh, shift.is_risky)
    found = {
        reason.code: reason
        for day, hour in hours_of(shift)
        for reason in reasons_against(volunteer, duty, day, hour=hour, terms=draft.ages)
    }
    return tuple(found.values())


NO_RULES: Final = RosterRules(())
"""No rules beside those of the law (无规则)."""
