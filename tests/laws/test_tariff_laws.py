"""Tariffs, meters and shares against an oracle in plain fractions and days that are counted one by one."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from gongtong.core.offices import Office
from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.core.rulings import Granted
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.ledger.fees.charging import Home
from gongtong.ledger.fees.meters.reading import NewReading, RecordReadings, rule_on_readings
from gongtong.ledger.fees.meters.registering import (
    Device,
    KeptReading,
    Meter,
    ReadingSource,
    use_between,
)
from gongtong.ledger.fees.policies import DatedFact, FactKind, FeeFacts, MeterKind, MeterUse
from gongtong.ledger.fees.sharing.weights import Sharer, share_out
from gongtong.ledger.fees.tariffs.enactments import Enactment, EnactmentKind
from gongtong.ledger.fees.tariffs.fee_items import Base, FeeItem
from gongtong.ledger.fees.tariffs.maintenance import CommonIncomeRule, TopUp, first_deposit_fen
from gongtong.ledger.fees.tariffs.months import Per, Proration
from gongtong.ledger.fees.tariffs.parking import VisitorParking
from gongtong.ledger.fees.tariffs.price_lists import PriceList
from gongtong.ledger.fees.tariffs.rounding import Rounding, RoundingLevel, RoundingMode
from gongtong.ledger.fees.tariffs.surplus import share_surplus
from gongtong.ledger.fees.tariffs.tiers import Tier, TierSpan
from gongtong.ledger.fees.tariffs.vacancy import VacancyDiscount

FEW = settings(max_examples=40)
VOTE = Enactment(EnactmentKind.VOTE, "决定", date(2020, 1, 1))
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).filter(lambda two: two[0] < two[1]).map(lambda two: Span(*two))
PRICES = st.builds(Fraction, st.integers(0, 1_000_000), st.just(10_000))
MOST_FEN = 10**15


def round_plainly(amount_yuan: Fraction, mode: RoundingMode) -> int:
    """Round to fen the way it is taught at school."""
    fen = amount_yuan * 100
    below = fen.numerator // fen.denominator
    rest = fen - below
    if mode is RoundingMode.DOWN or rest < Fraction(1, 2):
        return below
    if rest > Fraction(1, 2) or mode is RoundingMode.HALF_UP:
        return below + 1
    return below + below % 2


def every_day(span: Span) -> list[date]:
    return [span.start + timedelta(days=n) for n in range(span.days)]


def length_of_month(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def facts(
    period: Span, *dated: DatedFact, area_cm2: int = 10_000, uses: tuple[MeterUse, ...] = ()
) -> FeeFacts:
    label, status = DwellingLabel(1, 1, 101), DwellingStatus.OWNER_OCCUPIED
    return FeeFacts(UUID(int=1), label, area_cm2, status, period, dated=dated, uses=uses)


def item(base: Base, tiers: Sequence[Tier], **fields: Any) -> FeeItem:
    return FeeItem("fee", "费", "sanitation", "4301", base, tuple(tiers), **fields)


def charged(one: FeeItem, asked: FeeFacts) -> int:
    return sum(line.amount_fen for line in PriceList((one,), VOTE)(asked))


@FEW
@given(st.integers(0, 5_000_000), PRICES, PERIODS, st.sampled_from(RoundingMode))
def test_by_the_day_every_day_is_its_part_of_its_month(
    area_cm2: int, price: Fraction, period: Span, mode: RoundingMode
) -> None:
    """Added up day by day, and rounded once at the end."""
    one = item(
        Base.AREA,
        (Tier(price),),
        proration=Proration.DAILY,
        rounding=Rounding(RoundingLevel.LINE, mode),
    )
    months = sum(Fraction(1, length_of_month(day)) for day in every_day(period))
    expected = round_plainly(Fraction(area_cm2, 10_000) * price * months, mode)
    assert charged(one, facts(period, area_cm2=area_cm2)) == expected


@FEW
@given(st.integers(1, 5_000_000), PRICES, PERIODS)
def test_by_the_month_each_month_is_rounded(area_cm2: int, price: Fraction, period: Span) -> None:
    """A month belongs to the period that has its first day; each is a rounded product."""
    firsts = [day for day in every_day(period) if day.day == 1]
    month = round_plainly(Fraction(area_cm2, 10_000) * price, RoundingMode.HALF_UP)
    one = item(Base.AREA, (Tier(price),))
    assert charged(one, facts(period, area_cm2=area_cm2)) == month * len(firsts)


@FEW
@given(PERIODS, st.lists(DAYS, max_size=4), st.sampled_from(Proration), st.sampled_from(Per), DAYS)
def test_however_a_time_is_cut_its_parts_are_the_whole(
    period: Span, cuts: list[date], proration: Proration, per: Per, moved_in: date
) -> None:
    """Exactly, where nothing is rounded: the price is such that every day is whole fen."""
    price = Fraction(28 * 29 * 30 * 31 * 365 * 366)
    one = item(Base.DWELLING, (Tier(price),), proration=proration, per=per)
    liable = DatedFact(FactKind.LIABLE, Span(moved_in))
    parts = period.split_at(tuple(cuts))
    cut = sum(charged(one, facts(part, liable)) for part in parts)
    assert cut == charged(one, facts(period, liable))


@FEW
@given(PERIODS, st.integers(0, 12), st.integers(0, 100), DAYS, DAYS)
def test_a_vacancy_is_less_for_each_day_after_the_wait(
    period: Span, waiting: int, percent: int, start: date, end: date
) -> None:
    """By the day: a day is reduced when the same day so many months ago was empty already."""
    start, end = min(start, end), max(start, end) + timedelta(days=1)
    rate = Fraction(percent, 100)
    discount = VacancyDiscount(rate, waiting, counting=Proration.DAILY)
    price = Fraction(30 * 31 * 28 * 29)
    one = item(
        Base.DWELLING,
        (Tier(price),),
        proration=Proration.DAILY,
        rounding=Rounding(RoundingLevel.LINE),
        vacancy=discount,
    )
    months = start.year * 12 + start.month - 1 + waiting
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    over = date(year, month + 1, min(start.day, last))
    owed = sum(
        (
            price * (rate if over <= day < end else 1) / length_of_month(day)
            for day in every_day(period)
        ),
        Fraction(0),
    )
    vacant = DatedFact(FactKind.VACANT, Span(start, end))
    assert charged(one, facts(period, vacant)) == round_plainly(owed, RoundingMode.HALF_UP)


STEPS = st.lists(st.integers(1, 500), max_size=3, unique=True).map(sorted)


@FEW
@given(STEPS, st.lists(PRICES, min_size=4, max_size=4), st.lists(st.integers(0, 400), max_size=6))
def test_tiers_over_the_year_price_each_unit_where_it_lies(
    steps: list[int], prices: list[Fraction], months: list[int]
) -> None:
    """Unit by unit; twelve bills are the bill of the year when nothing is rounded."""
    tiers = [Tier(price, step) for price, step in zip(prices, [*steps, None], strict=False)]
    one = item(Base.METER, tiers, meter=MeterKind.WATER, tier_span=TierSpan.YEAR)

    def price_of(unit: int) -> Fraction:
        tier = sum(unit >= step for step in steps)
        return prices[tier]

    before = 0
    for units in months:
        use = MeterUse(MeterKind.WATER, units * 1000, before * 1000)
        period = Span(date(2025, 1, 1), date(2025, 2, 1))
        exact = sum((price_of(unit) for unit in range(before, before + units)), Fraction(0))
        expected = round_plainly(exact, RoundingMode.HALF_UP)
        assert charged(one, facts(period, uses=(use,))) == expected
        before += units


@FEW
@given(
    STEPS, st.lists(PRICES, min_size=4, max_size=4), st.integers(0, 10**6), st.integers(0, 10**6)
)
def test_more_is_never_charged_less(
    steps: list[int], prices: list[Fraction], thousandths: int, more: int
) -> None:
    """Whatever the tiers, and whatever falls within a thousandth of a unit."""
    tiers = [Tier(price, step) for price, step in zip(prices, [*steps, None], strict=False)]
    one = item(Base.METER, tiers, meter=MeterKind.GAS, minimum_fen=5, cap_fen=10_000)
    period = Span(date(2025, 1, 1), date(2025, 2, 1))
    less, most = (
        charged(one, facts(period, uses=(MeterUse(MeterKind.GAS, use),)))
        for use in (thousandths, thousandths + more)
    )
    assert 5 <= less <= most <= 10_000


@FEW
@given(
    st.integers(1, MOST_FEN),
    st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any),
)
def test_shares_add_up_to_the_bill_and_each_is_within_a_fen(
    total_fen: int, weights: list[int]
) -> None:
    """At ten trillion yuan as well; among equal weights the earlier never pays less."""
    status = DwellingStatus.LET
    sharers = [
        Sharer(Home(UUID(int=n), DwellingLabel(1, 1, 101 + n), 1, status), weight)
        for n, weight in enumerate(weights)
    ]
    parts = share_out(total_fen, sharers)
    assert sum(parts) == total_fen
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total_fen * weight, sum(weights))) < 1
        assert weight or part == 0
    by_weight = sorted(zip(weights, range(len(parts)), strict=True))
    for (lighter, first), (heavier, second) in pairwise(by_weight):
        if lighter == heavier:
            assert parts[first] - parts[second] in (0, 1)
        else:
            assert parts[first] <= parts[second] + (first < second)


@FEW
@given(
    st.integers(0, MOST_FEN),
    st.lists(
        st.tuples(st.integers(1, 10**7), st.integers(-(10**6), 10**6)), min_size=1, max_size=12
    ),
)
def test_a_surplus_is_shared_out_and_arrears_come_first(
    surplus_fen: int, owners: list[tuple[int, int]]
) -> None:
    """What is set off and what is paid out are the surplus together, and nobody pays in."""
    weights = [(UUID(int=n), area) for n, (area, _) in enumerate(owners)]
    arrears = {UUID(int=n): owed for n, (_, owed) in enumerate(owners)}
    found = share_surplus(surplus_fen, weights, arrears)
    assert sum(one.set_off_fen + one.paid_out_fen for one in found) == surplus_fen
    for one in found:
        assert one.set_off_fen == max(0, min(arrears[one.dwelling_id], one.share_fen))
        assert one.paid_out_fen >= 0


@FEW
@given(st.integers(0, 60), st.integers(1, 500), st.integers(0, 3000), st.integers(0, 5000))
def test_visitors_pay_by_started_hours_day_by_day(
    free: int, hourly: int, cap: int, minutes: int
) -> None:
    """Hour by hour from the end of the free minutes, each day from the entrance under its cap."""
    expected = 0
    if minutes > free:
        for first in range(0, minutes, 24 * 60):
            start = first + (free if first == 0 else 0)
            end = min(minutes, first + 24 * 60)
            hours = len(range(start, end, 60))
            expected += min(cap, hours * hourly)
    assert VisitorParking(free, hourly, cap).fee_for_fen(minutes) == expected


@FEW
@given(
    st.integers(0, 10**7), PRICES, st.integers(0, 100), st.integers(0, 10**9), st.integers(1, 10**9)
)
def test_the_maintenance_fund_by_fractions(
    area_cm2: int, cost: Fraction, percent: int, balance: int, first: int
) -> None:
    """Deposit, bound and top-up as one multiplies; at least and more than differ by a fen at most."""
    rate = Fraction(percent, 100)
    deposit = Fraction(area_cm2, 10_000) * cost * rate
    half_up = RoundingMode.HALF_UP
    assert first_deposit_fen(area_cm2, cost, rate) == round_plainly(deposit, half_up)
    rule = TopUp(rate, Fraction(1))
    is_due = balance * 100 < first * percent
    assert rule.is_due(balance, first) is is_due
    assert rule.due_fen(balance, first) == (max(0, first - balance) if is_due else 0)
    least, more = (
        CommonIncomeRule(bound, Fraction(1)).least_fen(first, 0, first)
        for bound in (AtLeast(1, 3), MoreThan(1, 3))
    )
    assert 3 * least >= first > 3 * (least - 1)
    assert 3 * more > first >= 3 * (more - 1)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[int], list[bool]]:
    """Draw what went through a meter from reading to reading, and which were guessed."""
    used = draw(st.lists(st.integers(0, 900), min_size=1, max_size=12))
    return used, draw(st.lists(st.booleans(), min_size=len(used), max_size=len(used)))


@FEW
@given(histories(), st.integers(0, 999), st.integers(-200, 200))
def test_a_meter_charges_what_went_through_it(
    history: tuple[list[int], list[bool]], start: int, wrong: int
) -> None:
    """With rollovers and wrong guesses: no use is negative, and the parts of the time are the whole."""
    used, guessed = history
    meter = Meter(
        UUID(int=1),
        MeterKind.WATER,
        "",
        None,
        Device("W", 3),
        date(2024, 1, 1),
        start * 1000,
        0,
        start * 1000,
        0,
        0,
    )
    state, true, actual = {meter.id: meter}, 0, 0
    kept: list[KeptReading] = []
    for number, (units, is_guess) in enumerate(zip(used, guessed, strict=True), start=1):
        true += units
        believed = max(actual, true + wrong) if is_guess else true
        source = ReadingSource.ESTIMATED if is_guess else ReadingSource.ACTUAL
        now = state[meter.id]
        value = (start + believed) % 1000 * 1000
        before = now.last_value if is_guess else now.actual_value
        reading = NewReading(
            meter.id, date(2024, 1, 1) + timedelta(days=number), value, source, value < before
        )
        ruling = rule_on_readings(
            RecordReadings((reading,)), state, held=(Office.CHAIR,), today=date(2026, 1, 1)
        )
        if isinstance(ruling, Granted):
            kept += ruling.event.readings
            state = {meter.id: ruling.event.meters[0]}
            actual = true if not is_guess else actual
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(len(used) + 1)]
    parts = [use_between(kept, one, other) for one, other in pairwise(days)]
    assert all(part >= 0 for part in parts)
    assert sum(parts) == use_between(kept, days[0], days[-1])
    assert sum(parts) == max([0, *(one.total for one in kept)])
