"""Laws of heads and areas, against a count that is written the slow and plain way."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.heads import HeadRules, JointOwnerGroups, count_heads
from gongtong.core.places import DwellingLabel
from gongtong.core.register import (
    Dwelling,
    DwellingStatus,
    Owner,
    OwnerParty,
    PartUse,
    Register,
)

DAY = date(2026, 1, 1)
ROOT = UUID(int=0)


def party(names: frozenset[str]) -> OwnerParty:
    """Make the one party of a set of names."""
    ordered = sorted(names)
    members = tuple(Owner(uuid5(ROOT, name), name, "") for name in ordered)
    return OwnerParty(uuid5(ROOT, "+".join(ordered)), members)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Draw a small register with few names, so that owners meet again."""
    labels = draw(st.lists(st.integers(1, 60), unique=True, max_size=14))
    names = st.frozensets(st.sampled_from("甲乙丙丁"), min_size=1, max_size=2)
    return Register(
        tuple(
            Dwelling(
                UUID(int=number),
                DwellingLabel(number % 3, 1, number),
                party(draw(names)),
                draw(st.sampled_from(DwellingStatus)),
                draw(st.integers(1, 2_000_000)),
                use=draw(st.sampled_from(PartUse)),
            )
            for number in labels
        ),
        DAY,
    )


def rules() -> st.SearchStrategy[HeadRules]:
    """Draw decided rules."""
    return st.builds(
        HeadRules, count_parking=st.booleans(), joint_owner_groups=st.sampled_from(JointOwnerGroups)
    )


def naive_heads(parts: Sequence[Dwelling], rule: HeadRules) -> int:
    """Pair every part with every other and count the groups that are one head."""
    kept = [part for part in parts if rule.count_parking or part.use is not PartUse.PARKING]

    def is_developers(part: Dwelling) -> bool:
        return part.status in {DwellingStatus.UNSOLD, DwellingStatus.SOLD_UNDELIVERED} or any(
            other.status is DwellingStatus.UNSOLD and other.party == part.party for other in kept
        )

    def are_one(one: Dwelling, other: Dwelling) -> bool:
        if one is other:
            return True
        if is_developers(one) or is_developers(other):
            return is_developers(one) and is_developers(other)
        if one.party != other.party:
            return False
        return len(one.party.members) == 1 or (
            rule.joint_owner_groups is JointOwnerGroups.ONE_BUYER
        )

    # a part is counted if no earlier part is of the same head
    return sum(
        not any(are_one(earlier, part) for earlier in kept[:at]) for at, part in enumerate(kept)
    )


@given(registers(), rules())
def test_heads_agree_with_the_plain_count(register: Register, rule: HeadRules) -> None:
    """The indexed count and a pairwise comparison of all parts give the same number."""
    assert count_heads(register, rule).number == naive_heads(register.dwellings, rule)


@given(registers(), rules())
def test_every_counted_part_has_one_head(register: Register, rule: HeadRules) -> None:
    """The heads divide the counted parts: none twice, none lost, and the areas add up."""
    counted = count_heads(register, rule)
    parts = [part for head in counted.heads for part in head.dwellings]
    expected = [
        part for part in register.dwellings if rule.count_parking or part.use is not PartUse.PARKING
    ]
    assert sorted(part.label for part in parts) == [part.label for part in expected]
    assert counted.area_cm2 == sum(part.area_cm2 for part in expected)
    assert len({head.id for head in counted.heads}) == counted.number
    assert all(part in counted.head_of(part.id).dwellings for part in parts)


@given(registers())
def test_look_ups_agree_with_a_search(register: Register) -> None:
    """Every index finds what going through all dwellings finds."""
    for name in "甲乙丙丁戊":
        assert register.owned_by_name(name) == tuple(
            one for one in register.dwellings if name in {m.name for m in one.party.members}
        )
    for room in range(61):
        assert register.with_room(room) == tuple(
            one for one in register.dwellings if one.label.room == room
        )
    by_party = sum(register.area_of_party(party.id) for party in register.parties)
    assert by_party == register.area_cm2
