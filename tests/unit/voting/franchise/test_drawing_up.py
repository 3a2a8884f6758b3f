"""A roll is drawn up from the list that its basis needs, and posted without anybody's id."""

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
)
from gongtong.voting.franchise.drawing_up import RollSources, draw_up_roll, posted_lines
from gongtong.voting.franchise.roll import Roll
from gongtong.voting.weights import Weight

DAY = date(2026, 3, 15)
ONE, TWO = UUID(int=1), UUID(int=2)
SOURCES = RollSources(
    electorate=Electorate(DAY, [Voter(ONE, [Part(DwellingLabel(1, 1, 101), 754_200)])]),
    residents=(Resident(ONE, "甲", date(2008, 3, 15)), Resident(TWO, "乙", date(2008, 3, 16))),
    households=(Household(ONE, "1号", "甲"), Household(TWO, "2号")),
    representatives=(ResidentRepresentative(TWO, "乙"),),
)


@pytest.mark.parametrize(
    ("basis", "labels", "weight"),
    [
        (ElectorateBasis.OWNER_PARTY, ["1-1-101"], Weight(1, 754_200)),
        (ElectorateBasis.ADULT_RESIDENT, ["甲"], Weight(1, 0)),
        (ElectorateBasis.HOUSEHOLD, ["1号 甲", "2号"], Weight(2, 0)),
        (ElectorateBasis.REPRESENTATIVE, ["乙"], Weight(1, 0)),
    ],
)
def test_the_basis_says_who_is_listed(
    basis: ElectorateBasis, labels: list[str], weight: Weight
) -> None:
    """Owners with their area, adults on the day of the vote, households, representatives."""
    roll = draw_up_roll(basis, DAY, SOURCES)
    assert [entry.label for entry in roll.entries] == labels
    assert (roll.on, roll.basis, roll.weight) == (DAY, basis, weight)
    assert roll.previous is None


@pytest.mark.parametrize("basis", ElectorateBasis)
def test_a_list_that_nobody_has_is_an_error(basis: ElectorateBasis) -> None:
    """An empty roll is not made up from a list that is missing; an empty list is a list."""
    with pytest.raises(ValueError, match="the roll needs the list of the"):
        draw_up_roll(basis, DAY, RollSources())
    empty = RollSources(
        electorate=Electorate(DAY, []), residents=(), households=(), representatives=()
    )
    assert draw_up_roll(basis, DAY, empty).entries == ()


def test_owners_of_another_day_are_not_the_roll_of_this() -> None:
    """The register is fixed on the day of the roll."""
    with pytest.raises(ValueError, match="fixed on 2026-03-15, the roll is of 2026-03-16"):
        draw_up_roll(ElectorateBasis.OWNER_PARTY, date(2026, 3, 16), SOURCES)


def test_a_roll_is_posted_without_ids() -> None:
    """Labels, heads where they are not one, area where there is some, and the digest."""
    entries = (Entitled(ONE, "9号"), Entitled(TWO, "10号", Weight(2, 10_000)))
    roll = Roll(DAY, ElectorateBasis.HOUSEHOLD, entries)
    assert posted_lines(roll) == (
        "表决名册（2026-03-15）：户的代表（每户一人）",
        "共3人，1.00平方米",
        "1. 9号",
        "2. 10号，2人，1.00平方米",
        f"名册摘要：{roll.digest().hex()[:16]}",
    )
