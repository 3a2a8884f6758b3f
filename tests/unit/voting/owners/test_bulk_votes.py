"""One byte an owner: counted at once and exactly as one by one."""

import random
from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.places import DwellingLabel
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.owners.bulk_votes import BulkRoll, join_votes
from gongtong.voting.owners_votes import OwnerChoice, OwnersVote
from gongtong.voting.weights import Weight, total


def one_by_one(areas: list[int], choices: bytes) -> OwnersVote:
    return OwnersVote.from_choices(
        {
            choice: total(
                Weight(1, area) for area, made in zip(areas, choices, strict=True) if made == choice
            )
            for choice in OwnerChoice
        }
    )


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 64, 1000, 20_000])
def test_the_totals_are_those_of_a_plain_loop(size: int) -> None:
    """Whatever the number of owners, every choice weighs what its owners weigh, to the cm2."""
    chance = random.Random(size)  # noqa: S311 - a repeatable draw for a test
    areas = [chance.randrange(0, 3_000_000) for _ in range(size)]
    choices = bytes(chance.choices(list(OwnerChoice), k=size))
    assert BulkRoll.of(areas).count(choices) == one_by_one(areas, choices)


def test_every_choice_has_its_field() -> None:
    """Seven owners, seven choices: none is taken for another."""
    areas = [1, 2, 4, 8, 16, 32, 64]
    vote = BulkRoll.of(areas).count(bytes(OwnerChoice))
    assert vote == OwnersVote(
        everyone=Weight(7, 127),
        approving=Weight(1, 2),
        opposing=Weight(1, 4),
        abstaining=Weight(1, 8),
        following=Weight(1, 16),
        spoilt=Weight(1, 32),
        silent=Weight(1, 64),
    )


@pytest.mark.parametrize("byte", [7, 8, 255])
def test_a_byte_that_is_no_choice_is_refused(byte: int) -> None:
    """It is not taken for the choice whose bits it shares."""
    with pytest.raises(ValueError, match=f"{byte} is no choice"):
        BulkRoll.of([1, 1]).count(bytes([1, byte]))


@pytest.mark.parametrize("choices", [b"", b"\1", b"\1\1\1"])
def test_there_is_one_choice_for_each_owner(choices: bytes) -> None:
    """A vote of another roll is refused, not padded."""
    with pytest.raises(ValueError, match="for 2 owners"):
        BulkRoll.of([1, 1]).count(choices)


def test_a_roll_is_prepared_from_an_electorate() -> None:
    """In the order of its voters, with the area of all their parts."""
    voters = [
        Voter(UUID(int=1), [Part(DwellingLabel(1, 1, 1), 5), Part(DwellingLabel(1, 1, 2), 6)]),
        Voter(UUID(int=2), [Part(DwellingLabel(2, 1, 1), 7)]),
    ]
    electorate = Electorate(date(2025, 5, 10), voters)
    vote = BulkRoll.of_electorate(electorate).count(bytes([1, 2]))
    assert (vote.approving, vote.opposing) == (Weight(1, 11), Weight(1, 7))


def test_parts_counted_apart_add_up_to_the_whole() -> None:
    """A city's roll may be cut anywhere and counted by several; those present add up where all are known."""
    chance = random.Random(5)  # noqa: S311 - a repeatable draw for a test
    areas = [chance.randrange(1, 2_000_000) for _ in range(999)]
    choices = bytes(chance.choices(list(OwnerChoice), k=999))
    cuts = [0, 100, 101, 640, 999]
    parts = [BulkRoll.of(areas[a:b]).count(choices[a:b]) for a, b in pairwise(cuts)]
    assert join_votes(parts) == BulkRoll.of(areas).count(choices)
    room = Weight(1, 1)
    assert join_votes([evolve(part, present=room) for part in parts]).present == Weight(4, 4)
    assert join_votes([evolve(parts[0], present=room), parts[1]]).present is None
