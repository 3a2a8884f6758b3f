"""An offer as values, for tests of rules that need no database (方案测试值)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from gongtong.mediation.offers.offer import MoneyFlow, OfferAmount, OfferVersion
from gongtong.mediation.offers.stances import KeptStance, Stance, StanceFacts, StanceLine
from gongtong.mediation.parties.mandates import MandateOnFile, SettlementLimits
from gongtong.testing.disputes import CASE, COMPANY, OWNERS, TODAY, home, members

if TYPE_CHECKING:
    from gongtong.core.places import DwellingLabel
    from gongtong.mediation.parties.party import PartyOnFile

TWO_PAY: Final = (
    OfferAmount(OWNERS.code, MoneyFlow.PAYS, 274_29, home(1)),
    OfferAmount(OWNERS.code, MoneyFlow.PAYS, 274_28, home(2)),
)
OFFER: Final = OfferVersion(
    CASE.number,
    1,
    1,
    COMPANY.code,
    "逐户交付产权证，补交物业费",
    TWO_PAY,
    None,
    date(2025, 6, 2),
    None,
    counters=False,
)
"""An offer of the company's to two households, made on 2 June 2025 (单位提出的方案)."""


def said(
    stance: Stance, *numbers: int, on: date = TODAY, by_mandate: bool = False, sheet: int = 1
) -> tuple[KeptStance, ...]:
    """Give what households say, by their numbers (各户表态)."""
    return tuple(
        KeptStance(OWNERS.code, StanceLine(stance, on, home(number)), sheet, by_mandate)
        for number in numbers
    )


def mandate(
    number: int,
    *signers: int,
    acts_alone: bool = False,
    may_settle: bool = True,
    limits: SettlementLimits | None = None,
) -> MandateOnFile:
    """Give a mandate that households signed (测试授权)."""
    signed: frozenset[DwellingLabel] = frozenset(home(one) for one in signers)
    return MandateOnFile(
        number,
        f"u-{number}",
        "某",
        "调解",
        date(2025, 6, 1),
        TODAY,
        "0f" * 32,
        may_settle=may_settle,
        acts_alone=acts_alone,
        limits=limits or SettlementLimits(),
        signed_by=signed,
    )


def stance_facts(
    party: PartyOnFile = OWNERS, *mandates: MandateOnFile, count: int = 2
) -> StanceFacts:
    """Give the facts of a group with so many members and of its newest offer (表态测试依据)."""
    return StanceFacts(CASE, OFFER, party, members(count), mandates, (), (), TODAY)
