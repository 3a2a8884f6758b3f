"""Cases: what a dispute is, and the state that it is in (案件服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.machines.pinning import PinnedMachine
from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.cases import store
from gongtong.mediation.cases.cases import CaseOnFile
from gongtong.mediation.cases.defining import case_table
from gongtong.mediation.cases.opening import CaseOpened, OpenCase, OpeningFacts, rule_on_opening
from gongtong.mediation.cases.policies import CASE_AMENDMENTS, CASE_DEFINITION
from gongtong.mediation.cases.risk import RiskOnFile, RiskSet, SetRisk, rule_on_risk

if TYPE_CHECKING:
    from gongtong.core.storage.unit import UnitOfWork


def definition_in_force(unit: UnitOfWork) -> PinnedMachine:
    """Give the definition on which a case runs that is opened now (现行案件状态表)."""
    return case_table(unit.decide(CASE_DEFINITION), unit.guards(CASE_AMENDMENTS))


def _on_opening(unit: UnitOfWork, request: OpenCase) -> Granted[CaseOpened] | Refused:
    known = store.find_case(unit, request.number)
    facts = OpeningFacts(
        actor=unit.actor.id,
        today=unit.today,
        definition=definition_in_force(unit),
        taken=() if known is None else (known.number,),
    )
    return rule_on_opening(request, facts)


def _open_case(unit: UnitOfWork, request: OpenCase) -> CaseOpened:
    event = unit.granted(_on_opening(unit, request))
    store.keep_definition(unit, definition_in_force(unit))
    store.save_opened(unit, event, request)
    unit.record(event)
    return event


def _set_risk(unit: UnitOfWork, request: SetRisk) -> RiskSet:
    case = store.load_case(unit, request.case)
    history = store.list_risks(unit, request.case)
    event = unit.granted(rule_on_risk(request, case, known=len(history), actor=unit.actor.id))
    store.save_risk(unit, request, event, seen=case.version)
    unit.record(event)
    return event


OPEN_CASE: Final = Command("mediation.open_case", OpenCase, CaseOpened, _open_case, zh="立案")
SET_RISK: Final = Command("mediation.set_risk", SetRisk, RiskSet, _set_risk, zh="评定风险")
COMMANDS: Final[tuple[AnyCommand, ...]] = (OPEN_CASE, SET_RISK)


class Cases:
    """Cases: what a dispute is, and the state that it is in (案件台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Work in one unit."""
        self._unit = unit

    def open_case(self, request: OpenCase, *, key: str) -> CaseOpened:
        """Put a dispute on file (立案)."""
        return self._unit.run(OPEN_CASE, request, key=key)

    def may_open_case(self, request: OpenCase) -> Granted[CaseOpened] | Refused:
        """Rule on a case without opening it (能否立案)."""
        return _on_opening(self._unit, request)

    def set_risk(self, request: SetRisk, *, key: str) -> RiskSet:
        """Judge how likely a case is to escalate, and whether somebody must be told (评定风险)."""
        return self._unit.run(SET_RISK, request, key=key)

    def risks(self, number: str) -> tuple[RiskOnFile, ...]:
        """Give how the risk of a case was judged, in order (风险记录)."""
        return store.list_risks(self._unit, number)

    def case(self, number: str) -> CaseOnFile:
        """Give a case as it stands; raises for one that was never opened (案件情况)."""
        return store.load_case(self._unit, number)

    def cases(self, *, with_ended: bool = False) -> tuple[CaseOnFile, ...]:
        """Give the cases of the place, those that have ended if asked (案件列表)."""
        return store.list_cases(self._unit, with_ended=with_ended)

    def words(self, number: str) -> tuple[str, str]:
        """Give what a dispute is about: the subject in a line, and the description (纠纷内容)."""
        return store.load_words(self._unit, number)

    def definition_in_force(self) -> PinnedMachine:
        """Give the definition on which a case runs that is opened now (现行案件状态表)."""
        return definition_in_force(self._unit)
