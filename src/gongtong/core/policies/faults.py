"""What is wrong with a set of provisions, found before anybody asks a question (政策汇编检查)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from gongtong.core.errors import AmbiguousProvisionsError, PolicyError
from gongtong.core.periods import Span
from gongtong.core.policies.points import GuardPoint
from gongtong.core.policies.provisions import AnyProvision, Rank, split_area
from gongtong.core.policies.selection import can_meet_both, is_narrower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gongtong.core.policies.lineage import Lineage
    from gongtong.core.policies.points import AnyPoint


def faults_of(
    provisions: Sequence[AnyProvision], points: Iterable[AnyPoint], lineage: Lineage
) -> tuple[PolicyError, ...]:
    """List every fault of a book, in a stated order (全部缺陷)."""
    return (
        *_points_of_one_name(points),
        *_ids_used_twice(provisions),
        *_ties(provisions, lineage),
        *_wrong_replacements(provisions),
        *_wrong_areas(provisions, lineage),
    )


def _points_of_one_name(points: Iterable[AnyPoint]) -> Iterator[PolicyError]:
    seen: dict[str, AnyPoint] = {}
    for point in points:
        if seen.setdefault(point.name, point) != point:
            yield PolicyError(f"two different policy points are called {point.name}")


def _ids_used_twice(provisions: Iterable[AnyProvision]) -> Iterator[PolicyError]:
    texts: defaultdict[str, list[AnyProvision]] = defaultdict(list)
    for provision in provisions:
        texts[provision.id].append(provision)
    for identity, same in sorted(texts.items()):
        first = same[0]
        plugins = sorted({provision.plugin for provision in same})
        if len(plugins) > 1:
            yield AmbiguousProvisionsError(
                f"provision {identity!r} comes from more than one plugin: {', '.join(plugins)}"
            )
        elif any((p.point, p.area) != (first.point, first.area) for p in same):
            yield PolicyError(
                f"provision {identity!r} of {first.plugin} has texts for different points or areas"
            )


def _ties(provisions: Iterable[AnyProvision], lineage: Lineage) -> Iterator[PolicyError]:
    groups: defaultdict[tuple[object, ...], list[AnyProvision]] = defaultdict(list)
    for provision in sorted(provisions, key=lambda p: (p.id, p.plugin, p.in_force.start)):
        if not provision.mode.is_bound and not isinstance(provision.point, GuardPoint):
            digits, place = split_area(provision.area)
            where = place or lineage.latest(digits)
            key = (provision.point.name, provision.mode, provision.rank, bool(place), where)
            groups[key].append(provision)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if _is_tie(one, other):
                yield AmbiguousProvisionsError(
                    f"{one.point.name}: {one} and {other} apply to the same cases and differ; "
                    f"narrow the conditions of one, or let it say replaces="
                )


def _is_tie(one: AnyProvision, other: AnyProvision) -> bool:
    if one.value == other.value or not _meet_in_time(one, other):
        return False
    if one.id == other.id:
        return one.recorded_on == other.recorded_on and can_meet_both(
            one.conditions, other.conditions
        )
    if one.id in other.replaces or other.id in one.replaces:
        return False
    return (
        can_meet_both(one.conditions, other.conditions)
        and not is_narrower(one.conditions, other.conditions)
        and not is_narrower(other.conditions, one.conditions)
    )


def _meet_in_time(one: AnyProvision, other: AnyProvision) -> bool:
    return one.in_force.overlaps(other.in_force) and _known(one).overlaps(_known(other))


def _known(provision: AnyProvision) -> Span:
    return Span(provision.recorded_on or date.min, provision.withdrawn_on)


def _wrong_replacements(provisions: Sequence[AnyProvision]) -> Iterator[PolicyError]:
    by_id = {provision.id: provision for provision in provisions}
    replaced = {provision.id: frozenset(provision.replaces) for provision in provisions}
    for provision in sorted(by_id.values(), key=lambda p: p.id):
        for identity in provision.replaces:
            older = by_id.get(identity)
            if older is None:
                yield PolicyError(
                    f"{provision} replaces {identity!r}, which is nowhere in the book"
                )
            elif older.point.name != provision.point.name:
                yield PolicyError(f"{provision} replaces {older}, which answers another point")
            elif older.rank > provision.rank:
                yield PolicyError(f"{provision} cannot replace {older}: it is of lower rank")
        if _reaches(provision.id, provision.id, replaced):
            yield PolicyError(f"{provision} replaces itself in a circle")


def _reaches(start: str, goal: str, replaced: dict[str, frozenset[str]]) -> bool:
    seen: set[str] = set()
    ahead = list(replaced.get(start, ()))
    while ahead:
        identity = ahead.pop()
        if identity == goal:
            return True
        if identity not in seen:
            seen.add(identity)
            ahead.extend(replaced.get(identity, ()))
    return False


def _wrong_areas(provisions: Iterable[AnyProvision], lineage: Lineage) -> Iterator[PolicyError]:
    for provision in sorted(provisions, key=lambda p: (p.id, p.in_force.start)):
        if not provision.area and provision.rank <= Rank.BYLAW:
            yield PolicyError(
                f"{provision}: a {provision.rank.name.lower()} cannot bind the country"
            )
        digits, _ = split_area(provision.area)
        valid_from = lineage.valid_from(digits)
        if valid_from is not None and provision.in_force.start < valid_from:
            yield PolicyError(
                f"{provision}: the code {digits} exists only since {valid_from}; before that day "
                f"use the code the district had then"
            )
