"""Who is entitled to vote: by dwelling, by age, by household, by representative (选民范围).

Whatever the basis, the answer is the same kind of list: one entry for each voter, with a label that
the posted roll shows and a weight in every dimension.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import field, frozen

from gongtong.voting.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attrs import Attribute

    from gongtong.voting.electorates import Electorate

ADULT_AT = 18
_NUMBERS = re.compile(r"(\d+)", re.ASCII)


class VotingBody(StrEnum):
    """Whose decision it is: that of the owners, or that of a community's residents (表决主体)."""

    OWNERS = "owners"
    RESIDENTS = "residents"


class ElectionMode(StrEnum):
    """How residents elect their committee (居民委员会选举方式).

    城市居民委员会组织法 第14条: all who may vote, one for each household, or the residents'
    representatives.
    """

    ALL_VOTERS = "all_voters"
    HOUSEHOLD = "household"
    BY_REPRESENTATIVES = "by_representatives"


class ElectorateBasis(StrEnum):
    """What makes somebody a voter (选民资格依据)."""

    OWNER_PARTY = "owner_party"
    ADULT_RESIDENT = "adult_resident"
    HOUSEHOLD = "household"
    REPRESENTATIVE = "representative"

    @property
    def zh(self) -> str:
        """The basis as a posted roll states it (依据用语)."""
        return _BASIS_WORDS[self]


_BASIS_WORDS = {
    ElectorateBasis.OWNER_PARTY: "业主（每一业主一人，按专有部分计面积）",
    ElectorateBasis.ADULT_RESIDENT: "年满十八周岁的居民",
    ElectorateBasis.HOUSEHOLD: "户的代表（每户一人）",
    ElectorateBasis.REPRESENTATIVE: "居民代表",
}


def _has_weight(_: Entitled, __: Attribute[Weight], weight: Weight) -> None:
    if weight.heads <= 0 or weight.area_cm2 < 0:
        message = f"a voter has at least one head and no negative area, not {weight}"
        raise ValueError(message)


def _is_said(_: object, attribute: Attribute[str], text: str) -> None:
    if not text.strip():
        message = f"{attribute.name} is empty: nobody could find the entry on the posted roll"
        raise ValueError(message)


@frozen
class Entitled:
    """One voter on a roll: under which label, and with which weight (有权表决人).

    The label is what is posted: a dwelling, a household, or a name as the place masks it.
    """

    voter_id: UUID
    label: str = field(validator=_is_said)
    weight: Weight = field(default=Weight(1, 0), validator=_has_weight)

    @property
    def position(self) -> tuple[tuple[tuple[int, int, str], ...], UUID]:
        """Where the entry stands on the roll: numbers in a label count as numbers (位次)."""
        return _natural(self.label), self.voter_id


def _natural(label: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece)
        for piece in _NUMBERS.split(label)
        if piece
    )


@frozen
class Resident:
    """A person who lives in or is registered with a community (居民).

    `is_barred` is set for whoever has lost the right to vote by a judgment.
    """

    id: UUID
    label: str
    born_on: date
    is_barred: bool = False


@frozen
class Household:
    """A household and the member who votes for it, if it has named one (户).

    `label` is the household's; `representative` is how the roll shows who votes for it.
    """

    id: UUID
    label: str
    representative: str = ""


@frozen
class ResidentRepresentative:
    """A representative whom residents have elected (居民代表)."""

    id: UUID
    label: str


def birthday(born_on: date, years: int) -> date:
    """Give the day on which an age is completed (周岁生日).

    Who was born on 29 February completes a year on the last day of February where there is no
    29th: 民法典 第202条.

    >>> birthday(date(2008, 2, 29), 18)
    datetime.date(2026, 2, 28)
    """
    year = born_on.year + years
    last = monthrange(year, born_on.month)[1]
    return date(year, born_on.month, min(born_on.day, last))


def is_of_age(born_on: date, on: date, *, years: int = ADULT_AT) -> bool:
    """Say whether somebody has completed the age on a day; the birthday itself counts (是否成年).

    民法典 第17条: 十八周岁以上; 第1259条: 以上 includes the number.
    """
    return on >= birthday(born_on, years)


def entitled_owners(electorate: Electorate) -> tuple[Entitled, ...]:
    """List the owners of a frozen electorate, one head each with all their area (业主名单)."""
    return _in_order(
        Entitled(voter.id, "、".join(str(part.label) for part in voter.parts), voter.weight)
        for voter in electorate.voters
    )


def entitled_adults(residents: Iterable[Resident], on: date) -> tuple[Entitled, ...]:
    """List the residents who have completed 18 years on the day of the vote (成年居民名单).

    城市居民委员会组织法 第16条第1款: 年满十八周岁; whoever has lost political rights does not vote.
    """
    return _in_order(
        Entitled(one.id, one.label)
        for one in residents
        if is_of_age(one.born_on, on) and not one.is_barred
    )


def entitled_households(households: Iterable[Household]) -> tuple[Entitled, ...]:
    """List one voter for each household, whoever represents it (户代表名单)."""
    return _in_order(
        Entitled(one.id, f"{one.label} {one.representative}".strip()) for one in households
    )


def entitled_representatives(
    representatives: Iterable[ResidentRepresentative],
) -> tuple[Entitled, ...]:
    """List the residents' representatives (居民代表名单)."""
    return _in_order(Entitled(one.id, one.label) for one in representatives)


def _in_order(entries: Iterable[Entitled]) -> tuple[Entitled, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.position))
