"""Twelve tariffs of Chinese compounds, worked out beforehand, to the fen."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from gongtong.core.money import yuan
from gongtong.core.periods import Span, between, month_span, since, year_span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.core.shares import AtLeast
from gongtong.ledger.books.chart import (
    COMMON_FUND,
    FEE_INCOME,
    HELD_IN_TRUST,
    PARKING_INCOME,
    PROPERTY_FEE_INCOME,
    SANITATION,
    TRUST_FUND,
)
from gongtong.ledger.fees.charging import Home
from gongtong.ledger.fees.policies import DatedFact, FactKind, FeeFacts, MeterKind, MeterUse
from gongtong.ledger.fees.sharing.weights import ShareBy, ShareScope, share_out, weigh
from gongtong.ledger.fees.tariffs.enactments import Enactment, EnactmentKind
from gongtong.ledger.fees.tariffs.fee_items import Base, FeeItem
from gongtong.ledger.fees.tariffs.maintenance import CommonIncomeRule, TopUp, first_deposit_fen
from gongtong.ledger.fees.tariffs.months import Per
from gongtong.ledger.fees.tariffs.parking import VisitorParking
from gongtong.ledger.fees.tariffs.price_lists import PriceList
from gongtong.ledger.fees.tariffs.rounding import Rounding, RoundingLevel, exact
from gongtong.ledger.fees.tariffs.surplus import share_debt, share_surplus
from gongtong.ledger.fees.tariffs.tiers import Tier, TierSpan
from gongtong.ledger.fees.tariffs.vacancy import VacancyDiscount

FILE = Path(__file__).parents[3] / "shared" / "ground-truth" / "ledger" / "tariffs.json"
YEAR = year_span(2026)
VOTE = Enactment(EnactmentKind.VOTE, "业主大会决定", date(2025, 12, 1))
YEARLY = Rounding(RoundingLevel.YEAR)


@cache
def tariffs() -> Mapping[str, Any]:
    if not FILE.exists():
        pytest.skip(f"the worked tariffs are not there: {FILE.name}")
    return {str(one["n"]): one for one in json.loads(FILE.read_text(encoding="utf-8"))}


def inputs(number: int) -> Mapping[str, Any]:
    found: Mapping[str, Any] = tariffs()[str(number)]["inputs"]
    return found


def fen(number: int, result: str) -> int:
    return yuan(tariffs()[str(number)]["result"][result])


def cm2(square_metres: str) -> int:
    return int(Decimal(square_metres.removesuffix("m2").strip()) * 10_000)


def facts(
    period: Span, *dated: DatedFact, area_cm2: int = 10_000, uses: tuple[MeterUse, ...] = ()
) -> FeeFacts:
    label = DwellingLabel(1, 1, 301)
    status = DwellingStatus.OWNER_OCCUPIED
    return FeeFacts(UUID(int=1), label, area_cm2, status, period, dated=dated, uses=uses)


def charged(item: FeeItem, asked: FeeFacts) -> int:
    (line,) = PriceList((item,), VOTE)(asked)
    return line.amount_fen


def home(label: str, area_cm2: int) -> Home:
    parsed = DwellingLabel.parse(label)
    return Home(UUID(int=parsed.room), parsed, area_cm2, DwellingStatus.LET)


def shared(total_fen: int, homes: list[Home], by: ShareBy, scope: ShareScope) -> dict[str, int]:
    weighed = weigh(by, [(one, one.facts_for(YEAR)) for one in homes], scope)
    parts = share_out(total_fen, weighed)
    return {str(one.home.label): part for one, part in zip(weighed, parts, strict=True)}


def test_1_a_flat_fee_and_a_newcomer() -> None:
    """300 yuan a household a year; who moves in on 10 September pays for four started months."""
    item = FeeItem(
        "sanitation",
        "卫生服务费",
        SANITATION,
        FEE_INCOME,
        Base.DWELLING,
        (Tier(exact("300.00")),),
        per=Per.YEAR,
        rounding=YEARLY,
    )
    moved_in = DatedFact(FactKind.LIABLE, since(inputs(1)["moved_in"][:10]))
    assert charged(item, facts(YEAR)) * inputs(1)["households"] == fen(1, "full_year_total")
    assert charged(item, facts(YEAR, moved_in)) == fen(1, "newcomer")


def property_fee(price: str, level: RoundingLevel, **fields: Any) -> FeeItem:
    return FeeItem(
        "property",
        "物业服务费",
        COMMON_FUND,
        PROPERTY_FEE_INCOME,
        Base.AREA,
        (Tier(exact(price)),),
        rounding=Rounding(level),
        **fields,
    )


def test_2_by_area_rounded_by_the_month_or_the_year() -> None:
    """The rule must say which: the year differs by a fen."""
    price, area_cm2 = inputs(2)["price"], cm2(inputs(2)["area"])
    by_month, by_year = (
        property_fee(price, level) for level in (RoundingLevel.MONTH, RoundingLevel.YEAR)
    )
    assert charged(by_month, facts(month_span(2026, 1), area_cm2=area_cm2)) == fen(2, "month")
    asked = facts(YEAR, area_cm2=area_cm2)
    assert charged(by_month, asked) == fen(2, "year_12_rounded_months")
    assert charged(by_year, asked) == fen(2, "year_rounded_once")


def test_3_a_vacancy_after_six_months() -> None:
    """Full price for six months, 60% from July on."""
    given = inputs(3)
    discount = VacancyDiscount(exact("60%"), given["waiting_months"])
    item = property_fee(given["price"], RoundingLevel.MONTH, vacancy=discount)
    start = given["vacant"].split("..")[0]
    vacant = DatedFact(FactKind.VACANT, between(start, "2027-01-01"))
    area_cm2 = cm2(given["area"])
    months = [
        charged(item, facts(month_span(2026, month), vacant, area_cm2=area_cm2))
        for month in range(1, 13)
    ]
    assert months == [fen(3, "full_month")] * 6 + [fen(3, "discounted_month")] * 6
    assert charged(item, facts(YEAR, vacant, area_cm2=area_cm2)) == fen(3, "year")


def test_5_a_bill_by_area() -> None:
    """The parts add up to the bill; the shop comes last."""
    areas: Mapping[str, str] = inputs(5)["area"]
    rooms = dict(zip(areas, ("1-1-101", "1-1-201", "1-1-301", "1-1-999"), strict=True))
    homes = [home(rooms[name], cm2(area)) for name, area in areas.items()]
    found = shared(yuan(inputs(5)["total"]), homes, ShareBy.AREA, ShareScope())
    assert {name: found[rooms[name]] for name in areas} == {name: fen(5, name) for name in areas}
    assert sum(found.values()) == fen(5, "total")


def test_6_a_bill_by_household() -> None:
    """100 yuan by seven: four pay 14.29 and three 14.28; the ground floor does not ride."""
    homes = [home(f"1-1-{room}", 10_000) for room in (101, *range(201, 208))]
    found = shared(yuan(inputs(6)["total"]), homes, ShareBy.DWELLING, ShareScope(from_floor=2))
    assert list(found.values()) == [fen(6, f"h{number}") for number in range(1, 8)]


def test_7_a_lift_by_floors() -> None:
    """The weight is the floor less one."""
    homes = [home(f"1-1-{floor}01", 10_000) for floor in range(1, inputs(7)["floors"] + 1)]
    found = shared(yuan(inputs(7)["total"]), homes, ShareBy.FLOOR, ShareScope())
    assert list(found.values()) == [fen(7, f"{floor}F") for floor in range(1, 7)]


def electricity(steps: tuple[int, int], span: TierSpan) -> FeeItem:
    prices = ("0.558", "0.608", "0.858")
    return FeeItem(
        "power",
        "电费",
        TRUST_FUND,
        HELD_IN_TRUST,
        Base.METER,
        tuple(Tier(exact(price), step) for price, step in zip(prices, (*steps, None), strict=True)),
        meter=MeterKind.ELECTRICITY,
        tier_span=span,
    )


def power(kwh: int, before: int = 0) -> tuple[MeterUse, ...]:
    return (MeterUse(MeterKind.ELECTRICITY, kwh * 1000, before * 1000),)


def test_8_tiers_of_a_month_and_of_a_year() -> None:
    """Marginal steps; over the year each bill begins where the last one ended."""
    month = electricity((180, 350), TierSpan.PERIOD)
    asked = facts(month_span(2026, 1), uses=power(inputs(8)["kwh_month"]))
    assert charged(month, asked) == fen(8, "month_420kWh")
    year = electricity((2160, 4200), TierSpan.YEAR)
    bills = [
        charged(year, facts(month_span(2026, 1 + n), uses=power(kwh, sum(given[:n]))))
        for given in [inputs(8)["kwh_year"]]
        for n, kwh in enumerate(given)
    ]
    assert bills == [yuan(text) for text in tariffs()["8"]["result"]["year_bills"]]
    assert sum(bills) == fen(8, "year_total")
    whole = facts(YEAR, uses=power(sum(inputs(8)["kwh_year"])))
    assert charged(year, whole) == fen(8, "check_direct")


def test_9_parking() -> None:
    """The second car half as much again; visitors by the started hour under a cap."""
    item = FeeItem(
        "parking",
        "停车费",
        COMMON_FUND,
        PARKING_INCOME,
        Base.CAR,
        (Tier(exact("75.00"), 1), Tier(exact("112.50"))),
    )
    cars = DatedFact(FactKind.CARS, since("2026-01-01"), inputs(9)["cars"])
    assert charged(item, facts(month_span(2026, 1), cars)) == fen(9, "two_cars_month")
    visitors = VisitorParking(30, 200, 1000)
    came, left = (
        datetime.fromisoformat(f"2026-01-01T{clock}:00").replace(tzinfo=UTC)
        for clock in inputs(9)["visit"].split("-")
    )
    assert visitors.fee_fen(came, left) == fen(9, "visit_7h15m")
    assert visitors.fee_for_fen(25) == fen(9, "visit_25min")
    assert visitors.fee_for_fen(26 * 60) == fen(9, "visit_26h")


def test_10_the_maintenance_fund() -> None:
    """First deposit, the bound for topping up, both amounts, and the fund's part of common income."""
    given = inputs(10)
    first = first_deposit_fen(cm2(given["area"]), exact(given["cost_per_m2"]), exact(given["rate"]))
    balance = yuan(given["balance"])
    below = Fraction(3, 10)
    assert first == fen(10, "first_deposit")
    assert TopUp(below, Fraction(1)).trigger_fen(first) == fen(10, "trigger_below")
    assert TopUp(below, Fraction(1)).due_fen(balance, first) == fen(10, "top_up_to_first")
    assert TopUp(below, Fraction(1, 2)).due_fen(balance, first) == fen(
        10, "top_up_to_half_shanghai"
    )
    income = CommonIncomeRule(AtLeast(1, 2), below)
    quarter = yuan(given["common_income_quarter"])
    assert income.least_fen(quarter, balance, first) == fen(10, "income_to_fund_min")


