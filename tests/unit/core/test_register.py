"""The register: indexes, joint parties, and what may not be in it."""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.core.register import (
    AreaEvidence,
    Dwelling,
    DwellingStatus,
    Owner,
    OwnerParty,
    Register,
)

DAY = date(2026, 1, 1)
WEI = OwnerParty(UUID(int=1), (Owner(UUID(int=11), "韦文斌", "19906398660"),))
OTHER_WEI = OwnerParty(UUID(int=2), (Owner(UUID(int=12), "韦文斌", "19900000001"),))
COUPLE = OwnerParty(
    UUID(int=3),
    (Owner(UUID(int=13), "崔永平", "19905836033"), Owner(UUID(int=14), "韩俊杰", "19905836033")),
)


def home(number: int, label: str, party: OwnerParty, area_cm2: int = 690_700) -> Dwelling:
    return Dwelling(
        UUID(int=number),
        DwellingLabel.parse(label),
        party,
        DwellingStatus.OWNER_OCCUPIED,
        area_cm2,
    )


FIRST = home(101, "1-1-202", WEI)
SECOND = home(102, "1-2-202", COUPLE, 487_900)
THIRD = home(103, "2-1-202", WEI)
FOURTH = home(104, "10-1-101", OTHER_WEI)
REGISTER = Register((FOURTH, THIRD, SECOND, FIRST), DAY)


def test_dwellings_stand_in_the_order_of_their_labels() -> None:
    """Building 10 comes after building 2, whatever the order given."""
    assert REGISTER.dwellings == (FIRST, SECOND, THIRD, FOURTH)
    assert len(REGISTER) == 4


def test_dwellings_are_found_by_id_and_label() -> None:
    """A dwelling is found by its id, by its label, or not at all."""
    assert REGISTER.dwelling(UUID(int=103)) is THIRD
    assert REGISTER.at(DwellingLabel(2, 1, 202)) is THIRD
    assert REGISTER.find(DwellingLabel(2, 1, 203)) is None


def test_an_unknown_dwelling_is_an_error() -> None:
    """A reference that the register does not have is named in the error."""
    with pytest.raises(UnknownReferenceError, match="there is no dwelling '9-9-999'"):
        REGISTER.at(DwellingLabel(9, 9, 999))
    with pytest.raises(UnknownReferenceError) as caught:
        REGISTER.dwelling(UUID(int=999))
    assert (caught.value.kind, caught.value.reference) == ("dwelling", UUID(int=999))


def test_dwellings_are_found_by_name() -> None:
    """A name finds the dwellings of everybody of that name, and of each joint owner."""
    assert REGISTER.owned_by_name("韦文斌") == (FIRST, THIRD, FOURTH)
    assert REGISTER.owned_by_name("韩俊杰") == (SECOND,)
    assert REGISTER.owned_by_name("无此人") == ()


def test_two_joint_owners_of_one_name_are_listed_once() -> None:
    """A dwelling is found once by a name that two of its owners share."""
    namesakes = OwnerParty(
        UUID(int=4), (Owner(UUID(int=15), "王芳", "1"), Owner(UUID(int=16), "王芳", "2"))
    )
    shared = home(105, "3-1-101", namesakes)
    assert Register((shared,), DAY).owned_by_name("王芳") == (shared,)


def test_dwellings_are_found_by_room() -> None:
    """A building and a room, or a room alone, find one dwelling for each unit or building."""
    assert REGISTER.in_building(1, 202) == (FIRST, SECOND)
    assert REGISTER.in_building(3, 202) == ()
    assert REGISTER.with_room(202) == (FIRST, SECOND, THIRD)
    assert REGISTER.with_room(999) == ()


def test_parties_and_areas() -> None:
    """Two people of one name are two parties; a party's areas add up."""
    assert REGISTER.parties == (WEI, COUPLE, OTHER_WEI)
    assert REGISTER.of_party(WEI.id) == (FIRST, THIRD)
    assert REGISTER.of_party(UUID(int=999)) == ()
    assert REGISTER.area_of_party(WEI.id) == 1_381_400
    assert REGISTER.area_cm2 == 2_560_000


def test_joint_owners_are_one_party() -> None:
    """Joint owners are one party under one line of names; a sole owner is a party of one."""
    assert (COUPLE.is_joint, COUPLE.name) == (True, "崔永平、韩俊杰")
    assert (WEI.is_joint, WEI.name) == (False, "韦文斌")
    with pytest.raises(ValueError, match="at least one member"):
        OwnerParty(UUID(int=5), ())


@pytest.mark.parametrize(
    "twin",
    [evolve(FIRST, label=DwellingLabel(9, 1, 101)), evolve(FIRST, id=UUID(int=900))],
)
def test_no_dwelling_stands_twice(twin: Dwelling) -> None:
    """An id and a label stand once in a register."""
    with pytest.raises(ValueError, match="twice"):
        Register((FIRST, twin), DAY)


@pytest.mark.parametrize("area_cm2", [0, -1])
def test_an_area_is_more_than_nothing(area_cm2: int) -> None:
    """One cm2 is an area, nothing and less are not."""
    assert evolve(FIRST, area_cm2=1).area_evidence is AreaEvidence.REGISTER
    with pytest.raises(ValueError, match="more than nothing"):
        evolve(FIRST, area_cm2=area_cm2)


def test_what_is_delivered() -> None:
    """The developer has what is unsold and what is sold but not handed over; owners have the rest."""
    delivered = {status.zh: status.is_delivered for status in DwellingStatus}
    assert delivered == {
        "自住": True,
        "出租": True,
        "空置": True,
        "未出售": False,
        "已售未交付": False,
    }
