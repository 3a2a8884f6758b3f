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
    """The whole of which a share is taken (比例基数)."""

    ALL = "total"
    TAKING_PART = "participating"

    @property
    def zh(self) -> str:
        """The base as people say it (基数名称)."""
        return {Base.ALL: "全体业主", Base.TAKING_PART: "参与表决的业主"}[self]

    @property
    def en(self) -> str:
        """The base in English (基数英文)."""
        return {Base.ALL: "all owners", Base.TAKING_PART: "those who took part"}[self]


@frozen
class Threshold:
    """The share that must be met in one dimension (单项比例)."""

    dimension: Dimension
    bound: Bound


def in_heads_and_area(bound: Bound) -> tuple[Threshold, ...]:
    """Ask the same share of the heads and of the area (双重比例)."""
    return tuple(Threshold(dimension, bound) for dimension in Dimension)


def _one_for_each_dimension(
    _: object, attribute: Attribute[tuple[Threshold, ...]], thresholds: tuple[Threshold, ...]
) -> None:
    dimensions = [threshold.dimension for threshold in thresholds]
    if not dimensions or len(set(dimensions)) < len(dimensions):
        message = f"{attribute.name} needs one threshold for each dimension that it counts"
        raise ValueError(message)


@frozen(kw_only=True)
class DecisionRule:
    """Who must take part and who must agree for owners to have decided (表决规则).

    Participation is always taken of all owners; approval of all owners or of those who took part.
    `abstention_takes_part` says whether a ballot that chooses nothing counts as taking part.
    """

    participation: tuple[Threshold, ...] = field(validator=_one_for_each_dimension)
    approval: tuple[Threshold, ...] = field(validator=_one_for_each_dimension)
    approval_of: Base
    abstention_takes_part: bool
