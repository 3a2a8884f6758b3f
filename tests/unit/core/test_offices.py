"""Offices as values: who holds what on which day."""

from datetime import date
from uuid import UUID

import pytest

from gongtong.core.offices import (
    CASHIER_KEEPS_NO_BOOKS,
    SUPERVISORS_STAND_APART,
    Actor,
    Appointment,
    Mandate,
    Office,
    OfficeHolders,
    money_and_books,
)
from gongtong.core.periods import between, since
from gongtong.core.rulings import Standing

MANDATE = Mandate("业主大会决定", date(2024, 12, 1), "2024年第3号")
CHAIR = Appointment(
    UUID(int=1), "u-1", "甲", Office.CHAIR, between("2025-01-01", "2028-01-01"), MANDATE
)
MEMBER = Appointment(
    UUID(int=2), "u-2", "乙", Office.MEMBER, between("2025-01-01", "2026-01-01"), MANDATE
)
ALSO_KEEPER = Appointment(
    UUID(int=3), "u-2", "乙", Office.KEEPER_OF_MONEY, since("2025-06-01"), MANDATE
)
HOLDERS = OfficeHolders((ALSO_KEEPER, MEMBER, CHAIR))


@pytest.mark.parametrize(
    ("day", "offices"),
    [
        (date(2024, 12, 31), ()),
        (date(2025, 1, 1), (Office.MEMBER,)),
        (date(2025, 6, 1), (Office.MEMBER, Office.KEEPER_OF_MONEY)),
        (date(2025, 12, 31), (Office.MEMBER, Office.KEEPER_OF_MONEY)),
        (date(2026, 1, 1), (Office.KEEPER_OF_MONEY,)),
    ],
)
def test_offices_of_a_person_on_a_day(day: date, offices: tuple[Office, ...]) -> None:
    """An office is held from its first day to the day before its end."""
    assert HOLDERS.offices_of("u-2", day) == offices
    assert all(HOLDERS.holds("u-2", office, day) for office in offices)


def test_an_actor_has_an_id_that_the_record_can_keep() -> None:
    """1 to 120 characters; an engine that cuts nothing off would keep what another refuses."""
    assert Actor("u").id == "u"
    assert len(Actor("u" * 120).id) == 120
    for bad in ("", " ", "u" * 121):
        with pytest.raises(ValueError, match="an actor's id has 1 to 120 characters"):
            Actor(bad)


def test_who_holds_an_office() -> None:
    """An office names its holders of a day; a stranger holds nothing."""
    day = date(2025, 6, 1)
    assert HOLDERS.on(day) == (CHAIR, MEMBER, ALSO_KEEPER)
    assert HOLDERS.of(Office.CHAIR, day) == (CHAIR,)
    assert HOLDERS.of(Office.SUPERVISOR, day) == ()
    assert not HOLDERS.holds("u-9", Office.CHAIR, day)
    assert HOLDERS.of_person("u-2") == (MEMBER, ALSO_KEEPER)
    assert HOLDERS.find(UUID(int=2)) is MEMBER
    assert HOLDERS.find(UUID(int=9)) is None


def test_a_mandate_names_its_decision() -> None:
    """A mandate is cited by title and number as a decision of the place; without a title it is none."""
    assert str(MANDATE.source) == "业主大会决定2024年第3号"
    assert MANDATE.source.standing is Standing.HOUSE
    with pytest.raises(ValueError, match="which decision"):
        Mandate(" ", date(2024, 12, 1))


def test_a_guard_gives_the_pairs_of_an_office() -> None:
    """Asked for an office, a guard gives the pairs that it is one of, in either place."""
    guard = money_and_books(CASHIER_KEEPS_NO_BOOKS)
    assert len(guard(Office.KEEPER_OF_MONEY)) == 2
    (pair,) = guard(Office.KEEPER_OF_BOOKS)
    assert pair.bars(Office.KEEPER_OF_BOOKS, Office.KEEPER_OF_MONEY)
    assert not pair.bars(Office.KEEPER_OF_BOOKS, Office.SUPERVISOR)
    assert guard(Office.CHAIR) == ()


def test_every_office_has_its_word() -> None:
    """Residents read Chinese names; three offices have one holder at a time."""
    assert [office.zh for office in Office] == [
        "主任",
        "委员",
        "管钱人（出纳）",
        "管账人（会计）",
        "监督委员",
        "经办人",
    ]
    assert {office for office in Office if office.has_one_holder} == {
        Office.CHAIR,
        Office.KEEPER_OF_MONEY,
        Office.KEEPER_OF_BOOKS,
    }


def test_the_sources_of_offices_kept_apart_say_since_when_they_are_in_force() -> None:
    """会计法 第35条 since 2024-07-01; 居民委员会组织法 第36条 since 2026-01-01."""
    assert CASHIER_KEEPS_NO_BOOKS.in_force_from == date(2024, 7, 1)
    assert SUPERVISORS_STAND_APART.in_force_from == date(2026, 1, 1)
