"""The entries that book charges, and what dwellings had paid ahead against them (收费分录)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from attrs import frozen

from gongtong.ledger.books.chart import ADVANCES, RECEIVABLE
from gongtong.ledger.books.entries import DocumentRef, Draft, EntryKind, Posting
from gongtong.ledger.fees.charges import Charge


@frozen
class Billing:
    """What the entry of new charges is to say (记账要素)."""

    kind: EntryKind
    on: date
    narration: str
    advances_narration: str
    documents: tuple[DocumentRef, ...] = ()


def advances_used(
    charges: Sequence[Charge], advances_fen: Mapping[tuple[UUID, str], int]
) -> dict[tuple[UUID, str], int]:
    """Say how much of each dwelling's advance its new charges take, by fund (预收冲抵)."""
    owed: defaultdict[tuple[UUID, str], int] = defaultdict(int)
    for charge in charges:
        owed[charge.dwelling_id, charge.fund] += charge.amount_fen
    used = {at: min(owed_fen, advances_fen.get(at, 0)) for at, owed_fen in owed.items()}
    return {at: used_fen for at, used_fen in used.items() if used_fen > 0}


def drafts_of(
    charges: Sequence[Charge], applied: Mapping[tuple[UUID, str], int], billing: Billing
) -> Iterator[Draft]:
    """Give one entry for all charges, and one that moves what was paid ahead (生成分录)."""
    if charges:
        receivable: defaultdict[tuple[UUID, str], int] = defaultdict(int)
        income: defaultdict[tuple[str, str], int] = defaultdict(int)
        for charge in charges:
            receivable[charge.dwelling_id, charge.fund] += charge.amount_fen
            income[charge.income_account, charge.fund] += charge.amount_fen
        postings = (
            *(Posting(RECEIVABLE, fund, fen, who) for (who, fund), fen in receivable.items()),
            *(Posting(account, fund, -fen) for (account, fund), fen in income.items()),
        )
        yield Draft(billing.kind, billing.on, billing.narration, postings, billing.documents)
    if applied:
        moved = tuple(
            posting
            for (who, fund), fen in applied.items()
            for posting in (Posting(ADVANCES, fund, fen, who), Posting(RECEIVABLE, fund, -fen, who))
        )
        yield Draft(EntryKind.REASSIGNMENT, billing.on, billing.advances_narration, moved)
