"""Who may vote and how much each weighs, fixed on a day (选民名册)."""

from __future__ import annotations

import hashlib
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import Factory, field, frozen

from gongtong.core.codec import canonical, to_json
from gongtong.core.places import DwellingLabel
from gongtong.voting.weights import Weight, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongtong.core.heads import HeadCount

_DOMAIN = b"gongtong/electorate/v1\n"


@frozen(order=True)
class Part:
    """A dwelling for which an owner votes, with its area (表决房屋)."""

    label: DwellingLabel
    area_cm2: int


def _in_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts))


@frozen
class Voter:
    """One head and the dwellings it votes for (表决人)."""

    id: UUID
    parts: tuple[Part, ...] = field(converter=_in_order)

    @property
    def weight(self) -> Weight:
        """One head, and the area of all its parts (表决权数)."""
        return Weight(1, sum(part.area_cm2 for part in self.parts))


def _by_first_part(voters: Iterable[Voter]) -> tuple[Voter, ...]:
    return tuple(sorted(voters, key=lambda voter: (voter.parts, voter.id)))


def _voters_by_label(electorate: Electorate) -> Mapping[DwellingLabel, Voter]:
    index: dict[DwellingLabel, Voter] = {}
    for voter in electorate.voters:
        for part in voter.parts:
            if index.setdefault(part.label, voter) is not voter:
                message = f"two voters vote for {part.label}"
                raise ValueError(message)
    return MappingProxyType(index)


@frozen
class Electorate:
    """Everybody who may vote, as the register stood on a day (选民名册).

    The order is that of the dwellings, whatever the order in which voters were given.
    """

    on: date
    voters: tuple[Voter, ...] = field(converter=_by_first_part)
    _by_label: Mapping[DwellingLabel, Voter] = field(
        init=False,
        eq=False,
        repr=False,
        default=Factory(_voters_by_label, takes_self=True),
    )

    @classmethod
    def from_heads(cls, count: HeadCount, *, on: date) -> Electorate:
        """Fix the electorate from heads counted in the register of a day (由名册生成)."""
        return cls(
            on,
            [
                Voter(head.id, [Part(home.label, home.area_cm2) for home in head.dwellings])
                for head in count.heads
            ],
        )

    @property
    def weight(self) -> Weight:
        """All heads and all area (总人数与总面积)."""
        return total(voter.weight for voter in self.voters)

    def voter_at(self, label: DwellingLabel) -> Voter | None:
        """Give the voter who votes for a dwelling, if anybody does (按房号查表决人)."""
        return self._by_label.get(label)

    def digest(self) -> bytes:
        """Give the digest by which the electorate can be proven later (名册摘要)."""
        rows = [
            [str(voter.id), [[str(part.label), part.area_cm2] for part in voter.parts]]
            for voter in self.voters
        ]
        return hashlib.sha256(_DOMAIN + canonical(to_json([self.on, rows]))).digest()
