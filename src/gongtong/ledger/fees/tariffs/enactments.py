"""Which decision gave a tariff its force: without one it charges nobody (收费依据).

A price is binding because the owners voted for it, because a contract has it, or because an
authority set it. Assessment refuses a rule that names none of these.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from attrs import evolve, field, frozen
from typing_extensions import override

from gongtong.core.periods import Span
from gongtong.core.rulings import Reason, Source, Standing
from gongtong.ledger.fees.policies import ChargeLine, FeeFacts, FeeRule

MAKING_TARIFFS: Final = Source("收费规则", "收费依据", standing=Standing.HOUSE)


class EnactmentKind(StrEnum):
    """What kind of decision enacts a tariff (收费依据类别)."""

    VOTE = "vote"
    CONTRACT = "contract"
    OFFICIAL_PRICE = "official_price"

    @property
    def zh(self) -> str:
        """The kind as notices write it (中文名称)."""
        return {"vote": "共同决定", "contract": "合同约定", "official_price": "政府定价"}[
            self.value
        ]


def _named(_: object, __: object, reference: str) -> None:
    if not reference.strip():
        message = "an enactment names the decision, clause or notice that it refers to"
        raise ValueError(message)


@frozen
class Enactment:
    """The vote, contract clause or official price on which a tariff rests (收费标准的依据).

    Example: `Enactment(EnactmentKind.VOTE, "业主大会决定2023年第4号", date(2023, 11, 5))`.
    """

    kind: EnactmentKind
    reference: str = field(validator=_named)
    decided_on: date

    @override
    def __str__(self) -> str:
        """Write the enactment as a bill cites it (依据表述)."""
        return _cited(self)


@lru_cache(maxsize=256)
def _cited(enactment: Enactment) -> str:
    return f"{enactment.reference}，{enactment.decided_on}{enactment.kind.zh}"


@frozen
class Tariff:
    """A fee rule with the decision that enacted it (收费标准).

    A frozen class shows its figures when tariffs are compared; a function inside is compared by its text.
    """

    rule: FeeRule
    enactment: Enactment

    def __call__(self, facts: FeeFacts, /) -> tuple[ChargeLine, ...]:
        """Charge as the rule says (计费)."""
        return self.rule(facts)


@frozen
class Together:
    """Several tariffs that a place charges by, each seeing what those before it charge (合并收费标准)."""

    rules: tuple[FeeRule, ...]

    def __call__(self, facts: FeeFacts, /) -> tuple[ChargeLine, ...]:
        """Charge by every one of them, in their order (计费)."""
        return charge_in_turn(self.rules, facts)


def charge_in_turn(rules: Sequence[FeeRule], facts: FeeFacts) -> tuple[ChargeLine, ...]:
    """Ask rules in their order, each with the charges of those before it (依次计费)."""
    if len(rules) == 1:
        return rules[0](facts)
    lines = facts.charges
    for rule in rules:
        lines = (*lines, *rule(evolve(facts, charges=lines)))
    return lines[len(facts.charges) :]


def enactments_of(rule: FeeRule) -> tuple[Enactment, ...]:
    """Give the decisions behind a rule; none where any part of it has none (查收费依据)."""
    if isinstance(rule, Together):
        parts = [enactments_of(one) for one in rule.rules]
        return tuple(one for part in parts for one in part) if all(parts) else ()
    enactment = getattr(rule, "enactment", None)
    return (enactment,) if isinstance(enactment, Enactment) else ()


def reasons_against_tariff(rule: FeeRule, period: Span) -> Iterator[Reason]:
    """Refuse to bill a period by a rule that nobody enacted, or enacted only later (收费依据审查)."""
    enactments = enactments_of(rule)
    if not enactments:
        yield Reason(
            "ledger.tariff_not_enacted",
            f"{period}适用的收费标准没有注明表决、合同条款或政府定价，不能计费",
            f"the fee rule for {period} names no vote, contract clause or official price",
            MAKING_TARIFFS,
            (("period", str(period)),),
        )
    for enactment in enactments:
        if enactment.decided_on > period.start:
            yield Reason(
                "ledger.tariff_decided_later",
                f"收费标准于{enactment.decided_on}才决定，不能用于{period.start}起的期间",
                f"the tariff was decided on {enactment.decided_on} and charges no day before it; "
                f"the period begins on {period.start}",
                MAKING_TARIFFS,
                (("decided_on", str(enactment.decided_on)), ("reference", enactment.reference)),
            )
