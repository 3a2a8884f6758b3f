"""The number of owners as the law counts them: heads (业主人数).

建筑物区分所有权解释 第9条: one exclusive part is one head; several parts of one buyer are one head; what
the developer has not sold, or sold and not handed over, is one head together (a part sold and not
handed over is listed under the developer, who still votes for it). Two things the text
leaves open, and they must be decided before anything is counted that turns on them.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import Factory, field, frozen

from gongtong.core.errors import NoProvisionError, UnknownReferenceError
from gongtong.core.register import DwellingStatus, OwnerParty, PartUse
from gongtong.core.rulings import Reason, Source, Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gongtong.core.register import Dwelling, Register

HEADS_BY_LAW = Source("建筑物区分所有权解释", "第9条", in_force_from=date(2009, 10, 1))
PARKING_BY_PROCEDURE = Source(
    "业主大会和业主委员会指导规则",
    "第25条",
    in_force_from=date(2010, 1, 1),
    standing=Standing.UNVERIFIED,
    note="建房[2009]274号",
)


class JointOwnerGroups(StrEnum):
    """Two readings of one buyer, when the same people own several parts jointly (共有人多套计人)."""

    ONE_BUYER = "one_buyer"
    PER_PART = "per_part"


class HeadQuestion(StrEnum):
    """What the law leaves open in counting heads, by the name of the policy point (待定事项)."""

    COUNT_PARKING = "voting.count_parking"
    JOINT_OWNER_GROUPS = "register.joint_owner_groups"


@frozen
class HeadRules:
    """What the place has decided where the law is open; `None` is not decided (计人规则)."""

    count_parking: bool | None = None
    joint_owner_groups: JointOwnerGroups | None = None


@frozen
class Head:
    """One head: the party that votes, and the parts it votes for (一个业主人数).

    `id` is the party's id, or a part's where that would not be unique: joint owners who count for
    each part, and a developer who is not named by any unsold part.
    """

    id: UUID
    party: OwnerParty
    dwellings: tuple[Dwelling, ...]
    is_developer: bool = False

    @property
    def area_cm2(self) -> int:
        """The area of its parts (面积)."""
        return sum(dwelling.area_cm2 for dwelling in self.dwellings)


def _heads_by_dwelling(count: HeadCount) -> Mapping[UUID, Head]:
    return MappingProxyType({part.id: head for head in count.heads for part in head.dwellings})


@frozen
class HeadCount:
    """The heads of a place on a day, and how they were counted (人数统计)."""

    heads: tuple[Head, ...]
    steps: tuple[Reason, ...]
    _by_dwelling: Mapping[UUID, Head] = field(
        init=False,
        eq=False,
        repr=False,
        default=Factory(_heads_by_dwelling, takes_self=True),
    )

    @property
    def number(self) -> int:
        """The number of heads (人数)."""
        return len(self.heads)

    @property
    def area_cm2(self) -> int:
        """The area that counts (面积)."""
        return sum(head.area_cm2 for head in self.heads)

    def head_of(self, dwelling_id: UUID) -> Head:
        """Give the head that votes for a part; raises `UnknownReferenceError` (某房屋的业主)."""
        try:
            return self._by_dwelling[dwelling_id]
        except KeyError:
            kind = "counted dwelling"
            raise UnknownReferenceError(kind, dwelling_id) from None


def open_questions(register: Register, rules: HeadRules) -> tuple[HeadQuestion, ...]:
    """List what the place must still decide before its heads can be counted (尚待决定事项).

    A place without parking spaces, or without joint owners of several parts, is not asked.
    """
    questions: list[HeadQuestion] = []
    if rules.count_parking is None and any(_is_parking(part) for part in register.dwellings):
        questions.append(HeadQuestion.COUNT_PARKING)
    if rules.joint_owner_groups is None and _joint_parties_of_several(_counted(register, rules)):
        questions.append(HeadQuestion.JOINT_OWNER_GROUPS)
    return tuple(questions)


def count_heads(register: Register, rules: HeadRules) -> HeadCount:
    """Count the heads of a register; raises `NoProvisionError` where the place must decide (计算人数)."""
    questions = open_questions(register, rules)
    if questions:
        points = ", ".join(questions)
        message = f"the heads cannot be counted before this place decides: {points}"
        raise NoProvisionError(message)
    counted = _counted(register, rules)
    developers = {
        part.party.id: part.party for part in counted if part.status is DwellingStatus.UNSOLD
    }
    groups: defaultdict[UUID | None, list[Dwelling]] = defaultdict(list)
    for part in counted:
        groups[_group_of(part, developers, rules)].append(part)
    heads = tuple(_head(key, tuple(parts), developers) for key, parts in groups.items())
    return HeadCount(heads, _steps(register, counted, heads, rules))


def _is_parking(part: Dwelling) -> bool:
    return part.use is PartUse.PARKING


def _counted(register: Register, rules: HeadRules) -> tuple[Dwelling, ...]:
    # undecided parking counts here, so that every question that may arise is listed at once
    if rules.count_parking is False:
        return tuple(part for part in register.dwellings if not _is_parking(part))
    return register.dwellings


def _joint_parties_of_several(parts: Sequence[Dwelling]) -> frozenset[UUID]:
    seen: set[UUID] = set()
    several: set[UUID] = set()
    for part in parts:
        if part.party.is_joint and part.status.is_delivered:
            (several if part.party.id in seen else seen).add(part.party.id)
    return frozenset(several)


def _group_of(part: Dwelling, developers: Collection[UUID], rules: HeadRules) -> UUID | None:
    """Name the head of a part; `None` is the developer's."""
    # what the developer keeps for itself is the same owner's as what it has not sold
    if not part.status.is_delivered or part.party.id in developers:
        return None
    if part.party.is_joint and rules.joint_owner_groups is JointOwnerGroups.PER_PART:
        return part.id
    return part.party.id


