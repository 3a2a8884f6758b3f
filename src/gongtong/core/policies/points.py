"""Policy points: the questions that are answered differently from place to place (政策点).

A room declares its points as constants in its `policies.py`. A choice point takes one answer, a
guard point takes all of them::

    QUORUM = PolicyPoint[Bound]("voting.quorum", zh="参与比例", value_type=Bound, floor_and_ceiling=True)
    MAY_PAY = GuardPoint[PaymentGuard]("ledger.may_pay", zh="付款前审查")
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from attrs import field, frozen
from typing_extensions import override

from gongtong.core.shares import AtLeast, MoreThan

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from attrs import Attribute

T = TypeVar("T")
V = TypeVar("V", bound="Hashable")

_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", re.ASCII)


def _dotted(_: object, __: Attribute[str], name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a point name such as voting.quorum")


@frozen
class Fact(Generic[V]):
    """A fact that the asker states with the question, such as the matter voted on (已知事实)."""

    name: str
    value_type: type[V]
    zh: str = ""

    def is_one_of(self, *values: V) -> Condition:
        """Make the condition that the fact has one of these values (条件)."""
        return Condition(self, values)


def _of_the_declared_type(
    condition: Condition, _: Attribute[tuple[Any, ...]], values: tuple[Any, ...]
) -> None:
    if not values:
        raise ValueError(f"a condition on {condition.fact.name} needs at least one value")
    for value in values:
        if not isinstance(value, condition.fact.value_type):
            kind = condition.fact.value_type.__name__
            raise TypeError(f"{value!r} is no {kind}: {condition.fact.name} cannot have it")


@frozen
class Condition:
    """What must be true of the asker's facts for a provision to apply (适用条件)."""

    fact: Fact[Any]
    values: tuple[Any, ...] = field(validator=_of_the_declared_type)

    def is_met_by(self, facts: Mapping[str, object]) -> bool:
        """Say whether the stated facts meet the condition (是否符合)."""
        return self.fact.name in facts and facts[self.fact.name] in self.values

    @override
    def __str__(self) -> str:
        """Write the condition as a person would (条件表述)."""
        return f"{self.fact.name} = {' | '.join(str(value) for value in self.values)}"


@frozen
class Reading(Generic[T]):
    """One of several readings of a text that leaves a question open (解释方案)."""

    value: T
    zh: str
    en: str


@frozen
class PolicyPoint(Generic[T]):
    """A question with one answer in a place and on a day (政策选择点).

    `value_type` (a class or a union of classes) is named where answers are data, so that a place
    can answer by a house rule; points that are answered by functions leave it out. `readings` are
    the answers that an unclear text allows. `facts` are what the asker must state.
    """

    name: str = field(validator=_dotted)
    zh: str = field(kw_only=True)
    floor_and_ceiling: bool = field(default=False, kw_only=True)
    # a type expression such as AtLeast | MoreThan is no `type[T]`
    value_type: Any = field(default=None, kw_only=True)
    readings: tuple[Reading[T], ...] = field(default=(), kw_only=True)
    facts: tuple[Fact[Any], ...] = field(default=(), kw_only=True)

    def fits(self, value: object) -> bool:
        """Say whether a value is of the kind that answers this point (类型是否相符)."""
        if self.value_type is None:
            return callable(value)
        if isinstance(value, bool) and self.value_type is int:
            return False
        return isinstance(value, self.value_type)


@frozen
class GuardPoint(Generic[T]):
    """A question put to every provision that applies; one refusal refuses (政策审查点)."""

    name: str = field(validator=_dotted)
    zh: str = field(kw_only=True)
    facts: tuple[Fact[Any], ...] = field(default=(), kw_only=True)

    def fits(self, value: object) -> bool:
        """Say whether a value can be asked (类型是否相符)."""
        return callable(value)


AnyPoint: TypeAlias = PolicyPoint[Any] | GuardPoint[Any]


def strictness(value: object) -> tuple[Fraction | date, bool]:
    """Put a value on the scale on which floors and ceilings are compared (比较次序).

    More than one half stands above at least one half.
    """
    match value:
        case AtLeast() | MoreThan():
            return value.fraction, isinstance(value, MoreThan)
        case bool():
            raise TypeError("true and false have no floor or ceiling")
        case int() | Fraction():
            return Fraction(value), False
        case date():
            return value, False
        case _:
            raise TypeError(f"a {type(value).__name__} has no floor or ceiling")
