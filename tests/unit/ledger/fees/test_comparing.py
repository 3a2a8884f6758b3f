"""What another tariff would change."""

from datetime import date
from uuid import UUID

from gongtong.core.periods import Span, year_span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.ledger.fees.charging import Home, RuleInForce
from gongtong.ledger.fees.comparing import ChargeDifference, compare_tariffs
from gongtong.ledger.fees.policies import ChargeLine, FeeFacts

HOMES = tuple(
    Home(UUID(int=n), DwellingLabel(1, 1, 100 + n), n * 10_000, DwellingStatus.LET) for n in (1, 2)
)
YEAR = year_span(2025)


def flat(facts: FeeFacts) -> tuple[ChargeLine, ...]:
    return (ChargeLine("fee", "费", facts.period.days, "f", "4301", ""),)


def by_area(facts: FeeFacts) -> tuple[ChargeLine, ...]:
    amount_fen = 365 * facts.area_cm2 // 10_000
    return (
        ChargeLine("fee", "费", amount_fen, "f", "4301", ""),
        ChargeLine("lift", "电梯费", 1, "f", "4301", ""),
    )


def test_only_what_differs_is_listed() -> None:
    """Dwelling 1 owes the same fee and a new one; dwelling 2 owes more of the first as well."""
    july = date(2025, 7, 1)
    first, second = (RuleInForce(flat, part) for part in YEAR.split_at((july,)))
    found = compare_tariffs((first, second), (RuleInForce(by_area, YEAR),), HOMES)
    assert (found.before_fen, found.after_fen, found.dwellings) == (730, 365 + 730 + 2, 2)
    one, two = HOMES
    assert found.differences == (
        ChargeDifference(one.id, one.label, "lift", 0, 1),
        ChargeDifference(two.id, two.label, "fee", 365, 730),
        ChargeDifference(two.id, two.label, "lift", 0, 1),
    )
    assert [one.more_fen for one in found.differences] == [1, 365, 1]


def test_a_fee_that_falls_away_is_less() -> None:
    """The difference says how much."""
    empty = Span(YEAR.start, YEAR.end)
    found = compare_tariffs((RuleInForce(flat, YEAR),), (), HOMES[:1])
    assert [one.more_fen for one in found.differences] == [-empty.days]