AREAS = {"1-1-101": "97.53", "1-1-102": "85.20", "1-2-101": "120.00", "2-1-101": "110.00"}
"""The houses of the eleventh tariff, which its file names but does not measure: A is 1, B is 2."""


def test_11_repairs_of_an_entrance_a_building_and_the_estate() -> None:
    """Each job is borne by the owners of the part that it serves, by area."""
    homes = [home(label, cm2(area)) for label, area in AREAS.items()]
    jobs = (
        ("unit_job", ShareScope(buildings=(1,), unit_entrances=(1,))),
        ("building_job", ShareScope(buildings=(1,))),
        ("estate_job", ShareScope()),
    )
    borne = dict.fromkeys(AREAS, 0)
    for job, scope in jobs:
        for label, part in shared(yuan(inputs(11)[job]), homes, ShareBy.AREA, scope).items():
            borne[label] += part
    names = {"A-1-101": "1-1-101", "A-1-102": "1-1-102", "A-2-101": "1-2-101", "B-1-101": "2-1-101"}
    assert {name: borne[label] for name, label in names.items()} == {
        name: fen(11, name) for name in names
    }
    assert sum(borne.values()) == fen(11, "total")


def test_12_a_surplus_and_an_old_debt() -> None:
    """By area, arrears first; 48,000 yuan in 175 parts, a hundred of them a fen higher."""
    given = inputs(12)
    areas = {UUID(int=1): 975_300, UUID(int=2): 533_100, UUID(int=3): 800_000}
    arrears = {UUID(int=2): yuan(given["arrears_H2"])}
    parts = share_surplus(yuan(given["surplus"]), tuple(areas.items()), arrears)
    assert [one.share_fen for one in parts] == [fen(12, f"H{n}") for n in (1, 2, 3)]
    assert parts[1].paid_out_fen == fen(12, "H2_after_set_off")
    debt = share_debt(yuan(given["debt"]), given["households"])
    assert (min(debt), max(debt)) == (fen(12, "debt_share_low"), fen(12, "debt_share_high"))
    assert debt.count(max(debt)) == int(tariffs()["12"]["result"]["n_high"])
    assert sum(debt) == yuan(given["debt"])
