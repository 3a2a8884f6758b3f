"""A place's tariff as a list of fees, and what it tells residents."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.codec import canonical, from_json, parse, to_json
from gongtong.core.periods import Span, between, month_span, since, year_span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.ledger.fees.policies import DatedFact, FactKind, FeeFacts, MeterKind, MeterUse, Payer
from gongtong.ledger.fees.tariffs.enactments import Enactment, EnactmentKind, enactments_of
from gongtong.ledger.fees.tariffs.fee_items import Base, FeeItem, Scope
from gongtong.ledger.fees.tariffs.months import Per, Proration
from gongtong.ledger.fees.tariffs.price_lists import PriceList
from gongtong.ledger.fees.tariffs.rounding import Rounding, RoundingLevel, exact
from gongtong.ledger.fees.tariffs.tiers import Tier
from gongtong.ledger.fees.tariffs.vacancy import VacancyDiscount

VOTE = Enactment(EnactmentKind.VOTE, "决定4号", date(2023, 11, 5))
JUNE = month_span(2025, 6)


def facts(
    period: Span = JUNE,
    *dated: DatedFact,
    area_cm2: int = 800_000,
    uses: tuple[MeterUse, ...] = (),
    status: DwellingStatus = DwellingStatus.OWNER_OCCUPIED,
) -> FeeFacts:
    return FeeFacts(
        UUID(int=1), DwellingLabel(1, 1, 301), area_cm2, status, period, dated=dated, uses=uses
    )


def fee(base: Base, price: str, code: str = "fee", **fields: Any) -> FeeItem:
    return FeeItem(code, "费", "sanitation", "4301", base, (Tier(exact(price)),), **fields)


def only(item: FeeItem, asked: FeeFacts) -> tuple[int, str]:
    (line,) = PriceList((item,), VOTE)(asked)
    return line.amount_fen, line.explanation_zh


ENDS = "依据：决定4号，2023-11-05共同决定。"


@pytest.mark.parametrize(
    ("item", "asked", "fen", "said"),
    [
        (
            fee(Base.AREA, "0.30"),
            facts(year_span(2025), area_cm2=975_300),
            35112,
            "费：2025-01至2025-12：97.53平方米×每月0.3元×12个月；按月四舍五入到分，应缴351.12元。",
        ),
        (
            fee(Base.DWELLING, "300", per=Per.YEAR, rounding=Rounding(RoundingLevel.YEAR)),
            facts(year_span(2025), DatedFact(FactKind.LIABLE, since("2025-09-10"))),
            10000,
            "费：2025-09至2025-12：1户×每年300元×4/12年；按年四舍五入到分，应缴100.00元。",
        ),
        (
            fee(Base.DWELLING, "30", proration=Proration.DAILY),
            facts(JUNE, DatedFact(FactKind.LIABLE, since("2025-06-11"))),
            2000,
            "费：2025-06：1户×每月30元×2/3个月；按月四舍五入到分，应缴20.00元。",
        ),
        (
            fee(Base.AREA, "1.50", vacancy=VacancyDiscount(exact("60%"), 6)),
            facts(
                between("2025-06-01", "2025-08-01"),
                DatedFact(FactKind.VACANT, since("2025-01-15")),
            ),
            12000 + 7200,
            (
                "费：2025-06：80平方米×每月1.5元；2025-07：80平方米×每月1.5元×60%；"
                "按月四舍五入到分，应缴192.00元。"
            ),
        ),
        (
            fee(Base.DWELLING, "30"),
            facts(JUNE, DatedFact(FactKind.EXEMPT, since("2025-01-01"), 50, "fee")),
            1500,
            "费：2025-06：1户×每月30元×50%；按月四舍五入到分，应缴15.00元。",
        ),
        (
            fee(Base.CAR, "30"),
            facts(JUNE, DatedFact(FactKind.CARS, since("2025-06-02"), 1)),
            0,
            "费：2025-06：0辆；按月四舍五入到分，应缴0.00元。",
        ),
        (
            fee(Base.METER, "3", meter=MeterKind.WATER, free=exact("2"), cap_fen=1000),
            facts(uses=(MeterUse(MeterKind.WATER, 12_500, is_estimated=True),)),
            1000,
            (
                "费：10.5立方米×3元（已扣除免费的2立方米）；按月四舍五入到分，得31.50元，最高10.00元，"
                "应缴10.00元。用量含估抄，下次实抄后多退少补。"
            ),
        ),
        (
            fee(Base.DWELLING, "0.01", minimum_fen=100),
            facts(status=DwellingStatus.UNSOLD),
            100,
            (
                "费：2025-06：1户×每月0.01元；按月四舍五入到分，得0.01元，最低1.00元，应缴1.00元。"
                "房屋尚未售出或者尚未交付，由建设单位缴纳（《物业管理条例》第41条第2款）。"
            ),
        ),
    ],
)
def test_a_line_tells_how_it_came_about(
    item: FeeItem, asked: FeeFacts, fen: int, said: str
) -> None:
    """Months, units, prices, shares, bounds, rounding, and the decision."""
    assert only(item, asked) == (fen, said + ENDS)


def test_a_share_of_another_charge_follows_it() -> None:
    """Ten percent of the fee before it, to the fen; the later fee sees the earlier."""
    both = PriceList(
        (fee(Base.AREA, "0.30"), fee(Base.CHARGE, "10%", "extra", of_charge="fee")), VOTE
    )
    base, extra = both(facts(area_cm2=975_300))
    assert (base.amount_fen, extra.amount_fen) == (2926, 293)
    assert extra.explanation_zh.startswith("费：29.26元×10%；")


def test_tiers_are_written_out() -> None:
    """Each part with its price."""
    item = evolve(fee(Base.CAR, "75"), tiers=(Tier(exact("75"), 1), Tier(exact("112.50"))))
    fen, said = only(item, facts(JUNE, DatedFact(FactKind.CARS, since("2025-01-01"), 2)))
    assert fen == 18750
    assert "（1辆×每月75元＋1辆×每月112.5元）" in said


def test_who_is_out_of_scope_or_not_there_owes_nothing() -> None:
    """No line at all: not even one over nothing."""
    out = fee(Base.DWELLING, "30", scope=Scope(buildings=(2,)))
    assert PriceList((out,), VOTE)(facts()) == ()
    later = DatedFact(FactKind.LIABLE, since("2025-07-01"))
    assert PriceList((fee(Base.DWELLING, "30", minimum_fen=1),), VOTE)(facts(JUNE, later)) == ()


def test_years_are_rounded_apart() -> None:
    """A period over New Year has two amounts to round where the tariff rounds by the year."""
    period = between("2025-12-01", "2026-02-01")
    item = fee(Base.DWELLING, "0.005")
    levels = {
        level: only(evolve(item, rounding=Rounding(level)), facts(period))[0]
        for level in RoundingLevel
    }
    assert levels == {RoundingLevel.LINE: 1, RoundingLevel.MONTH: 2, RoundingLevel.YEAR: 2}


def test_a_list_is_data() -> None:
    """It can be written as JSON and read back, so that a place adopts it without a plugin."""
    listed = PriceList(
        (fee(Base.AREA, "1.5", vacancy=VacancyDiscount(exact("60%"), 6), payer=Payer.OCCUPANT),),
        VOTE,
    )
    text = canonical(to_json(listed, PriceList))
    assert from_json(parse(text), PriceList) == listed
    assert enactments_of(listed) == (VOTE,)


def test_a_code_is_used_once() -> None:
    """A bill could not tell two charges of one code apart."""
    with pytest.raises(ValueError, match="used twice"):
        PriceList((fee(Base.AREA, "1"), fee(Base.DWELLING, "1")), VOTE)
