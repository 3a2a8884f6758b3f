"""Provisions: dated, scoped and cited answers to policy points (规定)."""

from __future__ import annotations

import re
from datetime import date
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from attrs import field, frozen
from typing_extensions import override

from gongtong.core.periods import Span
from gongtong.core.policies.points import Condition, GuardPoint, PolicyPoint, strictness
from gongtong.core.rulings import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attrs import Attribute


T = TypeVar("T")

_AREA = re.compile(r"((?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})?)(?:/([a-z0-9][a-z0-9-]*))?", re.ASCII)


class Rank(IntEnum):
    """The rank of a text in the order of norms, the highest last (效力位阶)."""

    HOUSE_RULE = 10
    BYLAW = 20
    MINISTRY_GUIDANCE = 30
    LOCAL_REGULATION = 40
    ADMINISTRATIVE_REGULATION = 50
    LAW = 60

    @property
    def zh(self) -> str:
        """The rank in Chinese (中文名称)."""
        return _RANK_ZH[self]


_RANK_ZH = {
    Rank.HOUSE_RULE: "小区决定",
    Rank.BYLAW: "管理规约或议事规则",
    Rank.MINISTRY_GUIDANCE: "部门指导文件",
    Rank.LOCAL_REGULATION: "地方性法规",
    Rank.ADMINISTRATIVE_REGULATION: "行政法规",
    Rank.LAW: "法律",
}


class Mode(StrEnum):
    """How a provision bears on the answer (作用方式).

    A default yields to any other choice, a set value to nearer ones, a mandatory one only to a
    mandatory one of higher rank; floors and ceilings bound what others choose.
    """

    DEFAULT = "default"
    SET = "set"
    FLOOR = "floor"
    CEILING = "ceiling"
    MANDATORY = "mandatory"

    @property
    def is_bound(self) -> bool:
        """Whether this mode bounds an answer instead of giving one (是否界限)."""
        return self in (Mode.FLOOR, Mode.CEILING)


@lru_cache(maxsize=4096)
def split_area(area: str) -> tuple[str, str]:
    """Give the digits and the place code of an area such as `421003/silk-dormitory` (拆分区域).

    >>> split_area("421003"), split_area("/silk-dormitory"), split_area("")
    (('421003', ''), ('', 'silk-dormitory'), ('', ''))
    """
    match = _AREA.fullmatch(area)
    if match is None:
        raise ValueError(
            f"{area!r} is not an area: 2, 4, 6, 9 or 12 digits, then perhaps / and a place code"
        )
    return match.group(1), match.group(2) or ""


def _an_area(_: object, __: Attribute[str], area: str) -> None:
    split_area(area)


def _cited(provision: Provision[Any], _: object, cites: tuple[Source, ...]) -> None:
    if not cites:
        raise ValueError(f"provision {provision.id!r} cites no source: say where it is written")
    for cite in cites:
        if not isinstance(cite, Source):
            raise TypeError(f"provision {provision.id!r} must cite Source values, not {cite!r}")


def _sources(cites: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(cites)


def _conditions(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(conditions)


def _ids(replaces: Iterable[str]) -> tuple[str, ...]:
    return (replaces,) if isinstance(replaces, str) else tuple(replaces)


@frozen
class Provision(Generic[T]):
    """One answer to a policy point: from when to when, where, and by which text (规定).

    `area` is empty for the whole country, digits for a district, `digits/code` or `/code` for one
    place. `recorded_on` is the day from which the text was known (from the beginning where left
    out), `withdrawn_on` the day from which it was known to be wrong. `replaces` names provisions
    of equal or lower rank that this one puts aside wherever it applies. `plugin` is filled in by
    the host that loaded it.
    """

    id: str
    point: PolicyPoint[T] | GuardPoint[T]
    value: T
    area: str = field(kw_only=True, validator=_an_area)
    in_force: Span = field(kw_only=True)
    rank: Rank = field(kw_only=True)
    cites: tuple[Source, ...] = field(kw_only=True, converter=_sources, validator=_cited)
    mode: Mode = field(default=Mode.SET, kw_only=True)
    conditions: tuple[Condition, ...] = field(default=(), kw_only=True, converter=_conditions)
    replaces: tuple[str, ...] = field(default=(), kw_only=True, converter=_ids)
    recorded_on: date | None = field(default=None, kw_only=True)
    withdrawn_on: date | None = field(default=None, kw_only=True)
    plugin: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse what no question could ever be answered with."""
        for problem in _problems(self):
            raise TypeError(f"provision {self.id!r}: {problem}")

    def is_known_on(self, day: date | None) -> bool:
        """Say whether the text was held to be right on that day; no day means now (当日是否已知)."""
        if day is None:
            return self.withdrawn_on is None
        if self.recorded_on is not None and day < self.recorded_on:
            return False
        return self.withdrawn_on is None or day < self.withdrawn_on

    @override
    def __str__(self) -> str:
        """Name the provision, its plugin and its sources (规定表述)."""
        sources = "; ".join(str(cite) for cite in self.cites)
        return f"{self.id} [{self.plugin or 'no plugin'}] ({sources})"


AnyProvision: TypeAlias = Provision[Any]


def _problems(provision: AnyProvision) -> Iterable[str]:
    point = provision.point
    if not point.fits(provision.value):
        wanted = getattr(point, "value_type", None)
        kind = "a function" if wanted is None else str(getattr(wanted, "__name__", wanted))
        yield f"{point.name} is answered by {kind}, not by {provision.value!r}"
    declared = {fact.name for fact in point.facts}
    for condition in provision.conditions:
        if condition.fact.name not in declared:
            yield f"{point.name} declares no fact {condition.fact.name!r}"
    names = [condition.fact.name for condition in provision.conditions]
    if len(set(names)) < len(names):
        yield "two conditions on one fact; write one with all values that are allowed"
    match point:
        case GuardPoint() if provision.mode is not Mode.SET:
            yield f"every answer to the guard {point.name} counts; it has no mode"
        case PolicyPoint() if provision.mode.is_bound:
            if not point.floor_and_ceiling:
                yield f"{point.name} takes no floor or ceiling"
            else:
                strictness(provision.value)
