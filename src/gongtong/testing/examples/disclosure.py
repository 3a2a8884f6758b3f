"""Examples of the commands of disclosure (公示命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.disclosure.calendar import DisclosureSubject
from gongtong.ledger.disclosure.due import CheckDisclosures, Occasion
from gongtong.ledger.disclosure.noting import NoteDisclosure, NoteOccasion
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import BOOKKEEPER, CASHIER, SUPERVISOR

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

FIRST_QUARTER: Final = NoteDisclosure(
    DisclosureSubject.INCOME_AND_SPENDING,
    "2025-Q1",
    DocumentRef("2025年第一季度收支.pdf", "0f" * 32),
    "公示栏",
    date(2025, 4, 20),
    date(2025, 5, 20),
    fields=("income", "spending", "balance"),
    signed_by=(CASHIER, BOOKKEEPER),
)
"""The first quarter, shown in time and signed by both keepers (第一季度公示)."""
_AUDIT: Final = NoteOccasion(Occasion(DisclosureSubject.AUDIT, "2024年度审计", date(2025, 5, 1)))


def _first_quarter(stage: Stage) -> NoteDisclosure:
    open_books(stage)
    return FIRST_QUARTER


def _audit(stage: Stage) -> NoteOccasion:
    open_books(stage)
    return _AUDIT


def _nothing_shown(stage: Stage) -> CheckDisclosures:
    open_books(stage)
    return CheckDisclosures()


EXAMPLES: Final = (
    CommandExample(
        "ledger.note_disclosure",
        _first_quarter,
        refused=lambda request: evolve(request, signed_by=(CASHIER,)),
        actor=BOOKKEEPER,
    ),
    CommandExample(
        "ledger.note_occasion",
        _audit,
        refused=lambda request: NoteOccasion(evolve(request.occasion, label="2025")),
        actor=SUPERVISOR,
    ),
    CommandExample(
        "ledger.check_disclosures",
        _nothing_shown,
        altered=lambda request: evolve(request, subjects=(DisclosureSubject.AUDIT,)),
    ),
)
