"""Canvasses: which households, who went, what was met (走访服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.registry.store import load_office_holders, load_register
from gongtong.deliberation.canvassing import store
from gongtong.deliberation.canvassing.campaigns import (
    CanvassOnFile,
    CanvassOpened,
    OpenCanvass,
    OpeningFacts,
    households_of,
    rule_on_canvass,
)
from gongtong.deliberation.canvassing.coverage import Coverage, coverage_of
from gongtong.deliberation.canvassing.visits import (
    RecordVisits,
    Visit,
    VisitFacts,
    VisitsRecorded,
    rule_on_visits,
)

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork


def _open(unit: UnitOfWork, request: OpenCanvass) -> CanvassOpened:
    register = load_register(unit, unit.today)
    facts = OpeningFacts(
        store.find_canvass(unit, request.code) is not None,
        [one.label for one in register.dwellings],
        load_office_holders(unit).offices_of(unit.actor.id, unit.today),
        unit.actor.id,
    )
    event = unit.granted(rule_on_canvass(request, facts))
    store.add_canvass(unit, request, households_of(request, facts))
    unit.record(event)
    return event


def _record(unit: UnitOfWork, request: RecordVisits) -> VisitsRecorded:
    campaign = store.load_canvass(unit, request.campaign)
    visits = store.list_visits(unit, request.campaign)
    numbers = [line.opinion for line in request.lines if line.opinion is not None]
    facts = VisitFacts(
        campaign,
        {one.dwelling: one.attempt for one in visits},
        store.dwellings_of_opinions(unit, numbers),
        {one.opinion for one in visits if one.opinion is not None},
        unit.today,
    )
    event = unit.granted(rule_on_visits(request, facts))
    store.add_visits(unit, event, request)
    unit.record(event)
    return event


OPEN_CANVASS: Final = Command(
    "deliberation.open_canvass", OpenCanvass, CanvassOpened, _open, zh="开展走访"
)
RECORD_VISITS: Final = Command(
    "deliberation.record_visits", RecordVisits, VisitsRecorded, _record, zh="登记走访"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (OPEN_CANVASS, RECORD_VISITS)


class Canvasses:
    """Canvasses: which households, who went, what was met (走访台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def open_canvass(self, request: OpenCanvass, *, key: str) -> CanvassOpened:
        """Begin to go from door to door (开展走访)."""
        return self._unit.run(OPEN_CANVASS, request, key=key)

    def record_visits(self, request: RecordVisits, *, key: str) -> VisitsRecorded:
        """Enter visits, one or a whole sheet (登记走访)."""
        return self._unit.run(RECORD_VISITS, request, key=key)

    def canvass(self, code: str) -> CanvassOnFile:
        """Give a canvass; raises `UnknownReferenceError` (走访活动)."""
        return store.load_canvass(self._unit, code)

    def visits(self, code: str) -> tuple[Visit, ...]:
        """Give the visits of a canvass, door by door (走访记录)."""
        return store.list_visits(self._unit, code)

    def coverage(self, code: str) -> Coverage:
        """Count how far a canvass has come: every household in exactly one of four counts (走访覆盖)."""
        households = store.load_canvass(self._unit, code).households
        categories = store.count_categories(self._unit, code)
        return coverage_of(code, households, store.list_visits(self._unit, code), categories)
