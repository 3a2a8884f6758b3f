"""What every voter has left, row by row, and what more he could have at most (按类余款)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from attrs import define

from gongtong.voting.methods.purchases import GAIN_BITS, PRICE_BITS, Offer

if TYPE_CHECKING:
    from gongtong.voting.methods.demand import Demand
    from gongtong.voting.methods.listed_backers import ListedBackers


@define
class _Side:
    """Supporters with the same worth: money, number and possible gain of each class of them."""

    utility: int
    classes: list[tuple[int, int, int]]


class RowPurse:
    """What every voter has left, as classes of voters with the same money (按类余款).

    Class 0 has nothing. Amounts are whole numbers of `1 / scale` of the unit of the costs. Beside
    the money stands a gain: no voter of the class would have more than this in addition, in parts
    of 2 ** 20, had everybody begun with up to `more` units more and the same been bought since.
    """

    def __init__(self, demand: Demand, per_voter: Fraction, more: int = 0) -> None:
        """Give every voter the same money."""
        self.demand = demand
        self.scale = per_voter.denominator
        self._money = [0, per_voter.numerator]
        self._gain = [0, more << GAIN_BITS]
        self._class_of_row = [1] * demand.size

    def offer(self, project: int) -> Offer:
        """Find the price at which the supporters of a project can just pay for it (求价)."""
        money, gain = self._money, self._gain
        sides: list[_Side] = []
        held = worth = 0
        for part in self.demand.listed[project]:
            classes: list[tuple[int, int, int]] = []
            counts = part.by_class(self._class_of_row)
            counts.pop(0, None)
            for one, number in counts.items():
                amount = money[one]
                held += amount * number
                classes.append((amount, number, gain[one]))
            worth += part.utility * sum(counts.values())
            sides.append(_Side(part.utility, classes))
        cost = self.demand.costs[project] * self.scale
        if held >= cost:
            return self._priced(cost, worth, sides)
        gains = sum(number * more for side in sides for _, number, more in side.classes)
        is_sure = ((cost - held) << GAIN_BITS) > gains * self.scale
        return Offer(None, Fraction(held, self.scale), is_sure=is_sure)

    def _priced(self, cost: int, worth: int, sides: list[_Side]) -> Offer:
        """Let those who cannot pay their part give all they have, until the others can pay theirs."""
        gains = 0
        while True:
            given = lost = 0
            for side in sides:
                part = -(-cost * side.utility // worth)
                poor = [one for one in side.classes if one[0] < part]
                if poor:
                    given += sum(amount * number for amount, number, _ in poor)
                    lost += side.utility * sum(number for _, number, _ in poor)
                    gains += sum(number * more for _, number, more in poor)
                    side.classes = [one for one in side.classes if one[0] >= part]
            if not lost:
                # whatever the poor have more, the others pay less, in all
                fall = -(-(gains << PRICE_BITS - GAIN_BITS) // worth)
                return Offer(Fraction(cost, worth * self.scale), fall=fall)
            cost -= given
            worth -= lost

    def pay(self, project: int, offer: Offer) -> Fraction:
        """Let the supporters of a project pay its price, and give the most that one pays (付款)."""
        price = offer.price or Fraction(0)
        backers = self.demand.listed[project]
        parts = [price * part.utility * self.scale for part in backers]
        finer = lcm(*(part.denominator for part in parts))
        if finer > 1:
            self._money = [amount * finer for amount in self._money]
            self.scale *= finer
        for part, amount in zip(backers, parts, strict=True):
            saved = -(-offer.fall * part.utility >> PRICE_BITS - GAIN_BITS)
            self._take(part, int(amount * finer), saved)
        return Fraction(max(parts) * finer, self.scale)

    def _take(self, part: ListedBackers, amount: int, saved: int) -> None:
        """Take an amount from some voters, who would have `saved` at most had they more money."""
        money, gain, class_of_row = self._money, self._gain, self._class_of_row
        classes = part.pick(class_of_row)
        becomes = {0: 0}
        for one in set(classes) - {0}:
            rest, more = money[one] - amount, gain[one] + saved
            if rest < 0:
                more += (rest << GAIN_BITS) // self.scale + 1
                rest = 0
            if rest or (more > 0 and gain[1]):
                becomes[one] = len(money)
                money.append(rest)
                gain.append(max(more, 0))
            else:
                becomes[one] = 0
        for row, one in zip(part.rows, classes, strict=True):
            class_of_row[row] = becomes[one]

    def can_pay_all(self, projects: list[int], price: Fraction) -> bool:
        """Say whether whoever wants several of some projects can pay them all at a price (能否一并付清)."""
        due: defaultdict[int, list[int]] = defaultdict(list)
        for project in projects:
            for part in self.demand.listed[project]:
                for row in part.rows:
                    due[row].append(part.utility)
        at_scale = price.numerator * self.scale
        return all(
            sum(worths) * at_scale <= self._money[self._class_of_row[row]] * price.denominator
            for row, worths in due.items()
            if len(worths) > 1
        )
