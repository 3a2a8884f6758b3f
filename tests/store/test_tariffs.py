"""Tariffs, dated facts, meters and shared costs in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.community import Gongtong
from gongtong.core.codec import canonical, to_json
from gongtong.core.errors import RefusedError, UnknownReferenceError
from gongtong.core.house_rule_adoption import AdoptHouseRule
from gongtong.core.offices import Mandate
from gongtong.core.periods import Span, between, month_span, since, year_span
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.core.rulings import Source
from gongtong.ledger.books.chart import (
    BANK,
    COMMON_FUND,
    HELD_IN_TRUST,
    PAYABLE,
    PROPERTY_FEE_INCOME,
    TRUST_FUND,
)
from gongtong.ledger.books.entries import Draft, EntryKind, Posting
from gongtong.ledger.books.reversals import ReverseEntry
from gongtong.ledger.fees.assessing import AssessFees
from gongtong.ledger.fees.facts.recording import EndDwellingFact, RecordDwellingFact
from gongtong.ledger.fees.meters.reading import NewReading, RecordReadings, ReplaceMeter
from gongtong.ledger.fees.meters.registering import Device, ReadingSource
from gongtong.ledger.fees.policies import FEE_RULE, DatedFact, FactKind, MeterKind
from gongtong.ledger.fees.tariffs.enactments import Enactment, EnactmentKind
from gongtong.ledger.fees.tariffs.fee_items import Base, FeeItem
from gongtong.ledger.fees.tariffs.months import Proration
from gongtong.ledger.fees.tariffs.policies import PRICE_LIST
from gongtong.ledger.fees.tariffs.price_lists import PriceList
from gongtong.ledger.fees.tariffs.rounding import exact
from gongtong.ledger.fees.tariffs.tiers import Tier
from gongtong.ledger.fees.tariffs.vacancy import VacancyDiscount
from gongtong.ledger.spending.requests import (
    ApproveSpending,
    BookSpending,
    PaySpending,
    RequestSpending,
)
from gongtong.plugins import Plugin, hookimpl
from gongtong.plugins.host import Host
from gongtong.testing.examples import fee_plugin
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.fees import install, lift_bill, paper, vacancy
from gongtong.testing.examples.people import (
    APPLICANT,
    BOOKKEEPER,
    CASHIER,
    CHAIR,
    dwelling_id,
    move_in,
)
from gongtong.testing.stage import PLACE, Stage

if TYPE_CHECKING:
    pass

ALWAYS = since("2025-01-01")
VOTE = Enactment(EnactmentKind.VOTE, "业主大会决定3号", date(2024, 12, 20))
AREA = FeeItem(
    "property",
    "物业服务费",
    COMMON_FUND,
    PROPERTY_FEE_INCOME,
    Base.AREA,
    (Tier(exact("1.50")),),
    vacancy=VacancyDiscount(exact("60%"), 6),
)
WATER = FeeItem(
    "water",
    "水费",
    TRUST_FUND,
    HELD_IN_TRUST,
    Base.METER,
    (Tier(exact("3.00"), 10), Tier(exact("4.50"))),
    meter=MeterKind.WATER,
)
JUNE = month_span(2025, 6)
JULY_20 = datetime(2025, 7, 20, 1, 0, tzinfo=UTC)


def settle_in(stage: Stage) -> None:
    open_books(stage)
    move_in(stage)


def adopt(stage: Stage, *items: FeeItem, in_force: Span = ALWAYS) -> None:
    """Adopt a price list by a recorded decision."""
    value = canonical(to_json(PriceList(items, VOTE), PriceList)).decode()
    mandate = Mandate("业主大会决定", VOTE.decided_on, "3号")
    request = AdoptHouseRule(f"prices-{in_force.start}", PRICE_LIST.name, value, in_force, mandate)
    with stage.work(CHAIR) as work:
        work.registry.adopt_house_rule(request, key=request.rule_id)


def charged(stage: Stage, number: int = 0) -> list[tuple[str, int]]:
    home = dwelling_id(stage, number)
    with stage.work(BOOKKEEPER) as work:
        charges = work.ledger.fees.list_charges(home)
    return [(one.code, one.amount_fen) for one in charges]


def test_a_place_charges_by_its_own_prices(place: Stage) -> None:
    """A list adopted as a house rule goes before the plugin's rule, and needs no code."""
    settle_in(place)
    adopt(place, AREA)
    with place.work(BOOKKEEPER) as work:
        event = work.ledger.fees.assess(AssessFees(JUNE), key="june")
    assert (event.charges, event.amount_fen) == (4, 2 * 12_000 + 2 * 14_250)
    assert charged(place) == [("property", 12_000)]


