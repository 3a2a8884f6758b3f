"""How many households of a group must agree, and who is bound then (集体表态规则).

Whatever the rule, nobody is bound who has not agreed: silence is never consent, and a majority does not
speak for those who refuse. A rule says only whether those who agreed are bound without the others.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Reason, Source
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.mediation.parties.sources import COURT_ANALOGUE, GROUP_RULES

if TYPE_CHECKING:
    from collections.abc import Mapping


class Answer(StrEnum):
    """What a household has said; nothing said is no answer (住户答复)."""

    AGREES = "agrees"
    REFUSES = "refuses"


class BindingKind(StrEnum):
    """Whether households are bound one by one, from a share on, or only all together (约束方式)."""

    EACH = "each"
    SHARE = "share"
    ALL = "all"


@frozen
class GroupRule:
    """When the households of a group that agree are bound (集体表态规则).

    `share` is given for `BindingKind.SHARE` alone: below it nobody is bound, and from it on those who agreed.
    """

    kind: BindingKind
    share: AtLeast | MoreThan | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a share without need, a rule by share without one, and a share that nobody must agree to."""
        if (self.share is not None) is not (self.kind is BindingKind.SHARE):
            raise ValueError("a share is named where the rule is one by share, and only there")
        if isinstance(self.share, AtLeast) and self.share.fraction == 0:
            raise ValueError("at least nothing is no share: say that each binds itself")

    def zh(self) -> str:
        """Say the rule in Chinese (中文表述)."""
        if self.share is not None:
            return f"同意户数{self.share.zh()}方可成立，否则对任何住户均不成立"
        return "各户自行决定" if self.kind is BindingKind.EACH else "全体一致同意方可成立"


EACH_BINDS_ITSELF: Final = GroupRule(BindingKind.EACH)
ALL_OR_NOBODY: Final = GroupRule(BindingKind.ALL)


def or_nobody(share: AtLeast | MoreThan) -> GroupRule:
    """Make the rule that nobody is bound before a share of the households has agreed (达到比例方成立)."""
    return GroupRule(BindingKind.SHARE, share)


@frozen
class AnswerCount:
    """How many households agree, refuse and say nothing (答复统计)."""

    agreed: int
    refused: int
    silent: int

    @property
    def households(self) -> int:
        """All of them together (总户数)."""
        return self.agreed + self.refused + self.silent


@frozen
class Bound:
    """The rule is met: these households are bound, in the order of their labels (受约束住户)."""

    households: tuple[DwellingLabel, ...]
    count: AnswerCount


@frozen
class NotBound:
    """The rule is not met, and nobody is bound (不成立)."""

    reason: Reason
    count: AnswerCount


def count_answers(stances: Mapping[DwellingLabel, Answer | None]) -> AnswerCount:
    """Count what the households of a group have said (统计答复)."""
    counted = Counter(stances.values())
    return AnswerCount(counted[Answer.AGREES], counted[Answer.REFUSES], counted[None])


def bound_households(
    rule: GroupRule, stances: Mapping[DwellingLabel, Answer | None]
) -> Bound | NotBound:
    """Say which households are bound; `stances` names every household, the silent ones with nothing (受约束的住户)."""
    count = count_answers(stances)
    reason = _why_not(rule, count)
    if reason is not None:
        return NotBound(reason, count)
    agreed = (label for label, answer in stances.items() if answer is Answer.AGREES)
    return Bound(tuple(sorted(agreed)), count)


def may_still_bind(rule: GroupRule, stances: Mapping[DwellingLabel, Answer | None]) -> bool:
    """Say whether the rule would be met if everybody who is silent agreed after all (是否仍可成立)."""
    hopeful = {label: answer or Answer.AGREES for label, answer in stances.items()}
    return isinstance(bound_households(rule, hopeful), Bound)


def _why_not(rule: GroupRule, count: AnswerCount) -> Reason | None:
    if count.households == 0:
        return _reason("group_is_empty", "名单中没有住户", "the group has no households", count)
    if count.agreed == 0:
        return _reason("nobody_agreed", "没有住户同意", "no household has agreed", count)
    missing = _shortfall(rule, count)
    if missing == 0:
        return None
    return _reason(
        "group_rule_not_met",
        f"{count.households}户中{count.agreed}户同意，还差{missing}户：{rule.zh()}",
        f"{count.agreed} of {count.households} households agree, {missing} too few",
        count,
        ("missing", str(missing)),
    )


def _shortfall(rule: GroupRule, count: AnswerCount) -> int:
    """Count the households that would still have to agree, where some have."""
    if rule.share is not None:
        return rule.share.shortfall(count.agreed, count.households)
    return 0 if rule.kind is BindingKind.EACH else count.households - count.agreed


def _reason(code: str, zh: str, en: str, count: AnswerCount, *more: tuple[str, str]) -> Reason:
    params = (
        ("agreed", str(count.agreed)),
        ("refused", str(count.refused)),
        ("silent", str(count.silent)),
        *more,
    )
    return Reason(f"mediation.{code}", zh, en, GROUP_RULES, params)


@frozen
class LateJoining:
    """Until when households may join a group, and whom they need (后加入规则).

    No `until` keeps the group open to the end of the case; with `consent` so large a share of those who are in
    must have agreed to the newcomers.
    """

    is_open: bool = True
    until: date | None = None
    consent: AtLeast | MoreThan | None = None


@frozen
class GroupTerms:
    """What a place asks of groups as parties (集体当事人规定).

    `rule` and `joining` are those of a group that names none. A group negotiates through `least` to `most`
    representatives, each with a mandate on paper.
    """

    rule: GroupRule = EACH_BINDS_ITSELF
    joining: LateJoining = LateJoining()
    least: int = 2
    most: int = 5
    source: Source = COURT_ANALOGUE

    def __attrs_post_init__(self) -> None:
        """Refuse numbers that no group could keep."""
        if not 0 < self.least <= self.most:
            raise ValueError("a group has at least one representative, and no fewer at most")
