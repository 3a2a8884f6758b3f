"""The sanitation fee as its decision states it."""

from datetime import date
from uuid import UUID

import pytest
from gongtong_sanitation_fee import DECISION, YearlyFee, plugin

from gongtong.core.errors import NoProvisionError, PolicyError
from gongtong.core.periods import Span, year_span
from gongtong.core.places import DwellingLabel, Place
from gongtong.core.register import DwellingStatus
from gongtong.ledger.fees.policies import FEE_RULE, ChargeLine, FeeFacts, Payer
from gongtong.ledger.fees.tariffs.enactments import enactments_of
from gongtong.plugins.host import Host
from gongtong.plugins.report import PluginState

PLACE = Place("silk-dormitory", "丝绸宿舍", "421003003007")
BOOK = Host.of(plugin).book


def charge(
    status: DwellingStatus = DwellingStatus.OWNER_OCCUPIED,
    period: Span = year_span(2024),
    area_cm2: int = 827_800,
) -> ChargeLine:
    """Ask the book for the rule and the rule for its one line."""
    rule = BOOK.resolve(FEE_RULE, PLACE, period.start).value
    facts = FeeFacts(UUID(int=1), DwellingLabel(1, 1, 101), area_cm2, status, period)
    (line,) = rule(facts)
    return line


@pytest.mark.parametrize("status", DwellingStatus)
@pytest.mark.parametrize("area_cm2", [1, 485_800, 1_200_000])
def test_every_dwelling_owes_300_yuan_a_year(status: DwellingStatus, area_cm2: int) -> None:
    """自管委决定 2021年第3号: one amount, whatever the size of the dwelling and whoever lives in it."""
    line = charge(status, area_cm2=area_cm2)
    assert (line.amount_fen, line.code, line.fund) == (30000, "sanitation", "sanitation")


def test_the_explanation_names_figures_and_decision() -> None:
    """A resident reads what is owed, for what, and by which decision."""
    assert charge().explanation_zh == (
        "卫生服务费每套每年300.00元，1栋1单元101室2024年度应缴300.00元（自管委决定2021年第3号）。"
    )


@pytest.mark.parametrize("status", [DwellingStatus.UNSOLD, DwellingStatus.SOLD_UNDELIVERED])
def test_the_developer_pays_until_a_dwelling_is_handed_over(status: DwellingStatus) -> None:
    """物业管理条例 41(2): for what is not sold or not handed over, the developer pays."""
    explanation = charge(status).explanation_zh
    assert charge(status).payer is Payer.DEVELOPER
    assert charge(DwellingStatus.VACANT).payer is Payer.OWNER
    assert explanation.endswith("由持有该房屋的建设单位交纳（《物业管理条例》第41条第2款）。")
    assert "建设单位" not in charge(DwellingStatus.VACANT).explanation_zh


@pytest.mark.parametrize(
    "period",
    [
        Span(date(2024, 1, 1), date(2024, 12, 31)),
        Span(date(2024, 1, 2), date(2025, 1, 1)),
        Span(date(2024, 7, 1), date(2025, 7, 1)),
        Span(date(2024, 1, 1), date(2026, 1, 1)),
        Span(date(2024, 1, 1)),
    ],
)
def test_only_whole_calendar_years_are_charged(period: Span) -> None:
    """A day less, a day later, another twelve months, two years, no end: all are refused."""
    with pytest.raises(PolicyError, match="whole calendar year"):
        charge(period=period)


def test_the_fee_begins_in_2022_and_in_its_district() -> None:
    """On the last day of 2021, and in the next district, nothing is owed by this decision."""
    assert BOOK.resolve(FEE_RULE, PLACE, date(2022, 1, 1)).provision.id == "jingzhou.sanitation-fee"
    with pytest.raises(NoProvisionError):
        BOOK.resolve(FEE_RULE, PLACE, date(2021, 12, 31))
    with pytest.raises(NoProvisionError):
        BOOK.resolve(FEE_RULE, "421002", date(2024, 1, 1))


def test_the_fee_cites_the_decision_first() -> None:
    """Notices print the decision of the committee, then the regulation."""
    cites = BOOK.resolve(FEE_RULE, PLACE, date(2024, 1, 1)).provision.cites
    assert [str(source) for source in cites] == [
        "自管委决定2021年第3号",
        "《物业管理条例》第41条第2款",
    ]


def test_the_tariff_names_the_decision_that_enacted_it() -> None:
    """A fee that nobody decided on charges nobody; this one was decided before it began."""
    answer = BOOK.resolve(FEE_RULE, PLACE, date(2024, 1, 1))
    (enactment,) = enactments_of(answer.value)
    assert enactment.reference == str(DECISION)
    assert enactment.decided_on < answer.provision.in_force.start


def test_the_same_rule_has_the_same_fingerprint() -> None:
    """What decided last year can be recognised, and another amount is another rule."""
    used = BOOK.resolve(FEE_RULE, PLACE, date(2024, 1, 1)).used
    assert Host.of(plugin).book.replay(used) == "same"
    assert YearlyFee(30000) == YearlyFee(30000) != YearlyFee(30001)


def test_the_installed_distribution_is_found() -> None:
    """The entry point and the manifest agree, and nothing is wrong with either."""
    reports = {report.name: report for report in Host.installed().reports}
    assert reports["sanitation-fee"].state is PluginState.ACTIVE
    assert reports["sanitation-fee"].distribution == "gongtong-sanitation-fee"
