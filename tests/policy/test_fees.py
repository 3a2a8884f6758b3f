"""What households pay: shared costs, who pays, empty homes, common income, and prices that somebody decided on."""

from collections.abc import Collection
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.money import format_yuan, yuan
from gongtong.core.offices import Office
from gongtong.core.periods import Span, month_span, year_span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.core.rulings import Granted, Refused, Source
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.ledger.books.chart import COMMON_FUND, PROPERTY_FEE_INCOME
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.fees.assessing import (
    PASSED_THROUGH,
    AssessFees,
    AssessmentFacts,
    rule_on_assessment,
)
from gongtong.ledger.fees.charging import Home, RuleInForce
from gongtong.ledger.fees.policies import (
    ChargeLine,
    DatedFact,
    FactKind,
    FeeFacts,
    FeeRule,
    Payer,
)
from gongtong.ledger.fees.sharing.costs import (
    AS_AGREED_OR_BY_AREA,
    CostKind,
    ShareCost,
    SharingFacts,
    rule_on_sharing,
)
from gongtong.ledger.fees.sharing.weights import ShareBy, Sharer
from gongtong.ledger.fees.tariffs.enactments import (
    MAKING_TARIFFS,
    Enactment,
    EnactmentKind,
    Tariff,
)
from gongtong.ledger.fees.tariffs.fee_items import Base, FeeItem, payer_of
from gongtong.ledger.fees.tariffs.maintenance import CommonIncomeRule, owners_income_fen
from gongtong.ledger.fees.tariffs.price_lists import PriceList
from gongtong.ledger.fees.tariffs.rounding import exact
from gongtong.ledger.fees.tariffs.tiers import Tier
from gongtong.ledger.fees.tariffs.vacancy import VacancyDiscount

VOTE = Enactment(EnactmentKind.VOTE, "业主大会决定1号", date(2024, 12, 1))
YEAR = year_span(2025)
BOOKS: Collection[Office] = (Office.KEEPER_OF_BOOKS,)
BILL = DocumentRef("账单.pdf", "0" * 64)
COST = ShareCost("repair", "维修费", month_span(2025, 5), BILL, 100_000, CostKind.OWN)


def sharers(*areas: str) -> tuple[Sharer, ...]:
    return tuple(
        Sharer(
            Home(
                UUID(int=n),
                DwellingLabel(1, 1, 100 + n),
                area_cm2 := int(exact(area) * 10_000),
                DwellingStatus.OWNER_OCCUPIED,
            ),
            area_cm2,
        )
        for n, area in enumerate(areas, start=1)
    )


def shared(request: ShareCost, *areas: str) -> list[str] | tuple[tuple[str, Source], ...]:
    facts = SharingFacts(sharers(*areas), frozenset(), {}, {}, BOOKS)
    match rule_on_sharing(request, facts):
        case Granted(event):
            return [format_yuan(one.amount_fen) for one in event.charges]
        case Refused(reasons):
            return tuple((one.code, one.source) for one in reasons)


@pytest.mark.policy(source="民法典", clause="第283条")
def test_without_an_agreement_a_cost_is_shared_by_area() -> None:
    """没有约定的费用按专有部分面积所占比例分摊: 1,000 yuan over 100, 80 and 60 m2, adding up to the fen."""
    assert shared(COST, "100.00", "80.00", "60.00") == ["416.67", "333.33", "250.00"]


@pytest.mark.policy(source="民法典", clause="第283条")
def test_another_way_of_sharing_takes_an_agreement() -> None:
    """By household only where it was agreed; otherwise the request is refused and area named."""
    by_household = evolve(COST, by=ShareBy.DWELLING)
    refusal = (("ledger.sharing_not_agreed", AS_AGREED_OR_BY_AREA),)
    assert shared(by_household, "100.00", "80.00") == refusal
    assert isinstance(shared(evolve(by_household, agreed=VOTE), "100.00", "80.00"), list)


@pytest.mark.policy(source="民法典", clause="第282条")
@pytest.mark.parametrize(
    ("gross", "cost", "owners"),
    [
        ("120000.00", "20000.00", "100000.00"),
        ("20000.00", "19999.99", "0.01"),
        ("20000.00", "20000.00", "0.00"),
        ("20000.00", "20000.01", "0.00"),
    ],
)
def test_the_owners_have_the_common_income_less_reasonable_cost(
    gross: str, cost: str, owners: str
) -> None:
    """扣除合理成本之后属于业主共有: just above, at and below nothing."""
    assert owners_income_fen(yuan(gross), yuan(cost)) == yuan(owners)


@pytest.mark.policy(source="北京市物业管理条例", clause="第74条")
@pytest.mark.parametrize(
    ("balance_fen", "least"),
    [(25, "50000.00"), (29, "50000.00"), (30, "0.00"), (31, "0.00")],
)
def test_a_low_fund_has_half_of_the_common_income_first(balance_fen: int, least: str) -> None:
    """Below 30% of the first deposit at least one half goes to the fund; at 30% the rule binds no more."""
    rule = CommonIncomeRule(AtLeast(1, 2), Fraction(3, 10))
    assert rule.least_fen(yuan("100000.00"), balance_fen, 100) == yuan(least)


