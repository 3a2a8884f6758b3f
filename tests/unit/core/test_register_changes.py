"""Imports and changes of hands as rules: what is new, what changed, and what comes too late."""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.core.register_changes import (
    KEEPING_THE_REGISTER,
    Change,
    Holding,
    ImportPlan,
    ImportRegister,
    TransferDwelling,
    rule_on_import,
    rule_on_transfer,
)
from gongtong.core.register_lines import FileDigest, RegisterSheet, SheetDwelling
from gongtong.core.rulings import Granted, Refused

SINCE = date(2025, 6, 1)
FIRST = SheetDwelling(
    DwellingLabel(1, 1, 101), ("甲", "乙"), "19900000001", DwellingStatus.LET, 600_000
)
SECOND = SheetDwelling(
    DwellingLabel(1, 1, 102), ("丙",), "19900000003", DwellingStatus.VACANT, 700_000
)
HELD = Holding(UUID(int=1), SINCE, UUID(int=2), FIRST)
HOLDINGS = {FIRST.label: HELD}


def plan(request: ImportRegister) -> ImportPlan:
    ruling = rule_on_import(request, HOLDINGS)
    assert isinstance(ruling, Granted)
    return ruling.event


def test_an_import_says_what_is_new_and_what_changed() -> None:
    """A label that the register lacks is new; one whose line differs is changed."""
    files = (FileDigest.of("r.csv", b""),)
    sheet = RegisterSheet(files, (evolve(FIRST, area_cm2=600_001), SECOND), ())
    made = plan(ImportRegister.of(sheet, on=SINCE))
    assert made.new == (SECOND,)
    assert made.changes == (Change(HELD, evolve(FIRST, area_cm2=600_001)),)
    event = made.event
    assert (event.new, event.changed, event.unchanged) == (1, 1, 0)
    assert (event.dwellings, event.parties, event.area_cm2) == (2, 2, 1_300_001)
    assert (event.on, event.files, event.changes_nothing) == (SINCE, files, False)


def test_the_same_again_changes_nothing() -> None:
    """A line that says the same, joint owners in any order, changes nothing, even an earlier day."""
    for line in (FIRST, evolve(FIRST, names=("乙", "甲"))):
        made = plan(ImportRegister(date(2020, 1, 1), (line,)))
        assert made.event.changes_nothing
        assert (made.event.unchanged, made.new, made.changes) == (1, (), ())


@pytest.mark.parametrize(
    "line",
    [
        evolve(FIRST, names=("甲",)),
        evolve(FIRST, phone="19900000009"),
        evolve(FIRST, status=DwellingStatus.VACANT),
        evolve(FIRST, note="x"),
    ],
)
def test_anything_else_is_a_change(line: SheetDwelling) -> None:
    """Another owner, number, status or remark is a change."""
    assert plan(ImportRegister(SINCE, (line,))).event.changed == 1


@pytest.mark.parametrize(
    ("on", "is_refused"),
    [(date(2025, 5, 31), True), (date(2025, 6, 1), False), (date(2025, 6, 2), False)],
)
def test_a_change_before_the_latest_is_refused(on: date, is_refused: bool) -> None:
    """What the register says from a day on cannot be changed for the days before; that day can."""
    ruling = rule_on_import(ImportRegister(on, (evolve(FIRST, note="x"),)), HOLDINGS)
    assert isinstance(ruling, Refused) is is_refused
    if isinstance(ruling, Refused):
        (reason,) = ruling.reasons
        assert (reason.code, reason.source) == ("change_before_latest", KEEPING_THE_REGISTER)
        assert reason.params == (("dwelling", "1-1-101"), ("since", "2025-06-01"))


def test_every_ground_of_an_import_is_named() -> None:
    """Dwellings listed twice come first, then those that would change too early."""
    lines = (evolve(FIRST, note="x"), SECOND, SECOND)
    ruling = rule_on_import(ImportRegister(date(2025, 1, 1), lines), HOLDINGS)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("dwelling_twice", "change_before_latest")
    assert {reason.source for reason in ruling.reasons} == {KEEPING_THE_REGISTER}


def test_a_change_of_hands() -> None:
    """The new owner takes the line over; area and remarks stay."""
    request = TransferDwelling(
        HELD.dwelling_id, ("丁",), "199 0000 0004", DwellingStatus.OWNER_OCCUPIED, SINCE
    )
    ruling = rule_on_transfer(request, HELD)
    assert ruling == Granted(
        Change(
            HELD,
            evolve(FIRST, names=("丁",), phone="19900000004", status=DwellingStatus.OWNER_OCCUPIED),
        )
    )


def test_no_change_of_hands_to_the_same_owner_nor_too_early() -> None:
    """Both grounds are named: the owner is the same already, and the day is before the last change."""
    request = TransferDwelling(
        HELD.dwelling_id, ("乙", "甲"), "19900000001", DwellingStatus.LET, date(2025, 5, 31)
    )
    ruling = rule_on_transfer(request, HELD)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("same_owner", "change_before_latest")
    assert {reason.source for reason in ruling.reasons} == {KEEPING_THE_REGISTER}


def test_a_change_of_hands_needs_a_new_owner() -> None:
    """Nobody is no owner."""
    with pytest.raises(ValueError, match="names that cannot be"):
        TransferDwelling(HELD.dwelling_id, (), "", DwellingStatus.LET, SINCE)
