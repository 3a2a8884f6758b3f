"""Rows of charges to values (应收行映射)."""

from typing import Any

from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.ledger.fees.charges import Charge


def read_charge(row: Any, *, open_fen: int | None = None) -> Charge:
    """Make a charge of its row, with what is open of it: all of it where that is not given (读取应收行)."""
    return Charge(
        dwelling_id=row.dwelling_id,
        label=DwellingLabel(row.building, row.unit, row.room),
        period=Span(row.period_start, row.period_end),
        code=row.code,
        zh=row.zh,
        amount_fen=row.amount_fen,
        open_fen=row.amount_fen if open_fen is None else open_fen,
        fund=row.fund,
        income_account=row.income_account,
        explanation_zh=row.explanation_zh,
        due_on=row.due_on,
        payer=row.payer,
        id=row.charge_id,
    )