def test_a_price_that_changes_in_mid_month(place: Stage) -> None:
    """By the started month June goes by its first day; by the day each price has its own days."""
    settle_in(place)
    adopt(place, AREA, in_force=between("2025-01-01", "2025-06-16"))
    dearer = evolve(AREA, tiers=(Tier(exact("3.00")),))
    adopt(place, dearer, in_force=between("2025-06-16", "2025-09-01"))
    by_day = evolve(AREA, proration=Proration.DAILY)
    adopt(place, by_day, in_force=between("2025-09-01", "2025-09-16"))
    adopt(place, evolve(by_day, tiers=dearer.tiers), in_force=since("2025-09-16"))
    with place.work(BOOKKEEPER) as work:
        previews = {
            month: [one.amount_fen for one in work.ledger.fees.preview(month_span(2025, month))]
            for month in (6, 7, 9)
        }
    assert previews[6] == [12_000, 12_000, 14_250, 14_250]
    assert previews[7] == [24_000, 24_000, 28_500, 28_500]
    assert previews[9][:2] == [6_000, 12_000]


def test_a_proposed_tariff_is_compared(place: Stage) -> None:
    """Dwelling by dwelling, against the rule in force, before anybody decides; nothing is written."""
    settle_in(place)
    with place.work(CASHIER) as work:
        found = work.ledger.fees.compare(year_span(2025), PriceList((AREA,), VOTE))
        assert work.ledger.fees.list_charges() == ()
    assert (found.before_fen, found.dwellings) == (120_000, 4)
    assert found.after_fen == 12 * (2 * 12_000 + 2 * 14_250)
    assert {one.code for one in found.differences} == {"fee", "property"}


def test_a_rule_that_nobody_enacted_charges_nobody(place: Stage) -> None:
    """A plugin's bare function is refused, and the books stay as they are."""
    settle_in(place)
    stage = Stage(Gongtong(host=Host.of(Plugin("bare", hooks=Bare()))), place.engine)
    with stage.work(BOOKKEEPER) as work:
        with pytest.raises(RefusedError) as caught:
            work.ledger.fees.assess(AssessFees(JUNE), key="june")
        assert work.ledger.fees.list_charges() == ()
    assert caught.value.codes == ("ledger.tariff_not_enacted",)


class Bare:
    """A rule without a decision behind it."""

    @hookimpl
    def gongtong_provisions(self) -> list[AnyProvision]:
        """Give the bare function."""
        provision = Provision(
            "bare",
            FEE_RULE,
            fee_plugin.flat_fee,
            area=f"/{PLACE.code}",
            in_force=since("2025-01-01"),
            rank=Rank.HOUSE_RULE,
            cites=(Source("无"),),
        )
        return [provision]


def test_a_recorded_vacancy_lowers_the_fee(place: Stage) -> None:
    """Empty since 15 January: from July on 60%, and from the day it ended all of it."""
    settle_in(place)
    adopt(place, AREA)
    empty, home = vacancy(place), dwelling_id(place, 3)
    with place.work(BOOKKEEPER) as work:
        kept = work.ledger.fees.facts.record(empty, key="empty")
        fees = [work.ledger.fees.preview(month_span(2025, month)) for month in (6, 7)]
    assert [month[-1].amount_fen for month in fees] == [14_250, 8_550]
    with place.work(BOOKKEEPER) as work:
        work.ledger.fees.facts.end(EndDwellingFact(kept.fact_id, date(2025, 7, 1)), key="back")
        assert work.ledger.fees.preview(month_span(2025, 7))[-1].amount_fen == 14_250
        (fact,) = work.ledger.fees.facts.list_facts(home)
    assert fact.fact == DatedFact(FactKind.VACANT, between("2025-01-15", "2025-07-01"))


def test_facts_of_unknown_dwellings_are_errors(place: Stage) -> None:
    """So is the end of a fact that nobody recorded, and the reading of a meter that nobody entered."""
    settle_in(place)
    nobody = UUID(int=9)
    cars = RecordDwellingFact(nobody, DatedFact(FactKind.CARS, since("2025-01-01")))
    with place.work(BOOKKEEPER) as work:
        fees = work.ledger.fees
        with pytest.raises(UnknownReferenceError):
            fees.facts.record(cars, key="cars")
        with pytest.raises(UnknownReferenceError):
            fees.facts.end(EndDwellingFact(nobody, date(2025, 2, 1)), key="end")
        request = ReplaceMeter(nobody, date(2025, 2, 1), 0, Device("W"), 0)
        with pytest.raises(UnknownReferenceError):
            fees.meters.replace(request, key="replace")


