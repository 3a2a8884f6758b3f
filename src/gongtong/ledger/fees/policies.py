"""What a place decides for itself about fees (收费政策)."""

from datetime import date
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from attrs import frozen

from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.policies import PolicyPoint
from gongtong.core.register import DwellingStatus


@frozen
class FeeFacts:
    """What a fee rule may ask about a dwelling (计费依据)."""

    dwelling_id: UUID
    label: DwellingLabel
    area_cm2: int
    status: DwellingStatus
    period: Span


class Payer(StrEnum):
    """Who owes a charge of a dwelling (缴费人)."""

    OWNER = "owner"
    OCCUPANT = "occupant"
    DEVELOPER = "developer"

    @property
    def zh(self) -> str:
        """The payer as residents call him (中文名称)."""
        return {"owner": "产权人", "occupant": "使用人", "developer": "建设单位"}[self.value]


@frozen
class ChargeLine:
    """One amount a household owes, and why (收费项目).

    `code` tells the charges of one period apart; `explanation_zh` is what a resident reads, with the
    figures that went in. Without `due_on` the charge is due on the day on which it is booked.
    """

    code: str
    zh: str
    amount_fen: int
    fund: str
    income_account: str
    explanation_zh: str
    due_on: date | None = None
    payer: Payer = Payer.OWNER


class FeeRule(Protocol):
    """A rule that says what a dwelling owes for a period (收费规则).

    The same facts give the same lines: no clock, no files, no floats. No lines means nothing is owed.
    """

    def __call__(self, facts: FeeFacts, /) -> tuple[ChargeLine, ...]:
        """Give what the dwelling owes for the period (计费)."""
        ...


FEE_RULE: Final = PolicyPoint[FeeRule]("ledger.fee_rule", zh="收费标准")
