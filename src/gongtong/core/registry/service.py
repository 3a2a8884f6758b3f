"""What can be done to the register, the offices and the house rules (名册服务)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.appointments import (
    AppointmentEnded,
    AppointmentFacts,
    OfficerAppointed,
    rule_on_appointment,
    rule_on_end,
)
from gongtong.core.commands import Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.heads import HeadCount, HeadQuestion, HeadRules, count_heads, open_questions
from gongtong.core.house_rule_adoption import (
    AdoptHouseRule,
    HouseRuleAdopted,
    rule_on_house_rule,
)
from gongtong.core.offices import AppointOfficer, EndAppointment, OfficeHolders
from gongtong.core.policies.house_rules import with_house_rules
from gongtong.core.register_changes import (
    DwellingTransferred,
    ImportRegister,
    RegisterImported,
    TransferDwelling,
    rule_on_import,
    rule_on_transfer,
)
from gongtong.core.registry import store
from gongtong.core.registry.policies import (
    COUNT_PARKING,
    INCOMPATIBLE_OFFICES,
    JOINT_OWNER_GROUPS,
)
from gongtong.core.registry.tables import RegistryTables

if TYPE_CHECKING:
    from datetime import date

    from gongtong.core.register import Register
    from gongtong.core.storage.unit import UnitOfWork


def _import_register(unit: UnitOfWork, request: ImportRegister) -> RegisterImported:
    known = store.load_parties(unit)
    plan = unit.granted(rule_on_import(request, store.load_holdings(unit, known)))
    if plan.event.changes_nothing:
        return plan.event
    lines = (*plan.new, *(change.line for change in plan.changes))
    parties = store.save_parties(unit, lines, known)
    store.save_new_dwellings(unit, plan.new, parties, request.on)
    store.save_changes(unit, plan.changes, parties, request.on)
    unit.record(plan.event)
    return plan.event


def _transfer_dwelling(unit: UnitOfWork, request: TransferDwelling) -> DwellingTransferred:
    held, known = store.load_holding(unit, request.dwelling_id)
    change = unit.granted(rule_on_transfer(request, held))
    parties = store.save_parties(unit, (change.line,), known)
    store.save_changes(unit, (change,), parties, request.on)
    event = DwellingTransferred(
        request.dwelling_id,
        held.line.label,
        held.party_id,
        parties[change.line.identity],
        request.on,
    )
    unit.record(event)
    return event


def _appoint_officer(unit: UnitOfWork, request: AppointOfficer) -> OfficerAppointed:
    guards = unit.guards(INCOMPATIBLE_OFFICES, on=request.span.start)
    facts = AppointmentFacts(
        new_id=unit.new_id(),
        holders=store.load_office_holders(unit),
        kept_apart=tuple(pair for guard in guards for pair in guard(request.office)),
    )
    event = unit.granted(rule_on_appointment(request, facts))
    store.save_appointment(unit, event.appointment)
    unit.record(event)
    return event


def _end_appointment(unit: UnitOfWork, request: EndAppointment) -> AppointmentEnded:
    held = store.load_office_holders(unit).find(request.appointment_id)
    if held is None:
        raise UnknownReferenceError("appointment", request.appointment_id)
    event = unit.granted(rule_on_end(request, held))
    store.save_end(unit, event)
    unit.record(event)
    return event


def _adopt_house_rule(unit: UnitOfWork, request: AdoptHouseRule) -> HouseRuleAdopted:
    every = store.load_house_rules(unit.connection, unit.tables(RegistryTables), unit.place_id)
    texts = tuple(rule for rule in every if rule.id == request.rule_id)
    event = unit.granted(rule_on_house_rule(request, texts, on=unit.today))
    # an unknown point, an unfit value or a tie with another rule is found before it can do harm
    points = {point.name: point for point in unit.book.points}
    with_house_rules(unit.book, (event.rule,), place=unit.place, points=points).check()
    store.save_house_rule(unit, event.rule)
    unit.forget_book()
    unit.record(event)
    return event


IMPORT_REGISTER: Final = Command(
    "register.import_register", ImportRegister, RegisterImported, _import_register, zh="导入名册"
)
TRANSFER_DWELLING: Final = Command(
    "register.transfer_dwelling",
    TransferDwelling,
    DwellingTransferred,
    _transfer_dwelling,
    zh="房屋过户",
)
APPOINT_OFFICER: Final = Command(
    "register.appoint_officer", AppointOfficer, OfficerAppointed, _appoint_officer, zh="任命"
)
END_APPOINTMENT: Final = Command(
    "register.end_appointment", EndAppointment, AppointmentEnded, _end_appointment, zh="免职"
)
ADOPT_HOUSE_RULE: Final = Command(
    "register.adopt_house_rule",
    AdoptHouseRule,
    HouseRuleAdopted,
    _adopt_house_rule,
    zh="制定小区规则",
)
COMMANDS: Final = (
    IMPORT_REGISTER,
    TRANSFER_DWELLING,
    APPOINT_OFFICER,
    END_APPOINTMENT,
    ADOPT_HOUSE_RULE,
)


def decide_head_rules(unit: UnitOfWork, register: Register) -> HeadRules:
    """Take from the policy book what counting the heads of this register needs (计人规则).

    Raises `NoProvisionError` where the place must still decide.
    """
    rules = HeadRules()
    if HeadQuestion.COUNT_PARKING in open_questions(register, rules):
        rules = evolve(rules, count_parking=unit.decide(COUNT_PARKING, on=register.on))
    if HeadQuestion.JOINT_OWNER_GROUPS in open_questions(register, rules):
        decided = unit.decide(JOINT_OWNER_GROUPS, on=register.on)
        rules = evolve(rules, joint_owner_groups=decided)
    return rules


class Registry:
    """The desk for the register, the offices and the house rules (名册台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on a unit of work."""
        self._unit = unit

    def import_register(self, request: ImportRegister, *, key: str) -> RegisterImported:
        """Enter a register sheet as it stands on a day (导入名册)."""
        return self._unit.run(IMPORT_REGISTER, request, key=key)

    def transfer_dwelling(self, request: TransferDwelling, *, key: str) -> DwellingTransferred:
        """Enter a new owner of a dwelling (房屋过户)."""
        return self._unit.run(TRANSFER_DWELLING, request, key=key)

    def appoint_officer(self, request: AppointOfficer, *, key: str) -> OfficerAppointed:
        """Put a person into an office (任命)."""
        return self._unit.run(APPOINT_OFFICER, request, key=key)

    def end_appointment(self, request: EndAppointment, *, key: str) -> AppointmentEnded:
        """End an appointment (免职)."""
        return self._unit.run(END_APPOINTMENT, request, key=key)

    def adopt_house_rule(self, request: AdoptHouseRule, *, key: str) -> HouseRuleAdopted:
        """Enter a rule that the place decided on (制定小区规则)."""
        return self._unit.run(ADOPT_HOUSE_RULE, request, key=key)

    def register(self, on: date) -> Register:
        """Give the register as it stands on a day (某日名册)."""
        return store.load_register(self._unit, on)

    def heads(self, on: date) -> HeadCount:
        """Count the heads of a day under the rules of the place (某日业主人数)."""
        register = self.register(on)
        return count_heads(register, decide_head_rules(self._unit, register))

    def office_holders(self) -> OfficeHolders:
        """Give every appointment, past ones too (任职名录)."""
        return store.load_office_holders(self._unit)
