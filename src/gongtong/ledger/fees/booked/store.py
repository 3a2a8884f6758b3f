"""Writing charges down (应收登记存取)."""

from collections.abc import Sequence
from uuid import UUID

from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import Entry
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.tables import FeesTables


def save_charges(unit: UnitOfWork, entry: Entry, charges: Sequence[Charge]) -> None:
    """Insert the charges that an entry books (写入应收)."""
    if not charges:
        return
    first = unit.running.first_of(len(charges)).int
    rows = [
        {
            "place_id": unit.place_id,
            "charge_id": UUID(int=first + number),
            "entry_id": entry.id,
            "dwelling_id": charge.dwelling_id,
            "code": charge.code,
            "period_start": charge.period.start,
            "period_end": charge.period.end,
            "building": charge.label.building,
            "unit": charge.label.unit,
            "room": charge.label.room,
            "zh": charge.zh,
            "amount_fen": charge.amount_fen,
            "fund": charge.fund,
            "income_account": charge.income_account,
            "explanation_zh": charge.explanation_zh,
            "due_on": charge.due_on or entry.effective_on,
            "payer": charge.payer,
        }
        for number, charge in enumerate(charges)
    ]
    unit.connection.execute(unit.tables(FeesTables).charge.insert(), rows)
