"""What the rules in force say that dwellings owe."""

from datetime import date
from uuid import UUID

from attrs import evolve

from gongtong.core.periods import Span, year_span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.charging import Home, RuleInForce, charges_by, joined
from gongtong.ledger.fees.policies import ChargeLine, FeeFacts


def home(number: int, status: DwellingStatus = DwellingStatus.OWNER_OCCUPIED) -> Home:
    return Home(UUID(int=number), DwellingLabel(1, 1, number), 800_000, status)


def by_day(facts: FeeFacts) -> tuple[ChargeLine, ...]:
    """One yuan a day; nothing from who has not moved in."""
    fen = 0 if facts.status is DwellingStatus.UNSOLD else facts.period.days * 100
    return (ChargeLine("fee", "卫生服务费", fen, "sanitation", "4301", f"{facts.period.days}天"),)


def by_two_days(facts: FeeFacts) -> tuple[ChargeLine, ...]:
    return tuple(evolve(line, amount_fen=line.amount_fen // 2) for line in by_day(facts))


def test_each_dwelling_is_charged_by_the_rule() -> None:
    """A line over nothing is no charge."""
    rules = (RuleInForce(by_day, year_span(2025)),)
    charges = charges_by(rules, (home(101), home(102, DwellingStatus.UNSOLD)))
    assert tuple(charges) == (
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


def test_the_same_rule_on_neighbouring_days_makes_one_charge() -> None:
    """A day on which nothing changes for the place splits no period."""
    first, second, third = year_span(2025).split_at((date(2025, 4, 1), date(2025, 7, 1)))
    rules = (
        RuleInForce(by_day, first),
        RuleInForce(by_day, second),
        RuleInForce(by_two_days, third),
    )
    assert joined(rules) == (
        RuleInForce(by_day, Span(date(2025, 1, 1), date(2025, 7, 1))),
        RuleInForce(by_two_days, third),
    )
