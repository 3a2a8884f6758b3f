"""Prices in tiers: what lies above a step costs that step's price (阶梯价)."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction

from attrs import field, frozen


class TierSpan(StrEnum):
    """Over which time the quantity of tiers is counted (阶梯累计期间)."""

    PERIOD = "period"
    YEAR = "year"


def _not_negative(_: object, __: object, price: Fraction) -> None:
    if price < 0:
        message = f"a price is nothing or more, not {price}"
        raise ValueError(message)


@frozen
class Tier:
    """A price in yuan for each unit up to a quantity; the last tier has no end (一档价格).

    Two cars, the second half as much again: `Tier(Fraction(75), 1), Tier(Fraction(225, 2))`.
    """

    price: Fraction = field(validator=_not_negative)
    up_to: int | None = None


def reasons_against_tiers(tiers: Sequence[Tier]) -> Iterator[str]:
    """Say why tiers cannot price every quantity (阶梯检查)."""
    if not tiers:
        yield "there is no price"
        return
    bounds = [tier.up_to for tier in tiers]
    if bounds[-1] is not None:
        yield f"nothing prices what lies above {bounds[-1]}"
    steps = [bound for bound in bounds[:-1] if bound is not None]
    if len(steps) < len(bounds) - 1:
        yield "only the last tier has no end"
    if any(later <= earlier for earlier, later in zip([0, *steps], steps, strict=False)):
        yield f"the steps {steps} do not rise"


def priced(
    quantity: Fraction, tiers: Sequence[Tier], before: Fraction = Fraction(0)
) -> Iterator[tuple[Fraction, Fraction]]:
    """Give the parts of a quantity, each with its price, after what was taken before (分档计价).

    >>> tiers = (Tier(Fraction(1), 180), Tier(Fraction(2)))
    >>> [(int(part), int(price)) for part, price in priced(Fraction(200), tiers)]
    [(180, 1), (20, 2)]
    """
    if len(tiers) == 1:  # most prices have no steps
        if quantity:
            yield quantity, tiers[0].price
        return
    start, end = before, before + quantity
    for tier in tiers:
        through = end if tier.up_to is None else min(end, Fraction(tier.up_to))
        if through > start:
            yield through - start, tier.price
            start = through
