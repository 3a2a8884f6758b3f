"""How an agreement stands is a value."""

from gongtong.mediation.agreements.effect import standing_of_agreement
from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.testing.agreements import DRAFT, RECORDS


def test_a_draft_stands_unsigned() -> None:
    """Nobody has signed, and it has no day of effect."""
    told = standing_of_agreement(DRAFT, RECORDS, ())
    assert (told.form, told.signed_by, told.effective_on) == (
        AgreementForm.WRITTEN,
        frozenset(),
        None,
    )
    assert (told.mediator_signed, told.sealed, told.content_recorded) == (False, False, False)
