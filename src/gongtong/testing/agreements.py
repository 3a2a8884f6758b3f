"""An agreement as values, for tests of rules that need no database (协议测试值)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.mediation.agreements.agreement import Agreement, SignatureLine, SigningWay
from gongtong.mediation.agreements.agreement_machine import AgreementState
from gongtong.mediation.agreements.standing import AgreementForm
from gongtong.mediation.agreements.terms import AgreementTerms
from gongtong.mediation.parties.weighing import PartyRecord
from gongtong.testing.disputes import CASE, COMPANY, OWNERS, TODAY, home, members
from gongtong.testing.duties import act

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

TERMS: Final = AgreementTerms("逾期五年未办证", "六月底前交付产权证", (act(1),))
DRAFT: Final = Agreement(
    CASE.number, 1, AgreementForm.WRITTEN, AgreementState.DRAFT, TERMS, drafted_on=TODAY
)
"""A draft with one obligation to the first household (协议草案)."""
RECORDS: Final[Mapping[str, PartyRecord]] = {
    COMPANY.code: PartyRecord(COMPANY, (), (), (), 0, None),
    OWNERS.code: PartyRecord(OWNERS, members(4), (), (), 0, None),
}
"""The developer, and a group of four of which each binds itself (当事人记录)."""


def signed(*numbers: int, on: date = TODAY) -> tuple[SignatureLine, ...]:
    """Give the developer's seal and the fingerprints of households (签署)."""
    households = (
        SignatureLine(OWNERS.code, SigningWay.FINGERPRINT, on, home(number)) for number in numbers
    )
    return (SignatureLine(COMPANY.code, SigningWay.SEAL, on), *households)
