"""Patrols: promised before a period, noted day by day, told and checked after it (巡逻服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.rostering.patrols import store
from gongtong.rostering.patrols.periods import (
    NotedDay,
    NotePatrols,
    PatrolCheck,
    PatrolPeriod,
    PatrolsNoted,
    PatrolsPromised,
    PatrolsRevealed,
    PromisePatrols,
    RevealPatrols,
    check_period,
    rule_on_noting,
    rule_on_promise,
    rule_on_revealing,
)
from gongtong.rostering.patrols.policies import PATROL_FLOORS

if TYPE_CHECKING:
    from gongtong.core.rulings import Granted, Refused
    from gongtong.core.storage.unit import UnitOfWork


def _on_promise(unit: UnitOfWork, request: PromisePatrols) -> Granted[PatrolsPromised] | Refused:
    floors = unit.decide(PATROL_FLOORS)
    return rule_on_promise(request, store.list_codes(unit), floors, unit.today)


def _promise(unit: UnitOfWork, request: PromisePatrols) -> PatrolsPromised:
    event = unit.granted(_on_promise(unit, request))
    store.save_promise(unit, request)
    unit.record(event)
    return event


def _note(unit: UnitOfWork, request: NotePatrols) -> PatrolsNoted:
    period = store.load_period(unit, request.code)
    noted = store.list_walks(unit, request.code)
    event = unit.granted(rule_on_noting(request, period, noted, today=unit.today, by=unit.actor.id))
    store.save_walk(unit, request)
    unit.record(event)
    return event


def _reveal(unit: UnitOfWork, request: RevealPatrols) -> PatrolsRevealed:
    period = store.load_period(unit, request.code)
    event = unit.granted(rule_on_revealing(request, period, unit.today))
    store.save_seed(unit, event)
    unit.record(event)
    return event


PROMISE_PATROLS: Final = Command(
    "rostering.promise_patrols", PromisePatrols, PatrolsPromised, _promise, zh="公布巡逻承诺"
)
NOTE_PATROLS: Final = Command(
    "rostering.note_patrols", NotePatrols, PatrolsNoted, _note, zh="登记实际巡逻"
)
REVEAL_PATROLS: Final = Command(
    "rostering.reveal_patrols", RevealPatrols, PatrolsRevealed, _reveal, zh="公布抽签种子"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (PROMISE_PATROLS, NOTE_PATROLS, REVEAL_PATROLS)


class Patrols:
    """Patrols: promised before a period, noted day by day, told and checked after it (巡逻台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def promise_patrols(self, request: PromisePatrols, *, key: str) -> PatrolsPromised:
        """Put up the law and the promise of a period before it begins (公布巡逻承诺)."""
        return self._unit.run(PROMISE_PATROLS, request, key=key)

    def may_promise_patrols(self, request: PromisePatrols) -> Granted[PatrolsPromised] | Refused:
        """Rule on a promise without putting it up (能否公布巡逻承诺)."""
        return _on_promise(self._unit, request)

    def note_patrols(self, request: NotePatrols, *, key: str) -> PatrolsNoted:
        """Note how a day was walked, with the reason if it was not as drawn (登记实际巡逻)."""
        return self._unit.run(NOTE_PATROLS, request, key=key)

    def reveal_patrols(self, request: RevealPatrols, *, key: str) -> PatrolsRevealed:
        """Tell the seed after the period (公布抽签种子)."""
        return self._unit.run(REVEAL_PATROLS, request, key=key)

    def codes(self) -> tuple[str, ...]:
        """Give the codes of the periods of the place, the earliest first (巡逻期编号)."""
        return store.list_codes(self._unit)

    def period(self, code: str) -> PatrolPeriod:
        """Give a period; raises `UnknownReferenceError` (巡逻期)."""
        return store.load_period(self._unit, code)

    def walked(self, code: str) -> tuple[NotedDay, ...]:
        """Give what was walked in a period, day by day (实际巡逻清单)."""
        return tuple(store.list_walks(self._unit, code).values())

    def check(self, code: str) -> PatrolCheck:
        """Draw a period again and hold it against what was walked; raises `ValueError` before the seed is told (核对巡逻)."""
        return check_period(self.period(code), store.list_walks(self._unit, code))
