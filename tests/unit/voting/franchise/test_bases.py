"""Who is entitled: owners, adults, households, representatives; always the same kind of list."""

from datetime import date
from uuid import UUID

import pytest

from gongtong.core.places import DwellingLabel
from gongtong.voting.electorates import Electorate, Part, Voter
from gongtong.voting.franchise.bases import (
    ElectorateBasis,
    Entitled,
    Household,
    Resident,
    ResidentRepresentative,
    birthday,
    entitled_adults,
    entitled_households,
    entitled_owners,
    entitled_representatives,
    is_of_age,
)
from gongtong.voting.weights import Weight

VOTE = date(2026, 3, 15)


def ids(number: int) -> UUID:
    return UUID(int=number)


@pytest.mark.parametrize(
    ("born_on", "of_age"),
    [
        (date(2008, 3, 16), False),
        (date(2008, 3, 15), True),
        (date(2008, 3, 14), True),
    ],
)
def test_eighteen_is_completed_on_the_birthday(born_on: date, of_age: bool) -> None:
    """One day short of 18 has no vote; the birthday itself counts (民法典 17, 1259)."""
    assert is_of_age(born_on, VOTE) is of_age
    listed = entitled_adults([Resident(ids(1), "甲", born_on)], VOTE)
    assert bool(listed) is of_age


@pytest.mark.parametrize(
    ("years", "day"), [(18, date(2026, 2, 28)), (16, date(2024, 2, 29)), (20, date(2028, 2, 29))]
)
def test_who_was_born_on_a_leap_day(years: int, day: date) -> None:
    """Without a 29 February the year is completed on the last day of the month (民法典 202)."""
    assert birthday(date(2008, 2, 29), years) == day


def test_who_lost_political_rights_has_no_vote() -> None:
    """依照法律被剥夺政治权利的人除外 (城市居民委员会组织法 16)."""
    born_on = date(1970, 1, 1)
    residents = [Resident(ids(1), "甲", born_on), Resident(ids(2), "乙", born_on, is_barred=True)]
    assert [one.label for one in entitled_adults(residents, VOTE)] == ["甲"]


def test_owners_bring_heads_and_all_their_area() -> None:
    """An owner of two dwellings stands once, with both labels and both areas."""
    labels = [DwellingLabel(1, 1, room) for room in (102, 1001, 201)]
    electorate = Electorate(
        VOTE,
        [
            Voter(ids(1), [Part(labels[1], 500_000), Part(labels[0], 600_000)]),
            Voter(ids(2), [Part(labels[2], 700_000)]),
        ],
    )
    assert entitled_owners(electorate) == (
        Entitled(ids(1), "1-1-102、1-1-1001", Weight(1, 1_100_000)),
        Entitled(ids(2), "1-1-201", Weight(1, 700_000)),
    )


def test_a_household_and_a_representative_have_one_head_each() -> None:
    """Whoever votes for it, a household weighs one; so does a residents' representative."""
    households = [Household(ids(2), "10号", "丙"), Household(ids(1), "9号")]
    assert entitled_households(households) == (
        Entitled(ids(1), "9号", Weight(1, 0)),
        Entitled(ids(2), "10号 丙", Weight(1, 0)),
    )
    assert entitled_representatives([ResidentRepresentative(ids(3), "丁")]) == (
        Entitled(ids(3), "丁"),
    )


def test_the_order_is_that_of_numbers_in_labels() -> None:
    """9 comes before 10, and two of one label stand in the order of their ids."""
    households = [Household(ids(n), label) for n, label in ((3, "10号"), (2, "9号"), (1, "9号"))]
    assert [one.voter_id.int for one in entitled_households(households)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("label", "weight"), [(" ", Weight(1, 0)), ("甲", Weight(0, 5)), ("甲", Weight(1, -1))]
)
def test_an_entry_needs_a_label_and_a_weight(label: str, weight: Weight) -> None:
    """A voter whom nobody finds on the roll, or who weighs nothing, is no entry."""
    with pytest.raises(ValueError, match=r"empty|at least one head"):
        Entitled(ids(1), label, weight)


def test_a_voter_may_weigh_without_area() -> None:
    """A resident weighs one head and no area, an association of owners several heads."""
    assert Entitled(ids(1), "甲").weight == Weight(1, 0)
    assert Entitled(ids(1), "甲", Weight(2, 1)).weight.heads == 2


def test_every_basis_is_said_on_the_roll() -> None:
    """The posted roll states what makes somebody a voter."""
    assert len({basis.zh for basis in ElectorateBasis}) == len(ElectorateBasis)
