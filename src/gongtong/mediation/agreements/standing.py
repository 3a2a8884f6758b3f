"""How the agreement of a case stands, as the rules of moving it ask (协议情况)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from gongtong.core.rulings import Reason
from gongtong.mediation.agreements.agreement_machine import AgreementState


class AgreementForm(StrEnum):
    """How an agreement is kept (协议形式)."""

    WRITTEN = "written"
    ORAL = "oral"


@frozen
class AgreementStanding:
    """The newest agreement of a case (协议情况).

    `objections` are what speaks against its terms: what is missing, and what is unlawful. `signed_by` are the
    parties; `effective_on` is computed, and nothing until it is in force.
    """

    number: int
    form: AgreementForm
    state: AgreementState
    objections: tuple[Reason, ...]
    signed_by: frozenset[str]
    mediator_signed: bool
    sealed: bool
    paper_waived_by: frozenset[str]
    content_recorded: bool
    effective_on: date | None
