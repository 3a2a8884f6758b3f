"""Telling purchases by equal shares as the rounds of a count (均分购买的轮次)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from gongtong.voting.counting.traces import (
    Act,
    Figure,
    FigureName,
    Measure,
    Round,
    Stage,
    Step,
    Why,
    amounts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongtong.voting.methods.purchases import Purchase


@frozen(kw_only=True)
class Teller:
    """What is needed to tell purchases by name, and in the unit of the file (购买过程叙述).

    `units` parts make the unit of the file. `priced_in_money` says whether a price is money for a
    project or a point, rather than money for money.
    """

    names: tuple[str, ...]
    costs: tuple[int, ...]
    budget: int
    units: int = 1
    priced_in_money: bool = False
    stage: Stage = Stage.PURCHASE

    def rounds(self, purchases: Iterable[Purchase]) -> list[Round]:
        """Tell each purchase as a round; the money left is what was there before it (逐轮叙述)."""
        told: list[Round] = []
        left = self.budget
        for purchase in purchases:
            told.append(self._round(len(told) + 1, purchase, left))
            if purchase.project is not None:
                left -= self.costs[purchase.project]
        return told

    def _round(self, number: int, purchase: Purchase, left: int) -> Round:
        steps = [
            Step(
                Act.SKIPPED,
                self.names[dropped.project],
                dropped.obstacle.why,
                dropped.obstacle.against,
                None if dropped.money is None else dropped.money / self.units,
            )
            for dropped in purchase.dropped
        ]
        figures = [Figure(FigureName.MONEY_LEFT, Fraction(left, self.units))]
        if purchase.project is not None and purchase.per_voter is not None:
            name = self.names[purchase.project]
            cost = Fraction(self.costs[purchase.project], self.units)
            steps.append(Step(Act.ELECTED, name, Why.LOWEST_PRICE))
            figures += [
                Figure(FigureName.COST, cost, name),
                Figure(FigureName.PER_VOTER, purchase.per_voter / self.units, name),
            ]
        by = self.units if self.priced_in_money else 1
        return Round(
            number=number,
            stage=self.stage,
            measure=Measure.PRICE,
            amounts=amounts(self.names, {one: price / by for one, price in purchase.prices}),
            steps=tuple(steps),
            figures=tuple(figures),
        )
