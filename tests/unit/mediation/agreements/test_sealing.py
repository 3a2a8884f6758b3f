"""The mediator's signature and the committee's seal."""

from datetime import date

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.agreements.sealing import (
    SealAgreement,
    SignAsMediator,
    rule_on_mediator,
    rule_on_sealing,
)
from gongtong.testing.agreements import DRAFT
from gongtong.testing.disputes import CASE, TODAY, TOMORROW

OPEN = evolve(DRAFT, state=AgreementState.OPEN)
SIGNS = SignAsMediator(CASE.number, 1, "u-mediator", TODAY)
SEALS = SealAgreement(CASE.number, 1, TODAY, "0f" * 32)


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_the_mediator_signs_once_while_it_is_open() -> None:
    """Neither a draft, nor on a day that cannot be, nor as nobody."""
    assert isinstance(rule_on_mediator(SIGNS, OPEN, TODAY), Granted)
    assert codes(rule_on_mediator(SIGNS, DRAFT, TODAY)) == ["agreement_not_open"]
    signed = evolve(OPEN, mediator_signed_on=TODAY)
    assert codes(rule_on_mediator(SIGNS, signed, TODAY)) == ["mediator_signs_once"]
    nobody = evolve(SIGNS, mediator=" ", signed_on=TOMORROW)
    assert codes(rule_on_mediator(nobody, OPEN, TODAY)) == ["signed_on", "mediator_signs_once"]


def test_the_seal_is_put_once_on_a_paper_that_is_kept() -> None:
    """Without the paper it is refused."""
    assert isinstance(rule_on_sealing(SEALS, OPEN, TODAY), Granted)
    assert codes(rule_on_sealing(evolve(SEALS, document="g" * 64), OPEN, TODAY)) == ["sealed_once"]
    sealed = evolve(OPEN, sealed_on=TODAY)
    assert codes(rule_on_sealing(SEALS, sealed, TODAY)) == ["sealed_once"]
    early = evolve(SEALS, sealed_on=date(2025, 6, 9))
    assert codes(rule_on_sealing(early, OPEN, TODAY)) == ["signed_on"]