def test_water_is_charged_by_the_meter(place: Stage) -> None:
    """May 12.5 in two tiers; June estimated too high; July corrected by use, and nothing is charged twice."""
    settle_in(place)
    adopt(place, WATER)
    meter = install(place)
    readings = (
        NewReading(meter, date(2025, 5, 31), 112_500),
        NewReading(meter, date(2025, 6, 30), 120_500, ReadingSource.ESTIMATED),
        NewReading(meter, date(2025, 7, 15), 118_000),
    )
    with place.work(BOOKKEEPER, now=JULY_20) as work:
        work.ledger.fees.meters.record_readings(RecordReadings(readings), key="readings")
        for month in (5, 6, 7):
            work.ledger.fees.assess(AssessFees(month_span(2025, month)), key=f"water/{month}")
        (correction,) = work.ledger.fees.meters.corrections(meter)
    # 10 at 3.00 and 2.5 at 4.50; then 8 at 3.00
    assert charged(place) == [("water", 4_125), ("water", 2_400)]
    assert correction.difference == -2_500
    home = dwelling_id(place)
    with place.work(BOOKKEEPER) as work:
        charges = work.ledger.fees.list_charges(home)
    assert ["估抄" in one.explanation_zh for one in charges] == [False, True]


def test_a_replaced_meter_is_one_meter(place: Stage) -> None:
    """Two on the old device and three on the new are five of one month."""
    settle_in(place)
    adopt(place, WATER)
    meter, home = install(place), dwelling_id(place)
    with place.work(BOOKKEEPER, now=JULY_20) as work:
        meters = work.ledger.fees.meters
        meters.replace(ReplaceMeter(meter, date(2025, 6, 5), 102_000, Device("W-9"), 0), key="new")
        one = RecordReadings((NewReading(meter, date(2025, 6, 30), 3_000),))
        meters.record_readings(one, key="june")
        (use,) = work.ledger.fees.preview(JUNE)
        assert [kept.device.serial for kept in meters.list_meters(home)] == ["W-9"]
        assert [kept.source.value for kept in meters.list_readings(meter)] == ["final", "actual"]
    assert use.amount_fen == 1_500


def balance(stage: Stage, account: str, fund: str) -> int:
    with stage.work(BOOKKEEPER) as work:
        lines = work.ledger.books.reports.balances_at(date(2025, 12, 31))
    return sum(one.amount_fen for one in lines if (one.account, one.fund) == (account, fund))


def test_a_utility_bill_is_collected_and_paid_on(place: Stage) -> None:
    """1,000 yuan owed by four to the fen, held in trust, paid on under two keys: nothing is left over."""
    settle_in(place)
    with place.work(BOOKKEEPER) as work:
        work.ledger.fees.sharing.share(lift_bill(), key="lift")
        (cost,) = work.ledger.fees.sharing.list_costs()
        charges = work.ledger.fees.list_charges()
    assert [one.amount_fen for one in charges] == [22_857, 22_857, 27_143, 27_143]
    assert sum(one.amount_fen for one in charges) == cost.bill_fen == cost.charged_fen
    assert balance(place, HELD_IN_TRUST, TRUST_FUND) == -100_000
    received = Draft(
        EntryKind.MANUAL,
        date(2025, 6, 1),
        "收电费",
        (Posting(BANK, TRUST_FUND, 100_000), Posting(PAYABLE, TRUST_FUND, -100_000)),
    )
    with place.work(BOOKKEEPER) as work:
        work.ledger.books.post_entry(received, key="received")
    pay_on(place)
    assert balance(place, HELD_IN_TRUST, TRUST_FUND) == 0


def pay_on(stage: Stage) -> None:
    """Ask for, approve, pay and book what goes to the utility."""
    request = RequestSpending(TRUST_FUND, HELD_IN_TRUST, 100_000, "缴电费", "供电公司")
    with stage.work(APPLICANT) as work:
        spending_id = work.ledger.spending.request_spending(request, key="ask").spending.id
    with stage.work(CHAIR) as work:
        work.ledger.spending.approve_spending(ApproveSpending(spending_id), key="approve")
    with stage.work(CASHIER) as work:
        order = PaySpending(spending_id, 100_000, BANK, date(2025, 6, 10), "T1")
        work.ledger.spending.pay_spending(order, key="pay")
    with stage.work(BOOKKEEPER) as work:
        booking = BookSpending(spending_id, (paper("缴费凭证.pdf"),))
        work.ledger.spending.book_spending(booking, key="book")


def test_a_bill_is_shared_once_until_it_is_reversed(place: Stage) -> None:
    """Under another key it is refused; when its entry is reversed it may be shared anew."""
    settle_in(place)
    with place.work(BOOKKEEPER) as work:
        shared = work.ledger.fees.sharing.share(lift_bill(), key="lift")
        with pytest.raises(RefusedError) as caught:
            work.ledger.fees.sharing.preview(lift_bill())
    assert caught.value.codes == ("ledger.bill_shared_already", "ledger.period_charged_already")
    with place.work(CHAIR) as work:
        request = ReverseEntry(shared.entry_ids[0], date(2025, 6, 10), "账单有误", BOOKKEEPER)
        work.ledger.books.reverse_entry(request, key="undo")
    with place.work(BOOKKEEPER) as work:
        assert len(work.ledger.fees.sharing.preview(lift_bill())) == 4
