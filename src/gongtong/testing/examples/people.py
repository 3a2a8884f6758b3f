"""The people and dwellings of the test's place (测试人物).

Four households in two buildings: enough for joint owners, for one owner of two dwellings, and for an
election. Whoever acts holds the office that the command asks for.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from gongtong.core.offices import AppointOfficer, Mandate, Office
from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.core.register_changes import ImportRegister
from gongtong.core.register_lines import SheetDwelling

if TYPE_CHECKING:
    from uuid import UUID

    from gongtong.testing.stage import Stage

SINCE: Final = date(2025, 1, 1)
"""From when everything in the test's place holds (起始日)."""
MANDATE: Final = Mandate("业主大会决定", date(2024, 12, 20), "2024年第1号")
"""The decision on which everything in the test's place rests (授权决定)."""

CHAIR: Final = "u-chair"
CASHIER: Final = "u-cashier"
BOOKKEEPER: Final = "u-bookkeeper"
APPLICANT: Final = "u-applicant"
SUPERVISOR: Final = "u-supervisor"
_OFFICERS: Final = (
    (CHAIR, "王芳", Office.CHAIR),
    (CASHIER, "李伟", Office.KEEPER_OF_MONEY),
    (BOOKKEEPER, "张敏", Office.KEEPER_OF_BOOKS),
    (APPLICANT, "刘洋", Office.APPLICANT),
    (SUPERVISOR, "陈静", Office.SUPERVISOR),
)
HOMES: Final = (
    SheetDwelling(
        DwellingLabel(1, 1, 101), ("王芳",), "13800000001", DwellingStatus.OWNER_OCCUPIED, 800_000
    ),
    SheetDwelling(
        DwellingLabel(1, 1, 102), ("李伟",), "13800000002", DwellingStatus.OWNER_OCCUPIED, 800_000
    ),
    SheetDwelling(
        DwellingLabel(2, 1, 101), ("张敏", "刘洋"), "13800000003", DwellingStatus.LET, 950_000
    ),
    SheetDwelling(
        DwellingLabel(2, 1, 102), ("陈静",), "13800000004", DwellingStatus.VACANT, 950_000
    ),
)
"""The lines of the register sheet (登记行)."""


def move_in(stage: Stage) -> None:
    """Enter the register of the test's place (登记住户)."""
    with stage.work(CHAIR) as work:
        work.registry.import_register(ImportRegister(SINCE, HOMES), key="stage/register")


def take_office(stage: Stage) -> None:
    """Put everybody into office (就任)."""
    with stage.work(CHAIR) as work:
        for person_id, name, office in _OFFICERS:
            work.registry.appoint_officer(
                appointment(person_id, name, office), key=f"stage/{office}"
            )


def appointment(person_id: str, name: str, office: Office) -> AppointOfficer:
    """Ask for a person in an office from the beginning (任命)."""
    return AppointOfficer(person_id, name, office, Span(SINCE, None), MANDATE)


def dwelling_id(stage: Stage, number: int = 0) -> UUID:
    """Find the id of one of the homes (取房屋编号)."""
    with stage.work() as work:
        return work.registry.register(SINCE).at(HOMES[number].label).id
