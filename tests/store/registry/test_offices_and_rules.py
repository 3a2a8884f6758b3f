"""Offices and house rules in the database, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.errors import (
    AmbiguousProvisionsError,
    NoProvisionError,
    PolicyError,
    RefusedError,
    UnknownReferenceError,
)
from gongtong.core.heads import JointOwnerGroups
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.offices import (
    CASHIER_KEEPS_NO_BOOKS,
    EndAppointment,
    Mandate,
    Office,
)
from gongtong.core.periods import between, since
from gongtong.core.places import DwellingLabel
from gongtong.core.policies import Rank
from gongtong.core.register import DwellingStatus, PartUse
from gongtong.core.register_lines import SheetDwelling
from gongtong.core.registry import store
from gongtong.core.registry.policies import COUNT_PARKING, JOINT_OWNER_GROUPS
from gongtong.core.registry.tables import RegistryTables

if TYPE_CHECKING:
    from tests.store.registry.conftest import Town

TERM = between("2025-01-01", "2030-01-01")
DAY, LATER = date(2025, 1, 1), date(2025, 6, 1)
MANDATE = Mandate("业主大会决定", date(2024, 12, 20), "2024年第1号")

COUPLE = SheetDwelling(
    DwellingLabel(1, 1, 101),
    ("崔永平", "韩俊杰"),
    "19905836033",
    DwellingStatus.LET,
    487_900,
    note="共有",
)
PARKING = SheetDwelling(
    DwellingLabel(0, 0, 12),
    ("韩俊杰", "崔永平"),
    "19905836033",
    DwellingStatus.OWNER_OCCUPIED,
    125_000,
    use=PartUse.PARKING,
)


def adopt(value: str, *, start: str = "2025-01-01", rule_id: str = "house.joint") -> AdoptHouseRule:
    return AdoptHouseRule(rule_id, JOINT_OWNER_GROUPS.name, value, since(start), MANDATE)


def test_officers_are_appointed_and_leave(town: Town) -> None:
    """Whoever is appointed holds the office until it ends, by both decisions."""
    appointed = town.appoint("u-1", Office.MEMBER, key="a", relatives=("u-7",))
    ending = EndAppointment(appointed, LATER, Mandate("业主大会决定", date(2025, 5, 1)))
    with town.desk() as desk:
        (before,) = desk.office_holders().appointments
        event = desk.end_appointment(ending, key="b")
    assert before.relative_ids == ("u-7",)
    assert (before.span, before.mandate) == (TERM, MANDATE)
    assert event.appointment.span == between("2025-01-01", "2025-06-01")
    with town.desk() as desk:
        holders = desk.office_holders()
    assert holders.appointments == (event.appointment,)
    assert holders.holds("u-1", Office.MEMBER, date(2025, 5, 31))
    assert not holders.holds("u-1", Office.MEMBER, LATER)
    assert town.events() == ["register.OfficerAppointed", "register.AppointmentEnded"]


@pytest.mark.policy(source="会计法", clause="第35条第2款")
def test_money_and_books_are_kept_apart(town: Town) -> None:
    """Whoever keeps the money is not appointed to keep the books, by the law that is in force."""
    town.appoint("u-1", Office.KEEPER_OF_MONEY, key="a")
    with pytest.raises(RefusedError) as caught:
        town.appoint("u-1", Office.KEEPER_OF_BOOKS, key="b")
    assert caught.value.codes == ("segregation_of_duties",)
    assert caught.value.reasons[0].source == CASHIER_KEEPS_NO_BOOKS
    with town.desk() as desk:
        assert len(desk.office_holders().appointments) == 1


def test_an_unknown_appointment_cannot_end(town: Town) -> None:
    """An appointment that the place does not have is named in the error."""
    ending = EndAppointment(UUID(int=1), LATER, MANDATE)
    with pytest.raises(UnknownReferenceError, match="appointment"), town.desk() as desk:
        desk.end_appointment(ending, key="a")


@pytest.mark.policy(source="建筑物区分所有权解释", clause="第9条")
def test_a_house_rule_answers_what_the_law_leaves_open(town: Town) -> None:
    """Joint owners of two parts are counted once the place has decided how, and not before."""
    town.enter(COUPLE, evolve(COUPLE, label=DwellingLabel(1, 1, 103)))
    with pytest.raises(NoProvisionError), town.desk() as desk:
        desk.heads(DAY)
    with town.desk() as desk:
        event = desk.adopt_house_rule(adopt('"per_part"'), key="rule")
        # the very unit that adopted the rule reads it
        assert desk.heads(DAY).number == 2
    assert event.rule.recorded_on == date(2025, 6, 10)
    assert (event.rule.rank, event.rule.decision) == (Rank.BYLAW, MANDATE.source)
    with town.unit() as unit:
        assert unit.decide(JOINT_OWNER_GROUPS, on=DAY) is JointOwnerGroups.PER_PART
    assert town.events()[-1] == "register.HouseRuleAdopted"


def test_parking_is_asked_about_only_where_there_is_some(town: Town) -> None:
    """The first question is parking; left out, the couple holds one part and nothing else is asked."""
    town.enter(COUPLE, PARKING)
    with pytest.raises(NoProvisionError), town.desk() as desk:
        desk.heads(DAY)
    rule = AdoptHouseRule(
        "house.parking", COUNT_PARKING.name, "false", since("2025-01-01"), MANDATE
    )
    with town.desk() as desk:
        desk.adopt_house_rule(rule, key="rule")
        heads = desk.heads(DAY)
    assert (heads.number, heads.area_cm2) == (1, 487_900)


def test_a_rule_is_amended_by_a_later_text(town: Town) -> None:
    """A further text of the same rule answers from its first day on; the earlier one before."""
    with town.desk() as desk:
        desk.adopt_house_rule(adopt('"per_part"'), key="first")
    later = datetime(2025, 8, 1, 1, 0, tzinfo=UTC)
    with town.desk(now=later) as desk:
        desk.adopt_house_rule(adopt('"one_buyer"', start="2026-01-01"), key="second")
    with town.unit(now=later) as unit:
        old = unit.decide(JOINT_OWNER_GROUPS, on=date(2025, 12, 31))
        new = unit.decide(JOINT_OWNER_GROUPS, on=date(2026, 1, 1))
    assert (old, new) == (JointOwnerGroups.PER_PART, JointOwnerGroups.ONE_BUYER)


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (
            AdoptHouseRule("house.x", "no.such_point", "1", since("2025-01-01"), MANDATE),
            PolicyError,
        ),
        (adopt('"one_buyer"', rule_id="house.other"), AmbiguousProvisionsError),
    ],
)
def test_a_rule_that_the_book_cannot_hold_is_not_adopted(
    town: Town, request_: AdoptHouseRule, error: type[PolicyError]
) -> None:
    """An unknown point, or a tie with another rule of the place, is an error; nothing is written."""
    with town.desk() as desk:
        desk.adopt_house_rule(adopt('"per_part"'), key="first")
    with pytest.raises(error), town.desk() as desk:
        desk.adopt_house_rule(request_, key="second")
    with town.unit() as unit:
        rules = store.load_house_rules(unit.connection, unit.tables(RegistryTables), unit.place_id)
        assert [rule.id for rule in rules] == ["house.joint"]


def test_places_do_not_see_each_other(town: Town) -> None:
    """Officers, dwellings and rules of one place are nothing in another."""
    town.enter(COUPLE)
    town.appoint("u-1", Office.KEEPER_OF_MONEY, key="a")
    with town.desk() as desk:
        desk.adopt_house_rule(adopt('"per_part"'), key="rule")
    with town.unit(town.other) as unit:
        assert len(store.load_register(unit, DAY)) == 0
        assert store.load_office_holders(unit).appointments == ()
        with pytest.raises(NoProvisionError):
            unit.decide(JOINT_OWNER_GROUPS, on=DAY)
