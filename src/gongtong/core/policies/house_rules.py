"""House rules: what a place decided for itself, kept as data (小区自定规则)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from attrs import Attribute, field, frozen

from gongtong.core.codec import canonical, from_json, parse, to_json
from gongtong.core.errors import PolicyError
from gongtong.core.periods import Span
from gongtong.core.policies.points import AnyPoint, PolicyPoint
from gongtong.core.policies.provisions import AnyProvision, Provision, Rank
from gongtong.core.rulings import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongtong.core.places import Place
    from gongtong.core.policies.book import PolicyBook

T = TypeVar("T")

HOUSE_PLUGIN = "house rules"


def _of_the_place(_: object, __: Attribute[Rank], rank: Rank) -> None:
    if rank > Rank.BYLAW:
        raise ValueError(f"a place adopts house rules and bylaws, not a {rank.name.lower()}")


@frozen
class HouseRule:
    """An answer that a place adopted by a recorded decision (小区自定规则).

    `value` is the answer as JSON text, read by the point's own type; `decision` is the source that
    notices cite.
    """

    id: str
    point: str
    value: str
    in_force: Span
    decision: Source
    recorded_on: date | None = None
    rank: Rank = field(default=Rank.BYLAW, validator=_of_the_place)


def house_rule(
    rule_id: str, point: PolicyPoint[T], value: T, *, in_force: Span, decision: Source
) -> HouseRule:
    """Make a house rule from a typed answer (拟定小区规则)."""
    if point.value_type is None or not point.fits(value):
        raise TypeError(f"{value!r} cannot be a house rule for {point.name}")
    text = canonical(to_json(value, point.value_type)).decode()
    return HouseRule(rule_id, point.name, text, in_force, decision)


def as_provision(rule: HouseRule, points: Mapping[str, AnyPoint], place: str) -> AnyProvision:
    """Read a house rule as a provision of its place (转为规定).

    Raises `PolicyError` for a point that nobody declares or that takes no data, and `CodecError`
    for a value that does not fit.
    """
    point = points.get(rule.point)
    if point is None:
        raise PolicyError(f"house rule {rule.id!r}: no policy point is called {rule.point!r}")
    if not isinstance(point, PolicyPoint) or point.value_type is None:
        raise PolicyError(
            f"house rule {rule.id!r}: {rule.point} is answered by functions; that takes a plugin"
        )
    return Provision(
        rule.id,
        point,
        from_json(parse(rule.value), point.value_type),
        area=f"/{place}",
        in_force=rule.in_force,
        rank=rule.rank,
        cites=(rule.decision,),
        recorded_on=rule.recorded_on,
        plugin=HOUSE_PLUGIN,
    )


def with_house_rules(
    book: PolicyBook, rules: Iterable[HouseRule], *, place: Place, points: Mapping[str, AnyPoint]
) -> PolicyBook:
    """Give the book as it is in a place with house rules of its own (加入小区规则).

    Cheap enough for every unit of work: the provisions of the plugins are not sorted anew.
    """
    own = tuple(as_provision(rule, points, place.code) for rule in rules)
    return book.with_provisions_of(place, own) if own else book
