"""Kinds and states of corrections read in Chinese, and say what waits."""

from gongtong.ledger.fees.debts.corrections import CorrectionKind, CorrectionState


def test_kinds_read_in_chinese() -> None:
    """Residents read what was done about a debt."""
    assert [kind.zh for kind in CorrectionKind] == ["减额", "减免", "退款"]


def test_what_is_booked_or_refused_does_not_wait() -> None:
    """Its amount is not spoken for any more."""
    assert [state for state in CorrectionState if not state.is_waiting] == [
        CorrectionState.BOOKED,
        CorrectionState.REFUSED,
    ]
