"""Sharing out a surplus, and an old debt."""

from uuid import UUID

import pytest

from gongtong.ledger.fees.tariffs.surplus import share_debt, share_surplus

ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.mark.parametrize(
    ("arrears_fen", "set_off", "paid_out"),
    [(0, 0, 34), (33, 33, 1), (34, 34, 0), (35, 34, 0), (-5, 0, 34)],
)
def test_arrears_are_paid_first(arrears_fen: int, set_off: int, paid_out: int) -> None:
    """Less than, exactly, and more than the share; who has paid ahead keeps it."""
    first, *others = share_surplus(100, [(ONE, 1), (TWO, 1), (THREE, 1)], {ONE: arrears_fen})
    assert (first.share_fen, first.set_off_fen, first.paid_out_fen) == (34, set_off, paid_out)
    assert [one.paid_out_fen for one in others] == [33, 33]


def test_a_loss_is_not_shared_out() -> None:
    """Nor is a debt shared by nobody."""
    with pytest.raises(ValueError, match="surplus is nothing or more"):
        share_surplus(-1, [(ONE, 1)], {})
    with pytest.raises(ValueError, match="nobody is there"):
        share_debt(1, 0)
    assert share_debt(100, 3) == (34, 33, 33)
