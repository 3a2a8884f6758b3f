"""How far a campaign has come: every household in exactly one of four counts (走访覆盖)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.deliberation.canvassing.visits import Visit, VisitOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.core.places import DwellingLabel


@frozen
class DoorCount:
    """How many households were met, missed, refused, or not visited yet (走访户数)."""

    households: int
    talked: int
    absent: int
    refused: int

    @property
    def visited(self) -> int:
        """The households at whose door somebody was (已走访户数)."""
        return self.talked + self.absent + self.refused

    @property
    def not_yet(self) -> int:
        """The households at whose door nobody was (未走访户数)."""
        return self.households - self.visited


@frozen
class BuildingDoors:
    """The same of one building (楼栋走访户数)."""

    building: int
    doors: DoorCount


@frozen
class CategoryOpinions:
    """How many opinions of a campaign stand under a category (类别意见数)."""

    category: str
    opinions: int


@frozen
class Coverage:
    """A campaign in figures (走访覆盖情况).

    `outside` are visits at doors that do not belong to the campaign; they count nowhere else.
    """

    campaign: str
    doors: DoorCount
    buildings: tuple[BuildingDoors, ...]
    attempts: int
    outside: int
    categories: tuple[CategoryOpinions, ...] = ()

    @property
    def opinions(self) -> int:
        """The opinions that the campaign has brought (意见数)."""
        return sum(one.opinions for one in self.categories)


def last_outcomes(visits: Iterable[Visit]) -> dict[DwellingLabel, VisitOutcome]:
    """Give the outcome of the last attempt at each door: by day, then by number (最后一次结果).

    Whoever was met once counts as met, whatever a later visit found.
    """
    outcomes: dict[DwellingLabel, VisitOutcome] = {}
    for visit in sorted(visits, key=lambda one: (one.visited_on, one.attempt)):
        if outcomes.get(visit.dwelling) is not VisitOutcome.TALKED:
            outcomes[visit.dwelling] = visit.outcome
    return outcomes


def coverage_of(
    campaign: str,
    dwellings: Iterable[DwellingLabel],
    visits: Iterable[Visit],
    categories: tuple[CategoryOpinions, ...] = (),
) -> Coverage:
    """Count a campaign (统计走访覆盖)."""
    wanted = frozenset(dwellings)
    visits = tuple(visits)
    inside = [visit for visit in visits if visit.dwelling in wanted]
    outcomes = last_outcomes(inside)
    by_building: defaultdict[int, list[DwellingLabel]] = defaultdict(list)
    for label in wanted:
        by_building[label.building].append(label)
    return Coverage(
        campaign,
        _count(wanted, outcomes),
        tuple(
            BuildingDoors(building, _count(labels, outcomes))
            for building, labels in sorted(by_building.items())
        ),
        len(inside),
        len(visits) - len(inside),
        categories,
    )


def _count(
    labels: Iterable[DwellingLabel], outcomes: dict[DwellingLabel, VisitOutcome]
) -> DoorCount:
    labels = tuple(labels)
    found = Counter(outcomes[label] for label in labels if label in outcomes)
    return DoorCount(
        len(labels),
        found[VisitOutcome.TALKED],
        found[VisitOutcome.ABSENT],
        found[VisitOutcome.REFUSED],
    )
