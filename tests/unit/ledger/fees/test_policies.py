"""What a fee rule may ask about a dwelling."""

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest

from gongtong.core.periods import Span, between, month_span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.ledger.fees.policies import (
    ChargeLine,
    DatedFact,
    FactKind,
    FeeFacts,
    MeterKind,
    MeterUse,
    Payer,
)

CARS = DatedFact(FactKind.CARS, between("2025-06-10", "2025-06-20"), 2)


def facts(*dated: DatedFact, uses: tuple[MeterUse, ...] = ()) -> FeeFacts:
    line = ChargeLine("fee", "费", 12_345, "f", "4301", "")
    return FeeFacts(
        UUID(int=1),
        DwellingLabel(1, 1, 602),
        800_000,
        DwellingStatus.OWNER_OCCUPIED,
        month_span(2025, 6),
        dated=dated,
        uses=uses,
        charges=(line, line),
    )


@pytest.mark.parametrize(("day", "cars"), [(9, None), (10, 2), (19, 2), (20, None)])
def test_a_fact_holds_on_its_days(day: int, cars: int | None) -> None:
    """From the first day of its span to the last, and on no other."""
    assert facts(CARS).value_on(FactKind.CARS, date(2025, 6, day)) == cars


def test_an_exemption_is_of_one_charge() -> None:
    """Who is let off one fee is not let off another."""
    exempt = DatedFact(FactKind.EXEMPT, Span(date(2025, 1, 1)), 50, "lift")
    day = date(2025, 6, 1)
    assert facts(exempt).value_on(FactKind.EXEMPT, day, "lift") == 50
    assert facts(exempt).value_on(FactKind.EXEMPT, day, "parking") is None


def test_the_floor_is_recorded_or_read_from_the_room() -> None:
    """Room 602 is on the sixth floor unless somebody recorded otherwise."""
    assert facts().floor_on(date(2025, 6, 1)) == 6
    loft = DatedFact(FactKind.FLOOR, Span(date(2025, 1, 1)), 7)
    assert facts(loft).floor_on(date(2025, 6, 1)) == 7


def test_spans_come_in_their_order() -> None:
    """Vacancies are read from the earliest on."""
    late = DatedFact(FactKind.VACANT, between("2025-03-01", "2025-04-01"))
    early = DatedFact(FactKind.VACANT, between("2025-01-01", "2025-02-01"))
    assert facts(late, CARS, early).spans_of(FactKind.VACANT) == (early.span, late.span)


def test_use_and_other_charges_are_looked_up() -> None:
    """No meter, no use; the charges of one code are added up."""
    water = MeterUse(MeterKind.WATER, 12_500, 100_001)
    asked = facts(uses=(water,))
    assert asked.use_of(MeterKind.WATER).quantity == Fraction(25, 2)
    assert asked.use_of(MeterKind.WATER).quantity_before == Fraction(100_001, 1000)
    assert asked.use_of(MeterKind.GAS) == MeterUse(MeterKind.GAS, 0)
    assert (asked.charged_fen("fee"), asked.charged_fen("other")) == (24_690, 0)


def test_every_kind_has_a_word_for_residents() -> None:
    """Explanations are read by residents: no code stands in for a word."""
    words = [
        *(kind.zh for kind in FactKind),
        *(kind.zh + kind.unit_zh for kind in MeterKind),
        *(payer.zh for payer in Payer),
    ]
    assert all(not word.isascii() for word in words)
    assert len(set(words)) == len(words)
