"""Rows of charges become values."""

from datetime import date
from types import SimpleNamespace
from uuid import UUID

import pytest

from gongtong.core.periods import year_span
from gongtong.core.places import DwellingLabel
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.policies import Payer
from gongtong.ledger.fees.rows import read_charge

ROW = SimpleNamespace(
    dwelling_id=UUID(int=1),
    building=1,
    unit=2,
    room=301,
    period_start=date(2025, 1, 1),
    period_end=date(2026, 1, 1),
    code="fee",
    zh="卫生服务费",
    amount_fen=30_000,
    fund="sanitation",
    income_account="4301",
    explanation_zh="每户每年300.00元",
    due_on=date(2025, 3, 31),
    payer=Payer.OWNER,
    charge_id=UUID(int=9),
)


@pytest.mark.parametrize(("given", "open_fen"), [(None, 30_000), (0, 0), (12_345, 12_345)])
def test_a_row_is_a_charge_with_what_is_open_of_it(given: int | None, open_fen: int) -> None:
    """Where nobody says what is open, all of it is; nothing open is not the same as nothing said."""
    assert read_charge(ROW, open_fen=given) == Charge(
        UUID(int=1),
        DwellingLabel(1, 2, 301),
        year_span(2025),
        "fee",
        "卫生服务费",
        30_000,
        open_fen,
        "sanitation",
        "4301",
        "每户每年300.00元",
        date(2025, 3, 31),
        Payer.OWNER,
        UUID(int=9),
    )
