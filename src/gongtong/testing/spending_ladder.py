"""A place that spends by a ladder of limits, for tests of who may do what (支出阶梯示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from attrs import evolve

from gongtong.core.offices import (
    CASHIER_KEEPS_NO_BOOKS,
    Appointment,
    Mandate,
    Office,
    OfficeHolders,
)
from gongtong.core.periods import Span
from gongtong.core.rulings import Refused
from gongtong.ledger.books.chart import DEFAULT_CHART
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.hands.hands import Hands, offices_of_hands
from gongtong.ledger.spending.demands import Circumstances
from gongtong.ledger.spending.requests import (
    Approval,
    BookSpending,
    Payment,
    PaySpending,
    Spending,
    SpendingState,
)
from gongtong.ledger.spending.spending_facts import SpendingFacts
from gongtong.ledger.spending.two_keys import (
    DEFAULT_TWO_KEYS,
    ApprovalTier,
    EmergencyRule,
    OfficeLimit,
    SpendingScope,
    SplitRule,
    statutory_pairs,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

ID = UUID(int=7)
ASKED_ON, TODAY = date(2025, 3, 3), date(2025, 3, 10)
MANDATE = Mandate("居民会议决定", date(2024, 12, 20))
YEAR = Span(date(2025, 1, 1), date(2026, 1, 1))
INVOICE = DocumentRef("发票.pdf", "0f" * 32)
LADDER = evolve(
    DEFAULT_TWO_KEYS,
    limits=(OfficeLimit(Office.MEMBER, 500_00), OfficeLimit(Office.CHAIR, 5_000_00)),
    tiers=(ApprovalTier(0, 1), ApprovalTier(5_000_01, 2)),
    supervised=(SpendingScope(from_fen=5_000_01), SpendingScope(funds=("common",))),
    voted=(SpendingScope(from_fen=50_000_01),),
    split=SplitRule(within_days=30),
    emergency=EmergencyRule(up_to_fen=10_000_00, approvals=1, ratify_within_days=15),
)
OFFICES = {
    "asker": (Office.APPLICANT,),
    "chair": (Office.CHAIR,),
    "member": (Office.MEMBER,),
    "supervisor": (Office.SUPERVISOR,),
    "cashier": (Office.KEEPER_OF_MONEY,),
    "clerk": (Office.KEEPER_OF_BOOKS,),
}
REQUESTED = Spending(ID, "sanitation", "5102", 400_00, "更换水泵", "新民建材", "asker", ASKED_ON)
APPROVED = evolve(
    REQUESTED, state=SpendingState.APPROVED, approvals=(Approval("chair", date(2025, 3, 5)),)
)
PAID = evolve(
    APPROVED, state=SpendingState.PAID, payment=Payment("cashier", "1001", date(2025, 3, 6))
)
ORDER = PaySpending(ID, 400_00, "1001", date(2025, 3, 6))
BOOKING = BookSpending(ID, (INVOICE,))


def knowing(
    actor: str,
    *,
    hands: Hands | None = None,
    around: Circumstances | None = None,
    also: Mapping[str, tuple[Office, ...]] | None = None,
    gone: str = "",
) -> SpendingFacts:
    """Give what is known when an account acts; `also` holds offices besides, who is `gone` holds none (支出依据示例)."""
    held = {**OFFICES, **(also or {})}
    holders = OfficeHolders(
        tuple(
            Appointment(ID, person, person, office, YEAR, MANDATE)
            for person, offices in held.items()
            if person != gone
            for office in offices
        )
    )
    known = hands or Hands()
    return SpendingFacts(
        actor=actor,
        held=offices_of_hands(actor, holders, known, TODAY),
        today=TODAY,
        rule=LADDER,
        statutory=statutory_pairs(CASHIER_KEEPS_NO_BOOKS),
        accounts={account.code: account for account in DEFAULT_CHART.accounts},
        funds={"sanitation", "common"},
        available_fen=10**9,
        hands=known,
        around=around or Circumstances(),
        applicant_held=offices_of_hands("asker", holders, known, TODAY),
    )


def grounds(ruling: object) -> list[tuple[str, str]]:
    """Give the codes and the titles of the sources of a refusal (驳回理由)."""
    assert isinstance(ruling, Refused)
    assert all(reason.zh and reason.en for reason in ruling.reasons)
    return [(reason.code, reason.source.title) for reason in ruling.reasons]
