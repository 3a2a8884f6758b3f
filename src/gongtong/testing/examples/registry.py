"""Examples of the commands of the register, the offices and the house rules (名册命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.offices import EndAppointment, Mandate, Office
from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.core.register_changes import ImportRegister, TransferDwelling
from gongtong.core.register_lines import SheetDwelling
from gongtong.core.registry.policies import COUNT_PARKING
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import (
    BOOKKEEPER,
    CASHIER,
    CHAIR,
    HOMES,
    MANDATE,
    SINCE,
    appointment,
    dwelling_id,
    move_in,
    take_office,
)

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

_LATER: Final = date(2025, 6, 1)


def _first_register(_: Stage) -> ImportRegister:
    return ImportRegister(SINCE, HOMES)


def _changed_register(stage: Stage) -> ImportRegister:
    move_in(stage)
    moved = evolve(HOMES[3], names=("欧阳修文",), status=DwellingStatus.OWNER_OCCUPIED)
    new = SheetDwelling(
        DwellingLabel(2, 1, 201), ("陈静",), "13800000004", DwellingStatus.LET, 950_000
    )
    return ImportRegister(_LATER, (*HOMES[:3], moved, new))


def _transfer(stage: Stage) -> TransferDwelling:
    move_in(stage)
    return TransferDwelling(
        dwelling_id(stage), ("赵强", "钱丽"), "13800000009", DwellingStatus.LET, _LATER
    )


def _appointment(stage: Stage) -> Any:
    with stage.work(CHAIR) as work:
        request = appointment(CASHIER, "李伟", Office.KEEPER_OF_MONEY)
        work.registry.appoint_officer(request, key="stage/cashier")
    return appointment(BOOKKEEPER, "张敏", Office.KEEPER_OF_BOOKS)


def _end(stage: Stage) -> EndAppointment:
    take_office(stage)
    with stage.work(CHAIR) as work:
        holders = work.registry.office_holders().of(Office.KEEPER_OF_MONEY, _LATER)
    return EndAppointment(holders[0].id, _LATER, Mandate("业主委员会决定", date(2025, 5, 28)))


def _house_rule(_: Stage) -> AdoptHouseRule:
    return AdoptHouseRule(
        "test-court.parking", COUNT_PARKING.name, "false", Span(SINCE, None), MANDATE
    )


EXAMPLES: Final = (
    CommandExample(
        "register.import_register",
        _first_register,
        refused=lambda sheet: evolve(sheet, dwellings=(*sheet.dwellings, sheet.dwellings[0])),
        actor=CHAIR,
        title="new",
    ),
    CommandExample(
        "register.import_register",
        _changed_register,
        refused=lambda sheet: evolve(sheet, on=date(2024, 12, 31)),
        actor=CHAIR,
        title="changed",
    ),
    CommandExample(
        "register.transfer_dwelling",
        _transfer,
        refused=lambda transfer: evolve(transfer, on=date(2024, 12, 31)),
        actor=CHAIR,
    ),
    CommandExample(
        "register.appoint_officer",
        _appointment,
        refused=lambda request: evolve(request, person_id=CASHIER),
        actor=CHAIR,
    ),
    CommandExample(
        "register.end_appointment",
        _end,
        refused=lambda request: evolve(request, on=SINCE),
        actor=CHAIR,
    ),
    CommandExample(
        "register.adopt_house_rule",
        _house_rule,
        refused=lambda request: evolve(request, in_force=Span(date(2024, 12, 19), None)),
        actor=CHAIR,
    ),
)
