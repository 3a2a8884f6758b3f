"""The fee of the test's place, as a plugin: what a household owes is for the place to say (测试收费标准)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from gongtong.core.money import format_yuan
from gongtong.core.periods import since
from gongtong.core.policies import AnyProvision, Provision, Rank
from gongtong.ledger.books.chart import FEE_INCOME, SANITATION
from gongtong.ledger.fees.debts.late_charges import LateChargeTerms
from gongtong.ledger.fees.debts.policies import LATE_CHARGE
from gongtong.ledger.fees.policies import FEE_RULE, ChargeLine, FeeFacts
from gongtong.ledger.fees.tariffs.enactments import Enactment, EnactmentKind, Tariff
from gongtong.plugins.manifest import Plugin
from gongtong.plugins.spec import gongtong_provisions
from gongtong.testing.examples.people import MANDATE
from gongtong.testing.stage import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENACTED: Final = Enactment(
    EnactmentKind.VOTE, f"{MANDATE.title}{MANDATE.number}", MANDATE.decided_on
)
FEE_FEN: Final = 30_000
"""What each dwelling of the test's place owes a year: 300 yuan (测试年费)."""
LATE_TERMS: Final = LateChargeTerms(Fraction(5, 10_000), grace_days=30, cap=Fraction(1, 5))
"""Five in ten thousand a day after thirty days, at most a fifth of the charge (测试违约金)."""


def flat_fee(_: FeeFacts) -> tuple[ChargeLine, ...]:
    """Charge every dwelling the same (统一收费)."""
    explanation = f"每户每年{format_yuan(FEE_FEN)}元"
    return (ChargeLine("fee", "卫生服务费", FEE_FEN, SANITATION, FEE_INCOME, explanation),)


@gongtong_provisions.impl
def fee_of_the_test_court() -> Iterable[AnyProvision]:
    """Give the fee rule of the test's place (测试收费规定)."""
    yield Provision(
        "test-court.fee",
        FEE_RULE,
        Tariff(flat_fee, _ENACTED),
        area=f"/{PLACE.code}",
        in_force=since("2025-01-01"),
        rank=Rank.BYLAW,
        cites=(MANDATE.source,),
    )
    yield Provision(
        "test-court.late-charge",
        LATE_CHARGE,
        LATE_TERMS,
        area=f"/{PLACE.code}",
        in_force=since("2025-01-01"),
        rank=Rank.BYLAW,
        cites=(MANDATE.source,),
    )


plugin: Final = Plugin("test-court", hooks=__name__)
"""Load it with `Host.of(plugin)` to run the built-in examples (测试插件)."""
