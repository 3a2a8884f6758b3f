"""Who may ask for an assembly: how many owners, or owners of how much (提议召开业主大会).

物业管理条例 第13条 asks for 20% of the owners; 指导规则 第21条 for 20% of the area and of the heads.
The regulation outranks the guidance, and both stand here as readings.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field, frozen

from gongtong.core.rulings import Granted, Reason, Refused, Ruling, Source
from gongtong.core.shares import AtLeast, Bound
from gongtong.voting.thresholds import Dimension
from gongtong.voting.weights import NOTHING, Weight, amount_en, amount_zh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attrs import Attribute


class PetitionPurpose(StrEnum):
    """What a petition asks for (提议目的)."""

    EXTRAORDINARY_ASSEMBLY = "extraordinary_assembly"
    FIRST_ASSEMBLY = "first_assembly"


def _not_empty(
    _: object, attribute: Attribute[tuple[object, ...]], values: tuple[object, ...]
) -> None:
    if not values:
        message = f"{attribute.name} cannot be empty: anybody could ask then"
        raise ValueError(message)


@frozen
class PetitionShare:
    """The share of all owners, or of all area, that must ask (提议比例)."""

    dimension: Dimension
    bound: Bound


@frozen
class PetitionRoute:
    """One way to be enough: every share of it is met (提议途径)."""

    shares: tuple[PetitionShare, ...] = field(validator=_not_empty)

    def is_met_by(self, asking: Weight, everyone: Weight) -> bool:
        """Say whether those who ask are enough by this route (是否达到)."""
        return all(
            one.bound.is_met_by(asking.of(one.dimension), everyone.of(one.dimension))
            for one in self.shares
        )


@frozen(kw_only=True)
class PetitionRule:
    """Who may ask: one route is enough, once enough has been handed over (提议规则).

    `delivered` bounds the share of the floor area that owners must have taken over beforehand.
    """

    routes: tuple[PetitionRoute, ...] = field(validator=_not_empty)
    developer_may: bool = False
    delivered: tuple[Bound, ...] = ()


@frozen(kw_only=True)
class Petition:
    """Those who ask for an assembly, counted as heads and area (业主提议)."""

    asking: Weight = NOTHING
    by_developer: bool = False


@frozen(kw_only=True)
class PetitionFacts:
    """All owners together, and how much of the floor area was handed over (提议情况)."""

    everyone: Weight
    delivered_cm2: int = 0
    floor_cm2: int = 0


@frozen
class PetitionSupported:
    """Enough have asked: the assembly must be called (提议成立).

    `route` is the one that was met first, or nothing where the developer asks.
    """

    petition: Petition
    route: PetitionRoute | None


TWENTY_PERCENT_OF_OWNERS = PetitionRule(
    routes=(PetitionRoute((PetitionShare(Dimension.HEADS, AtLeast(1, 5)),)),)
)
TWENTY_PERCENT_OF_AREA_AND_HEADS = PetitionRule(
    routes=(PetitionRoute(tuple(PetitionShare(one, AtLeast(1, 5)) for one in Dimension)),)
)


def rule_on_petition(
    petition: Petition, facts: PetitionFacts, rule: PetitionRule, source: Source
) -> Ruling[PetitionSupported]:
    """Say whether enough owners have asked (业主提议审查).

    The grounds of a refusal, in order: too little was handed over, then for every route what is
    missing.
    """
    early = tuple(_undelivered(facts, rule, source))
    route = next(
        (one for one in rule.routes if one.is_met_by(petition.asking, facts.everyone)), None
    )
    is_enough = route is not None or (rule.developer_may and petition.by_developer)
    missing = () if is_enough else tuple(_missing(petition, facts, rule, source))
    if early or missing:
        return Refused((*early, *missing))
    return Granted(PetitionSupported(petition, route))


def _undelivered(facts: PetitionFacts, rule: PetitionRule, source: Source) -> Iterator[Reason]:
    for bound in rule.delivered:
        if not bound.is_met_by(facts.delivered_cm2, facts.floor_cm2):
            yield Reason(
                "voting.too_little_delivered",
                zh=f"已交付面积应当{bound.zh()}",
                en=f"the area handed over must be {bound.en()}",
                source=source,
            )


def _missing(
    petition: Petition, facts: PetitionFacts, rule: PetitionRule, source: Source
) -> Iterator[Reason]:
    for route in rule.routes:
        for one in route.shares:
            asking = petition.asking.of(one.dimension)
            everyone = facts.everyone.of(one.dimension)
            if one.bound.is_met_by(asking, everyone):
                continue
            short = one.bound.shortfall(asking, everyone)
            yield Reason(
                "voting.too_few_petitioners",
                zh=f"{one.dimension.zh}应当{one.bound.zh()}，还差{amount_zh(one.dimension, short)}",
                en=f"{one.dimension.value} must be {one.bound.en()}: "
                f"{amount_en(one.dimension, short)} more",
                source=source,
                params=(("dimension", one.dimension.value), ("short", str(short))),
            )
