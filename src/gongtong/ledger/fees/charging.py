"""Asking the rules in force what dwellings owe; nothing is written (计费)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus, PartUse
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.policies import ChargeLine, DatedFact, FeeFacts, FeeRule, MeterUse

NO_USES: Final[Mapping[Span, tuple[MeterUse, ...]]] = MappingProxyType({})


@frozen
class RuleInForce:
    """A fee rule and the part of the billing period in which it holds (适用的收费标准)."""

    rule: FeeRule
    period: Span


@frozen
class Home:
    """A dwelling with everything its fees depend on (计费房屋).

    `uses` is what went through its meters, for each period about which rules are asked.
    """

    id: UUID
    label: DwellingLabel
    area_cm2: int
    status: DwellingStatus
    use: PartUse = PartUse.HOME
    dated: tuple[DatedFact, ...] = ()
    uses: Mapping[Span, tuple[MeterUse, ...]] = NO_USES

    def facts_for(self, period: Span) -> FeeFacts:
        """Give the facts that a rule is asked with for a period (期间计费依据)."""
        uses = self.uses.get(period, ()) if self.uses else ()
        return FeeFacts(
            self.id, self.label, self.area_cm2, self.status, period, self.use, self.dated, uses
        )


def joined(rules: Sequence[RuleInForce]) -> tuple[RuleInForce, ...]:
    """Join neighbouring days on which the same rule holds, so that one charge is not made two (合并相同标准)."""
    found: list[RuleInForce] = []
    for one in rules:
        if found and found[-1].rule == one.rule:
            start = found.pop().period.start
            found.append(RuleInForce(one.rule, Span(start, one.period.end)))
        else:
            found.append(one)
    return tuple(found)


def charges_by(rules: Sequence[RuleInForce], homes: Iterable[Home]) -> Iterator[Charge]:
    """Ask the rules what each dwelling owes, one dwelling after the other (计费).

    Where a rule gives way to another within the billing period, each is asked about its own part. A
    line over nothing is no charge.
    """
    for home in homes:
        for in_force in rules:
            for line in in_force.rule(home.facts_for(in_force.period)):
                if line.amount_fen != 0:
                    yield charge_of(home.id, home.label, in_force.period, line)


def charge_of(dwelling_id: UUID, label: DwellingLabel, period: Span, line: ChargeLine) -> Charge:
    """Make the charge of a dwelling from a line that a rule gave (生成应收)."""
    return Charge(
        dwelling_id=dwelling_id,
        label=label,
        period=period,
        code=line.code,
        zh=line.zh,
        amount_fen=line.amount_fen,
        open_fen=line.amount_fen,
        fund=line.fund,
        income_account=line.income_account,
        explanation_zh=line.explanation_zh,
        due_on=line.due_on,
        payer=line.payer,
    )
