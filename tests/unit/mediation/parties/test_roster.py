"""Rosters: who is in a group, who joins late, who leaves."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.core.shares import AtLeast
from gongtong.mediation.parties.group_rules import LateJoining
from gongtong.mediation.parties.roster import (
    EnrolHouseholds,
    HouseholdsEntered,
    HouseholdsLeft,
    JoinGroup,
    LeaveGroup,
    Membership,
    RosterFacts,
    day_to_come,
    household_twice,
    members_on,
    named_twice,
    not_in_group,
    rule_on_enrolment,
    rule_on_joining,
    rule_on_leaving,
    said_before_joining,
)
from gongtong.testing.disputes import (
    CASE,
    OWNERS,
    PERSON,
    TODAY,
    TOMORROW,
    home,
    household,
    members,
)

FACTS = RosterFacts(CASE, OWNERS, members(4), TODAY)
ENROL = EnrolHouseholds("2025-001", "owners", TODAY, (household(6), household(5)))
JOIN = JoinGroup("2025-001", "owners", TODAY, (household(5),))
LEAVE = LeaveGroup("2025-001", "owners", TODAY, (home(1),))


def codes(ruling: Granted[HouseholdsEntered] | Granted[HouseholdsLeft] | Refused) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_households_are_entered_in_order_until_mediation_is_accepted() -> None:
    """The event holds labels and no names; afterwards they join."""
    ruling = rule_on_enrolment(ENROL, FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.households == (home(5), home(6))
    assert not ruling.event.are_late
    accepted = evolve(FACTS, case=evolve(CASE, accepted_on=TODAY))
    assert codes(rule_on_enrolment(ENROL, accepted)) == ["roster_closed"]


def test_what_is_wrong_with_newcomers() -> None:
    """Nobody, somebody twice, a day to come, no head, in the group already, no group at all."""
    assert codes(rule_on_enrolment(evolve(ENROL, households=()), FACTS)) == ["no_household_named"]
    twice = evolve(ENROL, households=(household(5), household(5)))
    assert codes(rule_on_enrolment(twice, FACTS)) == ["household_twice"]
    assert codes(rule_on_enrolment(evolve(ENROL, joined_on=TOMORROW), FACTS)) == ["day_to_come"]
    headless = evolve(ENROL, households=(evolve(household(5), head=" "),))
    assert codes(rule_on_enrolment(headless, FACTS)) == ["household_without_head"]
    known = evolve(ENROL, households=(household(1),))
    assert codes(rule_on_enrolment(known, FACTS)) == ["household_in_group"]
    assert codes(rule_on_enrolment(ENROL, evolve(FACTS, party=PERSON))) == ["party_is_no_group"]


@pytest.mark.parametrize(
    ("joining", "agreed", "found"),
    [
        (LateJoining(), 0, []),
        (LateJoining(is_open=False), 4, ["joining_is_over"]),
        (LateJoining(until=date(2025, 6, 9)), 4, ["joining_is_over"]),
        (LateJoining(until=TODAY), 0, []),
        (LateJoining(consent=AtLeast(1, 2)), 1, ["joining_not_agreed"]),
        (LateJoining(consent=AtLeast(1, 2)), 2, []),
    ],
)
def test_latecomers_join_as_the_group_allows(
    joining: LateJoining, agreed: int, found: list[str]
) -> None:
    """Until its day, and with so many of those who are in; two of four are a half."""
    request = evolve(JOIN, agreed_by=tuple(home(number) for number in range(1, agreed + 1)))
    facts = evolve(FACTS, party=evolve(OWNERS, joining=joining))
    assert codes(rule_on_joining(request, facts)) == found


def test_whoever_wants_to_leaves() -> None:
    """From today on or before, not before they joined, and only who is in it."""
    ruling = rule_on_leaving(LEAVE, FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event == HouseholdsLeft("2025-001", "owners", TODAY, (home(1),))
    strangers = evolve(LEAVE, households=(home(9), home(9)))
    assert codes(rule_on_leaving(strangers, FACTS)) == ["household_twice", "household_not_in_group"]
    early = evolve(LEAVE, left_on=date(2025, 5, 31))
    assert codes(rule_on_leaving(early, FACTS)) == ["left_before_joining"]


def test_members_on_a_day() -> None:
    """The day of leaving is the first without them; who left may come back."""
    gone = evolve(members(1)[0], left_on=TODAY)
    back = Membership(household(1), TODAY)
    assert list(members_on((gone, back), TODAY)) == [home(1)]
    assert members_on((gone,), TODAY) == {}
    rejoin = evolve(JOIN, households=(household(1),))
    assert codes(rule_on_joining(rejoin, evolve(FACTS, memberships=(gone,)))) == []


def test_grounds_that_other_files_share() -> None:
    """Each names the households, the first few of many."""
    labels = [home(number) for number in range(1, 8)]
    assert "… (7)" in not_in_group(labels).zh
    assert household_twice(labels[:1]).code == "mediation.household_twice"
    assert said_before_joining(labels[:1]).code == "mediation.said_before_joining"
    assert day_to_come(TOMORROW).code == "mediation.day_to_come"
    assert named_twice([home(1), home(2), home(1)]) == (home(1),)
