"""The head count as a value; the rules themselves are in tests/policy/test_heads_and_area.py."""

from datetime import date
from uuid import UUID

import pytest

from gongtong.core.errors import UnknownReferenceError
from gongtong.core.heads import HeadRules, JointOwnerGroups, count_heads
from gongtong.core.places import DwellingLabel
from gongtong.core.register import Dwelling, DwellingStatus, Owner, OwnerParty, Register

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