@pytest.mark.policy(source="上海市住宅物业管理规定", clause="第51条")
def test_more_than_half_is_a_fen_more_than_half() -> None:
    """百分之五十以上 is reached by one half, 超过 only by more: of 1,000 yuan 500.01."""
    rule = CommonIncomeRule(MoreThan(1, 2), Fraction(1))
    assert rule.least_fen(yuan("1000.00"), 0, 100) == yuan("500.01")


@pytest.mark.policy(source="滨州市住宅物业管理条例", clause="第38条")
@pytest.mark.parametrize(
    ("empty_until", "month", "maximum"),
    [
        (date(2025, 7, 1), 6, "200.00"),
        (date(2025, 7, 1), 7, "200.00"),
        (date(2025, 7, 2), 7, "120.00"),
        (date(2026, 1, 1), 12, "120.00"),
    ],
)
def test_a_home_that_was_empty_for_over_six_months_pays_sixty_percent_at_most(
    empty_until: date, month: int, maximum: str
) -> None:
    """超过六个月 excludes six months exactly; a day more and the month is charged at 60%."""
    discount = VacancyDiscount(Fraction(1), 6, at_most=exact("60%"))
    item = FeeItem(
        "property",
        "物业服务费",
        COMMON_FUND,
        PROPERTY_FEE_INCOME,
        Base.DWELLING,
        (Tier(exact("200.00")),),
        vacancy=discount,
    )
    vacant = DatedFact(FactKind.VACANT, Span(date(2025, 1, 1), empty_until))
    asked = FeeFacts(
        UUID(int=1),
        DwellingLabel(1, 1, 101),
        1_000_000,
        DwellingStatus.VACANT,
        month_span(2025, month),
        dated=(vacant,),
    )
    (line,) = PriceList((item,), VOTE)(asked)
    assert format_yuan(line.amount_fen) == maximum


@pytest.mark.policy(source="物业管理条例", clause="第41条第2款")
@pytest.mark.parametrize(
    ("status", "payer"),
    [
        (DwellingStatus.UNSOLD, Payer.DEVELOPER),
        (DwellingStatus.SOLD_UNDELIVERED, Payer.DEVELOPER),
        (DwellingStatus.VACANT, Payer.OWNER),
        (DwellingStatus.LET, Payer.OWNER),
        (DwellingStatus.OWNER_OCCUPIED, Payer.OWNER),
    ],
)
def test_the_developer_pays_for_what_is_not_sold_or_not_handed_over(
    status: DwellingStatus, payer: Payer
) -> None:
    """已竣工但尚未出售或者尚未交给物业买受人的物业, 物业服务费用由建设单位交纳."""
    assert payer_of(status) is payer


@pytest.mark.policy(source="物业管理条例", clause="第41条第1款")
def test_owner_and_occupant_may_agree_who_pays() -> None:
    """约定由物业使用人交纳的, 从其约定; until it is handed over the developer pays all the same."""
    assert payer_of(DwellingStatus.LET, Payer.OCCUPANT) is Payer.OCCUPANT
    assert payer_of(DwellingStatus.UNSOLD, Payer.OCCUPANT) is Payer.DEVELOPER


def free(_: FeeFacts) -> tuple[ChargeLine, ...]:
    return ()


def assessed(rule: FeeRule) -> tuple[tuple[str, Source], ...]:
    facts = AssessmentFacts(1, (RuleInForce(rule, YEAR),), (), {}, {}, BOOKS)
    ruling = rule_on_assessment(AssessFees(YEAR), facts)
    if isinstance(ruling, Granted):
        return ()
    return tuple((reason.code, reason.source) for reason in ruling.reasons)


@pytest.mark.policy(source="house", clause="ledger.tariffs")
def test_a_price_that_nobody_decided_on_charges_nobody() -> None:
    """A vote, a clause of the contract or an official price: without one of them there is no bill."""
    assert assessed(free) == (("ledger.tariff_not_enacted", MAKING_TARIFFS),)
    for kind in EnactmentKind:
        assert assessed(Tariff(free, Enactment(kind, "第3条", date(2024, 1, 1)))) == ()


@pytest.mark.policy(source="house", clause="ledger.tariffs")
@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_price_charges_no_day_before_it_was_decided(days: int) -> None:
    """Decided the day before or on the first day: charged; decided the day after: refused."""
    decided = Enactment(EnactmentKind.VOTE, "决定", YEAR.start + timedelta(days=days))
    late = (("ledger.tariff_decided_later", MAKING_TARIFFS),) if days > 0 else ()
    assert assessed(Tariff(free, decided)) == late


@pytest.mark.policy(source="house", clause="ledger.pass_through")
@pytest.mark.parametrize(
    ("charged", "code"),
    [
        ("999.99", "ledger.pass_through_short"),
        ("1000.00", ""),
        ("1000.01", "ledger.margin_on_pass_through"),
    ],
)
def test_what_is_collected_for_others_is_their_bill_to_the_fen(charged: str, code: str) -> None:
    """A fen less is not the bill, a fen more is a margin."""
    request = evolve(COST, kind=CostKind.IN_TRUST, charged_fen=yuan(charged))
    found = shared(request, "100.00", "80.00")
    if code:
        assert found == ((code, PASSED_THROUGH),)
    else:
        assert isinstance(found, list)
        assert sum(yuan(part) for part in found) == request.bill_fen
