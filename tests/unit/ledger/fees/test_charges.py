"""Charges as a rule gives them, and what is open of them."""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.periods import Span, year_span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import Dwelling, DwellingStatus, Owner, OwnerParty
from gongtong.ledger.fees.charges import (
    BuildingArrears,
    Charge,
    DwellingArrears,
    RuleInForce,
    arrears_by_building,
    charges_by,
    still_open,
)
from gongtong.ledger.fees.policies import ChargeLine, FeeFacts

PARTY = OwnerParty(UUID(int=1), (Owner(UUID(int=2), "王芳", "1"),))


def home(number: int, status: DwellingStatus = DwellingStatus.OWNER_OCCUPIED) -> Dwelling:
    return Dwelling(UUID(int=number), DwellingLabel(1, 1, number), PARTY, status, 800_000)


def by_day(facts: FeeFacts) -> tuple[ChargeLine, ...]:
    """One yuan a day; nothing from who has not moved in."""
    fen = 0 if facts.status is DwellingStatus.UNSOLD else facts.period.days * 100
    return (ChargeLine("fee", "卫生服务费", fen, "sanitation", "4301", f"{facts.period.days}天"),)


def by_two_days(facts: FeeFacts) -> tuple[ChargeLine, ...]:
    return tuple(evolve(line, amount_fen=line.amount_fen // 2) for line in by_day(facts))


def charge(year: int, fen: int = 30_000) -> Charge:
    return Charge(
        UUID(int=101),
        DwellingLabel(1, 1, 101),
        year_span(year),
        "fee",
        "费",
        fen,
        fen,
        "f",
        "4301",
        "",
    )


def test_each_dwelling_is_charged_by_the_rule() -> None:
    """A line over nothing is no charge."""
    rules = (RuleInForce(by_day, year_span(2025)),)
    charges = charges_by(rules, (home(101), home(102, DwellingStatus.UNSOLD)))
    assert charges == (
        Charge(
            UUID(int=101),
            DwellingLabel(1, 1, 101),
            year_span(2025),
            "fee",
            "卫生服务费",
            36_500,
            36_500,
            "sanitation",
            "4301",
            "365天",
        ),
    )


def test_a_rule_is_asked_about_its_own_days_only() -> None:
    """A tariff that changes in July is applied from July."""
    july = date(2025, 7, 1)
    first, second = year_span(2025).split_at((july,))
    charges = charges_by(
        (RuleInForce(by_day, first), RuleInForce(by_two_days, second)), (home(101),)
    )
    assert [(one.period, one.amount_fen) for one in charges] == [
        (Span(date(2025, 1, 1), july), 18_100),
        (Span(july, date(2026, 1, 1)), 9_200),
    ]


@pytest.mark.parametrize(
    ("owed_fen", "open_fen"),
    [
        (0, [0, 0]),
        (1, [0, 1]),
        (29_999, [0, 29_999]),
        (30_000, [0, 30_000]),
        (30_001, [1, 30_000]),
        (60_000, [30_000, 30_000]),
    ],
)
def test_the_oldest_charge_is_paid_first(owed_fen: int, open_fen: list[int]) -> None:
    """What is still owed lies in the newest charges, whatever order they come in."""
    opened = still_open((charge(2026), charge(2025)), owed_fen)
    assert [one.open_fen for one in opened] == open_fen
    assert [one.period.start.year for one in opened] == [2025, 2026]


def test_arrears_are_added_up_by_building() -> None:
    """One line for a building, in the order of the buildings."""
    arrears = [
        DwellingArrears(UUID(int=1), DwellingLabel(10, 1, 101), 30_000, ()),
        DwellingArrears(UUID(int=2), DwellingLabel(2, 1, 101), 15_000, ()),
        DwellingArrears(UUID(int=3), DwellingLabel(10, 2, 101), 1, ()),
    ]
    assert arrears_by_building(arrears) == (
        BuildingArrears(2, 1, 15_000),
        BuildingArrears(10, 2, 30_001),
    )
    assert arrears_by_building(()) == ()
