"""Rosters: written from the register and the rules of the place, put up, changed with a reason (排班服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.rulings import Granted, Refused
from gongtong.rostering.rosters import store
from gongtong.rostering.rosters.checking import check_roster
from gongtong.rostering.rosters.policies import ROSTER_RULES
from gongtong.rostering.rosters.problem import UnknownNameError
from gongtong.rostering.rosters.publishing import (
    ChangeRoster,
    PublishRoster,
    RosterChanged,
    RosterPublished,
    rule_on_changing,
    rule_on_publishing,
    unknown_name,
)
from gongtong.rostering.rosters.rules import write_problem
from gongtong.rostering.rosters.standing_in import EmptyPlace, StandIn, empty_places, stand_ins
from gongtong.rostering.volunteers.policies import VOLUNTEER_AGES
from gongtong.rostering.volunteers.store import load_volunteers

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork
    from gongtong.rostering.rosters.checking import RosterCheck
    from gongtong.rostering.rosters.publishing import PublishedRoster, RosterFacts
    from gongtong.rostering.rosters.rules import WrittenProblem


def _written(unit: UnitOfWork, facts: RosterFacts) -> WrittenProblem:
    draft = facts.draft(load_volunteers(unit), unit.decide(VOLUNTEER_AGES))
    return write_problem(draft, unit.decide(ROSTER_RULES))


def _on_publishing(unit: UnitOfWork, request: PublishRoster) -> Granted[RosterPublished] | Refused:
    try:
        written = _written(unit, request.facts)
    except UnknownNameError as error:
        return Refused((unknown_name(error),))
    known = store.list_codes(unit)
    return rule_on_publishing(request, written, known, now=unit.now, by=unit.actor.id)


def _publish(unit: UnitOfWork, request: PublishRoster) -> RosterPublished:
    event = unit.granted(_on_publishing(unit, request))
    store.save_roster(unit, request, event)
    unit.record(event)
    return event


def on_changing(unit: UnitOfWork, request: ChangeRoster) -> Granted[RosterChanged] | Refused:
    """Rule on a change, for other commands of this room too; raises `UnknownReferenceError` (变更排班审核)."""
    held = store.list_versions(unit, request.code)[-1]
    written = _written(unit, held.facts)
    return rule_on_changing(request, held, written, now=unit.now, by=unit.actor.id)


def put_up_anew(unit: UnitOfWork, request: ChangeRoster) -> RosterChanged:
    """Put a roster up anew as a part of another command of this room; raises `RefusedError` with every ground (变更排班)."""
    event = unit.granted(on_changing(unit, request))
    store.save_change(unit, request, event)
    unit.record(event)
    return event


PUBLISH_ROSTER: Final = Command(
    "rostering.publish_roster", PublishRoster, RosterPublished, _publish, zh="公布排班"
)
CHANGE_ROSTER: Final = Command(
    "rostering.change_roster", ChangeRoster, RosterChanged, put_up_anew, zh="变更排班"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (PUBLISH_ROSTER, CHANGE_ROSTER)


class Rosters:
    """Rosters: written from the register and the rules of the place, put up, changed with a reason (排班表台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def written(self, facts: RosterFacts) -> WrittenProblem:
        """Write the problem of some facts, for a solver; raises `UnknownNameError` (生成本地排班问题)."""
        return _written(self._unit, facts)

    def publish_roster(self, request: PublishRoster, *, key: str) -> RosterPublished:
        """Put up a roster that keeps everything that must be kept (公布排班)."""
        return self._unit.run(PUBLISH_ROSTER, request, key=key)

    def may_publish_roster(self, request: PublishRoster) -> Granted[RosterPublished] | Refused:
        """Rule on a roster without putting it up (能否公布排班)."""
        return _on_publishing(self._unit, request)

    def change_roster(self, request: ChangeRoster, *, key: str) -> RosterChanged:
        """Put up a roster anew, with a reason; what has begun stays (变更排班)."""
        return self._unit.run(CHANGE_ROSTER, request, key=key)

    def may_change_roster(self, request: ChangeRoster) -> Granted[RosterChanged] | Refused:
        """Rule on a change without making it (能否变更排班)."""
        return on_changing(self._unit, request)

    def codes(self) -> tuple[str, ...]:
        """Give the codes of the rosters of the place, the earliest first (排班编号)."""
        return store.list_codes(self._unit)

    def roster(self, code: str) -> PublishedRoster:
        """Give a roster as it is up; raises `UnknownReferenceError` (现行排班)."""
        return store.list_versions(self._unit, code)[-1]

    def versions(self, code: str) -> tuple[PublishedRoster, ...]:
        """Give every version of a roster, the first one first (排班各版)."""
        return store.list_versions(self._unit, code)

    def check(self, code: str) -> RosterCheck:
        """Hold a roster that is up against the register and the rules of today (核对现行排班)."""
        held = self.roster(code)
        return check_roster(self.written(held.facts).problem, held.roster)

    def empty_places(self, code: str) -> tuple[EmptyPlace, ...]:
        """Explain every place of a roster for which nobody stands there (现行排班空缺)."""
        held = self.roster(code)
        return empty_places(self.written(held.facts).problem, held.roster)

    def stand_ins(self, code: str, shift: str) -> tuple[StandIn, ...]:
        """Rank who could be asked for a shift (现行排班替班人选)."""
        held = self.roster(code)
        return stand_ins(self.written(held.facts).problem, held.roster, shift)
