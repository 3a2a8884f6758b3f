"""The register of a place: dwellings, who owns them, and heads and area as the law counts them (名册).

A register is a picture of one day. It is indexed once, so that every look-up by label, name or room is
direct, whatever the number of households.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from attrs import Factory, field, frozen

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.places import DwellingLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from attrs import Attribute

K = TypeVar("K")
V = TypeVar("V")


class DwellingStatus(StrEnum):
    """What is done with a dwelling, and whether the developer has handed it over (房屋状态)."""

    OWNER_OCCUPIED = "owner_occupied"
    LET = "let"
    VACANT = "vacant"
    UNSOLD = "unsold"
    SOLD_UNDELIVERED = "sold_undelivered"

    @property
    def is_delivered(self) -> bool:
        """Whether an owner other than the developer has it (是否已交付)."""
        return self not in {DwellingStatus.UNSOLD, DwellingStatus.SOLD_UNDELIVERED}

    @property
    def zh(self) -> str:
        """The word in the register sheet (状态用语)."""
        return _STATUS_WORDS[self]


_STATUS_WORDS = {
    DwellingStatus.OWNER_OCCUPIED: "自住",
    DwellingStatus.LET: "出租",
    DwellingStatus.VACANT: "空置",
    DwellingStatus.UNSOLD: "未出售",
    DwellingStatus.SOLD_UNDELIVERED: "已售未交付",
}


class PartUse(StrEnum):
    """What an exclusive part serves for (专有部分用途)."""

    HOME = "home"
    PARKING = "parking"


class AreaEvidence(StrEnum):
    """Where the area of a dwelling is taken from, the strongest first (面积依据)."""

    REGISTER = "register"
    SURVEY = "survey"
    CONTRACT = "contract"


def best_area(claims: Mapping[AreaEvidence, int]) -> tuple[int, AreaEvidence] | None:
    """Take the area from the register, else the survey, else the contract (面积认定).

    建筑物区分所有权解释 第8条.

    >>> best_area({AreaEvidence.CONTRACT: 600_000, AreaEvidence.SURVEY: 676_200})
    (676200, <AreaEvidence.SURVEY: 'survey'>)
    """
    return next(
        ((claims[evidence], evidence) for evidence in AreaEvidence if evidence in claims), None
    )


def is_owner_by_law(*, is_registered: bool, is_in_possession: bool) -> bool:
    """Say whether a buyer from the developer is an owner: by the register or by possession (业主认定).

    建筑物区分所有权解释 第1条.
    """
    return is_registered or is_in_possession


@frozen
class Owner:
    """A person or organisation that owns, known by name and telephone number (产权人).

    Two people may share a name; the number tells them apart.
    """

    id: UUID
    name: str
    phone: str


@frozen
class OwnerParty:
    """Those who own a dwelling together; a sole owner is a party of one (共有人).

    A party has one voice, which one of its members gives for all.
    """

    id: UUID
    members: tuple[Owner, ...] = field()

    @members.validator
    def _members_are_there(
        self, _: Attribute[tuple[Owner, ...]], members: tuple[Owner, ...]
    ) -> None:
        if not members:
            message = "a party has at least one member"
            raise ValueError(message)

    @property
    def is_joint(self) -> bool:
        """Whether several own together (是否共有)."""
        return len(self.members) > 1

    @property
    def name(self) -> str:
        """The names as one line of the register writes them (共有人姓名)."""
        return "、".join(member.name for member in self.members)


@frozen
class Dwelling:
    """One exclusive part as it stands on a day (房屋)."""

    id: UUID
    label: DwellingLabel
    party: OwnerParty
    status: DwellingStatus
    area_cm2: int = field()
    area_evidence: AreaEvidence = AreaEvidence.REGISTER
    use: PartUse = PartUse.HOME
    note: str = ""

    @area_cm2.validator
    def _area_is_positive(self, _: Attribute[int], area_cm2: int) -> None:
        if area_cm2 <= 0:
            message = f"{self.label}: an area must be more than nothing, not {area_cm2} cm2"
            raise ValueError(message)


def _grouped(
    dwellings: Sequence[Dwelling], keys: Callable[[Dwelling], Iterable[K]]
) -> Mapping[K, tuple[Dwelling, ...]]:
    groups: defaultdict[K, list[Dwelling]] = defaultdict(list)
    for dwelling in dwellings:
        for key in dict.fromkeys(keys(dwelling)):
            groups[key].append(dwelling)
    return MappingProxyType({key: tuple(group) for key, group in groups.items()})


def _unique(dwellings: Sequence[Dwelling], key: Callable[[Dwelling], K]) -> Mapping[K, Dwelling]:
    index: dict[K, Dwelling] = {}
    for dwelling in dwellings:
        if index.setdefault(key(dwelling), dwelling) is not dwelling:
            message = f"the register holds {key(dwelling)} twice"
            raise ValueError(message)
    return MappingProxyType(index)


def _in_order(dwellings: Iterable[Dwelling]) -> tuple[Dwelling, ...]:
    return tuple(sorted(dwellings, key=lambda dwelling: dwelling.label.position))


def _index(build: Callable[[tuple[Dwelling, ...]], V]) -> V:
    """Declare an index that is built once from the dwellings of a register."""
    built: V = field(
        init=False,
        eq=False,
        repr=False,
        default=Factory(lambda register: build(register.dwellings), takes_self=True),
    )
    return built


@frozen
class Register:
    """All dwellings of a place and their owners on one day, in the order of the labels (名册)."""

    dwellings: tuple[Dwelling, ...] = field(converter=_in_order)
    on: date
    _by_id: Mapping[UUID, Dwelling] = _index(lambda all_of: _unique(all_of, lambda one: one.id))
    _by_label: Mapping[DwellingLabel, Dwelling] = _index(
        lambda all_of: _unique(all_of, lambda one: one.label)
    )
    _by_party: Mapping[UUID, tuple[Dwelling, ...]] = _index(
        lambda all_of: _grouped(all_of, lambda one: (one.party.id,))
    )
    _by_name: Mapping[str, tuple[Dwelling, ...]] = _index(
        lambda all_of: _grouped(all_of, lambda one: (owner.name for owner in one.party.members))
    )
    _by_building_room: Mapping[tuple[int, int], tuple[Dwelling, ...]] = _index(
        lambda all_of: _grouped(all_of, lambda one: ((one.label.building, one.label.room),))
    )
    _by_room: Mapping[int, tuple[Dwelling, ...]] = _index(
        lambda all_of: _grouped(all_of, lambda one: (one.label.room,))
    )

    def __len__(self) -> int:
        """Count the dwellings."""
        return len(self.dwellings)

    def dwelling(self, dwelling_id: UUID) -> Dwelling:
        """Give the dwelling with this id; raises `UnknownReferenceError` (按编号查房屋)."""
        try:
            return self._by_id[dwelling_id]
        except KeyError:
            kind = "dwelling"
            raise UnknownReferenceError(kind, dwelling_id) from None

    def at(self, label: DwellingLabel) -> Dwelling:
        """Give the dwelling at this label; raises `UnknownReferenceError` (按房号查房屋)."""
        found = self.find(label)
        if found is None:
            kind = "dwelling"
            raise UnknownReferenceError(kind, label)
        return found

    def find(self, label: DwellingLabel) -> Dwelling | None:
        """Give the dwelling at this label if there is one (查找房号)."""
        return self._by_label.get(label)

    def owned_by_name(self, name: str) -> tuple[Dwelling, ...]:
        """Give the dwellings that anybody of this name owns, alone or jointly (按姓名查房屋)."""
        return self._by_name.get(name, ())

    def in_building(self, building: int, room: int) -> tuple[Dwelling, ...]:
        """Give the dwellings with this room number in a building, one for each unit (按楼栋房号查房屋)."""
        return self._by_building_room.get((building, room), ())

    def with_room(self, room: int) -> tuple[Dwelling, ...]:
        """Give the dwellings with this room number in all buildings (按室号查房屋)."""
        return self._by_room.get(room, ())

    def of_party(self, party_id: UUID) -> tuple[Dwelling, ...]:
        """Give the dwellings of a party (某产权人的房屋)."""
        return self._by_party.get(party_id, ())

    @property
    def parties(self) -> tuple[OwnerParty, ...]:
        """Every party once, in the order of its first dwelling (全部产权人)."""
        return tuple(dwellings[0].party for dwellings in self._by_party.values())

    @property
    def area_cm2(self) -> int:
        """The area of all parts together (总面积)."""
        return sum(dwelling.area_cm2 for dwelling in self.dwellings)

    def area_of_party(self, party_id: UUID) -> int:
        """Give the area in cm2 of all parts of a party (某产权人的面积)."""
        return sum(dwelling.area_cm2 for dwelling in self.of_party(party_id))
