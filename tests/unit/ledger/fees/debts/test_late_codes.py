"""The code of a late charge names its principal and fits the column."""

from uuid import UUID

import pytest

from gongtong.ledger.fees.debts.late_codes import late_code, principal_of


def test_a_code_leads_back_to_the_charge() -> None:
    """Whatever the id, the code has at most forty letters and names it."""
    principal = UUID("018f0000-0000-7000-8000-0000000000ff")
    assert principal_of(late_code(principal)) == principal
    assert len(late_code(principal)) <= 40


@pytest.mark.parametrize("code", ["fee", "late", "parking.1"])
def test_other_charges_are_late_charges_on_nothing(code: str) -> None:
    """Only the code of a late charge names a principal."""
    assert principal_of(code) is None
