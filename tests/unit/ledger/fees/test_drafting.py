"""The entries that book charges."""

from datetime import date
from uuid import UUID

from gongtong.core.periods import year_span
from gongtong.core.places import DwellingLabel
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.drafting import Billing, advances_used, drafts_of

ONE, TWO = UUID(int=101), UUID(int=102)
DAY = date(2025, 1, 1)
PAPER = DocumentRef("账单.pdf", "0" * 64)
BILLING = Billing(EntryKind.COST_SHARING, DAY, "分摊", "预收转应收", (PAPER,))


def charge(who: UUID, fen: int, fund: str = "sanitation", account: str = "4301") -> Charge:
    label = DwellingLabel(1, 1, who.int)
    return Charge(who, label, year_span(2025), account, "费", fen, fen, fund, account, "")


def test_each_dwelling_and_each_income_has_one_line() -> None:
    """Two charges of a dwelling in one fund are one debit; every fund balances."""
    charges = (charge(ONE, 10), charge(ONE, 5, account="4308"), charge(TWO, 7, "maintenance"))
    (draft,) = drafts_of(charges, {}, BILLING)
    postings = (
        Posting("1122", "sanitation", 15, ONE),
        Posting("1122", "maintenance", 7, TWO),
        Posting("4301", "sanitation", -10),
        Posting("4308", "sanitation", -5),
        Posting("4301", "maintenance", -7),
    )
    assert draft == Draft(EntryKind.COST_SHARING, DAY, "分摊", postings, (PAPER,))


def test_what_was_paid_ahead_is_moved_by_an_entry_of_its_own() -> None:
    """As far as it goes, in the same fund alone."""
    charges = (charge(ONE, 10), charge(TWO, 10))
    applied = advances_used(charges, {(ONE, "sanitation"): 4, (TWO, "maintenance"): 9})
    assert applied == {(ONE, "sanitation"): 4}
    _, moved = drafts_of(charges, applied, BILLING)
    assert (moved.kind, moved.narration) == (EntryKind.REASSIGNMENT, "预收转应收")
    assert moved.postings == (
        Posting("2203", "sanitation", 4, ONE),
        Posting("1122", "sanitation", -4, ONE),
    )


def test_without_charges_nothing_is_booked() -> None:
    """No empty entry."""
    assert tuple(drafts_of((), {}, BILLING)) == ()
