"""Recording what fees depend on."""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.periods import Span, between, since
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.fees.facts.recording import (
    NEEDS_EVIDENCE,
    DwellingFactEnded,
    DwellingFactRecorded,
    EndDwellingFact,
    KeptFact,
    RecordDwellingFact,
    rule_on_fact,
    rule_on_fact_end,
)
from gongtong.ledger.fees.policies import DatedFact, FactKind

HOME, FACT = UUID(int=1), UUID(int=2)
PAPER = DocumentRef("证明.pdf", "0" * 64)
CARS = DatedFact(FactKind.CARS, between("2025-03-01", "2025-04-01"), 1)
BOOKS = (Office.KEEPER_OF_BOOKS,)


def codes(
    fact: DatedFact,
    *kept: DatedFact,
    evidence: DocumentRef | None = PAPER,
    held: tuple[Office, ...] = BOOKS,
) -> tuple[str, ...]:
    known = [KeptFact(FACT, HOME, one) for one in kept]
    request = RecordDwellingFact(HOME, fact, evidence)
    ruling = rule_on_fact(request, known, held=held, new_id=FACT, actor="u-1")
    if isinstance(ruling, Granted):
        assert ruling.event == DwellingFactRecorded(FACT, HOME, fact, evidence, "u-1")
        return ()
    return ruling.codes


@pytest.mark.parametrize("kind", FactKind)
def test_what_lowers_a_fee_rests_on_a_paper(kind: FactKind) -> None:
    """A vacancy, an exemption and days that are not charged; a car more needs none."""
    fact = DatedFact(kind, since("2025-01-01"), of="fee" if kind is FactKind.EXEMPT else "")
    needed = ("ledger.evidence_missing",) if kind in NEEDS_EVIDENCE else ()
    assert codes(fact, evidence=None) == needed
    assert codes(fact) == ()
    blank = evolve(PAPER, digest="0" * 63)
    assert codes(fact, evidence=blank) == ("ledger.document_unidentified",)


@pytest.mark.parametrize(
    ("kind", "value", "is_refused"),
    [
        (FactKind.CARS, -1, True),
        (FactKind.CARS, 0, False),
        (FactKind.CARS, 1000, False),
        (FactKind.CARS, 1001, True),
        (FactKind.VACANT, 0, True),
        (FactKind.VACANT, 2, True),
        (FactKind.EXEMPT, 0, True),
        (FactKind.EXEMPT, 1, False),
        (FactKind.EXEMPT, 100, False),
        (FactKind.EXEMPT, 101, True),
    ],
)
def test_each_kind_has_its_values(kind: FactKind, value: int, *, is_refused: bool) -> None:
    """Under, at and over the least and the most."""
    fact = DatedFact(kind, since("2025-01-01"), value, "fee" if kind is FactKind.EXEMPT else "")
    assert codes(fact) == (("ledger.fact_value_impossible",) if is_refused else ())


def test_an_exemption_names_its_charge() -> None:
    """And nothing else does."""
    exempt = DatedFact(FactKind.EXEMPT, since("2025-01-01"), 50)
    assert codes(exempt) == ("ledger.exemption_of_no_charge",)
    assert codes(evolve(CARS, of="fee")) == ("ledger.exemption_of_no_charge",)


@pytest.mark.parametrize(
    ("span", "is_refused"),
    [
        (between("2025-02-01", "2025-03-01"), False),
        (between("2025-02-01", "2025-03-02"), True),
        (between("2025-03-31", "2025-05-01"), True),
        (since("2025-04-01"), False),
    ],
)
def test_two_facts_of_a_kind_share_no_day(span: Span, *, is_refused: bool) -> None:
    """The day before and after are free; another kind is another matter."""
    assert codes(evolve(CARS, span=span), CARS) == (("ledger.fact_overlaps",) if is_refused else ())
    assert codes(evolve(CARS, span=span, kind=FactKind.OCCUPANTS), CARS) == ()


def test_every_ground_is_named_in_order() -> None:
    """The office, the value, the charge, the evidence, the overlap."""
    bad = DatedFact(FactKind.EXEMPT, CARS.span, 101)
    assert codes(bad, bad, evidence=None, held=(Office.KEEPER_OF_MONEY,)) == (
        "ledger.office_required",
        "ledger.fact_value_impossible",
        "ledger.exemption_of_no_charge",
        "ledger.evidence_missing",
        "ledger.fact_overlaps",
    )


@pytest.mark.parametrize(
    ("day", "is_refused"),
    [
        (date(2025, 3, 1), True),
        (date(2025, 3, 2), False),
        (date(2025, 3, 31), False),
        (date(2025, 4, 1), True),
    ],
)
def test_a_fact_ends_on_a_day_within_it(day: date, *, is_refused: bool) -> None:
    """It held for a day at least, and has not ended yet."""
    ruling = rule_on_fact_end(EndDwellingFact(FACT, day), KeptFact(FACT, HOME, CARS), held=BOOKS)
    if is_refused:
        assert isinstance(ruling, Refused)
        assert ruling.codes == ("ledger.fact_ends_outside",)
    else:
        ended = evolve(CARS, span=Span(CARS.span.start, day))
        assert ruling == Granted(DwellingFactEnded(FACT, HOME, ended, None))


def test_only_officers_end_facts() -> None:
    """Nobody in particular is nobody."""
    request = EndDwellingFact(FACT, date(2025, 3, 2))
    ruling = rule_on_fact_end(request, KeptFact(FACT, HOME, CARS), held=())
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("ledger.office_required",)
