"""The head count as a value; the rules themselves are in tests/policy/test_heads_and_area.py."""

from datetime import date
from uuid import UUID

import pytest

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.heads import (
    HEADS_BY_LAW,
    PARKING_BY_PROCEDURE,
    HeadCount,
    HeadRules,
    JointOwnerGroups,
    count_heads,
)
from gongtong.core.places import DwellingLabel
from gongtong.core.register import Dwelling, DwellingStatus, Owner, OwnerParty, Register
from gongtong.core.rulings import Source, Standing

COUPLE = OwnerParty(UUID(int=1), (Owner(UUID(int=2), "甲", "1"), Owner(UUID(int=3), "乙", "1")))
HOMES = tuple(
    Dwelling(
        UUID(int=room), DwellingLabel(1, 1, room), COUPLE, DwellingStatus.VACANT, room * 10_000
    )
    for room in (102, 101)
)
REGISTER = Register(HOMES, date(2026, 1, 1))


def test_a_head_is_named_by_its_party() -> None:
    """The head of several parts has the id of its party, and the parts in order."""
    counted = count_heads(REGISTER, HeadRules(joint_owner_groups=JointOwnerGroups.ONE_BUYER))
    (head,) = counted.heads
    assert head.id == COUPLE.id
    assert [part.label.room for part in head.dwellings] == [101, 102]
    assert head.area_cm2 == counted.area_cm2 == 2_030_000


def test_heads_per_part_are_named_by_their_parts() -> None:
    """Where joint owners count for each part, each head has the id of its part."""
    counted = count_heads(REGISTER, HeadRules(joint_owner_groups=JointOwnerGroups.PER_PART))
    assert [head.id for head in counted.heads] == [UUID(int=101), UUID(int=102)]
    assert {head.party for head in counted.heads} == {COUPLE}


def test_a_part_that_was_not_counted_has_no_head() -> None:
    """Asking for the head of a part outside the count is an error that names the part."""
    counted = count_heads(REGISTER, HeadRules(joint_owner_groups=JointOwnerGroups.ONE_BUYER))
    assert counted.head_of(UUID(int=102)) is counted.heads[0]
    with pytest.raises(UnknownReferenceError, match="counted dwelling"):
        counted.head_of(UUID(int=999))


def test_an_empty_register_has_no_heads() -> None:
    """No parts, no heads, no area."""
    counted = count_heads(Register((), date(2026, 1, 1)), HeadRules())
    assert (counted.number, counted.area_cm2) == (0, 0)


FACTORY = OwnerParty(UUID(int=10), (Owner(UUID(int=11), "砂石总厂", "07160000000"),))
BUYER = OwnerParty(UUID(int=20), (Owner(UUID(int=21), "丙", "2"),))


def part(room: int, party: OwnerParty, status: DwellingStatus) -> Dwelling:
    return Dwelling(UUID(int=room), DwellingLabel(1, 1, room), party, status, 500_000)


def told(counted: HeadCount) -> list[tuple[str, dict[str, str], Source]]:
    return [(step.code, dict(step.params), step.source) for step in counted.steps]


def test_the_parts_that_a_developer_holds_are_one_head_named_by_the_developer() -> None:
    """建筑物区分所有权解释 第9条: unsold parts, and those sold but not handed over, together."""
    homes = (
        part(101, FACTORY, DwellingStatus.UNSOLD),
        part(102, FACTORY, DwellingStatus.UNSOLD),
        part(201, BUYER, DwellingStatus.SOLD_UNDELIVERED),
        part(202, BUYER, DwellingStatus.OWNER_OCCUPIED),
    )
    counted = count_heads(Register(homes, date(2026, 1, 1)), HeadRules())
    held = counted.head_of(UUID(int=101))
    assert (held.id, held.party, held.is_developer) == (FACTORY.id, FACTORY, True)
    assert [one.label.room for one in held.dwellings] == [101, 102, 201]
    assert counted.head_of(UUID(int=202)).is_developer is False
    assert counted.number == 2
    assert told(counted) == [
        ("one_part_one_head", {"parts": "4", "heads": "2"}, HEADS_BY_LAW),
        ("developer_one_head", {"parts": "3", "heads": "1"}, HEADS_BY_LAW),
    ]


def test_parts_not_handed_over_are_one_head_where_no_developer_is_listed() -> None:
    """Nobody is known as the developer, so the head has the id of the first part."""
    homes = (
        part(101, BUYER, DwellingStatus.SOLD_UNDELIVERED),
        part(102, COUPLE, DwellingStatus.SOLD_UNDELIVERED),
    )
    counted = count_heads(Register(homes, date(2026, 1, 1)), HeadRules())
    (head,) = counted.heads
    assert (head.id, head.party, head.is_developer) == (UUID(int=101), BUYER, True)


def test_a_buyer_of_two_parts_is_told_as_one_head_and_a_buyer_of_one_part_is_not_told() -> None:
    """A step is told only where it changed the count."""
    homes = (
        part(101, BUYER, DwellingStatus.LET),
        part(102, BUYER, DwellingStatus.VACANT),
        part(201, FACTORY, DwellingStatus.OWNER_OCCUPIED),
    )
    counted = count_heads(Register(homes, date(2026, 1, 1)), HeadRules())
    assert told(counted) == [
        ("one_part_one_head", {"parts": "3", "heads": "2"}, HEADS_BY_LAW),
        ("one_buyer_one_head", {"parts": "2", "heads": "1"}, HEADS_BY_LAW),
    ]


def test_equal_counts_are_equal_whatever_was_looked_up_in_them() -> None:
    """The index by dwelling is no part of the value and is not printed."""
    first = count_heads(
        Register((part(101, BUYER, DwellingStatus.LET),), date(2026, 1, 1)), HeadRules()
    )
    second = count_heads(
        Register((part(101, BUYER, DwellingStatus.LET),), date(2026, 1, 1)), HeadRules()
    )
    assert first == second
    assert "_by_dwelling" not in repr(first)


def test_the_sources_say_since_when_they_are_in_force() -> None:
    """The interpretation since 2009-10-01; the ministry's guidance of 2010 is marked as not verified."""
    assert HEADS_BY_LAW.in_force_from == date(2009, 10, 1)
    assert PARKING_BY_PROCEDURE.in_force_from == date(2010, 1, 1)
    assert PARKING_BY_PROCEDURE.standing is Standing.UNVERIFIED
