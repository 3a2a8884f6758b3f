"""One dwelling, its charges and its payments, written by day, for tests of rules about debts (债务经历)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from attrs import evolve

from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.ledger.books.chart import ADVANCES, FEE_INCOME, RECEIVABLE, SANITATION
from gongtong.ledger.books.entries import EntryKind
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.debts.debts import (
    AccountMovement,
    BookedAllocation,
    BookedCharge,
    DebtFacts,
)

HOME: Final = UUID(int=1)
"""The dwelling of every history (房屋编号)."""


class DebtHistory:
    """Writes down what happens to one dwelling; vouchers are numbered as they come (债务经历)."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.charges: list[BookedCharge] = []
        self.allocations: list[BookedAllocation] = []
        self.receivable: list[AccountMovement] = []
        self.advances: list[AccountMovement] = []

    def charge(
        self, fen: int, booked: str, due: str | None = None, *, code: str = "fee"
    ) -> BookedCharge:
        """Charge the dwelling on a day, due then or later (计收)."""
        day = date.fromisoformat(booked)
        entry_id = self._move(RECEIVABLE, fen, day, EntryKind.ASSESSMENT)
        charge = Charge(
            HOME,
            DwellingLabel(1, 1, 101),
            Span(day, day + timedelta(days=365)),
            code,
            "卫生服务费",
            fen,
            fen,
            SANITATION,
            FEE_INCOME,
            "每户",
            due_on=date.fromisoformat(due or booked),
            id=UUID(int=1000 + len(self.charges)),
        )
        booked_charge = BookedCharge(charge, entry_id, self._voucher(entry_id), day)
        self.charges.append(booked_charge)
        return booked_charge

    def pay(
        self,
        fen: int,
        on: str,
        *parts: tuple[BookedCharge, int],
        kind: EntryKind = EntryKind.RECEIPT,
    ) -> UUID:
        """Credit its account on a day, and give parts of it to charges (收款)."""
        day = date.fromisoformat(on)
        entry_id = self._move(RECEIVABLE, -fen, day, kind)
        for charge, part_fen in parts:
            self.allocations.append(
                BookedAllocation(
                    charge.id,
                    entry_id,
                    self._voucher(entry_id),
                    kind,
                    part_fen,
                    max(day, charge.booked_on),
                )
            )
        return entry_id

    def advance(self, fen: int, on: str) -> None:
        """Take money ahead (预收)."""
        self._move(ADVANCES, -fen, date.fromisoformat(on), EntryKind.RECEIPT)

    def by_hand(self, fen: int, on: str) -> UUID:
        """Write on its account by hand (手工记账)."""
        return self._move(RECEIVABLE, fen, date.fromisoformat(on), EntryKind.MANUAL)

    def reverse(self, entry_id: UUID, on: str) -> None:
        """Undo an entry from a day on (冲销)."""
        day = date.fromisoformat(on)
        fen = sum(move.amount_fen for move in self.receivable if move.entry_id == entry_id)
        self._move(RECEIVABLE, -fen, day, EntryKind.REVERSAL, reverses=entry_id)
        self.charges = [
            evolve(one, reversed_on=day) if one.entry_id == entry_id else one
            for one in self.charges
        ]
        self.allocations = [
            evolve(one, reversed_on=day) if one.entry_id == entry_id else one
            for one in self.allocations
        ]

    @property
    def facts(self) -> DebtFacts:
        """What the rules are given (债务依据)."""
        return DebtFacts(
            HOME,
            tuple(self.charges),
            tuple(self.allocations),
            tuple(self.receivable),
            tuple(self.advances),
        )

    def _move(
        self,
        account: str,
        fen: int,
        day: date,
        kind: EntryKind,
        *,
        reverses: UUID | None = None,
    ) -> UUID:
        moves = self.receivable if account == RECEIVABLE else self.advances
        entry_id = UUID(int=10_000 + len(self.receivable) + len(self.advances))
        moves.append(
            AccountMovement(
                entry_id,
                self._voucher(entry_id),
                kind,
                day,
                "摘要",
                account,
                SANITATION,
                fen,
                reverses,
            )
        )
        return entry_id

    @staticmethod
    def _voucher(entry_id: UUID) -> str:
        return f"2026-{entry_id.int - 9_999:04}"
