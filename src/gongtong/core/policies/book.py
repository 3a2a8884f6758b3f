"""The policy book: every provision there is, and what follows from them (政策汇编)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attrs import Factory, field, frozen

from gongtong.core.errors import PolicyError
from gongtong.core.places import Place
from gongtong.core.policies.answers import Answer, answer_from
from gongtong.core.policies.faults import faults_of
from gongtong.core.policies.fingerprints import fingerprint_of, fingerprint_of_all
from gongtong.core.policies.lineage import Lineage
from gongtong.core.policies.points import AnyPoint, GuardPoint, PolicyPoint
from gongtong.core.policies.provisions import AnyProvision, split_area
from gongtong.core.policies.selection import (
    Considered,
    Question,
    WhyNot,
    applicable,
    order_of,
    select,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gongtong.core.events import ProvisionUsed

T = TypeVar("T")

_MOST_REMEMBERED = 4096
_NO_FACTS: Mapping[str, object] = {}
_Areas: TypeAlias = "dict[tuple[str, str], tuple[AnyProvision, ...]]"


class Replay(StrEnum):
    """What has become of the provision that once decided (复核结果)."""

    SAME = "same"
    CORRECTED = "corrected"
    GONE = "gone"


def _by_area(book: PolicyBook) -> dict[str, _Areas]:
    found: defaultdict[str, defaultdict[tuple[str, str], list[AnyProvision]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for provision in book.provisions:
        found[provision.point.name][split_area(provision.area)].append(provision)
    return {
        point: {area: tuple(provisions) for area, provisions in areas.items()}
        for point, areas in found.items()
    }


@frozen(eq=False)
class PolicyBook:
    """All provisions of all plugins, and perhaps the house rules of a place (政策汇编).

    `area` is a place, or an area such as `421003` or `421003/silk-dormitory`. `known_on` asks what
    was known on a day; left out, it asks what is known now. `facts` are the facts that the point
    declares, by name.
    """

    provisions: tuple[AnyProvision, ...] = ()
    lineage: Lineage = field(default=Factory(Lineage))
    declared: tuple[AnyPoint, ...] = ()
    _index: dict[str, _Areas] = field(default=Factory(_by_area, takes_self=True), repr=False)
    _answers: dict[tuple[object, ...], Answer[Any]] = field(
        default=Factory(dict), init=False, repr=False
    )

    def resolve(
        self,
        point: PolicyPoint[T],
        area: Place | str,
        on: date,
        *,
        known_on: date | None = None,
        facts: Mapping[str, object] = _NO_FACTS,
    ) -> Answer[T]:
        """Give the one answer that holds in a place on a day (适用规定).

        Raises `NoProvisionError`, `AmbiguousProvisionsError` or `OutOfBoundsError`.
        """
        named = _area_of(area)
        key = (point.name, named, on, known_on, *sorted(facts.items()))
        answer = self._answers.get(key)
        if answer is None:
            _check_facts(point, facts)
            question = self._question(named, on, known_on, facts)
            selection = select(self._near(point, question), question)
            answer = answer_from(selection, point, named or "the whole country", question)
            if len(self._answers) >= _MOST_REMEMBERED:
                self._answers.clear()
            self._answers[key] = answer
        return answer

    def guards(
        self,
        point: GuardPoint[T],
        area: Place | str,
        on: date,
        *,
        known_on: date | None = None,
        facts: Mapping[str, object] = _NO_FACTS,
    ) -> tuple[Answer[T], ...]:
        """Give every answer that applies, the highest rank first (全部审查)."""
        _check_facts(point, facts)
        if point.name not in self._index:
            return ()
        question = self._question(_area_of(area), on, known_on, facts)
        standing = applicable(self._near(point, question), question).standing
        standing.sort(key=lambda provision: (-provision.rank, order_of(provision)))
        return tuple(Answer(provision.value, provision) for provision in standing)

    def explain(
        self,
        point: AnyPoint,
        area: Place | str,
        on: date,
        *,
        known_on: date | None = None,
        facts: Mapping[str, object] = _NO_FACTS,
    ) -> tuple[Considered, ...]:
        """List every provision on a point, and why it did not decide (解释).

        Those that decide come first, then the bounds. A fact that is not stated is no error here:
        the provisions that ask for it are listed as such.
        """
        question = self._question(_area_of(area), on, known_on, facts)
        near = self._near(point, question)
        if isinstance(point, GuardPoint):
            every = applicable(near, question)
            considered = [*(Considered(p, None) for p in every.standing), *_sorted(every.fallen)]
        else:
            selection = select(near, question)
            tied = WhyNot.TIED if len(selection.chosen) > 1 else None
            considered = [Considered(provision, tied) for provision in selection.chosen]
            considered += [Considered(provision, None) for provision in selection.bounds]
            considered += _sorted(selection.others)
        return (*considered, *_sorted(self._elsewhere(point, _area_of(area), question)))

    def changes(
        self,
        point: AnyPoint,
        area: Place | str,
        start: date,
        end: date,
        *,
        facts: Mapping[str, object] = _NO_FACTS,
    ) -> tuple[date, ...]:
        """Give the days after `start` and before `end` on which the answer changes (变更日).

        On these days a billing period must be split. A renewed provision with an equal answer
        splits nothing.
        """
        named = _area_of(area)
        days = set(self.lineage.change_days(split_area(named)[0]))
        for provision in self._all(point):
            days.update(day for day in (provision.in_force.start, provision.in_force.end) if day)
        return tuple(
            day
            for day in sorted(days)
            if start < day < end
            and self._values(point, named, day, facts)
            != self._values(point, named, day - timedelta(days=1), facts)
        )

    def check(self) -> None:
        """Raise the first fault of the book, with all others as notes (检查)."""
        faults = faults_of(self.provisions, self.points, self.lineage)
        if faults:
            for other in faults[1:]:
                faults[0].add_note(f"also: {other}")
            raise faults[0]

    def point(self, name: str) -> AnyPoint:
        """Give the point of that name (按名称查政策点)."""
        for point in self.points:
            if point.name == name:
                return point
        raise PolicyError(f"no policy point is called {name!r}")

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the book, whatever order its plugins came in (汇编指纹)."""
        return fingerprint_of_all(self.provisions)

    def replay(self, used: ProvisionUsed) -> Replay:
        """Say what has become of the provision that decided an old event (复核)."""
        named = (used.point, used.provision_id)
        texts = [p for p in self.provisions if (p.point.name, p.id) == named]
        if not texts:
            return Replay.GONE
        same = any(fingerprint_of(provision) == used.fingerprint for provision in texts)
        return Replay.SAME if same else Replay.CORRECTED

    def with_provisions_of(self, place: Place, own: Sequence[AnyProvision]) -> PolicyBook:
        """Give this book with the provisions of one place, without sorting it anew (加入小区规定)."""
        index = dict(self._index)
        for provision in own:
            areas = dict(index.get(provision.point.name, {}))
            key = ("", place.code)
            areas[key] = (*areas.get(key, ()), provision)
            index[provision.point.name] = areas
        return PolicyBook((*self.provisions, *own), self.lineage, self.points, index)

    @cached_property
    def points(self) -> tuple[AnyPoint, ...]:
        """Every point that is declared or answered, by name (全部政策点)."""
        every = {*self.declared, *(provision.point for provision in self.provisions)}
        return tuple(sorted(every, key=lambda point: point.name))

    def _question(
        self, area: str, on: date, known_on: date | None, facts: Mapping[str, object]
    ) -> Question:
        digits, place = split_area(area)
        return Question(self.lineage.codes_on(digits, on), place, on, known_on, facts)

    def _near(self, point: AnyPoint, question: Question) -> list[AnyProvision]:
        areas = self._index.get(point.name, {})
        keys = [(code, "") for code in question.codes]
        if question.place:
            keys += [(code, question.place) for code in question.codes]
        return [provision for key in keys for provision in areas.get(key, ())]

    def _all(self, point: AnyPoint) -> Iterable[AnyProvision]:
        for provisions in self._index.get(point.name, {}).values():
            yield from provisions

    def _elsewhere(self, point: AnyPoint, area: str, question: Question) -> Iterable[Considered]:
        later = self.lineage.codes_on(split_area(area)[0], date.max)
        for (digits, place), provisions in self._index.get(point.name, {}).items():
            if place not in ("", question.place) or digits not in question.codes:
                here = place in ("", question.place) and digits in later
                why = WhyNot.CODE_NOT_VALID if here else WhyNot.ELSEWHERE
                yield from (Considered(provision, why) for provision in provisions)

    def _values(
        self, point: AnyPoint, area: str, day: date, facts: Mapping[str, object]
    ) -> list[object]:
        question = self._question(area, day, None, facts)
        near = self._near(point, question)
        if isinstance(point, GuardPoint):
            return [provision.value for provision in applicable(near, question).standing]
        return [provision.value for provision in select(near, question).chosen]


def _area_of(area: Place | str) -> str:
    return f"{area.area}/{area.code}" if isinstance(area, Place) else area


def _sorted(considered: Iterable[Considered]) -> list[Considered]:
    return sorted(considered, key=lambda item: order_of(item.provision))


def _check_facts(point: AnyPoint, facts: Mapping[str, object]) -> None:
    declared = {fact.name: fact for fact in point.facts}
    missing = sorted(declared.keys() - facts.keys())
    unknown = sorted(facts.keys() - declared.keys())
    if missing or unknown:
        raise PolicyError(
            f"{point.name} asks for the facts {sorted(declared)}; "
            f"missing: {missing or 'none'}, not asked for: {unknown or 'none'}"
        )
    for name, fact in declared.items():
        if not isinstance(facts[name], fact.value_type):
            raise PolicyError(
                f"{point.name}: {name} must be a {fact.value_type.__name__}, not {facts[name]!r}"
            )
