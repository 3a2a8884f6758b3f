"""Who may vote: fixed on a day, found by dwelling, provable by a digest."""

from datetime import date
from uuid import UUID

import pytest

from gongtong.core.heads import HeadRules, count_heads
from gongtong.core.places import DwellingLabel
from gongtong.core.register import Dwelling, DwellingStatus, Owner, OwnerParty, Register
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.weights import Weight

DAY = date(2025, 5, 10)
FIRST, SECOND, THIRD = (DwellingLabel(1, 1, room) for room in (101, 102, 201))


def voter(number: int, *parts: tuple[DwellingLabel, int]) -> Voter:
    return Voter(UUID(int=number), [Part(*part) for part in parts])


ONE = voter(1, (THIRD, 600_000), (FIRST, 500_000))
TWO = voter(2, (SECOND, 700_000))


def test_an_owner_of_two_parts_has_one_head_and_both_areas() -> None:
    """Several parts of one owner: one head, the areas add up (建筑物区分所有权解释 9)."""
    assert ONE.weight == Weight(1, 1_100_000)
    assert Electorate(DAY, [ONE, TWO]).weight == Weight(2, 1_800_000)


def test_a_voter_is_found_by_any_of_his_dwellings() -> None:
    """A ballot names a dwelling; a dwelling outside the electorate belongs to nobody."""
    electorate = Electorate(DAY, [ONE, TWO])
    assert electorate.voter_at(FIRST) is electorate.voter_at(THIRD) is ONE
    assert electorate.voter_at(DwellingLabel(99, 9, 999)) is None


def test_the_digest_does_not_depend_on_the_order() -> None:
    """The same voters give the same electorate and the same digest, in whatever order."""
    there, back = Electorate(DAY, [ONE, TWO]), Electorate(DAY, [TWO, ONE])
    assert there == back
    assert there.digest() == back.digest()
    assert there.digest().hex() == (
        "751dee2e0dea6da6e92ec14efc4399944ec556049e943bdfdcda3ed3096f6db6"
    )


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Electorate(date(2025, 5, 11), [ONE, TWO]), id="another-day"),
        pytest.param(Electorate(DAY, [ONE]), id="a-voter-less"),
        pytest.param(Electorate(DAY, [ONE, voter(2, (SECOND, 700_001))]), id="a-cm2-more"),
        pytest.param(Electorate(DAY, [ONE, voter(3, (SECOND, 700_000))]), id="another-owner"),
    ],
)
def test_any_change_changes_the_digest(other: Electorate) -> None:
    """Day, voters, dwellings and areas are all bound by the digest."""
    assert other.digest() != Electorate(DAY, [ONE, TWO]).digest()


def test_a_dwelling_votes_once() -> None:
    """Two voters for one dwelling are a mistake of the caller."""
    with pytest.raises(ValueError, match="two voters vote for 1-1-102"):
        Electorate(DAY, [TWO, voter(3, (SECOND, 1))])


def test_an_electorate_is_made_from_heads() -> None:
    """The heads of the register become voters, with the parts they vote for."""
    owner = OwnerParty(UUID(int=8), (Owner(UUID(int=9), "甲", ""),))
    homes = [
        Dwelling(UUID(int=room), DwellingLabel(1, 1, room), owner, DwellingStatus.LET, 500_000)
        for room in (101, 201)
    ]
    heads = count_heads(Register(homes, DAY), HeadRules())
    electorate = Electorate.from_heads(heads, on=DAY)
    expected = Voter(UUID(int=8), [Part(FIRST, 500_000), Part(THIRD, 500_000)])
    assert electorate == Electorate(DAY, [expected])
