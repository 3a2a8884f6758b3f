"""What a sheet says, before it is a register."""

from datetime import date
from itertools import count
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.codec import from_json, to_json
from gongtong.core.places import DwellingLabel
from gongtong.core.register import AreaEvidence, DwellingStatus, PartUse
from gongtong.core.register_lines import FileDigest, RegisterSheet, SheetDwelling

LINE = SheetDwelling(
    DwellingLabel(1, 1, 101), ("甲", "乙"), "19900000001", DwellingStatus.LET, 600_000
)


def test_joint_owners_are_the_same_in_any_order() -> None:
    """Who a party is does not turn on the order of its names, but on the number."""
    assert LINE.identity == (("乙", "19900000001"), ("甲", "19900000001"))
    assert evolve(LINE, names=("乙", "甲")).identity == LINE.identity
    assert evolve(LINE, phone="19900000002").identity != LINE.identity


@pytest.mark.parametrize("names", [(), ("",), ("甲", "甲")])
def test_a_line_has_owners(names: tuple[str, ...]) -> None:
    """A line without a usable owner cannot be made."""
    with pytest.raises(ValueError, match="names that cannot be"):
        evolve(LINE, names=names)


def test_a_line_has_an_area() -> None:
    """One cm2 is an area; nothing is not."""
    assert evolve(LINE, area_cm2=1).area_cm2 == 1
    with pytest.raises(ValueError, match="more than nothing"):
        evolve(LINE, area_cm2=0)


def test_a_line_survives_json() -> None:
    """A line is part of a command's payload: it is written to JSON and read back."""
    parking = evolve(LINE, use=PartUse.PARKING, area_evidence=AreaEvidence.SURVEY, note="共有")
    assert from_json(to_json(parking), SheetDwelling) == parking


def test_a_digest_names_the_very_file() -> None:
    """The digest is the sha256 of the bytes."""
    digest = FileDigest.of("a.csv", b"abc")
    assert digest.sha256.hex() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_a_register_is_made_from_the_lines() -> None:
    """Owners and parties that stand on several lines are made once."""
    second = evolve(LINE, label=DwellingLabel(1, 1, 102), names=("乙", "甲"))
    third = evolve(LINE, label=DwellingLabel(1, 1, 103), names=("甲",))
    sheet = RegisterSheet((), (LINE, second, third), ())
    assert (sheet.persons, sheet.people, sheet.area_cm2) == (2, 2, 1_800_000)
    ids = (UUID(int=number) for number in count(1))
    register = sheet.register(on=date(2026, 1, 1), new_id=lambda: next(ids))
    assert [party.name for party in register.parties] == ["甲、乙", "甲"]
    assert register.parties[0].members[0] == register.parties[1].members[0]
