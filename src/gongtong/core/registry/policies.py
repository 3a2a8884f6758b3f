"""What the register and the offices leave to the place or to local rules (名册政策)."""

from typing import Final

from gongtong.core.heads import HeadQuestion, JointOwnerGroups
from gongtong.core.offices import OfficeGuard
from gongtong.core.policies import GuardPoint, PolicyPoint, Reading

COUNT_PARKING: Final = PolicyPoint[bool](
    HeadQuestion.COUNT_PARKING.value,
    zh="车位是否计入表决",
    value_type=bool,
    readings=(
        Reading(value=True, zh="车位计入面积和人数", en="parking spaces count"),
        Reading(value=False, zh="车位不计", en="parking spaces do not count"),
    ),
)
"""Whether parking counts is for the rules of procedure; there is no national default (指导规则 25)."""

JOINT_OWNER_GROUPS: Final = PolicyPoint[JointOwnerGroups](
    HeadQuestion.JOINT_OWNER_GROUPS.value,
    zh="同一共有人拥有多套房屋如何计算人数",
    value_type=JointOwnerGroups,
    readings=(
        Reading(
            JointOwnerGroups.ONE_BUYER, zh="视为同一买受人，按一人计", en="one buyer, one head"
        ),
        Reading(JointOwnerGroups.PER_PART, zh="按专有部分数量计", en="one head for each part"),
    ),
)
"""The interpretation speaks of one buyer, not of several together (解释 9): the place decides."""

INCOMPATIBLE_OFFICES: Final = GuardPoint[OfficeGuard]("offices.incompatible", zh="不相容职务")
"""Which offices one person, or one family, may not hold together."""
