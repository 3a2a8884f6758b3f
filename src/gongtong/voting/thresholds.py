"""What must take part and what must agree, in each dimension of weight (表决比例)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

from gongtong.core.shares import Bound

if TYPE_CHECKING:
    from attrs import Attribute


class Matter(StrEnum):
    """The nine matters that owners decide together, in the order of the statute (表决事项).

    民法典 第278条第1款.
    """

    RULES_OF_PROCEDURE = "rules_of_procedure"
    COVENANT = "covenant"
    ELECT_OR_REPLACE_COMMITTEE = "elect_or_replace_committee"
    HIRE_OR_DISMISS_MANAGER = "hire_or_dismiss_manager"
    USE_MAINTENANCE_FUND = "use_maintenance_fund"
    RAISE_MAINTENANCE_FUND = "raise_maintenance_fund"
    REBUILD_OR_ALTER = "rebuild_or_alter"
    CHANGE_OR_PROFIT_FROM_COMMON_PARTS = "change_or_profit_from_common_parts"
    OTHER_MAJOR = "other_major"

    @property
    def zh(self) -> str:
        """The matter in the words of the statute, shortened (事项用语)."""
        return _MATTER_WORDS[self]


_MATTER_WORDS = {
    Matter.RULES_OF_PROCEDURE: "制定和修改业主大会议事规则",
    Matter.COVENANT: "制定和修改管理规约",
    Matter.ELECT_OR_REPLACE_COMMITTEE: "选举业主委员会或者更换业主委员会成员",
    Matter.HIRE_OR_DISMISS_MANAGER: "选聘和解聘物业服务企业或者其他管理人",
    Matter.USE_MAINTENANCE_FUND: "使用维修资金",
    Matter.RAISE_MAINTENANCE_FUND: "筹集维修资金",
    Matter.REBUILD_OR_ALTER: "改建、重建建筑物及其附属设施",
    Matter.CHANGE_OR_PROFIT_FROM_COMMON_PARTS: "改变共有部分的用途或者利用共有部分从事经营活动",
    Matter.OTHER_MAJOR: "有关共有和共同管理权利的其他重大事项",
}


class Dimension(StrEnum):
    """A way in which owners weigh: by number and by area (计票维度)."""

    HEADS = "heads"
    AREA = "area"

    @property
    def zh(self) -> str:
        """The dimension as people say it (维度名称)."""
        return {Dimension.HEADS: "人数", Dimension.AREA: "面积"}[self]


class Base(StrEnum):
    """The whole of which a share is taken (比例基数).

    `PRESENT` are those in the room, whether they vote or not; `TAKING_PART` those whose ballots count
    as taking part, spoilt ones among them where the place says so; `VALID` those whose ballot is not
    spoilt.
    """

    ALL = "total"
    PRESENT = "present"
    TAKING_PART = "participating"
    VALID = "valid"

    @property
    def zh(self) -> str:
        """The base as people say it (基数名称)."""
        return _BASE_WORDS[self][0]

    @property
    def en(self) -> str:
        """The base in English (基数英文)."""
        return _BASE_WORDS[self][1]


_BASE_WORDS = {
    Base.ALL: ("全体业主", "all owners"),
    Base.PRESENT: ("到场的业主", "those present"),
    Base.TAKING_PART: ("参与表决的业主", "those who took part"),
    Base.VALID: ("投有效票的业主", "those with a valid ballot"),
}


class Abstention(StrEnum):
    """Whether a ballot that chooses nothing counts under a bound (弃权处理).

    Where it is left out, whoever abstains is neither in the part nor in the whole, as if the ballot
    had not been cast; of all owners he stays one.
    """

    COUNTS = "counts"
    LEFT_OUT = "left_out"

    @property
    def zh(self) -> str:
        """How a finding says it after the base; nothing where abstention counts (弃权用语)."""
        return "" if self is Abstention.COUNTS else "（弃权不计）"

    @property
    def en(self) -> str:
        """How a finding says it after the base, in English (弃权英文)."""
        return "" if self is Abstention.COUNTS else ", abstentions left out"


@frozen
class Threshold:
    """A share that must be met in one dimension: how much, of whom, and with whom (单项比例).

    Whoever writes a rule says all three: at least or more than (`bound`), of which whole (`of`), and
    whether abstention counts. None of them has a default.
    """

    dimension: Dimension
    bound: Bound
    of: Base = field(kw_only=True)
    abstention: Abstention = field(kw_only=True)


def in_heads_and_area(bound: Bound, *, of: Base, abstention: Abstention) -> tuple[Threshold, ...]:
    """Ask the same share of the heads and of the area (双重比例).

    >>> from gongtong.core.shares import AtLeast
    >>> in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS)[0].dimension.value
    'heads'
    """
    return tuple(
        Threshold(dimension, bound, of=of, abstention=abstention) for dimension in Dimension
    )


def _asked_once(
    _: object, attribute: Attribute[tuple[Threshold, ...]], thresholds: tuple[Threshold, ...]
) -> None:
    if not thresholds:
        message = f"{attribute.name} needs a threshold: a rule that asks nothing decides nothing"
        raise ValueError(message)
    if len(set(thresholds)) < len(thresholds):
        message = f"{attribute.name} asks the same threshold twice"
        raise ValueError(message)


def _of_a_wider_whole(
    _: object, __: Attribute[tuple[Threshold, ...]], thresholds: tuple[Threshold, ...]
) -> None:
    for threshold in thresholds:
        if threshold.of not in _WIDER:
            message = f"participation cannot be a share of {threshold.of.en}: it would be the whole"
            raise ValueError(message)


_WIDER = (Base.ALL, Base.PRESENT)


@frozen(kw_only=True)
class DecisionRule:
    """Who must take part and who must agree for owners to have decided (表决规则).

    Any number of thresholds on each side, in any dimension; all of them must be met. Participation is
    a share of all or of those present; anything else raises `ValueError`, as does a side that asks
    nothing or asks the same twice.
    """

    participation: tuple[Threshold, ...] = field(validator=[_asked_once, _of_a_wider_whole])
    approval: tuple[Threshold, ...] = field(validator=_asked_once)

    def only_in(self, dimension: Dimension) -> DecisionRule:
        """Give the part of the rule that is asked in one dimension (单维规则).

        For reports that state no area: what follows is not the whole answer of the rule.
        """
        return DecisionRule(
            participation=tuple(t for t in self.participation if t.dimension is dimension),
            approval=tuple(t for t in self.approval if t.dimension is dimension),
        )
