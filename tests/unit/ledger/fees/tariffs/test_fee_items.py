"""One fee as data."""

from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from gongtong.core.periods import month_span, since
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus, PartUse
from gongtong.ledger.fees.policies import (
    ChargeLine,
    DatedFact,
    FactKind,
    FeeFacts,
    MeterKind,
    MeterUse,
    Payer,
)
from gongtong.ledger.fees.tariffs.fee_items import Base, FeeItem, Scope, payer_of
from gongtong.ledger.fees.tariffs.tiers import Tier, TierSpan
from gongtong.ledger.fees.tariffs.vacancy import VacancyDiscount

ONE = (Tier(Fraction(1)),)
FACTS = FeeFacts(
    UUID(int=1),
    DwellingLabel(3, 2, 602),
    975_300,
    DwellingStatus.OWNER_OCCUPIED,
    month_span(2025, 6),
    dated=(
        DatedFact(FactKind.OCCUPANTS, since("2025-01-01"), 3),
        DatedFact(FactKind.CARS, since("2025-01-01"), 2),
        DatedFact(FactKind.PARKING_SPACES, since("2025-06-02"), 1),
    ),
    uses=(MeterUse(MeterKind.WATER, 12_500),),
    charges=(ChargeLine("property", "物业费", 2926, "f", "4302", ""),),
)


def item(base: Base = Base.DWELLING, **fields: Any) -> FeeItem:
    return FeeItem("fee", "费", "sanitation", "4301", base, fields.pop("tiers", ONE), **fields)


@pytest.mark.parametrize(
    ("base", "fields", "quantity"),
    [
        (Base.DWELLING, {}, 1),
        (Base.AREA, {}, Fraction(9753, 100)),
        (Base.OCCUPANT, {}, 3),
        (Base.FLOOR, {}, 6),
        (Base.FLOOR, {"free": Fraction(1)}, 5),
        (Base.CAR, {}, 2),
        (Base.CAR, {"free": Fraction(3)}, 0),
        (Base.PARKING_SPACE, {}, 0),
        (Base.METER, {"meter": MeterKind.WATER}, Fraction(25, 2)),
        (Base.METER, {"meter": MeterKind.GAS}, 0),
        (Base.CHARGE, {"of_charge": "property"}, Fraction(2926, 100)),
    ],
)
def test_each_base_is_counted_in_its_unit(
    base: Base, fields: dict[str, Any], quantity: Fraction
) -> None:
    """Square metres, people, floors, cars, cubic metres, yuan; what is free is not counted."""
    assert item(base, **fields).quantity(FACTS) == quantity


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"base": Base.METER}, "names its meter"),
        ({"meter": MeterKind.WATER}, "names its meter"),
        ({"base": Base.CHARGE}, "names that charge"),
        ({"of_charge": "property"}, "names that charge"),
        (
            {"base": Base.CHARGE, "of_charge": "x", "tiers": (Tier(Fraction(1), 5), *ONE)},
            "has one price",
        ),
        ({"tier_span": TierSpan.YEAR}, "only what is metered has tiers over the year"),
        (
            {
                "base": Base.METER,
                "meter": MeterKind.WATER,
                "tier_span": TierSpan.YEAR,
                "free": Fraction(1),
            },
            "not free units",
        ),
        (
            {
                "base": Base.METER,
                "meter": MeterKind.WATER,
                "vacancy": VacancyDiscount(Fraction(1, 2)),
            },
            "less for a vacancy",
        ),
        ({"free": Fraction(-1)}, "less than free"),
        ({"minimum_fen": -1}, "less than nothing"),
        ({"minimum_fen": 2, "cap_fen": 1}, "cap is below the minimum"),
        ({"tiers": ()}, "there is no price"),
    ],
)
def test_a_fee_that_cannot_be_charged_is_refused(fields: dict[str, Any], fault: str) -> None:
    """When it is written, not when it is billed; every fault is named."""
    with pytest.raises(ValueError, match=fault):
        item(**fields)


@pytest.mark.parametrize(
    ("fen", "bounded"), [(0, 500), (499, 500), (500, 500), (999, 999), (1000, 1000), (1001, 1000)]
)
def test_a_line_has_a_least_and_a_most(fen: int, bounded: int) -> None:
    """Under, at and over both bounds; without them nothing is changed."""
    assert item(minimum_fen=500, cap_fen=1000).bounded(fen) == bounded
    assert item().bounded(fen) == fen


@pytest.mark.parametrize("status", DwellingStatus)
def test_the_developer_owes_what_is_not_handed_over(status: DwellingStatus) -> None:
    """Otherwise whom the tariff names."""
    is_developer = status in {DwellingStatus.UNSOLD, DwellingStatus.SOLD_UNDELIVERED}
    for agreed in (Payer.OWNER, Payer.OCCUPANT):
        assert payer_of(status, agreed) is (Payer.DEVELOPER if is_developer else agreed)


@pytest.mark.parametrize(
    ("scope", "is_charged"),
    [
        (Scope(), True),
        (Scope(buildings=(3,)), True),
        (Scope(buildings=(1, 2)), False),
        (Scope(unit_entrances=(2,)), True),
        (Scope(unit_entrances=(1,)), False),
        (Scope(statuses=(DwellingStatus.OWNER_OCCUPIED,)), True),
        (Scope(statuses=(DwellingStatus.LET,)), False),
        (Scope(uses=(PartUse.HOME,)), True),
        (Scope(uses=(PartUse.PARKING,)), False),
        (Scope(from_floor=5), True),
        (Scope(from_floor=6), True),
        (Scope(from_floor=7), False),
        (Scope(buildings=(3,), from_floor=7), False),
    ],
)
def test_a_scope_leaves_dwellings_out(scope: Scope, *, is_charged: bool) -> None:
    """Every condition must be met; an empty one excludes nobody."""
    assert scope.holds(FACTS) is is_charged


def test_a_line_says_when_it_is_due_and_who_owes_it() -> None:
    """Thirty days after the period begins, by the occupant."""
    line = item(due_after_days=30, payer=Payer.OCCUPANT).line(FACTS, 100, "说明")
    assert (line.due_on, line.payer) == (date(2025, 7, 1), Payer.OCCUPANT)
    assert item().line(FACTS, 100, "说明").due_on is None
