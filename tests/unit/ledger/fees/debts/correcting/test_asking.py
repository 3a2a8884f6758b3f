"""A correction is asked for with a reason and a document, and never for more than there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.fees.debts.correcting.asking import AskingFacts, limit_of, rule_on_asking
from gongtong.ledger.fees.debts.corrections import CorrectionKind, WaiverTerms

if TYPE_CHECKING:
    from gongtong.ledger.fees.debts.corrections import Correction
    from gongtong.ledger.fees.debts.debts import BookedCharge


@pytest.fixture
def facts(asked: Correction, booked: BookedCharge) -> AskingFacts:
    """A charge of 300 yuan of which 200 were paid."""
    return AskingFacts(asked, booked, 10_000, 0, 0, 5_000, WaiverTerms(), (Office.KEEPER_OF_BOOKS,))


def codes(facts: AskingFacts) -> tuple[str, ...]:
    match rule_on_asking(facts):
        case Granted():
            return ()
        case Refused() as refused:
            return refused.codes


def asking(facts: AskingFacts, **change: Any) -> AskingFacts:
    return evolve(facts, new=evolve(facts.new, **change))


@pytest.mark.parametrize(
    ("kind", "corrected_fen", "waiting_fen", "most_fen"),
    [
        (CorrectionKind.CREDIT_NOTE, 0, 0, 30_000),
        (CorrectionKind.CREDIT_NOTE, 10_000, 5_000, 15_000),
        (CorrectionKind.WAIVER, 0, 0, 10_000),
        (CorrectionKind.WAIVER, 10_000, 4_000, 6_000),
        (CorrectionKind.REFUND, 0, 2_000, 3_000),
    ],
)
def test_there_is_a_most_and_a_fen_more_is_refused(
    facts: AskingFacts,
    kind: CorrectionKind,
    corrected_fen: int,
    waiting_fen: int,
    most_fen: int,
) -> None:
    """A credit note up to the charge, a waiver up to what is open, a refund up to the credit."""
    charge_id = None if kind is CorrectionKind.REFUND else facts.new.charge_id
    there = evolve(facts, corrected_fen=corrected_fen, waiting_fen=waiting_fen)
    there = asking(there, kind=kind, charge_id=charge_id, decision="业主大会决定2026年第1号")
    assert limit_of(there) == most_fen
    found = [codes(asking(there, amount_fen=fen)) for fen in (most_fen - 1, most_fen, most_fen + 1)]
    assert found == [(), (), ("ledger.correction_too_large",)]


def test_more_was_corrected_than_there_is(facts: AskingFacts) -> None:
    """Then nothing is left, and not less than nothing."""
    assert limit_of(evolve(facts, corrected_fen=40_000)) == 0


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"reason": "  "}, "ledger.correction_without_reason"),
        ({"documents": ()}, "ledger.correction_without_document"),
        ({"amount_fen": 0}, "ledger.correction_of_nothing"),
        ({"amount_fen": -1}, "ledger.correction_of_nothing"),
    ],
)
def test_each_ground_is_named(facts: AskingFacts, change: dict[str, Any], expected: str) -> None:
    """One thing missing at a time."""
    assert codes(asking(facts, **change)) == (expected,)


def test_a_charge_that_does_not_stand_is_not_corrected(facts: AskingFacts) -> None:
    """Its entry was reversed: there is nothing to lower."""
    assert codes(evolve(facts, booked=None)) == ("ledger.charge_unknown",)
    assert evolve(facts, booked=None).correctable_fen == 0


@pytest.mark.parametrize(
    ("fen", "expected"),
    [(4_999, ()), (5_000, ()), (5_001, ("ledger.waiver_without_decision",))],
)
def test_a_small_waiver_needs_no_vote_where_the_place_says_so(
    facts: AskingFacts, fen: int, expected: tuple[str, ...]
) -> None:
    """Up to 50 yuan an approval is enough; a credit note needs no vote at all."""
    terms = WaiverTerms(most_without_vote_fen=5_000)
    waiver = evolve(asking(facts, kind=CorrectionKind.WAIVER, amount_fen=fen), terms=terms)
    assert codes(waiver) == expected
    assert codes(asking(facts, amount_fen=fen)) == ()


def test_who_keeps_no_books_asks_for_nothing(facts: AskingFacts) -> None:
    """Least of all who keeps the money."""
    assert codes(evolve(facts, held=(Office.KEEPER_OF_MONEY,))) == (
        "ledger.office_required",
        "segregation_of_duties",
    )