def _head(
    key: UUID | None, parts: tuple[Dwelling, ...], developers: Mapping[UUID, OwnerParty]
) -> Head:
    if key is not None:
        return Head(key, parts[0].party, parts)
    developer = next(iter(developers.values()), None)
    # without an unsold part nobody is known as the developer; a listed buyer has a head of his own
    if developer is None:
        return Head(parts[0].id, parts[0].party, parts, is_developer=True)
    return Head(developer.id, developer, parts, is_developer=True)


def _steps(
    register: Register, counted: Sequence[Dwelling], heads: Sequence[Head], rules: HeadRules
) -> tuple[Reason, ...]:
    several = [head for head in heads if not head.is_developer and len(head.dwellings) > 1]
    developer = sum(len(head.dwellings) for head in heads if head.is_developer)
    per_part = rules.joint_owner_groups is JointOwnerGroups.PER_PART
    joint = _joint_parties_of_several(counted) if per_part else frozenset()
    split = sum(part.party.id in joint for part in counted)
    steps = (
        (_Step.ONE_PART, len(counted), len(heads)),
        (_Step.ONE_BUYER, sum(len(head.dwellings) for head in several), len(several)),
        (_Step.DEVELOPER, developer, 1),
        (_Step.PER_PART, split, split),
        (_Step.PARKING, len(register) - len(counted), 0),
    )
    return tuple(_explained(*step) for step in steps if step[1] or step[0] is _Step.ONE_PART)


class _Step(StrEnum):
    """The steps of a count, in the order in which they are told."""

    ONE_PART = "one_part_one_head"
    ONE_BUYER = "one_buyer_one_head"
    DEVELOPER = "developer_one_head"
    PER_PART = "joint_owners_per_part"
    PARKING = "parking_left_out"


_STEP_WORDS = {
    _Step.ONE_PART: ("一个专有部分按一人计", "one part, one head"),
    _Step.ONE_BUYER: ("同一买受人多套按一人计", "several parts of one buyer"),
    _Step.DEVELOPER: ("建设单位未售和未交付部分按一人计", "the developer's parts"),
    _Step.PER_PART: ("同一共有人多套按套计", "joint owners count for each part"),
    _Step.PARKING: ("车位不计", "parking spaces do not count"),
}


def _explained(step: _Step, parts: int, heads: int) -> Reason:
    zh, en = _STEP_WORDS[step]
    return Reason(
        step.value,
        zh=f"{zh}：{parts}个专有部分，{heads}人",
        en=f"{en}: {parts} parts, heads: {heads}",
        source=PARKING_BY_PROCEDURE if step is _Step.PARKING else HEADS_BY_LAW,
        params=(("parts", str(parts)), ("heads", str(heads))),
    )
